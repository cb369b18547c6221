import { LONGEST_WITH_OVERRUN_MS } from '../../miniprogram/rules/interview'
import type { Day } from '../../miniprogram/rules/days'
import { _, type Transaction } from '../kernel/cloud'
import { inTransaction, readCursor, writeCursor } from '../kernel/database'
import { notFound } from '../kernel/errors'
import { DESK_PAGE, fromMyDesk, orgOf, pageOfMyDesk } from '../kernel/my-desk'
import type { Post } from '../kernel/people'
import type { Commitment, Interview, Question } from './interview'
import { follows, interviews, questions } from './store'

/** Queries on sessions: as hosts and everybody read them, and how they are changed. */

/** How many questions stand so. */
export interface StandingCount {
  _id: { state: Question['state']; settled: boolean }
  n: number
}
/** How many promises stand so, and how many of them are late. */
export interface PromiseCount {
  _id: Commitment['state']
  n: number
  late: number
}
export interface SessionAtDesk {
  post: Post
  session: Interview
  counts: StandingCount[]
  promised: PromiseCount[]
}

export const countPromises = (match: object, today: Day): object[] => [
  { $match: match },
  {
    $group: {
      _id: '$state',
      n: { $sum: 1 },
      late: { $sum: { $cond: [{ $and: [{ $eq: ['$state', 'open'] }, { $lt: ['$by', today] }] }, 1, 0] } },
    },
  },
]

/** A session of the union of my desk with what its questions and promises have become, or null for the session. One request. */
export async function findForHost(
  openid: string,
  desk: string,
  id: string,
  today: Day,
): Promise<Omit<SessionAtDesk, 'session'> & { session: Interview | null }> {
  type Found = Interview & Pick<SessionAtDesk, 'counts' | 'promised'>
  const standing = { state: '$state', settled: { $ne: ['$outcome', null] } }
  const { post, found } = await fromMyDesk<Found>(openid, desk, 'interviews', [
    { $match: { _id: id, org: orgOf(desk) } },
    { $limit: 1 },
    {
      $lookup: {
        from: 'interviewQuestions',
        let: {},
        pipeline: [{ $match: { interview: id } }, { $group: { _id: standing, n: { $sum: 1 } } }],
        as: 'counts',
      },
    },
    {
      $lookup: {
        from: 'interviewPromises',
        let: {},
        pipeline: countPromises({ interview: id }, today),
        as: 'promised',
      },
    },
  ])
  if (!found[0]) return { post, session: null, counts: [], promised: [] }
  const { counts, promised, ...session } = found[0]
  return { post, session, counts, promised }
}

/** Drafts too, newest first. One request. */
export const findHostPage = (openid: string, desk: string, after: string | undefined) =>
  pageOfMyDesk<Interview>(openid, desk, 'interviews', after)

/** Throws the database's own error when it is there already. */
export async function addSession(session: Interview): Promise<void> {
  await interviews().add(session)
}

/**
 * Changes a session as `change` says of how it stands now; null: nothing is to be changed. Two at once are one after
 * the other. Answers with the session after it. Four requests.
 */
export async function changeSession(
  id: string,
  change: (session: Interview) => Partial<Interview> | null,
): Promise<Interview> {
  return inTransaction(async (transaction) => {
    const session = await readIn(transaction, id)
    const changed = change(session)
    if (!changed) return session
    // `set` for each field: the SDK would write an object's parts one by one, which fails where null stands.
    const whole = Object.fromEntries(Object.entries(changed).map(([name, value]) => [name, _.set(value)]))
    await transaction.collection('interviews').doc(id).update(whole)
    return { ...session, ...changed }
  })
}

async function readIn(transaction: Transaction, id: string): Promise<Interview> {
  const { data } = await transaction.collection('interviews').doc(id).get()
  const session = (Array.isArray(data) ? data[0] : data) as Interview | undefined
  if (!session) throw notFound('这一场微访谈')
  return session
}

const MOST_COMING = 20

/** Published sessions whose live hour may still go on or is to come, the first first. One request. */
export async function findComing(now: Date): Promise<Interview[]> {
  const { data } = await interviews()
    .where({ state: 'published', liveFrom: _.gt(new Date(Number(now) - LONGEST_WITH_OVERRUN_MS)) })
    .orderBy('liveFrom', 'asc')
    .orderBy('_id', 'asc')
    .limit(MOST_COMING)
    .get()
  return data as Interview[]
}

/** Published sessions, the newest first. One request. */
export async function findPublished(after: string | undefined): Promise<Interview[]> {
  const from = readCursor<[number, string]>(after, ['number', 'string'])
  const of = { state: 'published' }
  const where = from
    ? _.or([
        { ...of, liveFrom: _.lt(new Date(from[0])) },
        { ...of, liveFrom: _.eq(new Date(from[0])), _id: _.lt(from[1]) },
      ])
    : of
  const { data } = await interviews()
    .where(where)
    .orderBy('liveFrom', 'desc')
    .orderBy('_id', 'desc')
    .limit(DESK_PAGE)
    .get()
  return data as Interview[]
}

export function nextPublished(rows: Interview[]): string | null {
  const last = rows[DESK_PAGE - 1]
  return last ? writeCursor([Number(last.liveFrom), last._id]) : null
}

const FIRST_PROMISES = 20

/** A session with its union's promises: those open, by day, and how many there are of each. One request; null: none. */
export async function findWithPromises(
  id: string,
  today: Day,
): Promise<{ session: Interview; first: Commitment[]; promised: PromiseCount[] } | null> {
  const ofUnion = { $expr: { $eq: ['$org', '$$org'] } }
  const lookup = (as: string, pipeline: object[]) =>
    ({ from: 'interviewPromises', let: { org: '$org' }, pipeline, as }) as never
  const open = [{ $match: { ...ofUnion, state: 'open' } }, { $sort: { by: 1, _id: 1 } }, { $limit: FIRST_PROMISES }]
  const { data } = await interviews()
    .aggregate()
    .match({ _id: id })
    .limit(1)
    .lookup(lookup('first', open))
    .lookup(lookup('promised', countPromises(ofUnion, today)))
    .end()
  const found = (data as (Interview & { first: Commitment[]; promised: PromiseCount[] })[])[0]
  if (!found) return null
  const { first, promised, ...session } = found
  return { session, first, promised }
}

// What the timer does.

/** Published sessions that begin by then and of whose beginning nobody was reminded. One request. */
export async function findToRemind(by: Date, most: number): Promise<Interview[]> {
  const { data } = await interviews()
    .where({ state: 'published', remindedAt: null, liveFrom: _.lte(by) })
    .limit(most)
    .get()
  return data as Interview[]
}

/** Unless it was moved meanwhile. One request. */
export async function setReminded({ _id, liveFrom }: Interview, at: Date): Promise<void> {
  await interviews().where({ _id, remindedAt: null, liveFrom }).update({ remindedAt: at })
}

/** Sessions of which everybody is being told something. One request. */
export async function findTelling(most: number): Promise<Interview[]> {
  const { data } = await interviews()
    .where({ 'tellAll.at': _.gt(new Date(0)) })
    .limit(most)
    .get()
  return data as Interview[]
}

/** One request, unless something else is being told by now. */
export async function setTelling(id: string, key: string, done: string): Promise<void> {
  await interviews().where({ _id: id, 'tellAll.key': key }).update({ 'tellAll.done': done })
}

export async function endTelling(id: string, key: string): Promise<void> {
  await interviews()
    .where({ _id: id, 'tellAll.key': key })
    .update({ tellAll: _.set(null) })
}

/** A portion of accounts that follow a session or a question of it, or asked in it, behind a document's id. One request. */
export async function findPortion(
  of: 'follows' | 'questions',
  interview: string,
  after: string,
  most: number,
): Promise<{ _id: string; openid: string }[]> {
  const { data } = await (of === 'follows' ? follows() : questions())
    .where({ interview, _id: _.gt(after) })
    .orderBy('_id', 'asc')
    .limit(most)
    .field({ openid: true })
    .get()
  return data as { _id: string; openid: string }[]
}

/** Who wants to be reminded of a session and was not since a moment. One request. */
export async function findUnreminded(
  interview: string,
  since: Date,
  most: number,
): Promise<{ _id: string; openid: string }[]> {
  const of = { interview, question: null }
  const { data } = await follows()
    .where(
      _.or([
        { ...of, toldAt: null },
        { ...of, toldAt: _.lt(since) },
      ]),
    )
    .limit(most)
    .field({ openid: true })
    .get()
  return data as { _id: string; openid: string }[]
}

/** One request. */
export async function markTold(ids: string[], at: Date): Promise<void> {
  if (ids.length === 0) return
  await follows()
    .where({ _id: _.in(ids) })
    .update({ toldAt: at })
}

/** Throws the database's own error when she wants it already. */
export async function addFollow(follow: {
  _id: string
  openid: string
  interview: string
  at: Date
  toldAt: Date | null
}): Promise<void> {
  await follows().add({ ...follow, question: null })
}

export async function dropFollow(id: string): Promise<void> {
  await follows().where({ _id: id }).remove()
}
