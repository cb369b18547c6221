import { _ } from '../kernel/cloud'
import { isDuplicate } from '../kernel/database'
import { newPerson, people } from '../kernel/people'
import type { Interview, Question } from './interview'
import { interviews, questions } from './store'

/** Queries on seats: by their codes, by who sits in them, and what was handed to them. */

/** The session one of whose seats this code took or takes. One request. */
export async function findBySeatCode(code: string): Promise<Interview | null> {
  const { data } = await interviews().where({ 'seats.code': code }).limit(1).get()
  return (data[0] as Interview | undefined) ?? null
}

/** An interviewee needs no membership, but her acts are found through her own record. One request. */
export async function ensurePerson(openid: string, now: Date): Promise<void> {
  try {
    await people().add(newPerson(openid, now))
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
}

const back = (now: Date) => ({ seat: null, version: _.inc(1), touchedAt: now, changedAt: now })

/** What was handed to a seat and is not answered yet goes back to the hosts. Answers how many. One request. */
export async function freeQuestions(interview: string, seat: string, now: Date): Promise<number> {
  const { updated } = await questions()
    .where({ interview, seat, outcome: _.in([null, 'later']) })
    .update(back(now))
  return updated ?? 0
}

/** What was handed to seats that are no longer there is nobody's. One request. */
export async function freeOrphans({ _id, seats }: Interview, now: Date): Promise<void> {
  await questions()
    .where({ interview: _id, seat: _.nin([null, ...seats.map(({ id }) => id)]) })
    .update(back(now))
}

const MOST_SESSIONS = 20

export interface SatIn extends Interview {
  /** By seat: questions handed to it that wait for an answer. */
  handed: { _id: string; n: number }[]
}

/** Sessions in which an account sits or sat, the newest first. One request. */
export async function findMySessions(openid: string): Promise<SatIn[]> {
  const { data } = await interviews()
    .aggregate()
    .match({ 'seats.openid': openid })
    .sort({ liveFrom: -1, _id: -1 })
    .limit(MOST_SESSIONS)
    .lookup({
      from: 'interviewQuestions',
      let: { interview: '$_id' },
      pipeline: [
        { $match: { $expr: { $eq: ['$interview', '$$interview'] }, state: 'accepted', outcome: null } },
        { $group: { _id: '$seat', n: { $sum: 1 } } },
      ],
      as: 'handed',
    } as never)
    .end()
  return data as SatIn[]
}

const MOST_QUESTIONS = 500

/** A session in which an account sits, with the questions that were let in; null: she does not. One request. */
export async function findFromMySeat(
  openid: string,
  interview: string,
): Promise<{ session: Interview; questions: Question[] } | null> {
  const { data } = await interviews()
    .aggregate()
    .match({ _id: interview, 'seats.openid': openid })
    .limit(1)
    .lookup({
      from: 'interviewQuestions',
      let: {},
      pipeline: [
        { $match: { interview, state: 'accepted' } },
        { $limit: MOST_QUESTIONS },
        { $project: { voters: 0, keys: 0 } },
      ],
      as: 'asked',
    } as never)
    .end()
  const found = (data as (Interview & { asked: Question[] })[])[0]
  if (!found) return null
  const { asked, ...session } = found
  return { session, questions: asked }
}
