import fc from 'fast-check'
import { good } from '../../local/call-as'
import type { Saving } from '../../cloudfunctions/benefits/saving'
import { figuresId, type Figures } from '../../cloudfunctions/benefits/figures'
import { makeCardCode } from '../../miniprogram/rules/card-code'
import { dayOf } from '../../miniprogram/rules/days'
import { openWorld, type World } from './world'

/**
 * What the worker, the merchant and the union see comes from the same ledger entries: after uses and undos by chance,
 * either way at the counter, all of them moved by the same sums, at every union of the path.
 */

const WORKERS = ['member', ...Array.from({ length: 9 }, (_, n) => `member-${n}`)]
const TODAY = dayOf(Date.now())
const MONTH = TODAY.slice(0, 7)
const YEAR = TODAY.slice(0, 4)

let world: World
let merchantId: string
let offerId: string
let code: string
let able: string[]
beforeAll(async () => {
  world = await openWorld(60)
  merchantId = (await good(world.as('clerk')('membership.me', {}))).counters[0]!.merchantId
  const counter = await good(world.as('clerk')('benefits.counter', { merchantId }))
  offerId = counter.offers.find(({ terms }) => terms.kind === 'percent')!.id
  code = counter.shopCode
  able = []
  for (const who of WORKERS) {
    const { card } = await good(world.as(who)('membership.myCard', {}))
    if (card?.state === 'active') able.push(who)
  }
  await world.cloud.fireTimer('benefits', 'figures')
}, 90_000)
afterAll(() => world.close())

const mine = async (who: string) => {
  const { months, merchants } = await good(world.as(who)('benefits.mySums', { year: YEAR }))
  const sum = (rows: { fen: number; times: number }[], of: 'fen' | 'times') =>
    rows.reduce((all, one) => all + one[of], 0)
  expect(sum(merchants, 'times')).toBe(sum(months, 'times'))
  return { fen: sum(months, 'fen'), times: sum(months, 'times') }
}
const shops = async () => (await good(world.as('clerk')('benefits.counter', { merchantId }))).today
const unions = (org: string) => {
  const found = world.cloud.read('savingFigures', figuresId(org, MONTH)) as Figures | undefined
  return { fen: found?.fen ?? 0, times: found?.times ?? 0, here: found?.merchants[merchantId]?.fen ?? 0 }
}
const orgsOf = (receiptId: string) =>
  (world.cloud.read('ledger', receiptId) as Saving).orgPath.split('/').filter(Boolean)

let key = 0
async function useOnce(who: string, way: 'clerk' | 'self', billFen: number): Promise<string | null> {
  const clientKey = `sums-key-${(key += 1)}`
  if (way === 'self') {
    const reply = await world.as(who)('benefits.useHere', { code, offerId, billFen, clientKey })
    return reply.ok ? reply.data.receipt.id : null
  }
  const { card } = await good(world.as(who)('membership.myCard', {}))
  const seen = await good(world.as('clerk')('benefits.verify', { merchantId, code: makeCardCode(card!, Date.now()) }))
  if (!seen.valid) return null
  const order = { merchantId, ticket: seen.ticket, offerId, billFen, clientKey }
  const reply = await world.as('clerk')('benefits.redeem', order)
  return reply.ok ? reply.data.receipt.id : null
}

const uses = fc.array(
  fc.record({
    who: fc.nat(WORKERS.length - 1),
    way: fc.constantFrom('clerk' as const, 'self' as const),
    billFen: fc.integer({ min: 100, max: 50_000 }),
    undo: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
)

test('worker, merchant and union: the same sums, for every union of the path', async () => {
  await fc.assert(
    fc.asyncProperty(uses, async (some) => {
      const before = { shop: await shops(), mine: new Map<string, Awaited<ReturnType<typeof mine>>>() }
      for (const who of able) before.mine.set(who, await mine(who))
      const unionsBefore = new Map<string, ReturnType<typeof unions>>()
      const expected = new Map<string, number>()
      const byWorker = new Map<string, number>()
      let all = 0
      for (const { who: nth, way, billFen, undo } of some) {
        const who = able[nth % able.length]!
        const id = await useOnce(who, way, billFen)
        if (!id) continue
        const saved = (world.cloud.read('ledger', id) as Saving).amountFen
        for (const org of orgsOf(id)) if (!unionsBefore.has(org)) unionsBefore.set(org, unions(org))
        if (undo) await good(world.as('clerk')('benefits.undo', { merchantId, receiptId: id, reason: '顾客不买了' }))
        const stays = undo ? 0 : saved
        all += stays
        byWorker.set(who, (byWorker.get(who) ?? 0) + stays)
        for (const org of orgsOf(id)) expected.set(org, (expected.get(org) ?? 0) + stays)
      }
      await world.cloud.fireTimer('benefits', 'figures')
      expect((await shops()).discountFen - before.shop.discountFen).toBe(all)
      for (const who of able) expect((await mine(who)).fen - before.mine.get(who)!.fen).toBe(byWorker.get(who) ?? 0)
      for (const [org, fen] of expected) {
        const [was, is] = [unionsBefore.get(org)!, unions(org)]
        expect([is.fen - was.fen, is.here - was.here]).toEqual([fen, fen])
      }
    }),
    { numRuns: 6 },
  )
}, 120_000)

test('the officer reads what the entries say; twice counted or built anew it is the same', async () => {
  const desk = (await good(world.as('city')('membership.me', {}))).posts.find(({ level }) => level === 'city')!.desk
  world.cloud.resetCosts()
  const read = async () => good(world.as('city')('benefits.figures', { desk }))
  const first = await read()
  const cost = world.cloud.costs().find(({ action }) => action === 'figures')!
  expect(cost.requests).toBe(1)
  expect(first.months).toHaveLength(6)
  expect(first.months[0]!.times).toBeGreaterThan(0)
  expect(first.merchants.reduce((all, { times }) => all + times, 0)).toBeLessThanOrEqual(first.months[0]!.times)
  expect(first.dormant).toBe(first.members - first.months[0]!.users)
  await world.cloud.fireTimer('benefits', 'figures')
  await world.cloud.fireTimer('benefits', 'figures')
  expect(await read()).toEqual(first)
  expect(await world.as('member')('benefits.figures', { desk })).toMatchObject({ ok: false })
})

test('stars: once a use, mine alone, not for what was taken back', async () => {
  const id = (await useOnce(able[1]!, 'self', 5000)) ?? (await useOnce(able[2]!, 'clerk', 5000))!
  const whose = able.find((_, n) => n === 1)!
  const rate = (who: string, receiptId: string, stars: number) =>
    world.as(who)('benefits.rateUse', { receiptId, stars })
  expect(await rate('member', id, 5)).toMatchObject({ ok: false })
  await good(rate(whose, id, 4))
  await good(rate(whose, id, 1))
  expect(world.cloud.read('shopStars', merchantId)).toMatchObject({ sum: 4, count: 1 })
})
