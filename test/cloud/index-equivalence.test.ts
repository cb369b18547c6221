import * as fc from 'fast-check'
import { Database } from '../../local/cloud/database/database'
import type { Store } from '../../local/cloud/database/store'
import type { IndexSpec } from '../../local/cloud/index'
import { startCloud, type TestCloud } from './support'

const index = (...keys: IndexSpec['keys']): IndexSpec => ({ keys })

let t: TestCloud
beforeAll(async () => {
  t = await startCloud()
})
afterAll(() => t.close())

describe('an index changes the cost, never the answer', () => {
  const scalar = fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom('', 'a', 'b', 'ab', 'a\u0000', '中', '😀'),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom(new Date(0), new Date(5)),
    fc.constantFrom(0.5, -0.5),
  )
  const value = fc.oneof({ weight: 4, arbitrary: scalar }, fc.array(scalar, { maxLength: 3 }), fc.record({ x: scalar }))
  const doc = fc.record({ a: value, b: scalar, c: fc.record({ d: value }) }, { requiredKeys: [] })
  const operators = fc.oneof(
    scalar,
    scalar.map((v) => ({ $eq: v })),
    fc.array(scalar, { maxLength: 3 }).map((v) => ({ $in: v })),
    scalar.map((v) => ({ $gte: v })),
    fc.tuple(scalar, scalar).map(([lo, hi]) => ({ $gt: lo, $lte: hi })),
    fc.array(scalar, { minLength: 1, maxLength: 2 }).map((v) => ({ $all: v })),
    scalar.map((v) => ({ $ne: v })),
    fc.boolean().map((v) => ({ $exists: v })),
    fc.array(scalar, { maxLength: 2 }),
    scalar.map((v) => ({ $elemMatch: { $gte: v } })),
  )
  const path = fc.constantFrom('a', 'b', 'c.d', 'c', 'a.x', 'a.0')
  const condition = fc.tuple(path, operators).map(([field, test]) => ({ [field]: test }))
  const filter = fc.oneof(
    condition,
    fc.array(condition, { minLength: 1, maxLength: 3 }).map((list) => ({ $and: list })),
    fc.array(condition, { minLength: 1, maxLength: 3 }).map((list) => ({ $or: list })),
  )
  const sort = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c.d', '_id'), fc.constantFrom(1, -1)), { maxLength: 2 })

  test('random documents, filters, sorts', () => {
    const store = (t.cloud as never as { store: Store }).store
    const database = new Database(store, () => new Date())
    const indexes = [
      index(['b', -1], ['_id', 1]),
      index(['c.d', 1], ['b', 1], ['_id', 1]),
      index(['a', 1], ['b', -1]),
      index(['b', -1], ['c.d', 1]),
      index(['c.d', -1]),
    ]
    let round = 0
    fc.assert(
      fc.property(
        fc.array(doc, { maxLength: 12 }),
        fc.array(fc.tuple(filter, sort, fc.nat(4)), { minLength: 5, maxLength: 10 }),
        (docs, queries) => {
          const plain = `plain${round}`
          const indexed = `indexed${round++}`
          store.create(plain)
          store.declare(indexed, indexes)
          const items = docs.map((item, n) => ({ ...item, _id: n }))
          t.cloud.load(plain, structuredClone(items))
          t.cloud.load(indexed, structuredClone(items))
          for (const [query, order, skip] of queries) {
            // Ties are broken by _id, or the order among equals would be free.
            const sorted = [...order, ['_id', 1]] as [string, 1 | -1][]
            const ask = (name: string) => {
              const meter = { examined: 0, returned: 0 }
              return database
                .find(name, { filter: query as never, sort: sorted, skip, limit: 5 }, meter)
                .map(({ doc: { _id } }) => _id)
            }
            expect(ask(indexed)).toEqual(ask(plain))
            const count = (name: string) => database.count(name, query as never, { examined: 0, returned: 0 })
            expect(count(indexed)).toBe(count(plain))
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})
