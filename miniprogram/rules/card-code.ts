import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { toBase32 } from './base32'

/**
 * The changing code of a member card, made on the phone (also without a network) and checked in the function.
 * It follows TOTP (RFC 6238): a key both sides hold, the number of a 30 second step, an HMAC cut short. The step
 * is written into the code, so that an old code can be told from a forged one and its age can be said.
 *
 *   UC1:371002684419:1:1K5F2QZ:9TQ0F3M6B1XDVK2A
 *       card number  serial step   mac (80 bits, base 32)
 *
 * Upper-case letters, digits and colons only: a QR code writes those in its dense alphanumeric mode, so the squares
 * stay large for old cameras.
 */

export const STEP_SECONDS = 30
/** A code is taken in its own step and the next, so a screenshot dies within a minute of being made. */
export const STEPS_ACCEPTED = 1

const PREFIX = 'UC1'
const MAC_BYTES = 10

export interface CardCode {
  /** 12 digits. */
  number: string
  /** Goes up when a card is issued again; a code of an earlier serial is dead. */
  serial: number
  /** Steps of 30 seconds since the epoch. */
  step: number
  mac: string
}

/** The step in which a moment falls. */
export function stepOf(moment: Date | number): number {
  return Math.floor(Number(moment) / 1000 / STEP_SECONDS)
}

/** Whole seconds until the next step begins. */
export function secondsLeft(moment: Date | number): number {
  return STEP_SECONDS - (Math.floor(Number(moment) / 1000) % STEP_SECONDS)
}

/** The code text for a moment. `key`: the card's key, hex. */
export function makeCardCode(card: { number: string; serial: number; key: string }, moment: Date | number): string {
  const step = stepOf(moment)
  return [PREFIX, card.number, card.serial, step.toString(36).toUpperCase(), macOf(card, step)].join(':')
}

/** Reads what a camera saw; null when it is no card code at all. Says nothing about whether it is genuine. */
export function readCardCode(text: string): CardCode | null {
  const match = /^UC1:(\d{12}):(\d{1,4}):([0-9A-Z]{1,9}):([0-9A-HJKMNP-TV-Z]{16})$/.exec(text.trim())
  if (!match) return null
  const [, number, serial, step, mac] = match as unknown as [string, string, string, string, string]
  return { number, serial: Number(serial), step: parseInt(step, 36), mac }
}

/** Whether the mac was made with this key. Compares without an early exit, so that time tells nothing. */
export function isGenuine(code: CardCode, key: string): boolean {
  const expected = macOf({ ...code, key }, code.step)
  let difference = expected.length ^ code.mac.length
  for (let i = 0; i < expected.length; i += 1) difference |= expected.charCodeAt(i) ^ code.mac.charCodeAt(i)
  return difference === 0
}

export type CodeAge = 'fresh' | 'old' | 'ahead'

/** Fresh: this step or the one before; one step ahead is forgiven for clocks that run a little fast. */
export function ageOf(code: Pick<CardCode, 'step'>, now: Date | number): CodeAge {
  const behind = stepOf(now) - code.step
  if (behind > STEPS_ACCEPTED) return 'old'
  return behind < -STEPS_ACCEPTED ? 'ahead' : 'fresh'
}

/** Seconds since the code's step began; never negative. */
export function secondsOld(code: Pick<CardCode, 'step'>, now: Date | number): number {
  return Math.max(0, Math.floor(Number(now) / 1000) - code.step * STEP_SECONDS)
}

function macOf(card: { number: string; serial: number; key: string }, step: number): string {
  const mac = hmac(sha256, bytesOfHex(card.key), bytesOfAscii(`${card.number}:${card.serial}:${step}`))
  return toBase32(mac.subarray(0, MAC_BYTES))
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16))
}

function bytesOfAscii(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0))
}
