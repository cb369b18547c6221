import { ARTISTS, ONE, ORDERS, SALES, STOCK } from './aggregation-fixtures'
import { collection, startCloud, type TestCloud } from './support'

let t: TestCloud
let db: ReturnType<TestCloud['app']['database']>
beforeAll(async () => {
  t = await startCloud({ collections: [collection('stock', { keys: [['sku', 1]] }, { keys: [['code', 1]] })] })
  db = t.app.database()
  t.cloud.load('sales', SALES)
  t.cloud.load('orders', ORDERS)
  t.cloud.load('stock', STOCK)
  t.cloud.load('artists', ARTISTS)
  t.cloud.load('sizes', [
    { _id: 1, sizes: ['S', 'M'] },
    { _id: 2, sizes: [] },
    { _id: 3, sizes: 'M' },
    { _id: 4 },
    { _id: 5, sizes: null },
  ])
  t.cloud.load(
    'many',
    Array.from({ length: 50 }, (_, n) => ({ _id: n, n, even: n % 2 === 0 })),
  )
  t.cloud.load('one', ONE)
})
afterAll(() => t.close())

type Aggregation = ReturnType<ReturnType<typeof db.collection>['aggregate']>
const run = async (name: string, build: (a: Aggregation) => Aggregation): Promise<unknown[]> =>
  ((await build(db.collection(name).aggregate()).end()) as { data: unknown[] }).data

// Results as in MongoDB's manual, "Aggregation Stages".
const CASES: [name: string, collection: string, build: (a: Aggregation) => Aggregation, expected: unknown[]][] = [
  ['match', 'sales', (a) => a.match({ item: 'abc' }).project({ _id: 1 }), [{ _id: 1 }, { _id: 5 }]],
  [
    'match with a command',
    'sales',
    (a) => a.match({ quantity: db.command.gte(10) }).project({ _id: 1 }),
    [{ _id: 3 }, { _id: 4 }, { _id: 5 }],
  ],
  ['count', 'sales', (a) => a.match({ item: 'xyz' }).count('total'), [{ total: 2 }]],
  ['count of nothing is no document', 'sales', (a) => a.match({ item: 'none' }).count('total'), []],
  [
    'group and sum',
    'sales',
    (a) =>
      a
        .group({ _id: '$item', total: { $sum: { $multiply: ['$price', '$quantity'] } }, n: { $sum: 1 } })
        .sort({ _id: 1 }),
    [
      { _id: 'abc', total: 120, n: 2 },
      { _id: 'jkl', total: 20, n: 1 },
      { _id: 'xyz', total: 150, n: 2 },
    ],
  ],
  [
    'group all',
    'sales',
    (a) =>
      a.group({
        _id: null,
        avg: { $avg: '$quantity' },
        least: { $min: '$price' },
        most: { $max: '$price' },
        first: { $first: '$item' },
        last: { $last: '$item' },
      }),
    [{ _id: null, avg: 8.6, least: 5, most: 20, first: 'abc', last: 'abc' }],
  ],
  [
    'group by a document',
    'sales',
    (a) =>
      a
        .group({ _id: { item: '$item', month: { $month: '$date' } }, n: { $sum: 1 } })
        .sort({ '_id.item': 1, '_id.month': 1 }),
    [
      { _id: { item: 'abc', month: 3 }, n: 1 },
      { _id: { item: 'abc', month: 4 }, n: 1 },
      { _id: { item: 'jkl', month: 3 }, n: 1 },
      { _id: { item: 'xyz', month: 3 }, n: 1 },
      { _id: { item: 'xyz', month: 4 }, n: 1 },
    ],
  ],
  [
    'push and addToSet',
    'sales',
    (a) => a.group({ _id: null, items: { $push: '$item' }, set: { $addToSet: '$item' } }),
    [{ _id: null, items: ['abc', 'jkl', 'xyz', 'xyz', 'abc'], set: ['abc', 'jkl', 'xyz'] }],
  ],
  [
    'a missing group key is null',
    'orders',
    (a) => a.group({ _id: '$item', n: { $sum: 1 }, avg: { $avg: '$price' } }).sort({ _id: 1 }),
    [
      { _id: null, n: 1, avg: null },
      { _id: 'almonds', n: 1, avg: 12 },
      { _id: 'pecans', n: 1, avg: 20 },
    ],
  ],
  [
    'deviations',
    'sales',
    (a) =>
      a.match({ item: 'xyz' }).group({ _id: null, pop: { $stdDevPop: '$quantity' }, samp: { $stdDevSamp: '$price' } }),
    [{ _id: null, pop: 5, samp: 0 }],
  ],
  [
    'mergeObjects',
    'stock',
    (a) => a.match({ _id: db.command.lte(2) }).group({ _id: null, all: { $mergeObjects: '$$ROOT' } }),
    [{ _id: null, all: { _id: 2, sku: 'bread', instock: 80, code: 'b' } }],
  ],
  [
    'sort, skip, limit',
    'sales',
    (a) => a.sort({ price: -1, _id: 1 }).skip(1).limit(2).project({ _id: 1 }),
    [{ _id: 1 }, { _id: 5 }],
  ],
  [
    'project: include, compute, rename',
    'sales',
    (a) =>
      a.match({ _id: 1 }).project({
        _id: 0,
        name: '$item',
        cost: { $multiply: ['$price', '$quantity'] },
        pair: ['$price', '$none'],
        literal: { $literal: 1 },
      }),
    [{ name: 'abc', cost: 20, pair: [10, null], literal: 1 }],
  ],
  ['project: nested', 'one', (a) => a.project({ 'nested.a.b': 1 }), [{ _id: 1, nested: { a: [{ b: 1 }, { b: 2 }] } }]],
  [
    'project: exclude',
    'sales',
    (a) => a.match({ _id: 1 }).project({ date: 0, quantity: 0 }),
    [{ _id: 1, item: 'abc', price: 10 }],
  ],
  ['project: only computed', 'sales', (a) => a.match({ _id: 1 }).project({ x: '$item' }), [{ _id: 1, x: 'abc' }]],
  [
    'project: a missing field stays missing',
    'orders',
    (a) => a.match({ _id: 3 }).project({ x: '$item' }),
    [{ _id: 3 }],
  ],
  [
    'addFields',
    'sales',
    (a) =>
      a
        .match({ _id: 1 })
        .addFields({ 'extra.total': { $add: ['$price', 1] }, item: 'new' })
        .project({ date: 0 }),
    [{ _id: 1, item: 'new', price: 10, quantity: 2, extra: { total: 11 } }],
  ],
  [
    'addFields keeps 1 as a value',
    'sales',
    (a) => a.match({ _id: 1 }).addFields({ one: 1 }).project({ one: 1 }),
    [{ _id: 1, one: 1 }],
  ],
  [
    'unwind',
    'sizes',
    (a) => a.unwind('$sizes'),
    [
      { _id: 1, sizes: 'S' },
      { _id: 1, sizes: 'M' },
      { _id: 3, sizes: 'M' },
    ],
  ],
  [
    'unwind, keeping all, with positions',
    'sizes',
    (a) => a.unwind({ path: '$sizes', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } as never),
    [
      { _id: 1, sizes: 'S', i: 0 },
      { _id: 1, sizes: 'M', i: 1 },
      { _id: 2, i: null },
      { _id: 3, sizes: 'M', i: null },
      { _id: 4, i: null },
      { _id: 5, sizes: null, i: null },
    ],
  ],
  [
    'replaceRoot',
    'one',
    (a) => a.replaceRoot({ newRoot: { $mergeObjects: [{ x: 1 }, { y: '$n' }] } }),
    [{ x: 1, y: 7 }],
  ],
  [
    'sortByCount',
    'sales',
    (a) =>
      a
        .match({ _id: db.command.neq(5) })
        .sortByCount('$item')
        .limit(1),
    [{ _id: 'xyz', count: 2 }],
  ],
  [
    'bucket: lower bound in, upper out, the rest by default',
    'artists',
    (a) =>
      a.bucket({
        groupBy: '$born',
        boundaries: [1840, 1850, 1860, 1868],
        default: 'Other',
        output: { n: { $sum: 1 }, names: { $push: '$name' } },
      } as never),
    [
      { _id: 1840, n: 1, names: ['Gauguin'] },
      { _id: 1850, n: 1, names: ['van Gogh'] },
      { _id: 1860, n: 1, names: ['Munch'] },
      { _id: 'Other', n: 3, names: ['Bernard', 'Church', 'Maurer'] },
    ],
  ],
  [
    'bucketAuto',
    'many',
    (a) => a.bucketAuto({ groupBy: '$n', buckets: 5 } as never),
    [0, 10, 20, 30, 40].map((min) => ({ _id: { min, max: min === 40 ? 49 : min + 10 }, count: 10 })),
  ],
  [
    'bucketAuto keeps equal values together',
    'artists',
    (a) => a.bucketAuto({ groupBy: '$born', buckets: 6 } as never),
    [
      { _id: { min: 1826, max: 1848 }, count: 1 },
      { _id: { min: 1848, max: 1853 }, count: 1 },
      { _id: { min: 1853, max: 1863 }, count: 1 },
      { _id: { min: 1863, max: 1868 }, count: 1 },
      { _id: { min: 1868, max: 1868 }, count: 2 },
    ],
  ],
  [
    'lookup by fields: null joins null and missing',
    'orders',
    (a) =>
      a.lookup({ from: 'stock', localField: 'item', foreignField: 'sku', as: 'found' }).project({ ids: '$found._id' }),
    [
      { _id: 1, ids: [1] },
      { _id: 2, ids: [4] },
      { _id: 3, ids: [5, 6] },
    ],
  ],
  [
    'lookup from an array',
    'orders',
    (a) =>
      a
        .match({ _id: db.command.lte(2) })
        .lookup({ from: 'stock', localField: 'codes', foreignField: 'code', as: 'found' })
        .project({ ids: '$found._id' }),
    [
      { _id: 1, ids: [1, 2] },
      { _id: 2, ids: [] },
    ],
  ],
  [
    'lookup with a pipeline',
    'orders',
    (a) =>
      a
        .match({ _id: db.command.lte(2) })
        .lookup({
          from: 'stock',
          let: { item: '$item', ordered: '$ordered' },
          pipeline: db.command.aggregate
            .pipeline()
            .match(db.command.expr({ $and: [{ $eq: ['$sku', '$$item'] }, { $gte: ['$instock', '$$ordered'] }] }))
            .project({ _id: 0, instock: 1 })
            .done(),
          as: 'found',
        } as never)
        .project({ found: 1 }),
    [
      { _id: 1, found: [{ instock: 120 }] },
      { _id: 2, found: [{ instock: 70 }] },
    ],
  ],
]
test.each(CASES)('%s', async (_name, name, build, expected) => {
  expect(await run(name, build)).toEqual(expected)
})

test('sample gives so many different documents', async () => {
  const docs = (await run('many', (a) => a.sample({ size: 15 }))) as { _id: number }[]
  expect(new Set(docs.map((doc) => doc._id)).size).toBe(15)
  expect(await run('one', (a) => a.sample({ size: 5 }))).toHaveLength(1)
})

test('without a limit 20 results, with one as many as it says', async () => {
  expect(await run('many', (a) => a.match({}))).toHaveLength(20)
  expect(await run('many', (a) => a.limit(45))).toHaveLength(45)
  expect(await run('many', (a) => a.group({ _id: '$n' }))).toHaveLength(20)
  expect(await run('many', (a) => a.group({ _id: null, n: { $sum: 1 } }))).toEqual([{ _id: null, n: 50 }])
})
