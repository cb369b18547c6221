import { startCloud, codeOf, type TestCloud } from './support'

// Expected results are those of MongoDB's manual ("Query and Projection Operators", "Query Documents") for its own
// example documents, and of its rules for null, missing fields, arrays and types.
const INVENTORY = [
  { _id: 'journal', qty: 25, size: { h: 14, w: 21, uom: 'cm' }, tags: ['blank', 'red'], dim: [14, 21], status: 'A' },
  { _id: 'notebook', qty: 50, size: { h: 8.5, w: 11, uom: 'in' }, tags: ['red', 'blank'], dim: [14, 21], status: 'A' },
  {
    _id: 'paper',
    qty: 100,
    size: { h: 8.5, w: 11, uom: 'in' },
    tags: ['red', 'blank', 'plain'],
    dim: [14, 21],
    status: 'D',
  },
  {
    _id: 'planner',
    qty: 75,
    size: { h: 22.85, w: 30, uom: 'cm' },
    tags: ['blank', 'red'],
    dim: [22.85, 30],
    status: 'D',
  },
  { _id: 'postcard', qty: 45, size: { h: 10, w: 15.25, uom: 'cm' }, tags: ['blue'], dim: [10, 15.25], status: 'A' },
]
const STOCK = [
  {
    _id: 'journal',
    instock: [
      { warehouse: 'A', qty: 5 },
      { warehouse: 'C', qty: 15 },
    ],
  },
  { _id: 'notebook', instock: [{ warehouse: 'C', qty: 5 }] },
  {
    _id: 'paper',
    instock: [
      { warehouse: 'A', qty: 60 },
      { warehouse: 'B', qty: 15 },
    ],
  },
  {
    _id: 'planner',
    instock: [
      { warehouse: 'A', qty: 40 },
      { warehouse: 'B', qty: 5 },
    ],
  },
  {
    _id: 'postcard',
    instock: [
      { warehouse: 'B', qty: 15 },
      { warehouse: 'C', qty: 35 },
    ],
  },
]
const ODD = [
  { _id: 'null', v: null },
  { _id: 'missing' },
  { _id: 'zero', v: 0 },
  { _id: 'false', v: false },
  { _id: 'empty', v: '' },
  { _id: 'text', v: 'Ten' },
  { _id: 'ten', v: 10 },
  { _id: 'half', v: 10.5 },
  { _id: 'big', v: 2 ** 40 },
  { _id: 'array', v: [1, 20] },
  { _id: 'none', v: [] },
  { _id: 'object', v: { a: 1, b: 2 } },
  { _id: 'date', v: new Date('2026-01-02T03:04:05.678Z') },
]

let t: TestCloud
let db: ReturnType<TestCloud['app']['database']>
beforeAll(async () => {
  t = await startCloud()
  db = t.app.database()
  for (const [name, docs] of Object.entries({ inventory: INVENTORY, stock: STOCK, odd: ODD })) {
    await db.createCollection(name)
    await db.collection(name).add(docs as never)
  }
})
afterAll(() => t.close())

type Command = ReturnType<TestCloud['app']['database']>['command']
type Case = [name: string, collection: string, query: (_: Command) => object, expected: string[]]

const CASES: Case[] = [
  ['equality', 'inventory', () => ({ status: 'D' }), ['paper', 'planner']],
  ['eq', 'inventory', (_) => ({ status: _.eq('D') }), ['paper', 'planner']],
  ['neq', 'inventory', (_) => ({ status: _.neq('D') }), ['journal', 'notebook', 'postcard']],
  ['gt', 'inventory', (_) => ({ qty: _.gt(50) }), ['paper', 'planner']],
  ['gte', 'inventory', (_) => ({ qty: _.gte(50) }), ['notebook', 'paper', 'planner']],
  ['lt', 'inventory', (_) => ({ qty: _.lt(45) }), ['journal']],
  ['lte', 'inventory', (_) => ({ qty: _.lte(45) }), ['journal', 'postcard']],
  ['in', 'inventory', (_) => ({ status: _.in(['A', 'X']) }), ['journal', 'notebook', 'postcard']],
  ['nin', 'inventory', (_) => ({ status: _.nin(['A', 'X']) }), ['paper', 'planner']],
  ['gt and lt', 'inventory', (_) => ({ qty: _.gt(25).and(_.lt(75)) }), ['notebook', 'postcard']],
  ['and', 'inventory', (_) => _.and([{ status: 'A' }, { qty: _.lt(30) }]), ['journal']],
  ['or', 'inventory', (_) => _.or([{ status: 'D' }, { qty: _.lt(30) }]), ['journal', 'paper', 'planner']],
  ['or on a field', 'inventory', (_) => ({ qty: _.lt(30).or(_.gt(90)) }), ['journal', 'paper']],
  ['nor', 'inventory', (_) => _.nor([{ status: 'D' }, { qty: _.lt(30) }]), ['notebook', 'postcard']],
  ['not', 'inventory', (_) => ({ qty: _.not(_.gt(45)) }), ['journal', 'postcard']],
  ['nested field', 'inventory', (_) => ({ size: { uom: 'in', h: _.lt(15) } }), ['notebook', 'paper']],
  ['dotted field', 'inventory', (_) => ({ 'size.h': _.lt(9) }), ['notebook', 'paper']],
  ['whole sub-document', 'odd', (_) => ({ v: _.eq({ a: 1, b: 2 }) }), ['object']],
  ['sub-document in another order', 'odd', (_) => ({ v: _.eq({ b: 2, a: 1 }) }), []],
  ['exact array', 'inventory', () => ({ tags: ['red', 'blank'] }), ['notebook']],
  ['array element', 'inventory', () => ({ tags: 'red' }), ['journal', 'notebook', 'paper', 'planner']],
  ['any element in range', 'inventory', (_) => ({ dim: _.gt(25) }), ['planner']],
  [
    'different elements meet two bounds',
    'inventory',
    (_) => ({ dim: _.gt(15).and(_.lt(20)) }),
    ['journal', 'notebook', 'paper', 'postcard'],
  ],
  ['all', 'inventory', (_) => ({ tags: _.all(['red', 'blank']) }), ['journal', 'notebook', 'paper', 'planner']],
  ['all of nothing', 'inventory', (_) => ({ tags: _.all([]) }), []],
  ['elemMatch on values', 'inventory', (_) => ({ dim: _.elemMatch({ $gt: 22, $lt: 30 }) }), ['planner']],
  ['elemMatch on documents', 'stock', (_) => ({ instock: _.elemMatch({ qty: 5, warehouse: 'A' }) }), ['journal']],
  [
    'conditions across elements',
    'stock',
    () => ({ 'instock.qty': 5, 'instock.warehouse': 'A' }),
    ['journal', 'planner'],
  ],
  ['by position', 'inventory', (_) => ({ 'dim.1': _.gt(25) }), ['planner']],
  ['by position, documents', 'stock', (_) => ({ 'instock.0.qty': _.lte(5) }), ['journal', 'notebook']],
  ['size', 'inventory', (_) => ({ tags: _.size(3) }), ['paper']],
  [
    'mod',
    'inventory',
    (_) => ({ qty: (_.mod as never as (divisor: number, rest: number) => unknown)(50, 0) }),
    ['notebook', 'paper'],
  ],
  ['exists', 'odd', (_) => ({ v: _.exists(false) }), ['missing']],
  ['null matches missing', 'odd', (_) => ({ v: _.eq(null) }), ['null', 'missing']],
  [
    'neq null',
    'odd',
    (_) => ({ v: _.neq(null) }),
    ['zero', 'false', 'empty', 'text', 'ten', 'half', 'big', 'array', 'none', 'object', 'date'],
  ],
  ['null in a list', 'odd', (_) => ({ v: _.in([null, 0]) }), ['null', 'missing', 'zero']],
  ['types do not mix in ranges', 'odd', (_) => ({ v: _.gte(10) }), ['ten', 'half', 'big', 'array']],
  ['0 is not false', 'odd', () => ({ v: 0 }), ['zero']],
  ['strings compare with strings', 'odd', (_) => ({ v: _.gte('') }), ['empty', 'text']],
  ['empty array', 'odd', (_) => ({ v: _.eq([]) }), ['none']],
  ['size 0', 'odd', (_) => ({ v: _.size(0) }), ['none']],
  ['date equality', 'odd', () => ({ v: new Date('2026-01-02T03:04:05.678Z') }), ['date']],
  ['date range', 'odd', (_) => ({ v: _.gt(new Date('2026-01-01')).and(_.lt(new Date('2027-01-01'))) }), ['date']],
  ['regular expression', 'inventory', () => ({ _id: /^p.*r$/ }), ['paper', 'planner']],
  ['regular expression without case', 'odd', () => ({ v: /^ten$/i }), ['text']],
  ['expr', 'inventory', (_) => _.expr({ $gt: ['$size.w', '$qty'] }), []],
  ['expr with arithmetic', 'inventory', (_) => _.expr({ $gt: [{ $multiply: ['$size.h', 2] }, '$qty'] }), ['journal']],
  [
    'jsonSchema',
    'inventory',
    (_) =>
      _.jsonSchema({
        required: ['qty'],
        properties: { qty: { bsonType: 'int', maximum: 45 }, status: { enum: ['A'] } },
      }),
    ['journal', 'postcard'],
  ],
]

test.each(CASES)('%s', async (_name, name, query, expected) => {
  const { data } = await db.collection(name).where(query(db.command)).get()
  expect(data.map((doc: { _id: string }) => doc._id)).toEqual(expected)
  expect((await db.collection(name).where(query(db.command)).count()).total).toBe(expected.length)
})

type RawQuery = { where(query: object): { get(): Promise<{ data: { _id: string }[] }> } }

// What the command API cannot say travels raw.
const RAW: [string, object, string[]][] = [
  ['$type int', { v: { $type: 'int' } }, ['zero', 'ten', 'array']],
  ['$type by number', { v: { $type: 9 } }, ['date']],
  ['$type list', { v: { $type: ['bool', 'null'] } }, ['null', 'false']],
  ['$type long and double', { v: { $type: ['long', 'double'] } }, ['half', 'big']],
  ['$regex with $options', { v: { $regex: 'tEN', $options: 'i' } }, ['text']],
  ['$not regex', { v: { $not: { $regex: 'Ten' } }, _id: { $in: ['text', 'ten'] } }, ['ten']],
  ['$bitsAllSet', { v: { $bitsAllSet: [1, 3] } }, ['ten']],
  ['$bitsAnyClear', { v: { $bitsAnyClear: 1 }, _id: { $in: ['zero', 'ten', 'text'] } }, ['ten', 'zero']],
  ['$comment', { v: 10, $comment: 'why' }, ['ten']],
]
test.each(RAW)('%s', async (_name, query, expected) => {
  const { data } = await (db.collection('odd') as never as { options(o: object): RawQuery })
    .options({ raw: true })
    .where(query)
    .get()
  expect(data.map((doc) => doc._id)).toEqual(expected)
})
test('an operator that MongoDB does not know is refused', async () => {
  expect(
    await codeOf(
      db
        .collection('odd')
        .where({ v: { $near2: 1 } })
        .get(),
    ),
  ).toBe('DATABASE_REQUEST_FAILED')
})

describe('sorting and projecting', () => {
  test('types order as BSON does, missing with null', async () => {
    const { data } = await db.collection('odd').orderBy('v', 'asc').get()
    expect(data.map((doc: { _id: string }) => doc._id)).toEqual(ORDER)
  })
  // An empty array sorts below null; MongoDB's own sort gives it as undefined.
  const ORDER = [
    'none',
    'null',
    'missing',
    'zero',
    'array',
    'ten',
    'half',
    'big',
    'empty',
    'text',
    'object',
    'false',
    'date',
  ]

  test('by two fields, skip and limit', async () => {
    const { data } = await db
      .collection('inventory')
      .orderBy('status', 'desc')
      .orderBy('qty', 'asc')
      .skip(1)
      .limit(2)
      .get()
    expect(data.map((doc: { _id: string }) => doc._id)).toEqual(['paper', 'journal'])
  })

  test.each<[string, object, object]>([
    ['inclusion', { qty: true }, { _id: 'journal', qty: 25 }],
    ['inclusion without _id', { qty: true, _id: false }, { qty: 25 }],
    ['nested inclusion', { 'size.h': 1 }, { _id: 'journal', size: { h: 14 } }],
    ['exclusion', { tags: false, size: false, dim: 0 }, { _id: 'journal', qty: 25, status: 'A' }],
    [
      'nested exclusion',
      { 'size.h': 0, tags: 0, dim: 0 },
      { _id: 'journal', qty: 25, size: { w: 21, uom: 'cm' }, status: 'A' },
    ],
  ])('projection: %s', async (_name, projection, expected) => {
    const { data } = await db.collection('inventory').where({ _id: 'journal' }).field(projection).get()
    expect(data).toEqual([expected])
  })

  test('projection: slice and elemMatch', async () => {
    const project = db.command.project as never as Record<'slice' | 'elemMatch', (operand: unknown) => unknown>
    const sliced = await db
      .collection('inventory')
      .where({ _id: 'paper' })
      .field({ tags: project.slice(-2), status: 1 } as never)
      .get()
    expect(sliced.data).toEqual([{ _id: 'paper', tags: ['blank', 'plain'], status: 'D' }])
    const matched = await db
      .collection('stock')
      .where({ _id: 'paper' })
      .field({ instock: project.elemMatch({ warehouse: 'B' }) } as never)
      .get()
    expect(matched.data).toEqual([{ _id: 'paper', instock: [{ warehouse: 'B', qty: 15 }] }])
  })
})
