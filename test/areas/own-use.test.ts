import { good } from '../../local/call-as'
import { makeCardCode } from '../../miniprogram/rules/card-code'
import type { OfferRules } from '../../miniprogram/rules/offer-rules'
import type { OfferTerms } from '../../miniprogram/rules/offer'
import type { Offer } from '../../cloudfunctions/benefits/offers'
import { openWorld, type World } from './world'

/** The other way at the counter: a member scans the shop's code and records the use herself. And two offers on one bill. */

let world: World
let merchantId: string
let code: string
let one: Offer
beforeAll(async () => {
  world = await openWorld(40)
  merchantId = (await good(world.as('clerk')('membership.me', {}))).counters[0]!.merchantId
  const counter = await good(world.as('clerk')('benefits.counter', { merchantId }))
  code = counter.shopCode
  one = world.cloud.read('offers', counter.offers.find(({ terms }) => terms.kind === 'percent')!.id) as Offer
}, 60_000)
afterAll(() => world.close())

/** An offer of the clerk's merchant under other terms and rules. */
function offerUnder(id: string, rules: Partial<OfferRules>, terms: OfferTerms = one.terms): string {
  world.cloud.load('offers', [{ ...one, _id: id, terms, rules: { ...one.rules, ...rules } }])
  return id
}

const order = (offerId: string, clientKey: string, billFen = 10_000) => ({ code, offerId, billFen, clientKey })
const today = async () => good(world.as('clerk')('benefits.counterReceipts', { merchantId }))

test('the code leads to the shop; one that is not ours is told in words', async () => {
  const member = world.as('member')
  const shop = await good(member('benefits.shopHere', { code }))
  expect(shop.merchantId).toBe(merchantId)
  expect(shop.offers.map(({ id }) => id)).toContain(one._id)
  const foreign = [
    'https://example.test/pay',
    `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`,
    Buffer.from(JSON.stringify({ shop: merchantId })).toString('base64url'),
  ]
  for (const text of foreign)
    expect(await member('benefits.shopHere', { code: text })).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } })
  expect(await world.as('newcomer')('benefits.shopHere', { code })).toMatchObject({ ok: false })
})

test('recorded once, live for a minute, with the word that the clerk’s phone shows too; at once on her list', async () => {
  const member = world.as('member')
  const press = () => good(member('benefits.useHere', order(one._id, 'own-use-0001')))
  const before = (await good(member('membership.myCard', {}))).card!
  const replies = await Promise.all([press(), press(), press(), press()])
  replies.push(await press())
  expect(new Set(replies.map(({ receipt }) => receipt.id)).size).toBe(1)
  const { receipt, now, until, word } = replies[0]!
  expect(receipt).toMatchObject({ way: 'self', billFen: 10_000, together: null })
  expect(until - receipt.at).toBe(60_000)
  expect(until).toBeGreaterThan(now)
  const counter = await good(world.as('clerk')('benefits.counter', { merchantId }))
  expect(word).toEqual(counter.word)
  const after = (await good(member('membership.myCard', {}))).card!
  expect(after.savedThisYearFen - before.savedThisYearFen).toBe(receipt.discountFen)
  const listed = (await today()).receipts.find(({ id }) => id === receipt.id)
  expect(listed).toEqual(receipt)
  // The same key for another bill is no retry.
  const other = await member('benefits.useHere', order(one._id, 'own-use-0001', 9900))
  expect(other).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } })
  const undone = await good(
    world.as('clerk')('benefits.undo', { merchantId, receiptId: receipt.id, reason: '顾客没有买' }),
  )
  expect(undone.receipt).toMatchObject({ undoes: receipt.id, discountFen: -receipt.discountFen })
  expect((await good(member('membership.myCard', {}))).card!.savedThisYearFen).toBe(before.savedThisYearFen)
})

test('the offer’s own limits count, whichever way; a member types no more than five a day', async () => {
  const rare = offerUnder('of_own_daily', { mine: { day: 1, term: null } })
  const member = world.as('lostcard')
  expect(await member('benefits.useHere', order(rare, 'lost-card-001'))).toMatchObject({ ok: false })
  const worker = 'member-3'
  const own = (offer: string, key: string) => world.as(worker)('benefits.useHere', order(offer, key))
  const first = await own(rare, 'daily-own-01')
  if (!first.ok) throw new Error(first.error.message)
  expect(await own(rare, 'daily-own-02')).toMatchObject({ ok: false, error: { message: '今天用过了，明天再来' } })
  const replies = await Promise.all(Array.from({ length: 8 }, (_, n) => own(one._id, `many-own-${n}0`)))
  expect(replies.filter(({ ok }) => ok)).toHaveLength(4)
  for (const reply of replies) if (!reply.ok) expect(reply.error.message).toContain('请让店员扫您的会员卡')
})

describe('two offers on one bill', () => {
  const both = { withOthers: true }
  let percent: string
  let off: string
  beforeAll(() => {
    percent = offerUnder('of_both_percent', both, { kind: 'percent', payPercent: 90 })
    off = offerUnder(
      'of_both_off',
      { ...both, mine: { day: 2, term: null } },
      {
        kind: 'amountOff',
        fromFen: 10_000,
        offFen: 1500,
      },
    )
  })
  const ticketOf = async (who: string, steps = 0) => {
    const { card } = await good(world.as(who)('membership.myCard', {}))
    const text = makeCardCode(card!, Date.now() + steps * 30_000)
    const seen = await good(world.as('clerk')('benefits.verify', { merchantId, code: text }))
    if (!seen.valid) throw new Error(seen.reason)
    return seen.ticket
  }

  test('an entry each under one code; a retry gets both; undone together', async () => {
    const who = 'member-5'
    const before = (await good(world.as(who)('membership.myCard', {}))).card!
    const bill = { merchantId, ticket: await ticketOf(who), billFen: 20_000, clientKey: 'both-by-clerk' }
    const press = () => good(world.as('clerk')('benefits.redeem', { ...bill, offerId: off, alsoOfferId: percent }))
    const [a, b] = await Promise.all([press(), press()])
    expect(b).toEqual(a)
    expect(a.receipt).toMatchObject({ billFen: 18_000, discountFen: 1500, payFen: 16_500 })
    expect(a.also).toMatchObject({ billFen: 20_000, discountFen: 2000, payFen: 18_000 })
    const together = { billFen: 20_000, payFen: 16_500 }
    expect([a.receipt.together, a.also!.together]).toEqual([
      { id: a.also!.id, ...together },
      { id: a.receipt.id, ...together },
    ])
    const after = (await good(world.as(who)('membership.myCard', {}))).card!
    expect(after.savedThisYearFen - before.savedThisYearFen).toBe(3500)
    const other = await world.as('clerk')('benefits.redeem', { ...bill, offerId: off })
    expect(other).toMatchObject({ ok: false, error: { code: 'CARD_USED' } })
    const places = world.cloud.count('offerUses')
    await good(world.as('clerk')('benefits.undo', { merchantId, receiptId: a.also!.id, reason: '金额输错了' }))
    expect((await good(world.as(who)('membership.myCard', {}))).card!.savedThisYearFen).toBe(before.savedThisYearFen)
    expect(world.cloud.count('offerUses')).toBe(places - 1)
    const lines = (await today()).receipts.filter(({ undoes }) => undoes === a.receipt.id || undoes === a.also!.id)
    expect(lines).toHaveLength(2)
  })

  test('by the shop’s code as well; not where one does not allow it, nor the same twice', async () => {
    const use = (offerId: string, alsoOfferId: string, key: string) =>
      world.as('member-7')('benefits.useHere', { code, offerId, alsoOfferId, billFen: 20_000, clientKey: key })
    const done = await good(use(percent, off, 'both-own-01'))
    expect([done.receipt.discountFen, done.also?.discountFen]).toEqual([2000, 1500])
    expect(await good(use(percent, off, 'both-own-01'))).toMatchObject({ receipt: done.receipt, also: done.also })
    for (const [also, key] of [
      [one._id, 'both-own-02'],
      [percent, 'both-own-03'],
    ])
      expect(await use(percent, also!, key!)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } })
  })
})
