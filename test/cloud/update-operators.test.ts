import { codeOf, startCloud, type TestCloud } from './support'

let t: TestCloud
let db: ReturnType<TestCloud['app']['database']>
beforeAll(async () => {
  t = await startCloud({ clock: () => new Date('2026-05-01T00:00:00Z') })
  db = t.app.database()
  await db.createCollection('docs')
})
afterAll(() => t.close())

type Command = ReturnType<TestCloud['app']['database']>['command']
let next = 0
async function updated(before: object, update: object): Promise<object> {
  const _id = `d${next++}`
  await db.collection('docs').add({ _id, ...before })
  await db.collection('docs').doc(_id).update(update)
  const { _id: id, ...after } = t.cloud.read('docs', _id) as { _id: string }
  expect(id).toBe(_id)
  return after
}

// The results are those of MongoDB's manual, "Update Operators", where it has the example.
const CASES: [name: string, before: object, update: (_: Command) => object, after: object][] = [
  [
    'fields are merged',
    { a: 1, b: { c: 1, d: 2 } },
    () => ({ b: { c: 5 }, e: 'new' }),
    { a: 1, b: { c: 5, d: 2 }, e: 'new' },
  ],
  ['dotted paths', { a: { b: [{ c: 1 }, { c: 2 }] } }, () => ({ 'a.b.1.c': 3 }), { a: { b: [{ c: 1 }, { c: 3 }] } }],
  ['a path past the end pads with null', { a: [1] }, () => ({ 'a.3': 4 }), { a: [1, null, null, 4] }],
  ['set replaces a whole sub-document', { b: { c: 1, d: 2 } }, (_) => ({ b: _.set({ c: 9 }) }), { b: { c: 9 } }],
  ['remove', { a: 1, b: 2 }, (_) => ({ a: _.remove(), missing: _.remove() }), { b: 2 }],
  ['inc', { a: 1 }, (_) => ({ a: _.inc(-2), n: _.inc(5) }), { a: -1, n: 5 }],
  ['mul', { a: 3 }, (_) => ({ a: _.mul(2.5), n: _.mul(5) }), { a: 7.5, n: 0 }],
  [
    'min',
    { low: 200, high: 10 },
    (_) => ({ low: _.min(150), high: _.min(150), n: _.min(1) }),
    { low: 150, high: 10, n: 1 },
  ],
  ['max', { low: 200, high: 950 }, (_) => ({ low: _.max(870), high: _.max(870) }), { low: 870, high: 950 }],
  ['max across types', { a: 5 }, (_) => ({ a: _.max('text') }), { a: 'text' }],
  ['rename', { nickname: 'a', b: 1 }, (_) => ({ nickname: _.rename('alias') }), { b: 1, alias: 'a' }],
  ['rename of a missing field', { b: 1 }, (_) => ({ none: _.rename('alias') }), { b: 1 }],
  ['bit', { a: 13 }, (_) => ({ a: _.bit({ and: 10 }) }), { a: 8 }],
  ['push one', { s: [1] }, (_) => ({ s: _.push(2) }), { s: [1, 2] }],
  ['push several', { s: [1] }, (_) => ({ s: _.push([2, 3]) }), { s: [1, 2, 3] }],
  ['push to a missing field', {}, (_) => ({ s: _.push([1]) }), { s: [1] }],
  [
    'push at a position',
    { s: [100] },
    (_) => ({ s: _.push({ each: [50, 60], position: 0 } as never) }),
    { s: [50, 60, 100] },
  ],
  [
    'push, sort and slice',
    {
      q: [
        { wk: 1, s: 10 },
        { wk: 2, s: 8 },
        { wk: 3, s: 5 },
        { wk: 4, s: 6 },
      ],
    },
    (_) => ({
      q: _.push({
        each: [
          { wk: 5, s: 8 },
          { wk: 6, s: 7 },
          { wk: 7, s: 6 },
        ],
        sort: { s: -1 },
        slice: 3,
      } as never),
    }),
    {
      q: [
        { wk: 1, s: 10 },
        { wk: 2, s: 8 },
        { wk: 5, s: 8 },
      ],
    },
  ],
  [
    'push, keep the last',
    { s: [40, 50, 60] },
    (_) => ({ s: _.push({ each: [80, 78, 86], slice: -5 } as never) }),
    { s: [50, 60, 80, 78, 86] },
  ],
  [
    'push, sort values down',
    { s: [89, 70] },
    (_) => ({ s: _.push({ each: [100], sort: -1 } as never) }),
    { s: [100, 89, 70] },
  ],
  ['unshift', { s: [3] }, (_) => ({ s: _.unshift([1, 2]) }), { s: [1, 2, 3] }],
  ['pop', { s: [8, 9, 10] }, (_) => ({ s: _.pop() }), { s: [8, 9] }],
  ['shift', { s: [8, 9, 10] }, (_) => ({ s: _.shift() }), { s: [9, 10] }],
  ['addToSet', { s: ['a', 'b'] }, (_) => ({ s: _.addToSet('c') }), { s: ['a', 'b', 'c'] }],
  ['addToSet of one that is there', { s: ['a', 'b'] }, (_) => ({ s: _.addToSet('a') }), { s: ['a', 'b'] }],
  [
    'addToSet adds an array as one element',
    { s: ['a'] },
    (_) => ({ s: _.addToSet(['c', 'd']) }),
    { s: ['a', ['c', 'd']] },
  ],
  ['addToSet $each', { s: ['a'] }, (_) => ({ s: _.addToSet({ $each: ['c', 'a', 'd'] }) }), { s: ['a', 'c', 'd'] }],
  ['pull a value', { s: [0, 2, 5, 5, 1, 0] }, (_) => ({ s: _.pull(5) }), { s: [0, 2, 1, 0] }],
  ['pull by a condition', { s: [3, 5, 6, 7, 7, 8] }, (_) => ({ s: _.pull(_.gte(6)) }), { s: [3, 5] }],
  ['pull one of several', { s: ['a', 'b', 'c'] }, (_) => ({ s: _.pull(_.in(['a', 'c'])) }), { s: ['b'] }],
  [
    'pull documents',
    {
      r: [
        { item: 'A', score: 5 },
        { item: 'B', score: 8, comment: 'x' },
      ],
    },
    (_) => ({ r: _.pull({ score: 8, item: 'B' }) }),
    { r: [{ item: 'A', score: 5 }] },
  ],
  ['pullAll', { s: [0, 2, 5, 5, 1, 0] }, (_) => ({ s: _.pullAll([0, 5]) }), { s: [2, 1] }],
  [
    'server date',
    {},
    () => ({ at: db.serverDate(), later: db.serverDate({ offset: 60_000 }) }),
    { at: new Date('2026-05-01T00:00:00Z'), later: new Date('2026-05-01T00:01:00Z') },
  ],
  ['a date', {}, () => ({ at: new Date(12345) }), { at: new Date(12345) }],
]

test.each(CASES)('%s', async (_name, before, update, after) => {
  expect(await updated(before, update(db.command))).toEqual(after)
})

// Each is refused by MongoDB, and nothing is stored.
const REFUSED: [name: string, before: object, update: (_: Command) => object][] = [
  ['inc on text', { a: 'one' }, (_) => ({ a: _.inc(1) })],
  ['inc on null', { a: null }, (_) => ({ a: _.inc(1) })],
  ['mul on text', { a: 'one' }, (_) => ({ a: _.mul(2) })],
  ['push on a number', { a: 1 }, (_) => ({ a: _.push(1) })],
  ['addToSet on text', { a: 'x' }, (_) => ({ a: _.addToSet(1) })],
  ['pull on text', { a: 'x' }, (_) => ({ a: _.pull('x') })],
  ['a field below a number', { a: 1 }, () => ({ 'a.b': 2 })],
  ['a name below an array', { a: [1] }, () => ({ 'a.b': 2 })],
  ['two changes at one path', { a: { b: 1 } }, (_) => ({ 'a.b': _.inc(1), a: _.set({}) })],
]
test.each(REFUSED)('refused: %s', async (_name, before, update) => {
  const _id = `r${next++}`
  await db.collection('docs').add({ _id, ...before })
  expect(await codeOf(db.collection('docs').doc(_id).update(update(db.command)))).toBe('DATABASE_REQUEST_FAILED')
  expect(t.cloud.read('docs', _id)).toEqual({ _id, ...before })
})

describe('documents', () => {
  test('add gives an id of 32 hexadecimal digits, get gives the document back', async () => {
    const { id } = (await db
      .collection('docs')
      .add({ deep: { list: [1, 2.5, null, true, 'x'], at: new Date(1) } })) as { id: string }
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect((await db.collection('docs').doc(id).get()).data).toEqual([
      { _id: id, deep: { list: [1, 2.5, null, true, 'x'], at: new Date(1) } },
    ])
  })

  test('set replaces the whole document or creates it', async () => {
    await db.collection('docs').doc('s1').set({ a: 1, b: 2 })
    const again = await db.collection('docs').doc('s1').set({ c: 3 })
    expect(t.cloud.read('docs', 's1')).toEqual({ _id: 's1', c: 3 })
    expect(again).toMatchObject({ updated: 1 })
    expect(await db.collection('docs').doc('s2').set({ a: 1 })).toMatchObject({ updated: 0, upsertedId: 's2' })
  })

  test('update, remove and get of a document that is not there', async () => {
    expect(await db.collection('docs').doc('none').update({ a: 1 })).toMatchObject({ updated: 0 })
    expect(await db.collection('docs').doc('none').remove()).toMatchObject({ deleted: 0 })
    expect((await db.collection('docs').doc('none').get()).data).toEqual([])
  })

  test('where().update and where().remove take every match and count', async () => {
    await db.createCollection('many')
    await db.collection('many').add([{ n: 1 }, { n: 2 }, { n: 3 }] as never)
    const _ = db.command
    expect(
      await db
        .collection('many')
        .where({ n: _.gt(1) })
        .update({ seen: true }),
    ).toMatchObject({ updated: 2 })
    // Nothing to change is nothing updated, as MongoDB's nModified.
    expect(
      await db
        .collection('many')
        .where({ n: _.gt(1) })
        .update({ seen: true }),
    ).toMatchObject({ updated: 0 })
    expect(
      await db
        .collection('many')
        .where({ n: _.lt(3) })
        .remove(),
    ).toMatchObject({ deleted: 2 })
    expect(t.cloud.count('many')).toBe(1)
  })

  test('a conditional update happens once', async () => {
    await db.collection('docs').add({ _id: 'stock', left: 1 })
    const _ = db.command
    const take = () =>
      db
        .collection('docs')
        .where({ _id: 'stock', left: _.gt(0) })
        .update({ left: _.inc(-1) })
    const results = (await Promise.all([take(), take(), take()])) as { updated: number }[]
    expect(results.map((r) => r.updated).sort()).toEqual([0, 0, 1])
  })

  test('updateAndReturn gives the document afterwards', async () => {
    await db.collection('docs').add({ _id: 'counter', n: 1 })
    const { doc, updated } = (await db
      .collection('docs')
      .where({ _id: 'counter' })
      .updateAndReturn({ n: db.command.inc(1) })) as never as { doc: object; updated: number }
    expect({ doc, updated }).toEqual({ doc: { _id: 'counter', n: 2 }, updated: 1 })
  })

  test('the element that the query matched', async () => {
    await db.collection('docs').add({ _id: 'grades', list: [{ g: 1 }, { g: 5 }, { g: 5 }] })
    await db.collection('docs').where({ _id: 'grades', 'list.g': 5 }).update({ 'list.$.seen': true })
    expect(t.cloud.read('docs', 'grades')).toEqual({ _id: 'grades', list: [{ g: 1 }, { g: 5, seen: true }, { g: 5 }] })
  })

  test('a taken _id is a duplicate', async () => {
    await db.collection('docs').add({ _id: 'taken' })
    const error = await db
      .collection('docs')
      .add({ _id: 'taken' })
      .catch((e: Error) => e)
    expect(error).toMatchObject({
      code: 'DATABASE_DUPLICATE_WRITE',
      message: expect.stringContaining('E11000 duplicate key'),
    })
  })

  test('a missing collection, and one made twice', async () => {
    expect(await codeOf(db.collection('nowhere').add({ a: 1 }))).toBe('DATABASE_COLLECTION_NOT_EXIST')
    expect(await codeOf(db.collection('nowhere').get())).toBe('DATABASE_COLLECTION_NOT_EXIST')
    expect(await codeOf(db.createCollection('docs'))).toBe('DATABASE_COLLECTION_ALREADY_EXIST')
  })

  test('names are data: collections by case, fields called constructor or __proto__', async () => {
    for (const name of ['constructor', '__proto__', 'Case', 'case']) {
      await db.createCollection(name)
      await db.collection(name).add({ _id: name, constructor: name })
    }
    for (const name of ['constructor', '__proto__', 'Case', 'case'])
      expect((await db.collection(name).where({ constructor: name }).get()).data).toHaveLength(1)
    expect(
      (
        await db
          .collection('docs')
          .where({ constructor: db.command.exists(true) })
          .get()
      ).data,
    ).toEqual([])
    t.cloud.load('docs', [JSON.parse('{"_id":"proto","__proto__":{"polluted":1}}')])
    await db.collection('docs').doc('proto').update({ touched: 1 })
    expect(JSON.stringify(t.cloud.read('docs', 'proto'))).toBe('{"_id":"proto","__proto__":{"polluted":1},"touched":1}')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})
