import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase32, toBase32 } from './base32'
import { STEP_SECONDS, stepOf } from './card-code'
import {
  bytesOfHex,
  isIssuedBy,
  isSigned,
  joined,
  numberAt,
  readCertificate,
  SIGNATURE_BYTES,
  signWith,
  wholeNumber,
  type Certificate,
} from './card-certificate'
import { dayOf, type Day } from './days'

/**
 * The code of a card for a counter without a network: the certificate, the number of the 30 second step, and the phone's
 * signature over both. Whoever knows the issuer's public key can check it alone.
 *
 *   UC2:<base 32 of: certificate · step 4 · phone's signature 64>
 *
 * Like the ordinary code (card-code.ts) upper-case letters, digits and a colon only, for a QR code's dense mode: about
 * 330 characters, 53 squares a side. It is as short-lived: a use is named by card, serial and step, never by the
 * signature, so that another valid signature over the same step would be the same use.
 */

const PREFIX = 'UC2:'
const STEP_BYTES = 4
/** No code is longer: what a camera read is cut there. */
export const LONGEST_CODE = 600

export interface OfflineCode {
  certificate: Certificate
  /** As they were signed, with the issuer's signature. */
  certificateBytes: Uint8Array
  step: number
  signature: Uint8Array
}

/** A key of the issuer that counters trust. */
export interface Issuer {
  id: number
  /** Hex. */
  publicKey: string
  /** The last day of the last certificate it signed; null while it signs. */
  until: Day | null
}

/** The code for a moment. `seed`: the key of the phone to which the certificate is bound. */
export function makeOfflineCode(
  { certificate, seed }: { certificate: Uint8Array; seed: Uint8Array },
  moment: Date | number,
): string {
  const step = stepOf(moment)
  return (
    PREFIX + toBase32(joined([certificate, wholeNumber(step, STEP_BYTES), signWith(seed, shown(certificate, step))]))
  )
}

export const isOfflineCode = (text: string): boolean => text.trim().startsWith(PREFIX)

/** Reads what a camera saw; null when it is no such code. Says nothing about whether it is genuine. */
export function readOfflineCode(text: string): OfflineCode | null {
  const code = text.trim()
  if (!isOfflineCode(code) || code.length > LONGEST_CODE) return null
  const bytes = fromBase32(code.slice(PREFIX.length))
  const end = bytes ? bytes.length - STEP_BYTES - SIGNATURE_BYTES : 0
  if (!bytes || end <= 0) return null
  const certificateBytes = bytes.slice(0, end)
  const certificate = readCertificate(certificateBytes)
  if (!certificate) return null
  const step = numberAt(bytes, end, STEP_BYTES)
  return { certificate, certificateBytes, step, signature: bytes.slice(end + STEP_BYTES) }
}

/** When the code was shown, by the phone that shows it: the beginning of its step. */
export const shownAt = ({ step }: Pick<OfflineCode, 'step'>): number => step * STEP_SECONDS * 1000

export type ChainFault =
  /** Signed with a key that is not known here: not ours, or newer than what is known. */
  | 'ISSUER'
  /** Altered, or put together by somebody. */
  | 'FORGED'
  /** The certificate has run out. */
  | 'OVER'

/** What is wrong with issuer, signatures or days at the moment at which it was shown; null: genuine. */
export function chainFault(code: OfflineCode, issuers: Issuer[], at: Date | number): ChainFault | null {
  const { certificate, certificateBytes, step, signature } = code
  const issuer = issuers.find(({ id }) => id === certificate.issuer)
  if (!issuer) return 'ISSUER'
  if (!isIssuedBy(certificateBytes, bytesOfHex(issuer.publicKey))) return 'FORGED'
  if (!isSigned(certificate.publicKey, shown(certificateBytes, step), signature)) return 'FORGED'
  const today = dayOf(at)
  return today > certificate.until || (issuer.until !== null && today > issuer.until) ? 'OVER' : null
}

/** What the phone signs. */
function shown(certificate: Uint8Array, step: number): Uint8Array {
  return joined([
    Uint8Array.from('UC2-USE', (char) => char.charCodeAt(0)),
    sha256(certificate),
    wholeNumber(step, STEP_BYTES),
  ])
}
