import { AppError } from '../kernel/errors'
import type { HostAct, Interview } from './interview'

/** A host's change of a session: once though sent twice, and never over another host's. */

/** She has done this very thing already: her phone sent it again. */
export const isDone = ({ last }: Interview, key: string): boolean => last?.key === key

/** Throws MOVED_ON when it was changed since the version she read; says by whom and what, as far as it is known. */
export function checkVersion({ version, last }: Interview, read: number | undefined): void {
  if (version === read) return
  const who = last && last.version === version ? `${last.by}刚刚${last.what}` : '另一位主持人刚刚改过这一场'
  throw new AppError('MOVED_ON', `${who}。请看看现在的样子，再改`)
}

/** What the act writes beside what it changes. */
export function markOf(session: Interview, act: Omit<HostAct, 'version'>): Pick<Interview, 'version' | 'last'> {
  const version = session.version + 1
  return { version, last: { ...act, version } }
}
