import type { IndexSpec } from '../../local/cloud/index'
import { codeOf, collection, examined, startCloud, type TestCloud } from './support'

const index = (...keys: IndexSpec['keys']): IndexSpec => ({ keys })
const unique = (...keys: IndexSpec['keys']): IndexSpec => ({ keys, unique: true })

let t: TestCloud
let db: ReturnType<TestCloud['app']['database']>
beforeAll(async () => {
  t = await startCloud({
    collections: [
      collection('members', unique(['card', 1])),
      collection('pairs', unique(['a', 1], ['b', 1])),
      ...[10, 10_000].map((size) =>
        collection(
          `cases${size}`,
          index(['desk', 1], ['due', 1], ['_id', 1]),
          index(['owner.id', 1], ['at', -1]),
          index(['tags', 1]),
          index(['amount', 1]),
        ),
      ),
    ],
  })
  db = t.app.database()
  for (const size of [10, 10_000])
    t.cloud.load(
      `cases${size}`,
      Array.from({ length: size }, (_, n) => ({
        _id: `case${String(n).padStart(5, '0')}`,
        desk: n < 8 ? 'mine' : `desk${n % 50}`,
        due: (n * 7919) % 1000,
        at: new Date(n * 1000),
        owner: { id: n < 4 ? 'me' : `p${n}` },
        tags: n < 3 ? ['rare', `t${n}`, 'both'] : [`t${n % 500}`],
        amount: n,
      })),
    )
})
afterAll(() => t.close())

describe('unique indexes', () => {
  test('a missing field counts as null, and one document may miss it', async () => {
    await db.collection('members').add({ _id: '1', card: 'A' })
    await db.collection('members').add({ _id: '2' })
    expect(await codeOf(db.collection('members').add({ _id: '3' }))).toBe('DATABASE_DUPLICATE_WRITE')
    expect(await codeOf(db.collection('members').add({ _id: '4', card: null }))).toBe('DATABASE_DUPLICATE_WRITE')
    expect(await codeOf(db.collection('members').add({ _id: '5', card: 'A' }))).toBe('DATABASE_DUPLICATE_WRITE')
    expect(t.cloud.count('members')).toBe(2)
  })

  test('an update may not take a key, but may keep its own', async () => {
    expect(await codeOf(db.collection('members').doc('2').update({ card: 'A' }))).toBe('DATABASE_DUPLICATE_WRITE')
    await db.collection('members').doc('1').update({ card: 'A', seen: true })
    await db.collection('members').doc('1').update({ card: 'B' })
    await db.collection('members').doc('2').update({ card: 'A' })
    expect(t.cloud.read('members', '2')).toEqual({ _id: '2', card: 'A' })
  })

  test('compound keys are taken together, 1 and "1" are two values', async () => {
    await db.collection('pairs').add([
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: '1', b: 1 },
    ] as never)
    expect(await codeOf(db.collection('pairs').add({ b: 1, a: 1 }))).toBe('DATABASE_DUPLICATE_WRITE')
  })

  test('of 20 at once that want one key, one gets it', async () => {
    const tries = Array.from({ length: 20 }, (_, n) =>
      codeOf(db.collection('members').add({ _id: `c${n}`, card: 'C' })),
    )
    const codes = await Promise.all(tries)
    expect(codes.filter((code) => code === 'DATABASE_DUPLICATE_WRITE')).toHaveLength(19)
  })

  test('an index over documents that are already there is refused when they clash', () => {
    t.cloud.load('clash', [
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ])
    const store = (t.cloud as never as { store: { declare(name: string, specs: IndexSpec[]): void } }).store
    expect(() => store.declare('clash', [unique(['a', 1])])).toThrow('E11000')
    expect(() => store.declare('clash', [index(['a', 1])])).not.toThrow()
  })

  test('two arrays in one index are refused', async () => {
    expect(await codeOf(db.collection('pairs').add({ a: [1], b: [2] }))).toBe('DATABASE_REQUEST_FAILED')
  })
})

type Command = ReturnType<TestCloud['app']['database']>['command']
type Db = ReturnType<TestCloud['app']['database']>
// What is asked, how many documents come back, how many may be examined: the same among 10 and among 10,000.
const FLAT: [
  name: string,
  run: (db: Db, name: string, _: Command) => Promise<{ data: unknown[] }>,
  returned: number,
  examined: number,
][] = [
  ['by _id', (db, name) => db.collection(name).doc('case00001').get() as never, 1, 1],
  ['by equality', (db, name) => db.collection(name).where({ desk: 'mine' }).get(), 8, 8],
  [
    'by equality, sorted, a page',
    (db, name) => db.collection(name).where({ desk: 'mine' }).orderBy('due', 'asc').limit(3).get(),
    3,
    3,
  ],
  [
    'sorted the other way',
    (db, name) => db.collection(name).where({ desk: 'mine' }).orderBy('due', 'desc').limit(3).get(),
    3,
    3,
  ],
  [
    'the equal field in the sort does no harm',
    (db, name) =>
      db.collection(name).where({ desk: 'mine' }).orderBy('desk', 'asc').orderBy('due', 'asc').limit(3).get(),
    3,
    3,
  ],
  [
    'by a nested field, newest first',
    (db, name) =>
      db
        .collection(name)
        .where({ owner: { id: 'me' } })
        .orderBy('at', 'desc')
        .limit(2)
        .get(),
    2,
    2,
  ],
  [
    'by date range',
    (db, name, _) =>
      db
        .collection(name)
        .where({ 'owner.id': 'me', at: _.gte(new Date(1000)) })
        .get(),
    3,
    3,
  ],
  [
    'by range',
    (db, name, _) =>
      db
        .collection(name)
        .where({ amount: _.gte(2).and(_.lt(6)) })
        .get(),
    4,
    4,
  ],
  ['by an array element', (db, name) => db.collection(name).where({ tags: 'rare' }).get(), 3, 3],
  [
    'by all of an array',
    (db, name, _) =>
      db
        .collection(name)
        .where({ tags: _.all(['rare', 'both']) })
        .get(),
    3,
    3,
  ],
  [
    'by elemMatch',
    (db, name, _) =>
      db
        .collection(name)
        .where({ tags: _.elemMatch({ $gte: 'rar', $lt: 'rara' }) })
        .get(),
    0,
    0,
  ],
  [
    'by in, sorted across the values',
    (db, name, _) =>
      db
        .collection(name)
        .where({ desk: _.in(['mine', 'desk8', 'desk9']) })
        .orderBy('due', 'asc')
        .limit(2)
        .get(),
    2,
    2,
  ],
  [
    'by or',
    (db, name, _) =>
      db
        .collection(name)
        .where(_.or([{ 'owner.id': 'me' }, { tags: 'rare' }]))
        .get(),
    4,
    4,
  ],
  [
    'the page after a cursor, by or',
    (db, name, _) => {
      const after = [
        { desk: 'mine', due: _.gt(271) },
        { desk: 'mine', due: 271, _id: _.gt('case') },
      ]
      return db.collection(name).where(_.or(after)).orderBy('due', 'asc').orderBy('_id', 'asc').limit(3).get()
    },
    3,
    3,
  ],
  ['the first page of all by _id', (db, name) => db.collection(name).orderBy('_id', 'asc').limit(5).get(), 5, 5],
  [
    'the page after an _id',
    (db, name, _) =>
      db
        .collection(name)
        .where({ _id: _.gt('case00002') })
        .orderBy('_id', 'asc')
        .limit(5)
        .get(),
    5,
    5,
  ],
  ['by a beginning', (db, name) => db.collection(name).where({ tags: /^rar/ }).get(), 3, 3],
  ['no filter, a page', (db, name) => db.collection(name).limit(4).get(), 4, 4],
  [
    'aggregation with match, sort and limit',
    async (db, name, _) => db.collection(name).aggregate().match({ desk: 'mine' }).sort({ due: 1 }).limit(3).end(),
    3,
    3,
  ],
  [
    'update by index',
    async (db, name) => ({
      data: [await db.collection(name).where({ 'owner.id': 'me' }).update({ seen: Math.random() })],
    }),
    1,
    4,
  ],
]
test.each(FLAT)('examined: %s', async (_name, run, returned, most) => {
  for (const size of [10, 10_000]) {
    examined(t.cloud)
    const { data } = await run(db, `cases${size}`, db.command)
    expect(data).toHaveLength(returned)
    expect({ size, examined: examined(t.cloud) }).toEqual({ size, examined: most })
  }
})

test('examined: without an index everything is, and it is said', async () => {
  examined(t.cloud)
  await db.collection('cases10000').where({ due: 7 }).get()
  expect(examined(t.cloud)).toBe(10_000)
})

test('a count of everything, or of what the keys of an index tell, reads no document', async () => {
  examined(t.cloud)
  const _ = db.command
  const count = async (query: object) => (await db.collection('cases10000').where(query).count()).total
  expect((await db.collection('cases10000').count()).total).toBe(10_000)
  expect(await count({ desk: 'mine' })).toBe(8)
  expect(await count({ desk: 'mine', due: _.gte(271).and(_.lt(600)) })).toBe(3)
  expect(await count({ amount: _.in([1, 2, 2, 20_000]) })).toBe(2)
  expect(examined(t.cloud)).toBe(0)
})
