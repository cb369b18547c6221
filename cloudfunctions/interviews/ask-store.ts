import { _ } from '../kernel/cloud'
import { livingOf, memberships, type Membership } from '../kernel/memberships'
import type { Interview, Question } from './interview'
import { questions } from './store'

/** Asking and voting: each proves membership in the query that reads what it is about. */

/** What a vote has to know of a question. */
export type VotedQuestion = Pick<Question, '_id' | 'interview' | 'state' | 'root' | 'shown' | 'votes'>
const VOTE_FIELDS = { interview: 1, state: 1, root: 1, shown: 1, votes: 1 }

/** The caller's living membership with a question and its session; null: no member. One request. */
export async function findVoter(
  openid: string,
  question: string,
): Promise<{ membership: Membership; question: VotedQuestion | null; session: Interview | null } | null> {
  const { data } = await memberships()
    .aggregate()
    .match(livingOf(openid))
    .limit(1)
    .lookup({
      from: 'interviewQuestions',
      let: {},
      pipeline: [
        { $match: { _id: question } },
        { $limit: 1 },
        { $project: VOTE_FIELDS },
        { $lookup: { from: 'interviews', localField: 'interview', foreignField: '_id', as: 'sessions' } },
      ],
      as: 'asked',
    } as never)
    .end()
  const found = (data as (Membership & { asked: (VotedQuestion & { sessions: Interview[] })[] })[])[0]
  if (!found) return null
  const { asked, ...membership } = found
  const { sessions = [], ...voted } = asked[0] ?? {}
  return { membership, question: asked[0] ? (voted as VotedQuestion) : null, session: sessions[0] ?? null }
}

/** Counts a person once, whatever races with it: the condition and the change are one write. False: nothing was changed. */
export async function addVote(question: string, key: string, at: Date): Promise<boolean> {
  const { updated } = await questions()
    .where({ _id: question, state: 'accepted', voters: _.neq(key) })
    .update({ voters: _.push([key]), votes: _.inc(1), touchedAt: at })
  return (updated ?? 0) > 0
}

/** The question as it is, and whether this person is among its voters. One request. */
export async function lookAtVote(question: string, key: string): Promise<(VotedQuestion & { mine: boolean }) | null> {
  const { data } = await questions()
    .aggregate()
    .match({ _id: question })
    .limit(1)
    .project({ ...VOTE_FIELDS, mine: { $in: [key, '$voters'] } })
    .end()
  return (data as (VotedQuestion & { mine: boolean })[])[0] ?? null
}

/** The caller's living membership with a session and what she asked in it; null: no member. One request. */
export async function findAsker(
  openid: string,
  interview: string,
): Promise<{ membership: Membership; session: Interview | null; own: Question[] } | null> {
  const { data } = await memberships()
    .aggregate()
    .match(livingOf(openid))
    .limit(1)
    .lookup({
      from: 'interviews',
      let: {},
      pipeline: [{ $match: { _id: interview } }, { $limit: 1 }],
      as: 'sessions',
    } as never)
    .lookup({
      from: 'interviewQuestions',
      let: {},
      pipeline: [{ $match: { openid, interview } }, { $limit: 20 }, { $project: { voters: 0 } }],
      as: 'own',
    } as never)
    .end()
  const found = (data as (Membership & { sessions: Interview[]; own: Question[] })[])[0]
  if (!found) return null
  const { sessions, own, ...membership } = found
  return { membership, session: sessions[0] ?? null, own }
}

/** Throws the database's own error when the slot is taken. */
export async function addQuestion(question: Question): Promise<void> {
  await questions().add(question)
}

export async function findQuestion(id: string): Promise<Question | null> {
  const { data } = await questions().where({ _id: id }).limit(1).get()
  return (data[0] as Question | undefined) ?? null
}

/** A question of this account's with its session. One request. */
export async function findOwn(openid: string, id: string): Promise<{ question: Question; session: Interview } | null> {
  const { data } = await questions()
    .aggregate()
    .match({ _id: id, openid })
    .limit(1)
    .project({ voters: 0 })
    .lookup({ from: 'interviews', localField: 'interview', foreignField: '_id', as: 'sessions' })
    .end()
  const found = (data as (Question & { sessions: Interview[] })[])[0]
  if (!found) return null
  const { sessions, ...question } = found
  return sessions[0] ? { question, session: sessions[0] } : null
}

/** Takes it back if no host or interviewee did anything to it and nobody joined it meanwhile. False: somebody did. */
export async function withdraw(id: string, version: number, at: Date): Promise<boolean> {
  const { updated } = await questions()
    .where({ _id: id, version, votes: 1, state: _.in(['waiting', 'accepted']) })
    .update({ state: 'withdrawn', version: _.inc(1), touchedAt: at, changedAt: at })
  return (updated ?? 0) > 0
}
