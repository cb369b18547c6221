import { call } from './call'

/** How many messages wait, for the tab bar. Never an error: a badge is no reason to trouble anybody. */

let count = 0
const followers = new Set<(count: number) => void>()

export const unreadCount = () => count

export async function refreshUnread(): Promise<void> {
  try {
    count = (await call('inbox.unread', {})).count
    followers.forEach((follow) => follow(count))
  } catch {
    // stays as it was
  }
}

export function onUnreadChange(follow: (count: number) => void): () => void {
  followers.add(follow)
  return () => followers.delete(follow)
}
