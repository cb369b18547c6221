import type { z } from 'zod'
import { phaseOf } from '../../miniprogram/rules/interview'
import { notFound } from '../kernel/errors'
import type { Caller } from '../kernel/serve'
import { newsSince, openOf } from './news'
import { replicaOf, type Replica } from './replica'
import { isPublic } from './views'
import type { watchContract } from './watch-contract'

/** What is new since `since`, of what this instance knows (see replica.ts): one request a second, whoever asks. */
export async function poll(
  { interview, since }: { interview: string; since: number },
  { now }: Caller<'anyone'>,
): Promise<z.input<(typeof watchContract)['poll']['out']>> {
  const replica = await findWatched(interview, now)
  const { session, questions } = replica
  const open = openOf(questions.values())
  return {
    phase: phaseOf(session, now),
    liveUntil: Number(session.liveUntil),
    pinned: session.pinned,
    here: session.seats.filter(({ openid, left }) => openid !== null && !left).map(({ id }) => id),
    left: session.seats.filter(({ left }) => left).map(({ id }) => id),
    counts: {
      asked: open.length,
      answered: open.filter(({ outcome }) => outcome !== null).length,
      promised: open.filter(({ outcome }) => outcome === 'promised').length,
    },
    ...newsSince(replica, since),
  }
}

/** A session that workers see; throws NOT_FOUND. */
export async function findWatched(interview: string, now: Date): Promise<Replica> {
  const replica = await replicaOf(interview)
  if (!replica || !isPublic(phaseOf(replica.session, now))) throw notFound('这场微访谈')
  return replica
}
