import { codeOf, collection, examined, startCloud, type TestCloud } from './support'

let t: TestCloud
let db: ReturnType<TestCloud['app']['database']>
const SALES = [
  { _id: 1, item: 'abc', price: 10, quantity: 2, date: new Date('2014-03-01T08:00:00Z') },
  { _id: 2, item: 'jkl', price: 20, quantity: 1, date: new Date('2014-03-01T09:00:00Z') },
  { _id: 3, item: 'xyz', price: 5, quantity: 10, date: new Date('2014-03-15T09:00:00Z') },
  { _id: 4, item: 'xyz', price: 5, quantity: 20, date: new Date('2014-04-04T11:21:39.736Z') },
  { _id: 5, item: 'abc', price: 10, quantity: 10, date: new Date('2014-04-04T21:23:13.331Z') },
]
const ORDERS = [
  { _id: 1, item: 'almonds', price: 12, ordered: 2, codes: ['a', 'b'] },
  { _id: 2, item: 'pecans', price: 20, ordered: 1, codes: [] },
  { _id: 3 },
]
const STOCK = [
  { _id: 1, sku: 'almonds', instock: 120, code: 'a' },
  { _id: 2, sku: 'bread', instock: 80, code: 'b' },
  { _id: 3, sku: 'cashews', instock: 60, code: 'c' },
  { _id: 4, sku: 'pecans', instock: 70, code: 'd' },
  { _id: 5, sku: null },
  { _id: 6 },
]
const ARTISTS = [
  { _id: 1, name: 'Bernard', born: 1868, died: 1941, nationality: 'France' },
  { _id: 2, name: 'Church', born: 1826, died: 1900, nationality: 'USA' },
  { _id: 3, name: 'Gauguin', born: 1848, died: 1903, nationality: 'France' },
  { _id: 4, name: 'van Gogh', born: 1853, died: 1890, nationality: 'Holland' },
  { _id: 5, name: 'Maurer', born: 1868, died: 1932, nationality: 'USA' },
  { _id: 6, name: 'Munch', born: 1863, died: 1944, nationality: 'Norway' },
]

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
  t.cloud.load('one', [
    {
      _id: 1,
      n: 7,
      text: '中文a',
      list: [1, 2, 3],
      nested: { a: [{ b: 1 }, { b: 2 }] },
      at: new Date('2026-02-28T16:30:15.250Z'),
      zero: 0,
      none: null,
    },
  ])
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

test("a lookup searches by index, its pipeline's match too", async () => {
  t.cloud.load(
    'wide',
    Array.from({ length: 300 }, (_, n) => ({ _id: n, sku: `s${n}` })),
  )
  t.cloud.load('asks', [
    { _id: 1, want: 's7' },
    { _id: 2, want: 's8' },
    { _id: 3, want: 's7' },
  ])
  ;(t.cloud as never as { store: { declare(name: string, specs: object[]): void } }).store.declare('wide', [
    { keys: [['sku', 1]] },
  ])
  const pipeline = db.command.aggregate
    .pipeline()
    .match(db.command.expr({ $eq: ['$sku', '$$want'] }))
    .done()
  for (const lookup of [
    { from: 'wide', localField: 'want', foreignField: 'sku', as: 'found' },
    { from: 'wide', let: { want: '$want' }, pipeline, as: 'found' },
  ]) {
    examined(t.cloud)
    const docs = (await run('asks', (a) => a.lookup(lookup as never))) as { found: object[] }[]
    expect(docs.map(({ found }) => found)).toEqual([
      [{ _id: 7, sku: 's7' }],
      [{ _id: 8, sku: 's8' }],
      [{ _id: 7, sku: 's7' }],
    ])
    expect(examined(t.cloud)).toBe(5)
  }
})

// Expressions, on the one document of `one`; results from MongoDB's manual, "Expression Operators".
const EXPRESSIONS: [expression: unknown, result: unknown][] = [
  [{ $abs: -4 }, 4],
  [{ $add: [1, '$n'] }, 8],
  [{ $add: ['$at', 1000] }, new Date('2026-02-28T16:30:16.250Z')],
  [{ $subtract: ['$at', new Date('2026-02-28T16:30:15.000Z')] }, 250],
  [{ $divide: ['$n', 2] }, 3.5],
  [{ $multiply: ['$n', '$none'] }, null],
  [{ $mod: [-7, 3] }, -1],
  [{ $pow: [2, 10] }, 1024],
  [{ $sqrt: 25 }, 5],
  [{ $ceil: -2.5 }, -2],
  [{ $floor: -2.5 }, -3],
  [{ $trunc: 7.85 }, 7],
  [{ $trunc: [-2.67, 1] }, -2.6],
  [{ $trunc: [1234.5678, -2] }, 1200],
  [{ $round: [2.5] }, 2],
  [{ $round: [19.25, 1] }, 19.2],
  [{ $exp: 0 }, 1],
  [{ $ln: 1 }, 0],
  [{ $log10: 100 }, 2],
  [{ $log: [8, 2] }, 3],
  [{ $eq: ['$missing', null] }, false],
  [{ $eq: ['$none', null] }, true],
  [{ $gt: ['$none', '$missing'] }, true],
  [{ $gt: ['text', 5] }, true],
  [{ $cmp: [1, 2] }, -1],
  [{ $and: [1, 'x', true] }, true],
  [{ $or: [0, null] }, false],
  [{ $not: [0] }, true],
  [{ $cond: [{ $gte: ['$n', 5] }, 'yes', 'no'] }, 'yes'],
  [{ $cond: { if: '$zero', then: 1, else: 2 } }, 2],
  [{ $ifNull: ['$missing', 'default'] }, 'default'],
  [
    {
      $switch: {
        branches: [
          { case: { $lt: ['$n', 5] }, then: 'a' },
          { case: { $lt: ['$n', 9] }, then: 'b' },
        ],
        default: 'c',
      },
    },
    'b',
  ],
  [{ $arrayElemAt: ['$list', -1] }, 3],
  [{ $concatArrays: ['$list', [4]] }, [1, 2, 3, 4]],
  [{ $filter: { input: '$list', as: 'x', cond: { $gte: ['$$x', 2] } } }, [2, 3]],
  [{ $map: { input: '$list', as: 'x', in: { $add: ['$$x', '$n'] } } }, [8, 9, 10]],
  [{ $reduce: { input: '$list', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
  [{ $in: [2, '$list'] }, true],
  [{ $indexOfArray: ['$list', 3] }, 2],
  [{ $isArray: ['$list'] }, true],
  [{ $range: [0, 10, 4] }, [0, 4, 8]],
  [{ $reverseArray: '$list' }, [3, 2, 1]],
  [{ $size: '$list' }, 3],
  [{ $slice: ['$list', -2] }, [2, 3]],
  [{ $slice: ['$list', 1, 1] }, [2]],
  [
    {
      $zip: {
        inputs: [
          ['a', 'b'],
          [1, 2],
        ],
      },
    },
    [
      ['a', 1],
      ['b', 2],
    ],
  ],
  [
    {
      $arrayToObject: [
        [
          ['a', 1],
          ['b', 2],
        ],
      ],
    },
    { a: 1, b: 2 },
  ],
  [{ $objectToArray: { a: 1 } }, [{ k: 'a', v: 1 }]],
  [{ $mergeObjects: [{ a: 1 }, { b: 2 }, null] }, { a: 1, b: 2 }],
  [
    {
      $setUnion: [
        ['a', 'b'],
        ['b', 'c'],
      ],
    },
    ['a', 'b', 'c'],
  ],
  [
    {
      $setIntersection: [
        ['a', 'b'],
        ['b', 'c'],
      ],
    },
    ['b'],
  ],
  [{ $setDifference: [['a', 'b'], ['b']] }, ['a']],
  [{ $setIsSubset: [['a'], ['a', 'b']] }, true],
  [
    {
      $setEquals: [
        ['a', 'b', 'a'],
        ['b', 'a'],
      ],
    },
    true,
  ],
  [{ $anyElementTrue: [[0, 1]] }, true],
  [{ $allElementsTrue: [[1, 0]] }, false],
  [{ $sum: '$list' }, 6],
  [{ $avg: '$list' }, 2],
  [{ $max: ['$n', 9] }, 9],
  [{ $concat: ['a', '-', 'b'] }, 'a-b'],
  [{ $concat: ['a', null] }, null],
  [{ $toUpper: 'abc' }, 'ABC'],
  [{ $toLower: 'ABC' }, 'abc'],
  [{ $strLenCP: '$text' }, 3],
  [{ $strLenBytes: '$text' }, 7],
  [{ $substrCP: ['$text', 1, 2] }, '文a'],
  [{ $substrBytes: ['$text', 0, 3] }, '中'],
  [{ $indexOfCP: ['$text', 'a'] }, 2],
  [{ $indexOfCP: ['cafeteria', 'e', 4] }, 5],
  [{ $indexOfBytes: ['$text', 'a'] }, 6],
  [{ $split: ['a-b-c', '-'] }, ['a', 'b', 'c']],
  [{ $strcasecmp: ['Ab', 'aB'] }, 0],
  [{ $year: '$at' }, 2026],
  [{ $month: '$at' }, 2],
  [{ $dayOfMonth: '$at' }, 28],
  [{ $dayOfMonth: { date: '$at', timezone: 'Asia/Shanghai' } }, 1],
  [{ $dayOfMonth: { date: '$at', timezone: '+08:00' } }, 1],
  [{ $hour: { date: '$at', timezone: '+08' } }, 0],
  [{ $minute: '$at' }, 30],
  [{ $second: '$at' }, 15],
  [{ $millisecond: '$at' }, 250],
  [{ $dayOfWeek: '$at' }, 7],
  [{ $isoDayOfWeek: '$at' }, 6],
  [{ $dayOfYear: '$at' }, 59],
  [{ $week: '$at' }, 8],
  [{ $isoWeek: '$at' }, 9],
  [{ $isoWeekYear: new Date('2027-01-01T00:00:00Z') }, 2026],
  [{ $dateToString: { date: '$at', format: '%Y-%m-%d %H:%M:%S.%L' } }, '2026-02-28 16:30:15.250'],
  [{ $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: 'Asia/Shanghai' } }, '2026-03-01'],
  [{ $dateToString: { date: '$at', format: '%Y%m', timezone: '+08:00' } }, '202603'],
  [{ $dateFromString: { dateString: '2026-03-01T08:00:00Z' } }, new Date('2026-03-01T08:00:00Z')],
  [{ $dateFromParts: { year: 2026, month: 3, day: 1, timezone: 'Asia/Shanghai' } }, new Date('2026-02-28T16:00:00Z')],
  [{ $let: { vars: { low: 1, high: '$$ROOT.n' }, in: { $subtract: ['$$high', '$$low'] } } }, 6],
  [{ $literal: '$n' }, '$n'],
  ['$nested.a.b', [1, 2]],
  [{ $type: '$missing' }, 'missing'],
]
test.each(EXPRESSIONS)('%j', async (expression, result) => {
  expect(await run('one', (a) => a.project({ _id: 0, result: expression }))).toEqual([{ result }])
})

test.each<[string, (a: Aggregation) => Aggregation]>([
  ['an unknown stage', (a) => (a as never as { _pipe(s: string, p: object): Aggregation })._pipe('nonsense', {})],
  ['an unknown accumulator', (a) => a.group({ _id: null, x: { $total: '$n' } })],
  ['a group without _id', (a) => a.group({ x: { $sum: 1 } } as never)],
  ['bucket without a place for a value', (a) => a.bucket({ groupBy: '$n', boundaries: [100, 200] } as never)],
  ['boundaries out of order', (a) => a.bucket({ groupBy: '$n', boundaries: [2, 1] } as never)],
  ['limit 0', (a) => a.limit(0)],
  ['division by zero', (a) => a.project({ x: { $divide: ['$n', 0] } })],
  ['size of no array', (a) => a.project({ x: { $size: '$n' } })],
])('refused: %s', async (_name, build) => {
  expect(await codeOf(build(db.collection('one').aggregate()).end() as Promise<unknown>)).toBe(
    'DATABASE_REQUEST_FAILED',
  )
})
