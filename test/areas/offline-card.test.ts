import { good } from '../../local/call-as'
import { hexOf, publicKeyOf, readCertificate } from '../../miniprogram/rules/card-certificate'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import { chainFault, makeOfflineCode, readOfflineCode } from '../../miniprogram/rules/offline-code'
import { handleOf } from '../../cloudfunctions/kernel/issuer'
import type { Membership } from '../../cloudfunctions/kernel/memberships'
import {
  cardOf,
  certify,
  clock,
  codeOf,
  DAY,
  later,
  merchantId,
  NEW_KEY_FROM,
  one,
  openShop,
  seed,
  setClock,
  sync,
  use,
  world,
} from './no-network'

/** Cards for counters without a network, through the real entries: certificates, and what a clerk's phone keeps. */

beforeAll(openShop, 60_000)
beforeEach(() => void later(60_000))
afterAll(() => world.close())

const kit = async () => good(world.as('clerk')('benefits.offlineKit', { merchantId }))

describe('the certificate', () => {
  test('is of my card, for this phone’s key, good for seven days, and what the counters’ keys say is genuine', async () => {
    const card = await cardOf('member')
    expect(readCertificate(await certify('member'))).toMatchObject({
      number: card.number,
      serial: card.serial,
      until: addDays(dayOf(clock()), 7),
      publicKey: publicKeyOf(seed),
      tier: card.tier,
      maskedName: card.maskedName,
    })
    const code = readOfflineCode(await codeOf('member'))!
    expect(chainFault(code, (await kit()).issuers, clock())).toBeNull()
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
    const [old, ahead] = [await codeOf('member', clock() - 61_000), await codeOf('member', clock() + 120_000)]
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
    expect(at).toBe(clock())
    expect(issuers.map(({ id, until }) => [id, until])).toEqual([
      [1, addDays(NEW_KEY_FROM, 7)],
      [2, null],
    ])
    // Issued again: the new card lives, the old one stays dead.
    await good(world.as('member-15')('membership.reissueCard', { serial: certificate.serial }))
    const again = readCertificate(await certify('member-15'))!
    expect((await kit()).dead).toContain(certificate.handle)
    expect((await kit()).dead).not.toContain(again.handle)
    later(9 * DAY)
    expect((await kit()).dead).not.toContain(certificate.handle)
  })

  test('names whose membership has ended', async () => {
    const certificate = await certify('member-3')
    const whole = world.cloud
      .all('memberships')
      .find((each) => (each as Membership).openid === 'member-3') as Membership
    // As a membership that ended stands there; another's document, so that nothing is asked of how it ends.
    const { number, serial } = { number: '990000000001', serial: 1 }
    const over = {
      state: 'left',
      stateSince: dayOf(clock()),
      card: { ...whole.card, number, serial, state: 'retired' },
    }
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

test('the issuer’s key changes: the newest signs, the older one’s certificates are good to their end', async () => {
  const before = Date.parse(`${addDays(NEW_KEY_FROM, -1)}T02:00:00Z`)
  setClock(before)
  const old = await certify('member')
  expect(readCertificate(old)!.issuer).toBe(1)
  setClock(before + 2 * DAY)
  expect(readCertificate(await certify('member'))!.issuer).toBe(2)
  const { issuers } = await kit()
  const shown = readOfflineCode(makeOfflineCode({ certificate: old, seed }, clock()))!
  expect(chainFault(shown, issuers, clock())).toBeNull()
  expect(chainFault(shown, issuers, before + 9 * DAY)).toBe('OVER')
  expect(await sync(use(makeOfflineCode({ certificate: old, seed }, clock())))).toMatchObject([{ outcome: 'recorded' }])
})
