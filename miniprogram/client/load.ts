import { CallFailure } from './call'
import { dayOf, sayTime, sayWhen } from '../rules/days'

/** What `<screen>` needs to know of a page's data. */
export interface Loaded<T> {
  state: 'ready' | 'failed'
  value: T | null
  failure: CallFailure | null
  /** Set when `value` is what was kept from before: `没有网络，先看 9:10 的内容`. */
  stale: string
}

interface Kept<T> {
  value: T
  at: number
}

/**
 * Fetches, keeps, and falls back to what was kept when there is no network. `key` null: keep nothing (what is personal
 * and not needed offline). `freshFor`: what was kept less than so many milliseconds ago is answered without a call, for
 * what changes seldom; every call costs the union money.
 */
export async function loadKept<T>(key: string | null, fetch: () => Promise<T>, freshFor = 0): Promise<Loaded<T>> {
  const now = Date.now()
  const fresh = key && freshFor > 0 ? keptOf<T>(key) : null
  // A clock set back leaves moments in the future; those are not fresh.
  if (fresh && fresh.at <= now && now - fresh.at < freshFor) return ready(fresh.value, '')
  try {
    const value = await fetch()
    if (key) keep(key, value)
    return ready(value, '')
  } catch (error) {
    const failure = error instanceof CallFailure ? error : new CallFailure('INTERNAL', '没取到，请再试一次')
    const kept = failure.offline && key ? keptOf<T>(key) : null
    if (!kept) return { state: 'failed', value: null, failure, stale: '' }
    return { ...ready(kept.value, `没有网络，先看 ${sayKept(kept.at, now)} 的内容`), failure }
  }
}

/** What was kept under a key, without the network; null when nothing is. */
export function keptValue<T>(key: string): T | null {
  return keptOf<T>(key)?.value ?? null
}

function ready<T>(value: T, stale: string): Loaded<T> {
  return { state: 'ready', value, failure: null, stale }
}

function keptOf<T>(key: string): Kept<T> | null {
  return (wx.getStorageSync(`kept:${key}`) as Kept<T> | '') || null
}

/** A full storage costs the page without a network, never the page with one. */
function keep(key: string, value: unknown): void {
  try {
    wx.setStorageSync(`kept:${key}`, { value, at: Date.now() })
  } catch (error) {
    console.warn('not kept', key, error)
  }
}

/** The hour for today, else the day, so that nobody takes last week's for this morning's. */
function sayKept(at: number, now: number): string {
  return dayOf(at) === dayOf(now) ? sayTime(at) : sayWhen(at, now)
}
