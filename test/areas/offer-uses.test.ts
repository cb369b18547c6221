import { good } from '../../local/call-as'
import { makeCardCode } from '../../miniprogram/rules/card-code'
import { dayOf } from '../../miniprogram/rules/days'
import type { OfferRules } from '../../miniprogram/rules/offer-rules'
import type { Offer } from '../../cloudfunctions/benefits/offers'
import { openWorld, type World } from './world'

/** How often an offer may be used, through the real entry: raced for, retried, undone. */

const CROWD = 200
let world: World
let merchantId: string
let one: Offer
beforeAll(async () => {
  world = await openWorld(CROWD + 20)
  merchantId = (await good(world.as('clerk')('membership.me', {}))).counters[0]!.merchantId
  const { offers } = await good(world.as('clerk')('benefits.counter', { merchantId }))
  one = world.cloud.read('offers', offers.find(({ terms }) => terms.kind === 'percent')!.id) as Offer
}, 60_000)
afterAll(() => world.close())

/** An offer of the clerk's merchant under other rules. */
function offerUnder(id: string, rules: Partial<OfferRules>): string {
  world.cloud.load('offers', [{ ...one, _id: id, rules: { ...one.rules, ...rules } }])
  return id
}

let shown = 0
/** A member shows her card; each time a step later, so that each code is another. */
async function ticketOf(openid: string): Promise<string> {
  const { card } = await good(world.as(openid)('membership.myCard', {}))
  // Two steps are good at any moment: this one and the next.
  shown += 1
  const code = makeCardCode(card!, Date.now() + (shown % 2) * 30_000)
  const seen = await good(world.as('clerk')('benefits.verify', { merchantId, code }))
  if (!seen.valid) throw new Error(seen.reason)
  return seen.ticket
}

const order = (ticket: string, offerId: string, clientKey: string) => ({
  merchantId,
  ticket,
  offerId,
  billFen: 10_000,
  clientKey,
})
/** Members whose card is good. */
async function members(count: number): Promise<string[]> {
  const found: string[] = []
  for (let n = 0; found.length < count; n += 1) {
    const { card } = await good(world.as(`member-${n}`)('membership.myCard', {}))
    if (card?.state === 'active') found.push(`member-${n}`)
  }
  return found
}

test('two hundred counters race for the last ten: ten succeed, every loser is told, nothing drifts; one undone is free again', async () => {
  const offerId = offerUnder('of_ten', { all: { day: null, term: 10 } })
  const crowd = await members(CROWD)
  const tickets: string[] = []
  for (const openid of crowd) tickets.push(await ticketOf(openid))
  const before = world.cloud.count('ledger')
  const press = (n: number) => world.as('clerk')('benefits.redeem', order(tickets[n]!, offerId, `crowd-key-${n}`))
  const replies = await Promise.all(crowd.map((_, n) => press(n)))
  const won = replies.flatMap((reply) => (reply.ok ? [reply.data.receipt] : []))
  const lost = replies.flatMap((reply) => (reply.ok ? [] : [reply.error]))
  expect(won).toHaveLength(10)
  expect(new Set(lost.map(({ code, message }) => `${code} ${message}`))).toEqual(new Set(['USED_UP 10 份都用完了']))
  expect(world.cloud.count('offerUses')).toBe(10)
  expect(world.cloud.count('ledger') - before).toBe(10)

  // A winner's retry gets her receipt, a loser's is told again.
  const winner = replies.findIndex((reply) => reply.ok)
  expect((await good(press(winner))).receipt.id).toBe(won[0]!.id)
  const undo = { merchantId, receiptId: won[0]!.id, reason: '顾客改主意了' }
  const undone = await Promise.all([1, 2, 3].map(() => good(world.as('clerk')('benefits.undo', undo))))
  expect(new Set(undone.map(({ receipt }) => receipt.id)).size).toBe(1)
  expect(undone[0]!.receipt).toMatchObject({ undoes: won[0]!.id, discountFen: -won[0]!.discountFen })
  expect(world.cloud.count('offerUses')).toBe(9)

  // Her code is used up, whatever became of the use; others get the one place.
  const losers = replies.flatMap((reply, n) => (reply.ok ? [] : [n])).slice(0, 20)
  const again = await Promise.all(losers.map(press))
  expect(again.filter(({ ok }) => ok)).toHaveLength(1)
  expect(world.cloud.count('offerUses')).toBe(10)
}, 120_000)

test('once a day for each member: the second time is told, the first one’s retry is not', async () => {
  const offerId = offerUnder('of_daily', { mine: { day: 1, term: null } })
  const clerk = world.as('clerk')
  const first = order(await ticketOf('persona-member'), offerId, 'daily-first')
  const second = order(await ticketOf('persona-member'), offerId, 'daily-second')
  const receipt = (await good(clerk('benefits.redeem', first))).receipt
  expect(await clerk('benefits.redeem', second)).toMatchObject({
    ok: false,
    error: { code: 'USED_UP', message: '今天用过了，明天再来' },
  })
  expect((await good(clerk('benefits.redeem', first))).receipt).toEqual(receipt)
})

test('not today, not yet, not for her: said in words, nothing recorded', async () => {
  const clerk = world.as('clerk')
  const ticket = await ticketOf('member-212')
  const before = world.cloud.count('ledger')
  for (const [id, rules, words] of [
    ['of_later', { from: '2099-01-01', until: '2099-12-31' }, '才开始'],
    ['of_over', { until: '2020-12-31' }, '结束了'],
    ['of_models', { groups: ['modelWorker'] }, '只给劳模'],
  ] as [string, Partial<OfferRules>, string][]) {
    const reply = await clerk('benefits.redeem', order(ticket, offerUnder(id, rules), `rule-${id}`))
    expect(reply).toMatchObject({ ok: false, error: { code: 'NOT_NOW', message: expect.stringContaining(words) } })
  }
  expect(world.cloud.count('ledger')).toBe(before)
})

test('undoing: the card’s savings go down again, the counter’s day adds up, another counter cannot', async () => {
  const savings = async () => (await good(world.as('member-214')('membership.myCard', {}))).card!
  const clerk = world.as('clerk')
  const before = await savings()
  const today = (await good(clerk('benefits.counter', { merchantId }))).today
  const { receipt } = await good(clerk('benefits.redeem', order(await ticketOf('member-214'), one._id, 'undo-key-1')))
  const other = (await good(world.as('clerk2')('membership.me', {}))).counters[0]!.merchantId
  const undo = { receiptId: receipt.id, reason: '金额输错了' }
  expect(await world.as('clerk2')('benefits.undo', { ...undo, merchantId: other })).toMatchObject({
    ok: false,
    error: { code: 'NOT_FOUND' },
  })
  expect(await clerk('benefits.undo', { ...undo, merchantId, reason: '' })).toMatchObject({
    ok: false,
    error: { code: 'BAD_INPUT' },
  })
  await good(clerk('benefits.undo', { ...undo, merchantId }))
  const after = await savings()
  expect([after.savedThisYearFen, after.usedThisYear]).toEqual([before.savedThisYearFen, before.usedThisYear])
  expect((await good(clerk('benefits.counter', { merchantId }))).today).toEqual(today)
  const { receipts } = await good(clerk('benefits.counterReceipts', { merchantId }))
  expect(receipts[0]).toMatchObject({ undoes: receipt.id })
  expect(receipts.some(({ id }) => id === receipt.id)).toBe(true)
  expect(receipts[0]!.at).toBeGreaterThan(Date.now() - 60_000)
  expect(dayOf(receipts[0]!.at)).toBe(dayOf(Date.now()))
})

test('costs: a use five requests and one a limit, looking at no more than it uses', async () => {
  const offerId = offerUnder('of_cost', { mine: { day: 1, term: null } })
  const input = order(await ticketOf('member-213'), offerId, 'cost-key-1')
  world.cloud.resetCosts()
  await good(world.as('clerk')('benefits.redeem', input))
  const [row] = world.cloud.costs()
  expect(row).toMatchObject({ requests: 6 })
  expect(row!.examined).toBeLessThanOrEqual(row!.returned + 1)
})
