import type { Day } from '../../miniprogram/rules/days'
import { _ } from '../kernel/cloud'
import type { Figures, Interview, Question } from './interview'
import { interviews, questions } from './store'

/** Queries of closing and of the timers behind it. */

/** Sessions whose after-care is over, the longest over first. One request. */
export async function findToClose(now: Date, most: number): Promise<Interview[]> {
  const { data } = await interviews()
    .where({ state: 'published', closedAt: null, closesAt: _.lte(now) })
    .orderBy('closesAt', 'asc')
    .limit(most)
    .get()
  return data as Interview[]
}

/** Questions of a session that nobody answered. One request. */
export async function findUnanswered(interview: string, most: number): Promise<Question[]> {
  const { data } = await questions()
    .where({ interview, state: _.in(['waiting', 'accepted']), outcome: null })
    .limit(most)
    .get()
  return data as Question[]
}

export async function countUnanswered(interview: string): Promise<number> {
  const { total } = await questions()
    .where({ interview, state: _.in(['waiting', 'accepted']), outcome: null })
    .count()
  return total ?? 0
}

/** Questions put off to a day that is behind, with their sessions. One request. */
export async function findPutOff(today: Day, most: number): Promise<{ question: Question; session: Interview }[]> {
  const { data } = await questions()
    .aggregate()
    .match({ outcome: 'later', laterBy: _.lt(today) })
    .limit(most)
    .lookup({ from: 'interviews', localField: 'interview', foreignField: '_id', as: 'sessions' })
    .end()
  return (data as (Question & { sessions: Interview[] })[]).flatMap(({ sessions, ...question }) =>
    sessions[0] ? [{ question, session: sessions[0] }] : [],
  )
}

/** All of a session, a portion behind an id, without voters. One request. */
export async function findPortion(interview: string, after: string, most: number): Promise<Question[]> {
  const { data } = await questions()
    .where({ interview, _id: _.gt(after) })
    .orderBy('_id', 'asc')
    .limit(most)
    .field({ voters: false })
    .get()
  return data as Question[]
}

/** What a question is found by in the archive. One request. */
export async function setKeys(id: string, keys: string[]): Promise<void> {
  await questions().where({ _id: id }).update({ keys })
}

/** Unless the host gave it more time meanwhile, or it is closed already. False: it was not closed now. */
export async function setClosed({ _id }: Interview, figures: Figures, at: Date): Promise<boolean> {
  const { updated } = await interviews()
    .where({ _id, closedAt: null, liveUntil: _.lte(at) })
    .update({ closedAt: at, figures: _.set(figures), pinned: null, version: _.inc(1) })
  return (updated ?? 0) > 0
}

/** Sessions closed before a moment and not in the archive yet go there. How many. One request. */
export async function archiveClosedBefore(moment: Date, at: Date): Promise<number> {
  const { updated } = await interviews()
    .where({ archivedAt: null, closedAt: _.lte(moment) })
    .update({ archivedAt: at })
  return updated ?? 0
}
