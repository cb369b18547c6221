import { ONE } from './aggregation-fixtures'
import { codeOf, examined, startCloud, type TestCloud } from './support'

let t: TestCloud
let db: ReturnType<TestCloud['app']['database']>
beforeAll(async () => {
  t = await startCloud()
  db = t.app.database()
  t.cloud.load('one', ONE)
})
afterAll(() => t.close())

type Aggregation = ReturnType<ReturnType<typeof db.collection>['aggregate']>
const run = async (name: string, build: (a: Aggregation) => Aggregation): Promise<unknown[]> =>
  ((await build(db.collection(name).aggregate()).end()) as { data: unknown[] }).data

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
