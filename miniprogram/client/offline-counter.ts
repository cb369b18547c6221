import { ageOf, readCardCode, secondsOld } from '../rules/card-code'
import { refusal, type Refusal } from '../rules/card-refusals'
import { chainFault, readOfflineCode, type OfflineCode } from '../rules/offline-code'
import { call, type OutputOf } from './call'
import { hasSeen } from './offline-uses'

/**
 * A counter without a network: the clerk's phone checks a card alone, by the issuer's keys and the list of dead cards
 * that it fetched when it was last online.
 */

interface Kit extends Pick<OutputOf<'benefits.offlineKit'>, 'issuers' | 'dead'> {
  /** When it was fetched, cloud time. */
  at: number
  /** Cloud time minus phone time, milliseconds. */
  offset: number
}

const KEY = 'offline-kit'
const DAY_MS = 86_400_000
/** A lost card is known at a counter after at most so long with a network. */
const FRESH_MS = 3_600_000
/** A kit so old is said, and one so old is not used: a certificate lives seven days. */
const SAID_MS = 3 * DAY_MS
const REFUSED_MS = 8 * DAY_MS
/** What a phone's clock may be wrong by before it is said; it is corrected in any case. */
const CLOCK_MS = 5 * 60_000

export interface ValidOffline {
  valid: true
  maskedName: string
  cardTail: string
  tier: string
  secondsOld: number
  /** What the clerk should know of her own phone; mostly nothing. */
  notes: string[]
}

/** Fetches the kit when the one kept is older than an hour. What goes wrong is said when a card is checked. */
export async function refreshKit(merchantId: string): Promise<void> {
  const kept = keptKit()
  const age = kept ? Date.now() + kept.offset - kept.at : Infinity
  if (age >= 0 && age < FRESH_MS) return
  try {
    const asked = Date.now()
    const { now, issuers, dead } = await call('benefits.offlineKit', { merchantId })
    const kit: Kit = { at: now, offset: now - (asked + Date.now()) / 2, issuers, dead }
    wx.setStorageSync(KEY, kit)
  } catch (error) {
    console.warn('no offline kit', error)
  }
}

/** The cloud's time by this phone's clock, as far as it was ever told. */
export const counterNow = (phoneNow: number): number => phoneNow + (keptKit()?.offset ?? 0)

/** Valid or not, and why, by what this phone knows. `text`: what the camera read. */
export function checkOffline(text: string, phoneNow: number): ValidOffline | Refusal {
  const code = readOfflineCode(text)
  if (!code) return refusal(readCardCode(text) ? 'ORDINARY' : 'NOT_A_CARD')
  const kit = keptKit()
  if (!kit) return refusal('NO_KIT')
  const now = phoneNow + kit.offset
  if (now < kit.at - CLOCK_MS) return refusal('CLOCK')
  if (now - kit.at > REFUSED_MS) return refusal('KIT_OLD')
  const fault = chainFault(code, kit.issuers, now) ?? standing(code, kit, now)
  if (fault) return refusal(fault, secondsOld(code, now))
  const { maskedName, number, tier } = code.certificate
  return {
    valid: true,
    maskedName,
    cardTail: number.slice(-4),
    tier,
    secondsOld: secondsOld(code, now),
    notes: notesOf(kit, now),
  }
}

function standing(code: OfflineCode, { dead }: Kit, now: number): 'DEAD' | 'EXPIRED' | 'AHEAD' | 'USED' | null {
  if (dead.includes(code.certificate.handle)) return 'DEAD'
  const age = ageOf(code, now)
  if (age === 'old') return 'EXPIRED'
  if (age === 'ahead') return 'AHEAD'
  return hasSeen(code) ? 'USED' : null
}

function notesOf({ at, offset }: Kit, now: number): string[] {
  const days = Math.floor((now - at) / DAY_MS)
  const minutes = Math.round(Math.abs(offset) / 60_000)
  return [
    ...(now - at > SAID_MS ? [`您的手机 ${days} 天没连网了，这几天挂失的卡还不知道。有网时打开一下“柜台”`] : []),
    ...(Math.abs(offset) > CLOCK_MS ? [`您的手机时间差了 ${minutes} 分钟，请改成“自动设置”`] : []),
  ]
}

function keptKit(): Kit | null {
  return (wx.getStorageSync(KEY) as Kit | '') || null
}
