import { toBase32 } from '../../miniprogram/rules/base32'
import { bytesOfHex, CERTIFICATE_DAYS, hexOf, KEY_BYTES, publicKeyOf } from '../../miniprogram/rules/card-certificate'
import { addDays, type Day } from '../../miniprogram/rules/days'
import type { Issuer } from '../../miniprogram/rules/offline-code'
import { cardHandle, issuerKeys } from './seal'

/**
 * The keys that sign card certificates. Several can stand in UNION_KEYS: of those whose first day has come the newest
 * signs, and an older one is trusted until its last certificate has ended. A key is known at counters before its day.
 */

/** The key that signs on a day. A city without one fails here, loudly: it is only asked for a certificate. */
export function signingKey(today: Day): { id: number; seed: Uint8Array } {
  const found = inOrder().filter(({ from }) => from <= today)
  const newest = found[found.length - 1]
  if (!newest) throw new Error('UNION_KEYS: no issuer key signs today; npm run keys -- --rotate adds one')
  return { id: newest.id, seed: newest.seed }
}

/** The keys that counters trust, with the day on which each one's last certificate ends. */
export function trustedIssuers(): Issuer[] {
  const keys = inOrder()
  return keys.map(({ id, seed }, i) => {
    const next = keys[i + 1]
    return { id, publicKey: publicOf(seed), until: next ? addDays(next.from, CERTIFICATE_DAYS) : null }
  })
}

/** The name of a card and its serial on the list of dead cards. */
export const handleOf = (number: string, serial: number): string => toBase32(cardHandle(number, serial))

/** Reckoned once an instance. */
const known = new Map<string, string>()

function publicOf(seed: Uint8Array): string {
  const name = hexOf(seed)
  const found = known.get(name) ?? hexOf(publicKeyOf(seed))
  known.set(name, found)
  return found
}

function inOrder(): { id: number; seed: Uint8Array; from: Day }[] {
  return Object.entries(issuerKeys())
    .map(([id, { seed, from }]) => ({ id: Number(id), seed: seedOf(seed), from }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id - b.id))
}

function seedOf(hex: string): Uint8Array {
  const bytes = bytesOfHex(hex)
  if (bytes.length !== KEY_BYTES) throw new Error('UNION_KEYS: an issuer key is not 32 bytes of hex')
  return bytes
}
