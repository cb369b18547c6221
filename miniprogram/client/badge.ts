import { call } from './call'

/** How many messages wait, for the tab bar. Never an error: a badge is no reason to trouble anybody. */

/** Pages that only show the badge ask again after this long. */
const FRESH_MS = 60_000

let count = 0
let askedAt = 0
const followers = new Set<(count: number) => void>()

export const unreadCount = () => count

/** Asks again, at once: after something was read. */
export async function refreshUnread(): Promise<void> {
  askedAt = Date.now()
  try {
    count = (await call('inbox.unread', {})).count
    followers.forEach((follow) => follow(count))
  } catch {
    // stays as it was
  }
}

/** Asks again if it was not asked within the last minute. */
export async function keepUnreadFresh(): Promise<void> {
  if (Date.now() - askedAt >= FRESH_MS) await refreshUnread()
}

/** Calls back at each change; returns the way to stop. */
export function onUnreadChange(follow: (count: number) => void): () => void {
  followers.add(follow)
  return () => followers.delete(follow)
}
