import { good } from '../../local/call-as'
import type { InputOf } from '../../miniprogram/client/call'
import { fromBase32 } from '../../miniprogram/rules/base32'
import { hexOf, publicKeyOf } from '../../miniprogram/rules/card-certificate'
import { makeOfflineCode } from '../../miniprogram/rules/offline-code'
import type { Offer } from '../../cloudfunctions/benefits/offers'
import { openWorld, type World } from './world'

/** A shop and members' phones that can be without a network, in a city whose clock is set by hand. One a test file. */

export const DAY = 86_400_000
export const NEW_KEY_FROM = '2027-03-01'
const START = Date.parse('2026-11-26T02:00:00Z')

export let world: World
export let merchantId: string
/** 85 折. */
export let one: Offer
let now = START

export async function openShop(): Promise<void> {
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
}

export const clock = () => now
export const later = (ms: number) => (now += ms)
export const setClock = (moment: number) => (now = moment)

export const merchantOf = async (clerk: string) =>
  (await good(world.as(clerk)('membership.me', {}))).counters[0]!.merchantId
export const cardOf = async (who: string) => (await good(world.as(who)('membership.myCard', {}))).card!

/** The key of every member's phone here. */
export const seed = new Uint8Array(32).fill(5)

export async function certify(who: string, phone = seed): Promise<Uint8Array> {
  const publicKey = hexOf(publicKeyOf(phone))
  return fromBase32((await good(world.as(who)('membership.certify', { publicKey }))).certificate)!
}

/** A code of this member's phone as it shows it at a moment. */
export const codeOf = async (who: string, at = now) => makeOfflineCode({ certificate: await certify(who), seed }, at)

type Use = InputOf<'benefits.sync'>['uses'][number]
let keys = 0
/** A use as the clerk's phone kept it: 100 yuan at 85 折. */
export const use = (code: string, more: Partial<Use> = {}): Use => ({
  code,
  offerId: one._id,
  billFen: 10_000,
  payFen: 8_500,
  clientKey: `offline-key-${(keys += 1)}`,
  ...more,
})
export const sync = async (...uses: Use[]) =>
  (await good(world.as('clerk')('benefits.sync', { merchantId, uses }))).answers
