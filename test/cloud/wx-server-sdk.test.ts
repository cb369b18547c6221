import { collection, startCloud, type TestCloud } from './support'

// The other SDK, as it is used in functions; initialised here with the cloud's address, as its documentation allows.
const cloud = jest.requireActual('wx-server-sdk')

let t: TestCloud
let db: ReturnType<typeof cloud.database>
beforeAll(async () => {
  t = await startCloud({ collections: [collection('notes', { keys: [['code', 1]], unique: true })] })
  process.env['TCB_CONTEXT_CNFG'] = JSON.stringify({ URL: `${t.url}/admin` })
  process.env['TENCENTCLOUD_SECRETID'] = process.env['TENCENTCLOUD_SECRETKEY'] = 'x'
  cloud.init({ env: 'some-env' })
  db = cloud.database()
})
afterAll(async () => {
  delete process.env['TCB_CONTEXT_CNFG']
  await t.close()
})

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => ({}),
    (error: unknown) => error,
  ) as Promise<{ errCode: number; errMsg: string }>

test('documents', async () => {
  const { _id } = await db
    .collection('notes')
    .add({ data: { code: 'a', n: 1, at: db.serverDate(), place: db.Geo.Point(1, 2) } })
  const { data } = await db.collection('notes').doc(_id).get()
  expect(data).toMatchObject({ _id, code: 'a', n: 1, at: expect.any(Date) })
  expect(data.place).toMatchObject({ longitude: 1, latitude: 2 })
  expect(
    (
      await db
        .collection('notes')
        .doc(_id)
        .update({ data: { n: db.command.inc(1), list: db.command.push('x') } })
    ).stats,
  ).toEqual({ updated: 1 })
  expect(
    (
      await db
        .collection('notes')
        .where({ n: db.command.gte(2) })
        .update({ data: { seen: true } })
    ).stats,
  ).toEqual({ updated: 1 })
  expect(
    (
      await db
        .collection('notes')
        .doc('set')
        .set({ data: { code: 's' } })
    )._id,
  ).toBe('set')
  expect((await db.collection('notes').count()).total).toBe(2)
  expect((await db.collection('notes').where({ code: 's' }).remove()).stats).toEqual({ removed: 1 })
  expect(t.cloud.read('notes', _id)).toMatchObject({ n: 2, list: ['x'], seen: true })
})

test('aggregation', async () => {
  const $ = db.command.aggregate
  const { list } = await db
    .collection('notes')
    .aggregate()
    .group({ _id: '$code', n: $.sum('$n') })
    .end()
  expect(list).toEqual([{ _id: 'a', n: 2 }])
})

test('a document that is not there is an error of this SDK, a missing collection has its number', async () => {
  expect((await errorOf(db.collection('notes').doc('none').get())).errMsg).toContain('does not exist')
  expect((await errorOf(db.collection('nowhere').get())).errCode).toBe(-502005)
  await db.createCollection('nowhere')
  expect((await db.collection('nowhere').get()).data).toEqual([])
})

test('a duplicate is known by its message only', async () => {
  const error = await errorOf(db.collection('notes').add({ data: { code: 'a' } }))
  expect(error.errCode).toBe(-501001)
  expect(error.errMsg).toMatch(/E11000|duplicate/)
})

test('a transaction that commits, one that rolls back, one that conflicts', async () => {
  await db.collection('notes').add({ data: { _id: 'tx', code: 'tx', n: 1 } })
  const change = (n: number) => (tx: typeof db) => tx.collection('notes').doc('tx').update({ data: { n } })
  await db.runTransaction(change(5))
  await errorOf(
    db.runTransaction(async (tx: typeof db) => {
      await change(9)(tx)
      await tx.rollback('no')
    }),
  )
  expect(t.cloud.read('notes', 'tx')).toMatchObject({ n: 5 })
  const [one, two] = [await db.startTransaction(), await db.startTransaction()]
  await change(6)(one)
  // The SDK turns the code of a conflict into its general error: retries must not rely on the code.
  expect(await errorOf(change(7)(two))).toMatchObject({ errCode: -501001, errMsg: expect.stringContaining('conflict') })
  await one.commit()
  expect(t.cloud.read('notes', 'tx')).toMatchObject({ n: 6 })
})
