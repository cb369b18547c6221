import { good } from '../../local/call-as'
import type { InputOf } from '../../miniprogram/client/call'
import { fromBase32 } from '../../miniprogram/rules/base32'
import { hexOf, issueCertificate, publicKeyOf, readCertificate } from '../../miniprogram/rules/card-certificate'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import type { OfferRules } from '../../miniprogram/rules/offer-rules'
import { chainFault, makeOfflineCode, readOfflineCode } from '../../miniprogram/rules/offline-code'
import { handleOf } from '../../cloudfunctions/kernel/issuer'
import type { Membership } from '../../cloudfunctions/kernel/memberships'
import type { Offer } from '../../cloudfunctions/benefits/offers'
import { openWorld, type World } from './world'

/** Cards and counters without a network, through the real entries: certificates, the kit, and uses sent in afterwards. */

const START = Date.parse('2026-11-26T02:00:00Z')
const DAY = 86_400_000
const NEW_KEY_FROM = '2027-03-01'
let now = START
let world: World
let merchantId: string
let one: Offer
beforeAll(async () => {
  // Two issuer's keys, the second of which begins to sign later. Read when the world has made its keys.
  const env = {
    get UNION_KEYS() {
      const keys = JSON.parse(process.env.UNION_KEYS!) as { issuer: object }
      const second = { seed: '22'.repeat(32), from: NEW_KEY_FROM }
      return JSON.stringify({ ...keys, issuer: { ...keys.issuer, 2: second } })
    },
  }
  world = await openWorld(40, env, () => new Date(now))
  merchantId = await merchantOf('clerk')
  const { offers } = await good(world.as('clerk')('benefits.counter', { merchantId }))
  const percent = offers.find(({ terms }) => terms.kind === 'percent' && terms.payPercent === 85)!
  one = world.cloud.read('offers', percent.id) as Offer
}, 60_000)
beforeEach(() => {
  now = Math.max(now, START) + 60_000
})
afterAll(() => world.close())

const merchantOf = async (clerk: string) => (await good(world.as(clerk)('membership.me', {}))).counters[0]!.merchantId
const kit = async () => good(world.as('clerk')('benefits.offlineKit', { merchantId }))
const seed = new Uint8Array(32).fill(5)

async function certify(who: string, phone = seed): Promise<Uint8Array> {
  return fromBase32(
    (await good(world.as(who)('membership.certify', { publicKey: hexOf(publicKeyOf(phone)) }))).certificate,
  )!
}
/** A code of this member's phone as it shows it at a moment. */
const codeOf = async (who: string, at = now) => makeOfflineCode({ certificate: await certify(who), seed }, at)

let keys = 0
const use = (code: string, more: Partial<InputOf<'benefits.sync'>['uses'][number]> = {}) => ({
  code,
  offerId: one._id,
  billFen: 10_000,
  clientKey: `offline-key-${(keys += 1)}`,
  ...more,
})
type Use = ReturnType<typeof use>
const sync = async (...uses: Use[]) => (await good(world.as('clerk')('benefits.sync', { merchantId, uses }))).answers
const cardOf = async (who: string) => (await good(world.as(who)('membership.myCard', {}))).card!
function offerUnder(id: string, rules: Partial<OfferRules>): string {
  world.cloud.load('offers', [{ ...one, _id: id, rules: { ...one.rules, ...rules } }])
  return id
}

describe('the certificate', () => {
  test('is of my card, for this phone’s key, good for seven days, and what the counters’ keys say is genuine', async () => {
    const card = await cardOf('member')
    expect(readCertificate(await certify('member'))).toMatchObject({
      number: card.number,
      serial: card.serial,
      until: addDays(dayOf(now), 7),
      publicKey: publicKeyOf(seed),
      tier: card.tier,
      maskedName: card.maskedName,
    })
    const code = readOfflineCode(await codeOf('member'))!
    expect(chainFault(code, (await kit()).issuers, now)).toBeNull()
  })

  test('costs one request; nobody without a living card gets one', async () => {
    world.cloud.resetCosts()
    await certify('member')
    expect(world.cloud.costs()[0]).toMatchObject({ requests: 1, examined: 1 })
    const publicKey = hexOf(publicKeyOf(seed))
    for (const [who, code] of [
      ['newcomer', 'NOT_A_MEMBER'],
      ['lostcard', 'NOT_NOW'],
    ] as const)
      expect(await world.as(who)('membership.certify', { publicKey })).toMatchObject({ ok: false, error: { code } })
    expect(await world.as('member')('membership.certify', { publicKey: 'xx' })).toMatchObject({ ok: false })
  })

  test('with a network the counter checks it in the cloud, and the code is used up like any other', async () => {
    const code = await codeOf('member')
    const seen = await good(world.as('clerk')('benefits.verify', { merchantId, code }))
    if (!seen.valid) throw new Error(seen.reason)
    const order = { merchantId, ticket: seen.ticket, offerId: one._id, billFen: 1000, clientKey: 'online-offline-1' }
    await good(world.as('clerk')('benefits.redeem', order))
    expect(await good(world.as('clerk')('benefits.verify', { merchantId, code }))).toMatchObject({ reason: 'USED' })
    expect(await sync(use(code))).toMatchObject([{ outcome: 'already' }])
    const [old, ahead] = [await codeOf('member', now - 61_000), await codeOf('member', now + 120_000)]
    expect(await good(world.as('clerk')('benefits.verify', { merchantId, code: old }))).toMatchObject({
      reason: 'EXPIRED',
    })
    expect(await good(world.as('clerk')('benefits.verify', { merchantId, code: ahead }))).toMatchObject({
      reason: 'AHEAD',
    })
    const bent = code.slice(0, 60) + (code[60] === '0' ? '1' : '0') + code.slice(61)
    expect(['FORGED', 'NOT_A_CARD', 'UNKNOWN']).toContain(
      ((await good(world.as('clerk')('benefits.verify', { merchantId, code: bent }))) as { reason: string }).reason,
    )
  })
})

describe('the kit of a clerk’s phone', () => {
  test('names every card that died within its days by a handle that says nothing of it; one request, flat', async () => {
    const certificate = readCertificate(await certify('member-15'))!
    expect((await kit()).dead).not.toContain(certificate.handle)
    await good(world.as('member-15')('membership.reportCardLost', {}))
    world.cloud.resetCosts()
    const { dead, now: at, issuers } = await kit()
    const [row] = world.cloud.costs()
    expect(row).toMatchObject({ requests: 1 })
    expect(row!.examined).toBeLessThanOrEqual(dead.length + 2)
    expect(dead).toContain(certificate.handle)
    expect(at).toBe(now)
    expect(issuers.map(({ id, until }) => [id, until])).toEqual([
      [1, addDays(NEW_KEY_FROM, 7)],
      [2, null],
    ])
    // Issued again: the new card lives, the old one stays dead.
    await good(world.as('member-15')('membership.reissueCard', { serial: certificate.serial }))
    const again = readCertificate(await certify('member-15'))!
    expect((await kit()).dead).toContain(certificate.handle)
    expect((await kit()).dead).not.toContain(again.handle)
    now += 9 * DAY
    expect((await kit()).dead).not.toContain(certificate.handle)
  })

  test('names whose membership has ended', async () => {
    const certificate = await certify('member-3')
    const whole = world.cloud
      .all('memberships')
      .find((each) => (each as Membership).openid === 'member-3') as Membership
    // As a membership that ended stands there; another's document, so that nothing is asked of how it ends.
    const { number, serial } = { number: '990000000001', serial: 1 }
    const over = { state: 'left', stateSince: dayOf(now), card: { ...whole.card, number, serial, state: 'retired' } }
    const other = { ...whole, ...over, _id: 'mem_gone', openid: 'gone', holder: 'mem_gone', livingOf: 'mem_gone' }
    expect((await kit()).dead).not.toContain(handleOf(number, serial))
    world.cloud.load('memberships', [other])
    expect((await kit()).dead).toContain(handleOf(number, serial))
    expect((await kit()).dead).not.toContain(readCertificate(certificate)!.handle)
  })

  test('only for clerks of the merchant', async () => {
    for (const who of ['member', 'clerk2', 'stranger'])
      expect(await world.as(who)('benefits.offlineKit', { merchantId })).toMatchObject({
        ok: false,
        error: { code: 'FORBIDDEN' },
      })
  })
})

describe('uses sent in afterwards', () => {
  test('are recorded for the moment at which they were, once, however often they are sent', async () => {
    const before = await cardOf('member')
    const at = now
    const uses = [use(await codeOf('member', at), { billFen: 18_600 }), use(await codeOf('member', at + 30_000))]
    now += 2 * DAY
    const rounds = await Promise.all([sync(...uses), sync(...uses), sync(...uses)])
    rounds.push(await sync(...uses))
    for (const answers of rounds)
      expect(answers.map(({ outcome, receipt }) => [outcome, receipt?.discountFen])).toEqual([
        ['recorded', 2790],
        ['recorded', 1500],
      ])
    expect(rounds[0]![0]!.receipt!.at).toBe(Math.floor(at / 30_000) * 30_000)
    const after = await cardOf('member')
    expect(after.savedThisYearFen - before.savedThisYearFen).toBe(4290)
    expect(after.usedThisYear - before.usedThisYear).toBe(2)
  })

  test('of two merchants that took one code within its minute the first to send is recorded, the second is told', async () => {
    const code = await codeOf('member')
    const mine = use(code)
    const otherMerchant = await merchantOf('clerk2')
    const { offers } = await good(world.as('clerk2')('benefits.counter', { merchantId: otherMerchant }))
    const theirs = use(code, { offerId: offers[0]!.id, billFen: 50_000 })
    expect(await sync(mine)).toMatchObject([{ outcome: 'recorded' }])
    const reply = await good(world.as('clerk2')('benefits.sync', { merchantId: otherMerchant, uses: [theirs] }))
    const told = { outcome: 'already', receipt: null, words: '这个码在别的店先记上了，一个码只能用一次' }
    expect(reply.answers).toMatchObject([told])
    // Her own counter, once more under another key.
    expect(await sync(use(code))).toMatchObject([
      { outcome: 'already', words: expect.stringContaining('店里已经记过') },
    ])
  })

  test('a card lost afterwards still counts; from the moment of its loss on it does not', async () => {
    const who = 'member-5'
    const [certificate, { serial }] = [await certify(who), await cardOf(who)]
    const shown = (at: number) => makeOfflineCode({ certificate, seed }, at)
    const lostAt = now + 600_000
    now = lostAt
    await good(world.as(who)('membership.reportCardLost', {}))
    now += DAY
    const uses = () => [use(shown(lostAt - 60_000)), use(shown(lostAt + 60_000))]
    expect(await sync(...uses())).toMatchObject([
      { outcome: 'recorded' },
      { outcome: 'refused', words: '这张卡当时已经挂失、换新或停用' },
    ])
    await good(world.as(who)('membership.reissueCard', { serial }))
    const later = [use(shown(lostAt - 120_000)), use(shown(lostAt + 120_000))]
    expect((await sync(...later)).map(({ outcome }) => outcome)).toEqual(['recorded', 'refused'])
  })

  test('too late, too early, run out, forged, foreign, altered: each refused with its reason, the others recorded', async () => {
    const certificate = await certify('member-6')
    const at = now + 60_000
    const shown = (moment: number, phone = seed) => makeOfflineCode({ certificate, seed: phone }, moment)
    const forged = issueCertificate(readCertificate(certificate)!, new Uint8Array(32).fill(9))
    const uses: [Use, string][] = [
      [use(shown(at - 8 * DAY)), '超过 7 天'],
      [use(shown(at + DAY)), '还没到'],
      [use(shown(at, new Uint8Array(32).fill(8))), '是假的'],
      [use(makeOfflineCode({ certificate: forged, seed }, at)), '是假的'],
      [use('UC1:371002684419:1:ABC:0123456789ABCDEF'), '不是本市'],
      [use(shown(at), { offerId: 'of_nowhere' }), '没有这个优惠'],
      [use(shown(at), { offerId: offerUnder('of_past', { until: '2020-01-01' }) }), '结束了'],
      [use(shown(at), { offerId: offerUnder('of_models', { groups: ['modelWorker'] }) }), '只给劳模'],
    ]
    now += 60_000
    const answers = await sync(...uses.map(([each]) => each), use(shown(at)))
    uses.forEach(([{ clientKey }, words], i) =>
      expect(answers[i]).toMatchObject({ clientKey, outcome: 'refused', words: expect.stringContaining(words) }),
    )
    expect(answers[uses.length]).toMatchObject({ outcome: 'recorded' })
    // A certificate that had run out when it was shown.
    now += 10 * DAY
    expect(await sync(use(shown(now - DAY)))).toMatchObject([
      { outcome: 'refused', words: expect.stringContaining('到期') },
    ])
  })

  test('quotas hold by the day of the use: two phones send at once, no place is taken twice', async () => {
    const offerId = offerUnder('of_two', { all: { day: 2, term: null }, mine: { day: 1, term: null } })
    const at = now
    const codes = await Promise.all(['member-7', 'member-8', 'member-9', 'member-10'].map((who) => codeOf(who, at)))
    const again = await codeOf('member-7', at + 30_000)
    now += 3 * DAY
    const answers = (
      await Promise.all(
        [codes.slice(0, 2), codes.slice(2)].map((some) => sync(...some.map((code) => use(code, { offerId })))),
      )
    ).flat()
    expect(answers.filter(({ outcome }) => outcome === 'recorded')).toHaveLength(2)
    expect(answers.filter(({ outcome }) => outcome === 'refused').map(({ words }) => words)).toEqual([
      '今天的 2 份用完了，明天再来',
      '今天的 2 份用完了，明天再来',
    ])
    // Another day's are free; a member's own limit is of that day too.
    expect(await sync(use(again, { offerId }))).toMatchObject([{ outcome: 'refused' }])
    expect(await sync(use(await codeOf('member-7', now), { offerId }))).toMatchObject([{ outcome: 'recorded' }])
  })

  test('twenty in a call, no more; two requests and four for each use', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, (_, i) => codeOf(`member-${11 + (i % 20)}`, now)))
    const living = codes.map((code) => use(code))
    world.cloud.resetCosts()
    const answers = await sync(...living)
    expect(answers.filter(({ outcome }) => outcome === 'recorded')).toHaveLength(20)
    const [row] = world.cloud.costs()
    expect(row!.requests).toBeLessThanOrEqual(2 + 20 * 4)
    const tooMany = { merchantId, uses: [...living, use(codes[0]!)] }
    expect(await world.as('clerk')('benefits.sync', tooMany)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } })
    expect(await world.as('clerk2')('benefits.sync', { merchantId, uses: living.slice(0, 1) })).toMatchObject({
      ok: false,
      error: { code: 'FORBIDDEN' },
    })
  })
})

test('the issuer’s key changes: the newest signs, the older one’s certificates are good to their end', async () => {
  const before = Date.parse(`${addDays(NEW_KEY_FROM, -1)}T02:00:00Z`)
  now = before
  const old = await certify('member')
  expect(readCertificate(old)!.issuer).toBe(1)
  now = before + 2 * DAY
  expect(readCertificate(await certify('member'))!.issuer).toBe(2)
  const { issuers } = await kit()
  const shown = readOfflineCode(makeOfflineCode({ certificate: old, seed }, now))!
  expect(chainFault(shown, issuers, now)).toBeNull()
  expect(chainFault(shown, issuers, before + 9 * DAY)).toBe('OVER')
  expect(await sync(use(makeOfflineCode({ certificate: old, seed }, now)))).toMatchObject([{ outcome: 'recorded' }])
})
