import type { Card, KeptCard } from '../../miniprogram/client/offline-card'
import { forgetCard } from '../../miniprogram/client/offline-card'
import { offlineCodeAt, renewCertificate } from '../../miniprogram/client/offline-code'
import { checkOffline, counterNow, refreshKit } from '../../miniprogram/client/offline-counter'
import {
  forgetRefused,
  keepUse,
  refusedAt,
  sendUses,
  waitingAt,
  type WaitingUse,
} from '../../miniprogram/client/offline-uses'
import { refusedLines } from '../../miniprogram/packages/merchant/counter/kept'
import { checkHere, inTime, keeper } from '../../miniprogram/packages/merchant/verify/offline'
import { toBase32 } from '../../miniprogram/rules/base32'
import { makeCardCode } from '../../miniprogram/rules/card-code'
import { bytesOfHex, hexOf, issueCertificate, publicKeyOf } from '../../miniprogram/rules/card-certificate'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import { NO_QUOTA, type OfferRules } from '../../miniprogram/rules/offer-rules'
import { readOfflineCode } from '../../miniprogram/rules/offline-code'
import { freshPhone, ok, type FakePhone } from './fake-wx'

/** Both phones without a network: one fake phone plays each in turn, the cloud is played by a few lines. */

const NOW = Date.parse('2026-11-26T02:00:05Z')
const DAY = 86_400_000
const ISSUER = new Uint8Array(32).fill(1)
const card = {
  number: '371002684419',
  serial: 2,
  key: '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff',
  maskedName: '林＊兰',
  tier: '普通会员',
  state: 'active',
} as Card
const kept: KeptCard = { card, offset: 0 }

let phone: FakePhone
let asked: { publicKey?: string }
/** The cloud, at the phone's own time plus `ahead`. */
function cloud(ahead = 0, more: { dead?: string[]; issuerId?: number } = {}) {
  phone.answer = (name, input) => {
    asked = input as typeof asked
    const now = Date.now() + ahead
    const { issuerId = 1, dead = [] } = more
    if (name === 'membership.certify') {
      const certificate = {
        ...{
          issuer: issuerId,
          number: card.number,
          serial: card.serial,
          until: addDays(dayOf(now), 7),
          handle: 'ABCDEFGH',
        },
        ...{ publicKey: bytesOfHex(asked.publicKey!), tier: card.tier, maskedName: card.maskedName },
      }
      return ok({ certificate: toBase32(issueCertificate(certificate, ISSUER)) })
    }
    return ok({ now, dead, issuers: [{ id: 1, publicKey: hexOf(publicKeyOf(ISSUER)), until: null }] })
  }
}
const noNetwork = () => {
  phone.answer = () => {
    throw new Error('no network')
  }
}

beforeEach(() => {
  phone = freshPhone()
  jest.useFakeTimers({ now: NOW })
  jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  cloud()
})
afterEach(() => {
  jest.useRealTimers()
  jest.restoreAllMocks()
})

/** The worker's code at a moment, from a phone of her own. */
async function shownAt(moment = Date.now()): Promise<string> {
  if (!offlineCodeAt(kept, moment)) await renewCertificate(kept)
  return offlineCodeAt(kept, moment)!.code
}

describe('the worker’s phone', () => {
  test('has a key of its own, asks once, shows its last day, and asks again with fewer than four days left', async () => {
    expect(offlineCodeAt(kept, NOW)).toBeNull()
    await Promise.all([renewCertificate(kept), renewCertificate(kept)])
    await renewCertificate(kept)
    expect(phone.calls).toEqual(['membership.certify'])
    const shown = offlineCodeAt(kept, NOW)!
    expect(shown).toMatchObject({ seconds: 25, until: '2026-12-03' })
    expect(hexOf(readOfflineCode(shown.code)!.certificate.publicKey)).toBe(asked.publicKey)
    jest.setSystemTime(NOW + 3 * DAY)
    await renewCertificate(kept)
    expect(phone.calls).toHaveLength(1)
    jest.setSystemTime(NOW + 4 * DAY)
    const first = asked.publicKey
    await renewCertificate(kept)
    expect(phone.calls).toHaveLength(2)
    expect(asked.publicKey).toBe(first)
    expect(offlineCodeAt(kept, Date.now())!.until).toBe('2026-12-07')
  })

  test('shows nothing after its last day, nor for a card issued again; the network once, and it does', async () => {
    await renewCertificate(kept)
    noNetwork()
    await renewCertificate(kept)
    expect(offlineCodeAt(kept, NOW + 7 * DAY)).not.toBeNull()
    expect(offlineCodeAt(kept, NOW + 8 * DAY)).toBeNull()
    expect(offlineCodeAt({ card: { ...card, serial: 3 }, offset: 0 }, NOW)).toBeNull()
  })

  test('storage cleared: another key, and the network once; forgotten with the card', async () => {
    await renewCertificate(kept)
    const before = asked.publicKey
    phone.storage.clear()
    expect(offlineCodeAt(kept, NOW)).toBeNull()
    await renewCertificate(kept)
    expect(asked.publicKey).not.toBe(before)
    forgetCard()
    expect([...phone.storage.keys()]).toEqual([])
    expect(offlineCodeAt(kept, NOW)).toBeNull()
  })
})

describe('the clerk’s phone', () => {
  test('without a kit it says what helps; with one it knows the card; the kit is fetched once an hour', async () => {
    const code = await shownAt()
    expect(checkOffline(code, NOW)).toMatchObject({ valid: false, reason: 'NO_KIT' })
    await refreshKit('m1')
    await refreshKit('m1')
    expect(phone.calls.filter((name) => name === 'benefits.offlineKit')).toHaveLength(1)
    expect(checkOffline(code, NOW)).toEqual({
      valid: true,
      maskedName: '林＊兰',
      cardTail: '4419',
      tier: '普通会员',
      secondsOld: 5,
      notes: [],
    })
    jest.setSystemTime(NOW + 3_600_000)
    await refreshKit('m1')
    expect(phone.calls.filter((name) => name === 'benefits.offlineKit')).toHaveLength(2)
  })

  test.each<[string, () => Promise<string> | string, number, string]>([
    ['a payment code', () => 'https://example.test/pay', 0, 'NOT_A_CARD'],
    ['the ordinary code', () => makeCardCode(card, NOW), 0, 'ORDINARY'],
    ['a screenshot of a minute ago', () => shownAt(NOW - 61_000), 0, 'EXPIRED'],
    ['a phone whose clock runs ahead', () => shownAt(NOW + 120_000), 0, 'AHEAD'],
    ['a certificate that has run out', () => shownAt(), 8 * DAY - 3_600_000, 'OVER'],
    ['a kit of nine days ago', () => shownAt(), 9 * DAY, 'KIT_OLD'],
    ['a clock set back since', () => shownAt(), -DAY, 'CLOCK'],
  ])('%s: refused, with words', async (_, shown, later, reason) => {
    await refreshKit('m1')
    expect(checkOffline(await shown(), NOW + later)).toMatchObject({ valid: false, reason, title: expect.any(String) })
  })

  test('a card on the list of dead ones, and a key it does not know', async () => {
    const code = await shownAt()
    cloud(0, { dead: ['ABCDEFGH'] })
    await refreshKit('m1')
    expect(checkOffline(code, NOW)).toMatchObject({ reason: 'DEAD' })
    phone.storage.delete('offline-code')
    cloud(0, { issuerId: 2 })
    expect(checkOffline(await shownAt(), NOW)).toMatchObject({ reason: 'ISSUER' })
  })

  test('wrong clocks of both phones are corrected; of more than five minutes, and of old kits, the clerk is told', async () => {
    const worker = await shownAt()
    // Eight minutes behind the cloud, at the moment of the worker's code.
    jest.setSystemTime(NOW - 8 * 60_000)
    cloud(8 * 60_000)
    await refreshKit('m1')
    expect(counterNow(Date.now())).toBe(NOW)
    expect(checkOffline(worker, Date.now())).toMatchObject({
      valid: true,
      notes: [expect.stringContaining('差了 8 分钟')],
    })
    jest.setSystemTime(NOW + 4 * DAY - 8 * 60_000)
    const later = await shownAt(NOW + 4 * DAY)
    expect(checkOffline(later, Date.now())).toMatchObject({
      notes: [expect.stringContaining('4 天没连网'), expect.stringContaining('8 分钟')],
    })
  })

  test('does not wait for a network that is not there, nor long for one that does not answer', async () => {
    phone.networkType = 'none'
    const ask = jest.fn(() => new Promise<string>(() => undefined))
    expect(await inTime(ask)).toBeNull()
    expect(ask).not.toHaveBeenCalled()
    phone.networkType = 'wifi'
    const slow = inTime(ask)
    await jest.advanceTimersByTimeAsync(1_500)
    expect(await slow).toBeNull()
  })
})

const rules: OfferRules = {
  ...{ from: '2026-01-01', until: '2027-12-31', weekdays: [], hours: null, groups: [] },
  ...{ mine: NO_QUOTA, all: NO_QUOTA, withOthers: false },
}
const offer = { id: 'o1', merchantName: '店', terms: { kind: 'percent', payPercent: 85 }, covers: '全部菜品', rules }

describe('uses without a network', () => {
  const order = (clientKey: string) => ({ merchantId: 'm1', ticket: '', offerId: 'o1', billFen: 18_600, clientKey })
  const use = (clientKey: string, code: string): WaitingUse => ({
    ...{ merchantId: 'm1', code, offerId: 'o1', billFen: 100, clientKey },
    ...{ offerWords: '85 折', payFen: 85, at: NOW },
  })

  test('are reckoned by the same rule, kept once a press, and their code is used up', async () => {
    const code = await shownAt()
    await refreshKit('m1')
    phone.storage.set('kept:counter:m1', {
      at: NOW,
      value: {
        offers: [
          offer,
          { ...offer, id: 'o2', rules: { ...rules, groups: ['newMember'] } },
          { ...offer, id: 'o3', rules: { ...rules, until: '2026-01-02' } },
        ],
      },
    })
    const { offers, verdict } = checkHere('m1', code, NOW)
    expect(verdict.valid).toBe(true)
    expect(offers.map(({ id }) => id)).toEqual(['o1'])
    expect(verdict).toMatchObject({ notes: ['只给一部分会员的优惠，没网时记不了，等有网再用'] })
    const keep = keeper('m1', code, offers)
    const { receipt } = await keep(order('press-0001'))
    expect(receipt).toMatchObject({ billFen: 18_600, discountFen: 2790, payFen: 15_810, offerWords: '85 折' })
    await keep(order('press-0001'))
    expect(waitingAt('m1')).toHaveLength(1)
    expect(checkOffline(code, NOW + 1000)).toMatchObject({ reason: 'USED' })
    expect(JSON.stringify(waitingAt('m1'))).not.toContain(card.maskedName)
  })

  test('a phone that is full says so, and records nothing', async () => {
    const code = await shownAt()
    phone.storageFull = true
    await expect(keeper('m1', code, [offer as never])(order('press-0002'))).rejects.toMatchObject({ code: 'FULL' })
    expect(waitingAt('m1')).toEqual([])
  })

  test('are sent twenty at a time; what is refused stays with its reason until it was read; nothing goes unanswered', async () => {
    const read = readOfflineCode(await shownAt())!
    for (let i = 0; i < 25; i += 1) keepUse(use(`key-${i}`, `code-${i}`), read)
    keepUse({ ...use('other', 'code'), merchantId: 'm2' }, read)
    const sizes: number[] = []
    phone.answer = (_, input) => {
      const { uses } = input as { uses: { clientKey: string }[] }
      sizes.push(uses.length)
      const answers = uses.map(({ clientKey }) => {
        const refused = clientKey === 'key-3'
        return {
          clientKey,
          outcome: refused ? 'refused' : 'recorded',
          words: refused ? '今天用过了' : '',
          receipt: null,
        }
      })
      // The cloud was busy with the last of the first call: it is not answered.
      return ok({ answers: sizes.length === 1 ? answers.slice(0, -1) : answers })
    }
    const [sent, same] = await Promise.all([sendUses('m1'), sendUses('m1')])
    expect(same).toBe(sent)
    expect(sent).toEqual({ recorded: 24, refused: 1, failure: null })
    expect(sizes).toEqual([20, 6])
    expect(waitingAt('m1')).toEqual([])
    expect(waitingAt('m2')).toHaveLength(1)
    const lines = refusedLines(refusedAt('m1'), NOW)
    expect(lines).toEqual([{ id: 'key-3', title: '今天 10:00  85 折', line: '账单 1.00', why: '今天用过了' }])
    forgetRefused('key-3')
    expect(refusedAt('m1')).toEqual([])
  })

  test('a lost answer loses nothing: the same is sent again', async () => {
    keepUse(use('key-a', 'code-a'), readOfflineCode(await shownAt())!)
    noNetwork()
    expect(await sendUses('m1')).toMatchObject({ recorded: 0, failure: { code: 'OFFLINE' } })
    expect(waitingAt('m1')).toHaveLength(1)
    phone.answer = () => ok({ answers: [] })
    expect(await sendUses('m1')).toMatchObject({ failure: { code: 'BUSY' } })
    phone.answer = () => ok({ answers: [{ clientKey: 'key-a', outcome: 'recorded', words: '', receipt: null }] })
    expect(await sendUses('m1')).toEqual({ recorded: 1, refused: 0, failure: null })
    expect(waitingAt('m1')).toEqual([])
  })
})
