/** What counts as examined and as returned (local/cloud/database/meter.ts). */
import { startCloud, type TestCloud } from './support'

let t: TestCloud
beforeAll(async () => {
  t = await startCloud()
  const shop = (n: number) => ({ _id: `s${n}`, city: n % 2 ? 'odd' : 'even', street: `street${n}` })
  t.cloud.load(
    'shops',
    Array.from({ length: 10 }, (_, n) => shop(n)),
  )
  t.cloud.load('people', [
    { _id: 'p1', city: 'odd' },
    { _id: 'p2', city: 'odd' },
    { _id: 'p3', city: 'none' },
  ])
})
afterAll(() => t.close())

/** Documents examined and returned by one request. */
async function costOf(request: Promise<unknown>): Promise<[examined: number, returned: number]> {
  t.cloud.resetCosts()
  await request
  const [row] = t.cloud.costs()
  return [row!.examined, row!.returned]
}
const shops = () => t.app.database().collection('shops')
const people = () => t.app.database().collection('people')
const join = { from: 'shops', localField: 'city', foreignField: 'city', as: 'near' }

test('reading: what reached the caller', async () => {
  expect(await costOf(shops().doc('s1').get())).toEqual([1, 1])
  expect(await costOf(shops().where({ city: 'odd' }).get())).toEqual([10, 5])
  expect(await costOf(shops().where({ city: 'odd' }).count())).toEqual([10, 0])
})

test('writing: what the caller matched, once, changed or not; what is created is neither', async () => {
  expect(await costOf(shops().doc('s1').update({ seen: true }))).toEqual([1, 1])
  expect(await costOf(shops().doc('s1').update({ seen: true }))).toEqual([1, 1])
  expect(await costOf(shops().doc('s1').set({ city: 'odd' }))).toEqual([1, 1])
  expect(await costOf(shops().doc('new').set({ city: 'new' }))).toEqual([0, 0])
  expect(await costOf(shops().where({ city: 'even' }).update({ seen: true }))).toEqual([11, 5])
  expect(await costOf(shops().add({ _id: 'newer' }))).toEqual([0, 0])
  expect(await costOf(shops().doc('newer').remove())).toEqual([1, 1])
  expect(await costOf(shops().doc('none').remove())).toEqual([0, 0])
})

test('$lookup: its documents that stand in the answer, each once', async () => {
  const joined = () => people().aggregate().lookup(join)
  const examined = 3 + 2 * 11
  expect(await costOf(joined().end())).toEqual([examined, 3 + 5])
  expect(await costOf(joined().unwind('$near').end())).toEqual([examined, 10 + 5])
  expect(await costOf(joined().match({ _id: 'p3' }).end())).toEqual([examined, 1])
  expect(await costOf(joined().project({ near: 0 }).end())).toEqual([examined, 3])
  const count = { near: t.app.database().command.aggregate.size('$near') }
  expect(await costOf(joined().project(count).end())).toEqual([examined, 3])
})

test('$lookup inside a $lookup counts too', async () => {
  const inner = { from: 'people', localField: 'city', foreignField: 'city', as: 'who' }
  const pipeline = [{ $match: { city: 'odd' } }, { $limit: 1 }, { $lookup: inner }]
  const request = people()
    .aggregate()
    .match({ _id: 'p1' })
    .lookup({ from: 'shops', let: {}, pipeline, as: 'near' } as never)
  expect(await costOf(request.end())).toEqual([1 + 2 + 3, 1 + 1 + 2])
})
