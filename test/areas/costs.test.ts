import { BUDGETS, measureCosts, type CostSum } from '../../local/costs'
import { openWorld } from './world'

/** An action that got dearer fails here. Costs are counts, not seconds: they do not depend on the machine. */

let small: CostSum[]
let larger: CostSum[]
beforeAll(async () => {
  const measure = async (members: number, cases: number) => {
    const world = await openWorld(members, {}, undefined, cases)
    const rows = await measureCosts(world.cloud, world.url)
    await world.close()
    return rows
  }
  small = await measure(60, 0)
  larger = await measure(3000, 6000)
}, 180_000)

test('every budgeted action was measured', () => {
  expect(small.map((row) => row.action).sort()).toEqual(Object.keys(BUDGETS).sort())
})

test.each(Object.entries(BUDGETS))('%s: at most %i database requests a call', (action, budget) => {
  const row = small.find((one) => one.action === action)!
  expect(row.calls).toBeGreaterThanOrEqual(3)
  expect(row.requests / row.calls).toBeLessThanOrEqual(budget)
})

test.each(Object.keys(BUDGETS))('%s: examines no more than it returns or changes, and one', (action) => {
  const row = small.find((one) => one.action === action)!
  expect(row.examined / row.calls).toBeLessThanOrEqual(row.returned / row.calls + 1)
})

test('fifty times the members, and thousands of applications, cost not one request or document more', () => {
  // A fuller page returns more and examines as many more.
  const countsOf = (rows: CostSum[]) =>
    rows.map(({ action, requests, examined, returned }) => ({ action, requests, beyond: examined - returned }))
  expect(countsOf(larger)).toEqual(countsOf(small))
})
