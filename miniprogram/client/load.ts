import { CallFailure } from './call'
import { sayTime } from '../rules/days'

/** What `<screen>` needs to know of a page's data. */
export interface Loaded<T> {
  state: 'ready' | 'failed'
  value: T | null
  failure: CallFailure | null
  /** Set when `value` is what was kept from before: `没有网络，先看 9:10 的内容`. */
  stale: string
}

/**
 * Fetches, keeps, and falls back to what was kept when there is no network. `key` null: keep nothing (what is personal
 * and not needed offline).
 */
export async function loadKept<T>(key: string | null, fetch: () => Promise<T>): Promise<Loaded<T>> {
  try {
    const value = await fetch()
    if (key) wx.setStorageSync(`kept:${key}`, { value, at: Date.now() })
    return { state: 'ready', value, failure: null, stale: '' }
  } catch (error) {
    const failure = error instanceof CallFailure ? error : new CallFailure('INTERNAL', '没取到，请再试一次')
    const kept = failure.offline && key ? (wx.getStorageSync(`kept:${key}`) as { value: T; at: number } | '') : ''
    if (!kept) return { state: 'failed', value: null, failure, stale: '' }
    return { state: 'ready', value: kept.value, failure, stale: `没有网络，先看 ${sayTime(kept.at)} 的内容` }
  }
}
