import type { OutputOf } from '../../../client/call'
import { sayShortDay } from '../../../rules/days'

export type Staff = OutputOf<'benefits.myShop'>['staff']

export interface ClerkLine {
  id: string
  name: string
  note: string
  owner: boolean
}

/** Clerks as lines: the owner first, then as they came. */
export function clerkLines(staff: Staff): ClerkLine[] {
  return [...staff]
    .sort((a, b) => Number(b.owner) - Number(a.owner))
    .map(({ id, name, since, owner, usesToday }) => ({
      id,
      name,
      owner,
      note: `${since.slice(0, 4)}年${sayShortDay(since)}来的 · 今天记了 ${usesToday} 次`,
    }))
}

/** `384 920`: to be read out. */
export const saidCode = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`

/** How long a code still serves; empty when it is over. `until`, `now` in milliseconds. */
export function leftWords(until: number, now: number): string {
  const minutes = Math.ceil((until - now) / 60_000)
  return minutes > 0 ? `${minutes} 分钟里有效，只能用一次` : ''
}
