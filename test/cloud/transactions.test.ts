import { codeOf, collection, startCloud, type TestCloud } from './support'

let t: TestCloud
let db: ReturnType<TestCloud['app']['database']>
beforeAll(async () => {
  t = await startCloud({
    transactionSeconds: 1,
    collections: [collection('accounts', { keys: [['no', 1]], unique: true }), collection('log')],
  })
  db = t.app.database()
})
afterAll(() => t.close())

let next = 0
async function account(n: number): Promise<string> {
  const _id = `a${next++}`
  await db.collection('accounts').add({ _id, no: _id, n })
  return _id
}
const stored = (id: string) => (t.cloud.read('accounts', id) as { n: number } | undefined)?.n
type Transaction = Awaited<ReturnType<typeof db.startTransaction>>
const seen = async (tx: Transaction, id: string) =>
  ((await tx.collection('accounts').doc(id).get()) as never as { data: { n: number } | null }).data?.n

describe('commit and rollback', () => {
  test('nothing is seen outside before the commit, everything after', async () => {
    const [a, b] = [await account(100), await account(0)]
    const tx = await db.startTransaction()
    await tx
      .collection('accounts')
      .doc(a)
      .update({ n: db.command.inc(-30) })
    await tx
      .collection('accounts')
      .doc(b)
      .update({ n: db.command.inc(30) })
    await tx.collection('log').add({ _id: `log${a}`, moved: 30 })
    expect([stored(a), stored(b), t.cloud.read('log', `log${a}`)]).toEqual([100, 0, undefined])
    expect([await seen(tx, a), await seen(tx, b)]).toEqual([70, 30])
    await tx.commit()
    expect([stored(a), stored(b), t.cloud.read('log', `log${a}`)]).toEqual([70, 30, { _id: `log${a}`, moved: 30 }])
  })

  test('a rollback leaves nothing', async () => {
    const a = await account(1)
    const tx = await db.startTransaction()
    await tx.collection('accounts').doc(a).update({ n: 2 })
    await tx.collection('accounts').doc(a).remove()
    expect(await seen(tx, a)).toBeUndefined()
    await tx.rollback()
    expect(stored(a)).toBe(1)
  })

  test("runTransaction gives its callback's result, and an error rolls back", async () => {
    const a = await account(1)
    expect(
      await db.runTransaction(
        async (tx: Transaction) => (await tx.collection('accounts').doc(a).update({ n: 5 }), 'done'),
      ),
    ).toBe('done')
    await expect(
      db.runTransaction(async (tx: Transaction) => {
        await tx.collection('accounts').doc(a).update({ n: 9 })
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(stored(a)).toBe(5)
  })

  test('set, add, remove and a second write of one document', async () => {
    const a = await account(1)
    const tx = await db.startTransaction()
    await tx.collection('accounts').doc(a).set({ no: a, n: 2 })
    await tx
      .collection('accounts')
      .doc(a)
      .update({ n: db.command.inc(1) })
    await tx.collection('accounts').add({ _id: `${a}+`, no: `${a}+`, n: 7 })
    await tx.collection('accounts').doc(`${a}+`).remove()
    await tx.commit()
    expect([stored(a), stored(`${a}+`)]).toEqual([3, undefined])
  })

  test('after the end every operation fails', async () => {
    const a = await account(1)
    for (const end of ['commit', 'rollback'] as const) {
      const tx = await db.startTransaction()
      await tx[end]()
      const error = await tx
        .collection('accounts')
        .doc(a)
        .get()
        .catch((e: Error) => e)
      expect(error).toMatchObject({
        code: 'DATABASE_TRANSACTION_FAIL',
        message: expect.stringContaining(
          '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server',
        ),
      })
      expect(await codeOf(tx.commit())).toBe('DATABASE_TRANSACTION_FAIL')
    }
  })
})

describe('isolation', () => {
  test('reads repeat while others write, and the own later write conflicts', async () => {
    const a = await account(1)
    const tx = await db.startTransaction()
    expect(await seen(tx, a)).toBe(1)
    await db.collection('accounts').doc(a).update({ n: 2 })
    expect(await seen(tx, a)).toBe(1)
    expect(await codeOf(tx.collection('accounts').doc(a).update({ n: 3 }))).toBe('DATABASE_TRANSACTION_CONFLICT')
    expect(stored(a)).toBe(2)
  })

  test('documents added or removed by others since the start are not seen', async () => {
    const a = await account(1)
    const tx = await db.startTransaction()
    await db.collection('accounts').doc(a).remove()
    await db.collection('accounts').add({ _id: `${a}new`, no: `${a}new`, n: 9 })
    expect(await seen(tx, a)).toBe(1)
    expect(await seen(tx, `${a}new`)).toBeUndefined()
    const found = await tx
      .collection('accounts')
      .where({ no: db.command.in([a, `${a}new`]) })
      .get()
    expect(found.data.map((doc: { _id: string }) => doc._id)).toEqual([a])
    await tx.rollback()
  })

  test('of two open transactions the second to write a document fails at once', async () => {
    const a = await account(1)
    const [first, second] = [await db.startTransaction(), await db.startTransaction()]
    await first.collection('accounts').doc(a).update({ n: 2 })
    expect(await codeOf(second.collection('accounts').doc(a).update({ n: 3 }))).toBe('DATABASE_TRANSACTION_CONFLICT')
    // The conflict has ended the second one.
    expect(await codeOf(second.collection('accounts').doc(a).get())).toBe('DATABASE_TRANSACTION_FAIL')
    await second.rollback()
    await first.commit()
    expect(stored(a)).toBe(2)
  })

  test('write skew is possible, as on the cloud', async () => {
    const [a, b] = [await account(1), await account(1)]
    const [one, two] = [await db.startTransaction(), await db.startTransaction()]
    expect([await seen(one, b), await seen(two, a)]).toEqual([1, 1])
    await one.collection('accounts').doc(a).update({ n: 0 })
    await two.collection('accounts').doc(b).update({ n: 0 })
    await one.commit()
    await two.commit()
    expect([stored(a), stored(b)]).toEqual([0, 0])
  })

  test('a write outside waits for the transaction that holds the document', async () => {
    const a = await account(1)
    const tx = await db.startTransaction()
    await tx.collection('accounts').doc(a).update({ n: 10 })
    let done = false
    const outside = db
      .collection('accounts')
      .doc(a)
      .update({ n: db.command.inc(1) })
      .then(() => (done = true))
    // Others are answered meanwhile, several times over.
    for (let n = 0; n < 5; n++) await account(0)
    expect(done).toBe(false)
    await tx.commit()
    await outside
    expect(stored(a)).toBe(11)
  })

  test('four concurrent increments through runTransaction all count', async () => {
    const a = await account(0)
    await Promise.all(
      Array.from({ length: 4 }, () =>
        db.runTransaction(async (tx: Transaction) => {
          const n = (await seen(tx, a))!
          await tx
            .collection('accounts')
            .doc(a)
            .update({ n: n + 1 })
        }, 20),
      ),
    )
    expect(stored(a)).toBe(4)
  })
})

describe('duplicates', () => {
  test('a taken _id and a taken unique key fail', async () => {
    const a = await account(1)
    const one = await db.startTransaction()
    expect(await codeOf(one.collection('accounts').add({ _id: a, no: 'x' }))).toBe('DATABASE_DUPLICATE_WRITE')
    await one.rollback()
    const two = await db.startTransaction()
    expect(await codeOf(two.collection('accounts').add({ no: a }))).toBe('DATABASE_DUPLICATE_WRITE')
    expect(await codeOf(two.commit())).toBe('DATABASE_TRANSACTION_FAIL')
  })

  test('two transactions that add the same _id or key: one of them', async () => {
    const [one, two] = [await db.startTransaction(), await db.startTransaction()]
    await one.collection('accounts').add({ _id: 'same', no: 'same', n: 1 })
    expect(await codeOf(two.collection('accounts').add({ _id: 'same', no: 'other', n: 2 }))).toBe(
      'DATABASE_TRANSACTION_CONFLICT',
    )
    const three = await db.startTransaction()
    expect(await codeOf(three.collection('accounts').add({ _id: 'another', no: 'same' }))).toBe(
      'DATABASE_TRANSACTION_CONFLICT',
    )
    await one.commit()
    expect(stored('same')).toBe(1)
  })

  test('a key set free in the same transaction may be taken', async () => {
    const a = await account(1)
    const tx = await db.startTransaction()
    await tx.collection('accounts').doc(a).remove()
    await tx.collection('accounts').add({ _id: `${a}b`, no: a, n: 5 })
    await tx.commit()
    expect([stored(a), stored(`${a}b`)]).toEqual([undefined, 5])
  })
})

test('a transaction expires, and what it held is free again', async () => {
  const a = await account(1)
  const tx = await db.startTransaction()
  await tx.collection('accounts').doc(a).update({ n: 2 })
  // A writer outside waits for as long as the transaction holds the document: until it expires.
  await db.collection('accounts').doc(a).update({ n: 4 })
  expect(await codeOf(tx.collection('accounts').doc(a).get())).toBe('DATABASE_TRANSACTION_FAIL')
  expect(await codeOf(tx.commit())).toBe('DATABASE_TRANSACTION_FAIL')
  await db.collection('accounts').doc(a).update({ n: 3 })
  expect(stored(a)).toBe(3)
})

test('a query update in a transaction runs outside it, as on the cloud', async () => {
  const a = await account(1)
  const tx = await db.startTransaction()
  await tx.collection('accounts').where({ _id: a }).update({ n: 2 })
  expect(stored(a)).toBe(2)
  await tx.rollback()
  expect(stored(a)).toBe(2)
})
