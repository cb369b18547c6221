import { makeCardCode, secondsLeft } from '../rules/card-code'
import { call, type OutputOf } from './call'
import { forgetOfflineCode } from './offline-code'

/**
 * The member card on this phone. Once opened it shows without a network: the key that makes the changing code is kept,
 * and how far this phone's clock is off the cloud's, so that a wrong clock makes no wrong code.
 */
export type Card = NonNullable<OutputOf<'membership.myCard'>['card']>

export interface KeptCard {
  card: Card
  /** Cloud time minus phone time, milliseconds. */
  offset: number
}

const KEY = 'card'

/** The card kept on this phone, or null. No network. */
export function keptCard(): KeptCard | null {
  return (wx.getStorageSync(KEY) as KeptCard | '') || null
}

/** Fetches the card and keeps it; forgets it when the cloud says there is none. Throws CallFailure. */
export async function fetchCard(): Promise<KeptCard | null> {
  const asked = Date.now()
  const { card, now } = await call('membership.myCard', {})
  // Half of the way there and back, so that a slow net does not pass for a wrong clock.
  return keepCard(card, now - (asked + Date.now()) / 2)
}

export function keepCard(card: Card | null, offset: number): KeptCard | null {
  if (!card) {
    forgetCard()
    return null
  }
  const kept = { card, offset }
  try {
    wx.setStorageSync(KEY, kept)
  } catch (error) {
    // A full storage costs the card without a network, never the card with one.
    console.warn('card not kept', error)
  }
  return kept
}

/** Nothing of the card stays on this phone. */
export function forgetCard(): void {
  wx.removeStorageSync(KEY)
  forgetOfflineCode()
}

/** The code at a moment of this phone's clock, and the whole seconds until the next one. */
export function codeAt({ card, offset }: KeptCard, phoneNow: number): { code: string; seconds: number } {
  const now = phoneNow + offset
  return { code: makeCardCode(card, now), seconds: secondsLeft(now) }
}

export type CardChange = 'reportLost' | 'reissue'

/** Reports the card lost, or has it issued again with a new key. Throws CallFailure. */
export async function changeCard(change: CardChange, { card, offset }: KeptCard): Promise<KeptCard> {
  const changed =
    change === 'reportLost'
      ? await call('membership.reportCardLost', {})
      : await call('membership.reissueCard', { serial: card.serial })
  return keepCard(changed.card, offset) as KeptCard
}
