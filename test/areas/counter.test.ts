import { good } from '../../local/call-as'
import { makeCardCode } from '../../miniprogram/rules/card-code'
import type { CardView } from '../../cloudfunctions/membership/contract'
import type { Offer } from '../../cloudfunctions/benefits/offers'
import { openWorld, type World } from './world'

let world: World
let merchantId: string
let offerId: string
beforeAll(async () => {
  world = await openWorld()
  merchantId = (await good(world.as('clerk')('membership.me', {}))).counters[0]!.merchantId
  const { offers } = await good(world.as('clerk')('benefits.counter', { merchantId }))
  offerId = offers.find((offer) => offer.terms.kind === 'percent' && offer.terms.payPercent === 85)!.id
}, 60_000)
afterAll(() => world.close())

const STEP = 30_000
const cardOf = async (who: string): Promise<CardView> => (await good(world.as(who)('membership.myCard', {}))).card!
const verify = async (code: string) => good(world.as('clerk')('benefits.verify', { merchantId, code }))
/** Shows a card's code of `steps` ago and gets the ticket. */
async function show(who: string, steps = 0): Promise<string> {
  const seen = await verify(makeCardCode(await cardOf(who), Date.now() + steps * STEP))
  if (!seen.valid) throw new Error(seen.reason)
  return seen.ticket
}

describe('the card at the counter', () => {
  test('valid: masked name and tail, nothing else of the person', async () => {
    const card = await cardOf('member')
    const seen = await verify(makeCardCode(card, Date.now()))
    expect(seen).toMatchObject({ valid: true, maskedName: card.maskedName, cardTail: card.number.slice(-4) })
    const ticket = seen.valid ? Buffer.from(seen.ticket.split('.')[0]!, 'base64url').toString() : ''
    expect(ticket).not.toContain(card.number)
    expect(ticket).not.toContain(card.maskedName[0])
  })

  test('not valid, and why', async () => {
    const card = await cardOf('member')
    const code = makeCardCode(card, Date.now())
    const lost = await cardOf('lostcard')
    const cases: [string, string][] = [
      ['https://example.test/pay', 'NOT_A_CARD'],
      [makeCardCode({ ...card, number: '371099999999' }, Date.now()), 'UNKNOWN'],
      [makeCardCode({ ...card, key: '00'.repeat(32) }, Date.now()), 'FORGED'],
      [code.slice(0, -1) + (code.endsWith('0') ? '1' : '0'), 'FORGED'],
      [makeCardCode(card, Date.now() - 2 * STEP), 'EXPIRED'],
      [makeCardCode(card, Date.now() + 3 * STEP), 'AHEAD'],
      [makeCardCode(lost, Date.now()), 'LOST'],
    ]
    for (const [text, reason] of cases) expect(await verify(text)).toMatchObject({ valid: false, reason })
    const old = await verify(makeCardCode(card, Date.now() - 7 * STEP))
    expect(!old.valid && old.why).toMatch(/^这个码是 \d+ (秒|分钟)前的$/)
  })

  test('recorded once, however often and however fast it is pressed; the savings go up at once', async () => {
    const before = await cardOf('member')
    const order = { merchantId, ticket: await show('member'), offerId, billFen: 18_600, clientKey: 'one-press-0001' }
    const clerk = world.as('clerk')
    const replies = await Promise.all(Array.from({ length: 20 }, () => good(clerk('benefits.redeem', order))))
    expect(new Set(replies.map((reply) => reply.receipt.id)).size).toBe(1)
    expect(replies[0]!.receipt).toMatchObject({ billFen: 18_600, discountFen: 2790, payFen: 15_810 })
    const after = await cardOf('member')
    expect(after.savedThisYearFen - before.savedThisYearFen).toBe(2790)
    expect(after.usedThisYear - before.usedThisYear).toBe(1)
    const { receipts } = await good(world.as('member')('benefits.mySavings', {}))
    expect(receipts[0]).toMatchObject({ discountFen: 2790, payFen: 15_810 })
    expect((await good(clerk('benefits.counter', { merchantId }))).today.discountFen).toBeGreaterThanOrEqual(2790)
  })

  test('a screenshot of a used code is refused at every counter', async () => {
    const card = await cardOf('member')
    const code = makeCardCode(card, Date.now() + STEP)
    const first = await verify(code)
    const early = await verify(code)
    if (!first.valid || !early.valid) throw new Error('the code should be valid twice')
    const order = { merchantId, ticket: first.ticket, offerId, billFen: 1000, clientKey: 'screenshot-1' }
    await good(world.as('clerk')('benefits.redeem', order))
    expect(await verify(code)).toMatchObject({ valid: false, reason: 'USED' })
    const again = await world.as('clerk')('benefits.redeem', {
      ...order,
      ticket: early.ticket,
      clientKey: 'screenshot-2',
    })
    expect(again).toMatchObject({ ok: false, error: { code: 'CARD_USED' } })
    const elsewhere = (await good(world.as('clerk2')('membership.me', {}))).counters[0]!.merchantId
    const other = await good(world.as('clerk2')('benefits.verify', { merchantId: elsewhere, code }))
    expect(other).toMatchObject({ valid: false, reason: 'USED' })
  })

  test('lost, then reissued: the old phone’s codes are dead, the new card works', async () => {
    const card = await cardOf('member')
    const oldCode = makeCardCode(card, Date.now())
    await good(world.as('member')('membership.reportCardLost', {}))
    expect(await verify(oldCode)).toMatchObject({ valid: false, reason: 'LOST' })
    const reissue = () => good(world.as('member')('membership.reissueCard', { serial: card.serial }))
    const [a, b] = [await reissue(), await reissue()]
    expect(a.card.serial).toBe(card.serial + 1)
    expect(b.card.serial).toBe(card.serial + 1)
    expect(await verify(oldCode)).toMatchObject({ valid: false, reason: 'REPLACED' })
    const fresh = await verify(makeCardCode(a.card, Date.now() - STEP))
    expect(fresh.valid || fresh.reason === 'USED').toBe(true)
  })

  test('a ticket does not outlive the card: lost or replaced between scan and bill, nothing is recorded', async () => {
    const card = await cardOf('member')
    const seen = await verify(makeCardCode(card, Date.now() - STEP))
    const ticket = seen.valid ? seen.ticket : await show('member', 1)
    const order = { merchantId, ticket, offerId, billFen: 5000, clientKey: 'after-the-loss-1' }
    await good(world.as('member')('membership.reportCardLost', {}))
    expect(await world.as('clerk')('benefits.redeem', order)).toMatchObject({ ok: false, error: { code: 'NOT_NOW' } })
    await good(world.as('member')('membership.reissueCard', { serial: card.serial }))
    expect(await world.as('clerk')('benefits.redeem', order)).toMatchObject({ ok: false, error: { code: 'NOT_NOW' } })
  })

  test('the same key for another order is no retry', async () => {
    const order = { merchantId, ticket: await show('member'), offerId, billFen: 10_000, clientKey: 'same-key-0001' }
    await good(world.as('clerk')('benefits.redeem', order))
    const other = await world.as('clerk')('benefits.redeem', { ...order, billFen: 99_900 })
    expect(other).toMatchObject({ ok: false, error: { code: 'CARD_USED' } })
    expect((await good(world.as('clerk')('benefits.redeem', order))).receipt.billFen).toBe(10_000)
  })

  test('lost and reissued at once, many times over: what is told is what stands', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { serial } = await cardOf('member')
      await Promise.all([
        world.as('member')('membership.reportCardLost', {}),
        world.as('member')('membership.reissueCard', { serial }),
        world.as('member')('membership.reissueCard', { serial }),
      ])
      const after = await cardOf('member')
      expect(after.serial).toBe(serial + 1)
      if (after.state === 'lost') await good(world.as('member')('membership.reissueCard', { serial: after.serial }))
    }
    expect((await cardOf('member')).state).toBe('active')
  })

  test('bills and offers that cannot be', async () => {
    const ticket = await show('member', -1).catch(() => show('member', 0))
    const order = { merchantId, ticket, offerId, billFen: 1000, clientKey: 'bad-bills-0001' }
    const clerk = world.as('clerk')
    for (const billFen of [0, -100, 0.5, 1e12, Number.NaN])
      expect(await clerk('benefits.redeem', { ...order, billFen })).toMatchObject({
        ok: false,
        error: { code: 'BAD_INPUT' },
      })
    const otherMerchant = (await good(world.as('clerk2')('membership.me', {}))).counters[0]!.merchantId
    const { offers } = await good(world.as('clerk2')('benefits.counter', { merchantId: otherMerchant }))
    expect(await clerk('benefits.redeem', { ...order, offerId: offers[0]!.id })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    })
    expect(await clerk('benefits.redeem', { ...order, ticket: `${ticket}x` })).toMatchObject({
      ok: false,
      error: { code: 'FORBIDDEN' },
    })
    const asOther = await world.as('clerk2')('benefits.redeem', { ...order, merchantId: otherMerchant })
    expect(asOther).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
  })

  test('only a clerk of the merchant stands at its counter', async () => {
    for (const who of ['stranger', 'member', 'officer', 'clerk2']) {
      const code = makeCardCode(await cardOf('member'), Date.now())
      expect(await world.as(who)('benefits.verify', { merchantId, code })).toMatchObject({
        ok: false,
        error: { code: 'FORBIDDEN' },
      })
    }
    const token = { merchantId: [merchantId] as unknown as string, code: 'x' }
    expect(await world.as('clerk2')('benefits.verify', token)).toMatchObject({
      ok: false,
      error: { code: 'BAD_INPUT' },
    })
  })

  test('a whole arcade at one door: every offer is reached, none twice, and the pages end', async () => {
    const one = world.cloud.read('offers', offerId) as Offer
    const door = { type: 'Point' as const, coordinates: [121.0, 36.5] as [number, number] }
    world.cloud.load(
      'offers',
      Array.from({ length: 45 }, (_, i) => ({ ...one, _id: `of_arcade_${i}`, merchantId: 'mer_arcade', place: door })),
    )
    const place = { latitude: 36.5001, longitude: 121.0001 }
    const seen: string[] = []
    let after: string | undefined
    for (let page = 0; page < 6; page += 1) {
      const found = await good(world.as('member')('benefits.nearby', { place, after }))
      seen.push(...found.offers.map((offer) => offer.id))
      after = found.next ?? undefined
      if (!after) break
    }
    const arcade = seen.filter((id) => id.startsWith('of_arcade_'))
    expect(new Set(arcade).size).toBe(45)
    expect(arcade).toHaveLength(45)
  })

  test('near me: nearest first, no offer twice over the pages; without a place, by district', async () => {
    const place = { latitude: 37.5, longitude: 122.11 }
    const seen = new Map<string, number>()
    let after: string | undefined
    for (let page = 0; page < 4; page += 1) {
      const found = await good(world.as('member')('benefits.nearby', { place, after }))
      for (const offer of found.offers) seen.set(offer.id, offer.distance!)
      after = found.next ?? undefined
    }
    const distances = [...seen.values()]
    expect(distances.length).toBeGreaterThan(60)
    expect(distances).toEqual([...distances].sort((a, b) => a - b))
    const district = (await good(world.as('member')('membership.city', {}))).districts[0]!
    const listed = await good(world.as('member')('benefits.nearby', { district: district.name }))
    expect(listed.offers).toHaveLength(20)
    expect(new Set(listed.offers.map((offer) => offer.district))).toEqual(new Set([district.name]))
    const found = await good(world.as('member')('benefits.search', { text: '海味家常' }))
    expect(found.offers[0]!.merchantName).toContain('海味家常')
  })
})
