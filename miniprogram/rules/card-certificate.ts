import { generateKeyPairFromSeed, sign, verify } from '@stablelib/ed25519'
import { fromBase32, toBase32 } from './base32'
import { addDays, daysBetween, type Day } from './days'

/**
 * The union's signed word that a card lives, for a counter without a network: short-lived, and bound to the key of one
 * phone. What a phone shows with it: offline-code.ts. Ed25519 (RFC 8032).
 *
 *   version 1 · issuer's key 1 · card number 5 · serial 2 · last day 2 · handle 5 · phone's key 32
 *   · tier (length 1, UTF-8) · masked name (length 1, UTF-8) · issuer's signature 64
 */
export interface Certificate {
  /** Id of the issuer's key, 1 to 255. */
  issuer: number
  /** 12 digits. */
  number: string
  serial: number
  /** The last day on which it is good. */
  until: Day
  /** Under this name the card stands on the list of dead cards; 8 letters, says nothing of the number. */
  handle: string
  /** The phone's, 32 bytes. */
  publicKey: Uint8Array
  tier: string
  maskedName: string
}

/** So many days a certificate is good after the day it was issued; a phone asks for the next with fewer left than RENEWED_AT. */
export const CERTIFICATE_DAYS = 7
export const RENEWED_AT = 4

export const KEY_BYTES = 32
export const SIGNATURE_BYTES = 64
const VERSION = 1
const FIXED_BYTES = 48
const EPOCH: Day = '1970-01-01'
/** What a tier or a masked name may take up at most: a QR code has to hold it. */
const WORD_BYTES = 40

/** The public key that belongs to a seed of 32 bytes. */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  return generateKeyPairFromSeed(seed).publicKey
}

export function signWith(seed: Uint8Array, message: Uint8Array): Uint8Array {
  const name = hexOf(seed)
  if (last?.name !== name) last = { name, secretKey: generateKeyPairFromSeed(seed).secretKey }
  return sign(last.secretKey, message)
}

/** The pair made last: a phone signs with the same key every 30 seconds, and making it takes longer than signing. */
let last: { name: string; secretKey: Uint8Array } | null = null

/** Whether the signature is of this message and key; false for what is no key or no signature. */
export function isSigned(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false
  return verify(publicKey, message, signature)
}

/** The certificate with its signature. `seed`: the issuer's. */
export function issueCertificate(certificate: Certificate, seed: Uint8Array): Uint8Array {
  const { issuer, number, serial, until, handle, publicKey, tier, maskedName } = certificate
  const body = joined([
    Uint8Array.of(VERSION, issuer),
    wholeNumber(Number(number), 5),
    wholeNumber(serial, 2),
    wholeNumber(daysBetween(EPOCH, until), 2),
    fromBase32(handle)!,
    publicKey,
    word(tier),
    word(maskedName),
  ])
  return joined([body, signWith(seed, body)])
}

/** Reads it; null when it is no certificate. Says nothing about whether it is genuine: see `isIssuedBy`. */
export function readCertificate(bytes: Uint8Array): Certificate | null {
  const body = bytes.subarray(0, Math.max(0, bytes.length - SIGNATURE_BYTES))
  if (body[0] !== VERSION || body.length < FIXED_BYTES + 2) return null
  const tier = wordAt(body, FIXED_BYTES)
  const maskedName = tier && wordAt(body, tier.end)
  if (!maskedName || maskedName.end !== body.length) return null
  const number = String(numberAt(body, 2, 5)).padStart(12, '0')
  if (number.length !== 12) return null
  return {
    issuer: body[1]!,
    number,
    serial: numberAt(body, 7, 2),
    until: addDays(EPOCH, numberAt(body, 9, 2)),
    handle: toBase32(body.subarray(11, 16)),
    publicKey: body.slice(16, FIXED_BYTES),
    tier: tier.text,
    maskedName: maskedName.text,
  }
}

/** Whether the holder of this key issued it as it stands. */
export function isIssuedBy(bytes: Uint8Array, publicKey: Uint8Array): boolean {
  const end = bytes.length - SIGNATURE_BYTES
  return end > 0 && isSigned(publicKey, bytes.subarray(0, end), bytes.subarray(end))
}

export function joined(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Big end first. Not by shifts: a card number has more than 32 bits. */
export function wholeNumber(value: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let i = length - 1, left = value; i >= 0; i -= 1, left = Math.floor(left / 256)) bytes[i] = left % 256
  return bytes
}

export function numberAt(bytes: Uint8Array, start: number, length: number): number {
  let value = 0
  for (let i = start; i < start + length; i += 1) value = value * 256 + bytes[i]!
  return value
}

export function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16))
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A word in UTF-8 behind its length. Phones' engines have no TextEncoder; a word too long loses letters at its end. */
function word(text: string): Uint8Array {
  const letters = [...text]
  let bytes = utf8(text)
  while (bytes.length > WORD_BYTES) {
    letters.pop()
    bytes = utf8(letters.join(''))
  }
  return joined([Uint8Array.of(bytes.length), bytes])
}

function utf8(text: string): Uint8Array {
  const percent = encodeURIComponent(text)
  const chars = percent.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Uint8Array.from(chars, (char) => char.charCodeAt(0))
}

function wordAt(bytes: Uint8Array, start: number): { text: string; end: number } | null {
  const end = start + 1 + (bytes[start] ?? WORD_BYTES + 1)
  if (end > bytes.length) return null
  const percent = Array.from(bytes.subarray(start + 1, end), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(
    '',
  )
  try {
    return { text: decodeURIComponent(percent), end }
  } catch {
    return null
  }
}
