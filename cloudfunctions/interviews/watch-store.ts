import type { Membership } from '../kernel/memberships'
import { livingOf } from '../kernel/memberships'
import type { Follow, Interview, Question } from './interview'
import { follows, interviews, questions } from './store'

/** What everybody's watching reads, and what is mine in a session. */

/** Questions a refresh of a replica reads at a time. */
export const READ_AT_ONCE = 1000
const MOST_OF_MINE = 100
const MOST_VOTED = 1000

/** A question without accounts, names and voters: what a replica keeps. `asked`: how many ask it. */
export type ReadQuestion = Omit<
  Question,
  'slot' | 'clientKey' | 'openid' | 'person' | 'membership' | 'name' | 'unionName' | 'askers' | 'voters'
> & { asked: number }

const PUBLIC_FIELDS = {
  interview: 1,
  by: 1,
  text: 1,
  files: 1,
  state: 1,
  root: 1,
  department: 1,
  seat: 1,
  votes: 1,
  answers: 1,
  outcome: 1,
  laterBy: 1,
  at: 1,
  touchedAt: 1,
  changedAt: 1,
  asked: { $size: '$askers' },
}

/** Where a reading stands: from `at` on; with `id` behind that question of the same moment. */
export interface ReadFrom {
  at: Date
  id?: string
}

/** A session with its shown questions touched from a moment on, in that order, READ_AT_ONCE of them. One request. */
export async function readTouched(
  id: string,
  from: ReadFrom,
): Promise<{ session: Interview; touched: ReadQuestion[] } | null> {
  const of = { interview: id, shown: true }
  const later = from.id
    ? {
        $or: [
          { ...of, touchedAt: { $gt: from.at } },
          { ...of, touchedAt: from.at, _id: { $gt: from.id } },
        ],
      }
    : { ...of, touchedAt: { $gte: from.at } }
  const { data } = await interviews()
    .aggregate()
    .match({ _id: id })
    .limit(1)
    .lookup({
      from: 'interviewQuestions',
      let: {},
      pipeline: [
        { $match: later },
        { $sort: { touchedAt: 1, _id: 1 } },
        { $limit: READ_AT_ONCE },
        { $project: PUBLIC_FIELDS },
      ],
      as: 'touched',
    } as never)
    .end()
  const found = (data as (Interview & { touched: ReadQuestion[] })[])[0]
  if (!found) return null
  const { touched, ...session } = found
  return { session, touched }
}

/** A question that was let in, with its session. One request. */
export async function findShown(id: string): Promise<{ question: Question; session: Interview } | null> {
  const { data } = await questions()
    .aggregate()
    .match({ _id: id, shown: true })
    .limit(1)
    .project({ voters: 0 })
    .lookup({ from: 'interviews', localField: 'interview', foreignField: '_id', as: 'sessions' })
    .end()
  const found = (data as (Question & { sessions: Interview[] })[])[0]
  if (!found) return null
  const { sessions, ...question } = found
  return sessions[0] ? { question, session: sessions[0] } : null
}

export interface Mine {
  session: Interview
  membership: Membership | null
  /** Asked by me, or joined to mine. Without their voters. */
  questions: Question[]
  follows: Follow[]
}

/** A session and what of it is an account's. One request. */
export async function findMine(openid: string, id: string): Promise<Mine | null> {
  const asked = {
    $or: [
      { openid, interview: id },
      { 'askers.openid': openid, interview: id },
    ],
  }
  const { data } = await interviews()
    .aggregate()
    .match({ _id: id })
    .limit(1)
    .lookup({
      from: 'memberships',
      let: {},
      pipeline: [{ $match: livingOf(openid) }, { $limit: 1 }],
      as: 'members',
    } as never)
    .lookup({
      from: 'interviewQuestions',
      let: {},
      pipeline: [{ $match: asked }, { $sort: { at: -1 } }, { $limit: MOST_OF_MINE }, { $project: { voters: 0 } }],
      as: 'asked',
    } as never)
    .lookup({
      from: 'interviewFollows',
      let: {},
      pipeline: [{ $match: { openid, interview: id } }, { $limit: MOST_VOTED }],
      as: 'followed',
    } as never)
    .end()
  const found = (data as (Interview & { members: Membership[]; asked: Question[]; followed: Follow[] })[])[0]
  if (!found) return null
  const { members, asked: mine, followed, ...session } = found
  return { session, membership: members[0] ?? null, questions: mine, follows: followed }
}

/** Ids of questions that a person asked or voted for. One request. */
export async function findVoted(interview: string, key: string): Promise<string[]> {
  const { data } = await questions().where({ interview, voters: key }).field({ _id: true }).limit(MOST_VOTED).get()
  return (data as { _id: string }[]).map(({ _id }) => _id)
}

/** Throws the database's own error when it is there already. */
export async function addFollow(follow: Follow): Promise<void> {
  await follows().add(follow)
}

export async function dropFollow(id: string): Promise<void> {
  await follows().where({ _id: id }).remove()
}
