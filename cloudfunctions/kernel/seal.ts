import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Day } from '../../miniprogram/rules/days'

/**
 * Sensitive fields at rest: AES-256-GCM, the key's id stored beside, so that keys can be rotated; found again through
 * a keyed hash (blind index). Keys come from the environment variable UNION_KEYS, JSON:
 * `{ "current": "k1", "seal": { "k1": "<64 hex>" }, "index": "<64 hex>", "card": "<64 hex>", "ticket": "<64 hex>",
 * "issuer": { "1": { "seed": "<64 hex>", "from": "2026-01-01" } } }` (the issuer's keys: kernel/issuer.ts).
 * A function without keys fails at its first use, loudly, instead of storing anything open.
 */

export interface Sealed {
  /** Id of the key. */
  k: string
  /** nonce (12 bytes), tag (16), text; base64. */
  c: string
}

interface Keys {
  current: string
  seal: Record<string, string>
  index: string
  card: string
  ticket: string
  /** By id, 1 to 255. Missing in a city whose keys are older than certificates. */
  issuer?: Record<string, IssuerKey>
}

/** An Ed25519 seed that signs card certificates, and the first day on which it does. */
export interface IssuerKey {
  seed: string
  from: Day
}

export function seal(text: string): Sealed {
  const keys = readKeys()
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', hex(keys.seal[keys.current]), nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return { k: keys.current, c: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64') }
}

export function unseal(sealed: Sealed): string {
  const bytes = Buffer.from(sealed.c, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', hex(readKeys().seal[sealed.k]), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

/** A keyed hash under which a sealed value can be looked up. `what` keeps an ID number and a phone apart. */
export function blindIndex(
  what: 'idNumber' | 'phone' | 'idTail' | 'phoneTail' | 'person' | 'intent' | 'secret' | 'code',
  value: string,
): string {
  return mac('index', `${what}:${value}`).toString('base64url').slice(0, 27)
}

/** The keyed hash of the last four characters of an ID or phone number: among her own members an officer finds by it. */
export function tailIndex(what: 'idTail' | 'phoneTail', number: string): string {
  return blindIndex(what, number.slice(-4).toUpperCase())
}

/** The key of a card's changing code, hex. Derived, never stored: a copy of the database makes no codes. */
export function cardKey(number: string, serial: number): string {
  return mac('card', `${number}:${serial}`).toString('hex')
}

/** A dead card's name on the list that counters keep, 5 bytes: it says nothing of the number to who has no key. */
export function cardHandle(number: string, serial: number): Uint8Array {
  return Uint8Array.from(mac('card', `handle:${number}:${serial}`).subarray(0, 5))
}

/** The issuer's keys by id; none in a city whose keys are older than certificates. */
export function issuerKeys(): Record<string, IssuerKey> {
  return readKeys().issuer ?? {}
}

/** Signs a short-lived statement of ours that a phone carries back to us. */
export function signTicket(body: object): string {
  const text = Buffer.from(JSON.stringify(body)).toString('base64url')
  return `${text}.${mac('ticket', text).toString('base64url')}`
}

/** The statement, or null when we did not sign it. */
export function readTicket(ticket: string): unknown {
  const [text, signature, ...rest] = ticket.split('.')
  if (!text || !signature || rest.length > 0) return null
  const expected = mac('ticket', text).toString('base64url')
  if (!sameText(expected, signature)) return null
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
}

function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return difference === 0
}

function mac(key: 'index' | 'card' | 'ticket', text: string): Buffer {
  return createHmac('sha256', hex(readKeys()[key])).update(text).digest()
}

function hex(key: string | undefined): Buffer {
  const bytes = Buffer.from(key ?? '', 'hex')
  if (bytes.length !== 32) throw new Error('UNION_KEYS: a key is missing or not 32 bytes of hex')
  return bytes
}

let cached: { text: string; keys: Keys } | null = null

function readKeys(): Keys {
  const text = process.env.UNION_KEYS ?? ''
  if (cached?.text !== text) {
    if (!text) throw new Error('UNION_KEYS is not set')
    cached = { text, keys: JSON.parse(text) as Keys }
  }
  return cached.keys
}
