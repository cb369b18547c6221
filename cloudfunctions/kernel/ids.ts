import { createHash } from 'node:crypto'

/**
 * A document's id made from what makes it unique, so that the same thing cannot come into being twice.
 * 100 bits of SHA-256 in base 32: no openid or number can be read back out of an id in a log or a link.
 */
export function idFrom(prefix: string, ...parts: (string | number)[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([prefix, ...parts]))
    .digest()
  let bits = 0n
  for (const byte of digest.subarray(0, 13)) bits = (bits << 8n) | BigInt(byte)
  return `${prefix}_${(bits >> 4n).toString(32).padStart(20, '0')}`
}

/** A case's number, to say aloud on the phone: the day it was handed in and six digits made from its id. */
export function caseNumber(id: string, day: string): string {
  const digits = [...id].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 1_000_000, 7)
  return `${day.replace(/-/g, '')}-${String(digits).padStart(6, '0')}`
}
