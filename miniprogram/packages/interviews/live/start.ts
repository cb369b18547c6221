import { call } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { keptMe, loadMe, membershipOf } from '../../../client/session'
import type { Poll } from '../live-state'
import type { SessionReply } from '../live-view'
import type { Mine } from '../question-view'

/** What a watching page begins with. */

export interface Start {
  session: SessionReply
  poll: Poll
}

/** The session and its questions so far; without a network as they were last time. */
export const loadStart = (interview: string) =>
  loadKept<Start>(`interview:${interview}`, async () => {
    const [session, poll] = await Promise.all([
      call('interviews.session', { interview }),
      call('interviews.poll', { interview, since: 0 }),
    ])
    return { session, poll }
  })

/** What is mine in it; null: not known now. */
export const readMine = (interview: string): Promise<Mine | null> =>
  call('interviews.mine', { interview }).catch(() => null)

/** Whether I am a member of any union. */
export async function isJoined(): Promise<boolean> {
  const me = keptMe() ?? (await loadMe()).value
  return me !== null && membershipOf(me) !== null
}
