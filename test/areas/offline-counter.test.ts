import { good } from '../../local/call-as'
import { issueCertificate, readCertificate } from '../../miniprogram/rules/card-certificate'
import { reckon } from '../../miniprogram/rules/offer'
import type { OfferRules } from '../../miniprogram/rules/offer-rules'
import { makeOfflineCode } from '../../miniprogram/rules/offline-code'
import {
  cardOf,
  certify,
  clock,
  codeOf,
  DAY,
  later,
  merchantId,
  merchantOf,
  one,
  openShop,
  seed,
  setClock,
  sync,
  use,
  world,
} from './no-network'

/** Uses that a counter recorded without a network and sent in afterwards, through the real entry. */

beforeAll(openShop, 60_000)
beforeEach(() => void later(60_000))
afterAll(() => world.close())

type Use = ReturnType<typeof use>
function offerUnder(id: string, rules: Partial<OfferRules>): string {
  world.cloud.load('offers', [{ ...one, _id: id, rules: { ...one.rules, ...rules } }])
  return id
}

describe('uses sent in afterwards', () => {
  test('are recorded for the moment at which they were, once, however often they are sent', async () => {
    const before = await cardOf('member')
    const at = clock()
    const uses = [
      use(await codeOf('member', at), { billFen: 18_600, payFen: 15_810 }),
      use(await codeOf('member', at + 30_000)),
    ]
    later(2 * DAY)
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
    const sum = reckon(offers[0]!.terms, 50_000)
    const payFen = sum.ok ? sum.payFen : 0
    const theirs = use(code, { offerId: offers[0]!.id, billFen: 50_000, payFen })
    expect(await sync(mine)).toMatchObject([{ outcome: 'recorded' }])
    const reply = await good(world.as('clerk2')('benefits.sync', { merchantId: otherMerchant, uses: [theirs] }))
    const told = { outcome: 'already', receipt: null, words: '这个码在别的店先记上了，一个码只能用一次' }
    expect(reply.answers).toMatchObject([told])
    // Her own counter, once more under another key.
    expect(await sync(use(code))).toMatchObject([
      { outcome: 'already', words: expect.stringContaining('店里已经记过') },
    ])
  })

  test('both merchants send at the same moment: one of them is recorded', async () => {
    const code = await codeOf('member-4')
    const otherMerchant = await merchantOf('clerk2')
    const { offers } = await good(world.as('clerk2')('benefits.counter', { merchantId: otherMerchant }))
    const sum = reckon(offers[0]!.terms, 50_000)
    const theirs = use(code, { offerId: offers[0]!.id, billFen: 50_000, payFen: sum.ok ? sum.payFen : 0 })
    const before = await cardOf('member-4')
    const [mine, other] = await Promise.all([
      sync(use(code)),
      good(world.as('clerk2')('benefits.sync', { merchantId: otherMerchant, uses: [theirs] })),
    ])
    expect([...mine, ...other.answers].map(({ outcome }) => outcome).sort()).toEqual(['already', 'recorded'])
    expect((await cardOf('member-4')).usedThisYear - before.usedThisYear).toBe(1)
  })

  test('two phones of one account have a certificate each; a code of either in one step is one use', async () => {
    const phones = [seed, new Uint8Array(32).fill(6)]
    const certificates = await Promise.all(phones.map((phone) => certify('member-5', phone)))
    const codes = certificates.map((certificate, i) => makeOfflineCode({ certificate, seed: phones[i]! }, clock()))
    for (const code of codes)
      expect(await good(world.as('clerk')('benefits.verify', { merchantId, code }))).toMatchObject({ valid: true })
    expect((await sync(...codes.map((code) => use(code)))).map(({ outcome }) => outcome).sort()).toEqual([
      'already',
      'recorded',
    ])
  })

  test('a card lost afterwards still counts; from the moment of its loss on it does not', async () => {
    const who = 'member-5'
    const [certificate, { serial }] = [await certify(who), await cardOf(who)]
    const shown = (at: number) => makeOfflineCode({ certificate, seed }, at)
    const lostAt = clock() + 600_000
    setClock(lostAt)
    await good(world.as(who)('membership.reportCardLost', {}))
    later(DAY)
    const uses = () => [use(shown(lostAt - 60_000)), use(shown(lostAt + 60_000))]
    expect(await sync(...uses())).toMatchObject([
      { outcome: 'recorded' },
      { outcome: 'refused', words: '这张卡当时已经挂失、换新或停用' },
    ])
    await good(world.as(who)('membership.reissueCard', { serial }))
    const reissued = [use(shown(lostAt - 120_000)), use(shown(lostAt + 120_000))]
    expect((await sync(...reissued)).map(({ outcome }) => outcome)).toEqual(['recorded', 'refused'])
  })

  test('too late, too early, run out, forged, foreign, altered: each refused with its reason, the others recorded', async () => {
    const certificate = await certify('member-6')
    const at = clock() + 60_000
    const shown = (moment: number, phone = seed) => makeOfflineCode({ certificate, seed: phone }, moment)
    const forged = issueCertificate(readCertificate(certificate)!, new Uint8Array(32).fill(9))
    const uses: [Use, string][] = [
      [use(shown(at - 8 * DAY)), '超过 7 天'],
      [use(shown(at + DAY)), '还没到'],
      [use(shown(at, new Uint8Array(32).fill(8))), '是假的'],
      [use(makeOfflineCode({ certificate: forged, seed }, at)), '是假的'],
      [use('UC1:371002684419:1:ABC:0123456789ABCDEF'), '不是本市'],
      [use(shown(at), { offerId: 'of_nowhere' }), '没有这个优惠'],
      [use(shown(at), { payFen: 8_000 }), '对不上'],
      [use(shown(at), { offerId: offerUnder('of_past', { until: '2020-01-01' }) }), '结束了'],
      [use(shown(at), { offerId: offerUnder('of_models', { groups: ['modelWorker'] }) }), '只给劳模'],
    ]
    later(60_000)
    const answers = await sync(...uses.map(([each]) => each), use(shown(at)))
    uses.forEach(([{ clientKey }, words], i) =>
      expect(answers[i]).toMatchObject({ clientKey, outcome: 'refused', words: expect.stringContaining(words) }),
    )
    expect(answers[uses.length]).toMatchObject({ outcome: 'recorded' })
    // A certificate that had run out when it was shown.
    later(10 * DAY)
    expect(await sync(use(shown(clock() - DAY)))).toMatchObject([
      { outcome: 'refused', words: expect.stringContaining('到期') },
    ])
  })

  test('a shop that the union stopped: what it recorded before counts, what it went on recording does not', async () => {
    const codes = [await codeOf('member-6', clock()), await codeOf('member-6', clock() + 120_000)]
    later(60_000)
    const { posts } = await good(world.as('county')('membership.me', {}))
    const desk = posts.find(({ level }) => level === 'county')!.desk
    const act = { desk, id: merchantId, reason: '两次不让用卡' }
    await good(world.as('county')('benefits.suspendMerchant', act))
    later(120_000)
    expect(await sync(...codes.map((code) => use(code)))).toMatchObject([
      { outcome: 'recorded' },
      { outcome: 'refused', words: expect.stringContaining('两次不让用卡') },
    ])
    await good(world.as('county')('benefits.liftMerchant', act))
  })

  test('quotas hold by the day of the use: two phones send at once, no place is taken twice', async () => {
    const offerId = offerUnder('of_two', { all: { day: 2, term: null }, mine: { day: 1, term: null } })
    const at = clock()
    const codes = await Promise.all(['member-7', 'member-8', 'member-9', 'member-10'].map((who) => codeOf(who, at)))
    const again = await codeOf('member-7', at + 30_000)
    later(3 * DAY)
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
    expect(await sync(use(await codeOf('member-7', clock()), { offerId }))).toMatchObject([{ outcome: 'recorded' }])
  })

  test('twenty in a call, no more; two requests and four for each use', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, (_, i) => codeOf(`member-${11 + (i % 20)}`, clock())))
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
