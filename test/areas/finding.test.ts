import { good } from '../../local/call-as'
import type { OutputOf } from '../../miniprogram/client/call'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import { searchKeys } from '../../miniprogram/rules/search-keys'
import type { Offer } from '../../cloudfunctions/benefits/offers'
import { openWorld, type World } from './world'

/** Finding among ten thousand offers: every way in reads no more than it shows. */

const MANY = 10_000
const DISTRICTS = ['环翠区', '文登区', '荣成市', '乳山市']
const TODAY = dayOf(Date.now())
const place = { latitude: 37.51, longitude: 122.12 }

let world: World
beforeAll(async () => {
  world = await openWorld(20)
  const [some] = (await good(world.as('member')('benefits.nearby', { place }))).offers
  const one = world.cloud.read('offers', some!.id) as Offer
  const offers = Array.from({ length: MANY }, (_, n): Offer => {
    const merchantName = `海风${n % 500}号小店`
    const at: [number, number] = [122 + ((n * 7919) % 10_007) / 40_000, 37.4 + ((n * 104_729) % 9973) / 45_000]
    return {
      ...one,
      _id: `many_${String(n).padStart(5, '0')}`,
      merchantId: `many_m${n % 500}`,
      merchantName,
      category: (['eat', 'grocery', 'health', 'daily', 'car'] as const)[n % 5]!,
      district: DISTRICTS[n % 4]!,
      place: { type: 'Point', coordinates: at },
      keys: searchKeys([merchantName, '全部菜品']),
      rules: { ...one.rules, from: addDays(TODAY, -(n % 200)) },
    }
  })
  // One that was kept once, and is over.
  const over = { ...offers[0]!, _id: 'many_over', status: 'ended' as const }
  world.cloud.load('offers', [...offers, over])
  // So long a load lets the function's idle connection go; the first call after it may find that out.
  await world.as('member')('benefits.nearby', { place })
}, 120_000)
afterAll(() => world.close())

type Ways = 'benefits.nearby' | 'benefits.search' | 'benefits.newOffers' | 'benefits.keptOffers'
type Page = OutputOf<'benefits.nearby'>
/** Three pages, one after another; what they cost. */
async function threePages(action: Ways, input: object) {
  world.cloud.resetCosts()
  const ids: string[] = []
  const offers: Page['offers'] = []
  let after: string | undefined
  for (let page = 0; page < 3; page += 1) {
    const answer: Page = await good(world.as('member')(action, { ...input, after } as never))
    expect(answer.offers.length).toBeLessThanOrEqual(20)
    offers.push(...answer.offers)
    ids.push(...answer.offers.map(({ id }) => id))
    if (!answer.next) break
    after = answer.next
  }
  const cost = world.cloud.costs().find((row) => `benefits.${row.action}` === action)!
  return { ids, offers, cost }
}

test.each([
  ['near me', 'benefits.nearby', { place }],
  ['near me, of a category', 'benefits.nearby', { place, category: 'car' }],
  ['a district', 'benefits.nearby', { district: '文登区' }],
  ['a district and a category', 'benefits.nearby', { district: '文登区', category: 'grocery' }],
  ['a category', 'benefits.nearby', { category: 'health' }],
  ['search', 'benefits.search', { text: '海风37号' }],
  ['search for what is common', 'benefits.search', { text: '海风' }],
  ['new this week', 'benefits.newOffers', {}],
] as [string, Ways, object][])('%s: one request a page, nothing examined in vain', async (_what, action, input) => {
  const { ids, cost } = await threePages(action, input)
  expect(ids.length).toBeGreaterThanOrEqual(20)
  expect(cost.requests).toBe(cost.calls)
  expect(cost.examined - cost.returned).toBeLessThanOrEqual(cost.calls)
})

test('new this week: the newest first, none older, none twice', async () => {
  const { offers, ids } = await threePages('benefits.newOffers', { place })
  const days = offers.map(({ rules }) => rules.from)
  expect(days).toEqual([...days].sort().reverse())
  expect(days.every((day) => day > addDays(TODAY, -7) && day <= TODAY)).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
  expect(offers[0]!.distance).toEqual(expect.any(Number))
})

test('kept ones: on whatever phone, in one request, the newest first; one that is over is not shown', async () => {
  const member = world.as('member')
  const keep = (n: number, kept = true) =>
    good(member('benefits.keepOffer', { offerId: `many_${String(n).padStart(5, '0')}`, keep: kept }))
  await good(member('benefits.keepOffer', { offerId: 'many_over', keep: true }))
  for (let n = 0; n < 44; n += 1) await keep(n)
  await Promise.all([keep(7), keep(7), keep(7)])
  await keep(9, false)
  await keep(9, false)
  const { ids, cost } = await threePages('benefits.keptOffers', {})
  expect(ids).toHaveLength(43)
  expect(ids[0]).toBe('many_00043')
  expect(new Set(ids).size).toBe(43)
  expect(cost.requests).toBe(cost.calls)
  // Each kept line with its offer.
  expect(cost.examined).toBeLessThanOrEqual(44 * 2 + cost.calls)
  expect((await good(world.as('officer')('benefits.keptOffers', {}))).offers).toEqual([])
})
