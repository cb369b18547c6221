import { fromBase32 } from '../rules/base32'
import { secondsLeft, stepOf } from '../rules/card-code'
import { bytesOfHex, hexOf, KEY_BYTES, publicKeyOf, readCertificate, RENEWED_AT } from '../rules/card-certificate'
import { dayOf, daysBetween, type Day } from '../rules/days'
import { makeOfflineCode } from '../rules/offline-code'
import { call, CallFailure } from './call'
import type { KeptCard } from './offline-card'

/**
 * The card for counters without a network: this phone's own key, and the union's certificate for it. The key is made on
 * the phone and never leaves it. Storage that was cleared makes a new key, and needs the network once; a second phone of
 * the same account has a key and a certificate of its own.
 */

interface KeptCertificate {
  /** The phone's key, 32 bytes of hex. */
  seed: string
  /** Base 32; empty until the cloud has given one. */
  certificate: string
}

const KEY = 'offline-code'

/** Nothing of it stays on this phone. */
export function forgetOfflineCode(): void {
  wx.removeStorageSync(KEY)
  drawn = null
}

let asking = false

/**
 * Asks for a certificate when there is none of this card, or fewer days of it are left than four. Behind the page: what
 * goes wrong here is said by nobody, the ordinary code works all the same.
 */
export async function renewCertificate(kept: KeptCard): Promise<void> {
  const { card, offset } = kept
  if (asking || card.state !== 'active') return
  const left = daysLeft(kept, Date.now() + offset)
  if (left !== null && left >= RENEWED_AT) return
  asking = true
  try {
    const seed = keptSeed() ?? (await newSeed())
    const { certificate } = await call('membership.certify', { publicKey: hexOf(publicKeyOf(bytesOfHex(seed))) })
    wx.setStorageSync(KEY, { seed, certificate })
  } catch (error) {
    if (!(error instanceof CallFailure)) console.warn('no certificate', error)
  } finally {
    asking = false
  }
}

export interface ShownOffline {
  code: string
  seconds: number
  /** The last day on which this phone can show it without having been online. */
  until: Day
}

/** The last code made, so that a page that asks each second signs once in thirty. */
let drawn: { of: string; code: string } | null = null

/** The code at a moment of this phone's clock; null when it has no certificate of this card that is good now. */
export function offlineCodeAt(kept: KeptCard, phoneNow: number): ShownOffline | null {
  const now = phoneNow + kept.offset
  const found = certificateOf(kept)
  if (!found || dayOf(now) > found.until) return null
  const of = `${found.text}:${stepOf(now)}`
  if (drawn?.of !== of)
    drawn = { of, code: makeOfflineCode({ certificate: found.bytes, seed: bytesOfHex(found.seed) }, now) }
  return { code: drawn.code, seconds: secondsLeft(now), until: found.until }
}

function daysLeft(kept: KeptCard, now: number): number | null {
  const found = certificateOf(kept)
  return found && daysBetween(dayOf(now), found.until)
}

/** The certificate kept, if it is of this very card. */
function certificateOf({ card }: KeptCard) {
  const held = wx.getStorageSync(KEY) as KeptCertificate | ''
  const bytes = held ? fromBase32(held.certificate) : null
  const certificate = bytes && readCertificate(bytes)
  if (!held || !bytes || certificate?.number !== card.number || certificate.serial !== card.serial) return null
  return { bytes, text: held.certificate, seed: held.seed, until: certificate.until }
}

const keptSeed = (): string | null =>
  ((wx.getStorageSync(KEY) as KeptCertificate | '' | undefined) || null)?.seed ?? null

/** From the phone's own source of random numbers (library 2.15); kept at once, so that it is made once. */
async function newSeed(): Promise<string> {
  const { randomValues } = await wx.getRandomValues({ length: KEY_BYTES })
  const seed = hexOf(new Uint8Array(randomValues))
  wx.setStorageSync(KEY, { seed, certificate: '' })
  return seed
}
