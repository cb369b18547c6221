import { _, type Transaction } from '../kernel/cloud'
import { readCursor, writeCursor } from '../kernel/database'
import { DESK_PAGE, fromMyDesk, orgOf } from '../kernel/my-desk'
import type { CheckedFile, Interview, Question } from './interview'
import { interviews, questions } from './store'

/** Queries of the host's room, and how a question is written by hosts and interviewees. */

export type Show = 'waiting' | 'open' | 'settled' | 'away'

const SHOWN: Record<Show, object> = {
  waiting: { state: 'waiting', outcome: null },
  open: { state: 'accepted', outcome: null },
  settled: { state: { $in: ['accepted', 'waiting'] }, outcome: { $ne: null } },
  away: { state: { $in: ['returned', 'refused', 'merged', 'withdrawn'] } },
}
/** Each with `_id` behind: what a page ends with, and which way it goes on. */
const ORDER: Record<Show, { by: 'at' | 'votes'; way: 1 | -1 }> = {
  waiting: { by: 'at', way: 1 },
  open: { by: 'votes', way: -1 },
  settled: { by: 'at', way: -1 },
  away: { by: 'at', way: -1 },
}

/**
 * A page of a session's questions at the desk of the union that holds it; null: no such session there. Throws FORBIDDEN
 * when the desk is not the caller's. One request.
 */
export async function listAtDesk(
  openid: string,
  desk: string,
  interview: string,
  show: Show,
  after: string | undefined,
): Promise<{ questions: Question[]; next: string | null } | null> {
  const { by, way } = ORDER[show]
  const wanted = { interview, ...SHOWN[show] }
  const { found } = await fromMyDesk<{ listed: Question[] }>(openid, desk, 'interviews', [
    { $match: { _id: interview, org: orgOf(desk) } },
    { $limit: 1 },
    {
      $lookup: {
        from: 'interviewQuestions',
        let: {},
        pipeline: [
          { $match: behind(wanted, show, after) },
          { $sort: { [by]: way, _id: way } },
          { $limit: DESK_PAGE },
          { $project: { voters: 0, keys: 0 } },
        ],
        as: 'listed',
      },
    },
    { $project: { listed: 1 } },
  ])
  if (!found[0]) return null
  const { listed } = found[0]
  const last = listed[DESK_PAGE - 1]
  return { questions: listed, next: last ? writeCursor([Number(last[by]), last._id]) : null }
}

function behind(wanted: object, show: Show, after: string | undefined): object {
  const from = readCursor<[number, string]>(after, ['number', 'string'])
  if (!from) return wanted
  const { by, way } = ORDER[show]
  const beyond = way === 1 ? '$gt' : '$lt'
  const value = by === 'at' ? new Date(from[0]) : from[0]
  return {
    $or: [
      { ...wanted, [by]: { [beyond]: value } },
      { ...wanted, [by]: value, _id: { [beyond]: from[1] } },
    ],
  }
}

/** What an act moves besides what it is about. */
const moved = (now: Date) => ({ touchedAt: now, changedAt: now, version: _.inc(1) })

/**
 * Writes fields of a question that is as the caller read it, votes aside; null: somebody acted on it since. Answers with
 * what it is then. One request.
 */
export async function changeQuestion(
  { _id, version }: Pick<Question, '_id' | 'version'>,
  now: Date,
  fields: object,
): Promise<Question | null> {
  const { doc } = await questions()
    .where({ _id, version })
    .updateAndReturn(whole({ ...fields, ...moved(now) }))
  return (doc as Question | null | undefined) ?? null
}

/**
 * The same within a transaction. Where it is the transaction's first write, whoever votes meanwhile waits: nothing is
 * read before, so no vote makes it begin anew.
 */
export async function changeQuestionIn(
  transaction: Transaction,
  { _id, version }: Pick<Question, '_id' | 'version'>,
  now: Date,
  fields: object,
): Promise<Question | null> {
  const { doc } = await transaction
    .collection('interviewQuestions')
    .where({ _id, version })
    .updateAndReturn(whole({ ...fields, ...moved(now) }))
  return (doc as Question | null | undefined) ?? null
}

/** Writes fields of a question that the transaction holds already. One request. */
export async function writeHeldIn(transaction: Transaction, id: string, fields: object): Promise<Question> {
  const { doc } = await transaction.collection('interviewQuestions').where({ _id: id }).updateAndReturn(whole(fields))
  return doc as unknown as Question
}

/** Holds a question for the transaction, whatever its version: nobody votes or acts on it until the end. One request. */
export async function holdQuestionIn(transaction: Transaction, id: string, now: Date): Promise<Question | null> {
  const { doc } = await transaction
    .collection('interviewQuestions')
    .where({ _id: id })
    .updateAndReturn({ touchedAt: now })
  return (doc as Question | null | undefined) ?? null
}

/** One request. */
export async function findQuestion(id: string): Promise<Question | null> {
  const { data } = await questions().where({ _id: id }).limit(1).get()
  return (data[0] as Question | undefined) ?? null
}

/**
 * Holds a question up, or none. A session's version stays: two hosts do not disturb each other with it, and the last
 * one's choice stands. One request.
 */
export async function setPinned({ _id }: Pick<Interview, '_id'>, question: string | null): Promise<void> {
  await interviews().where({ _id }).update({ pinned: question })
}

/** Puts another in the place of one that is gone, where that is the one held up. One request. */
export async function movePin(interview: string, from: string, to: string | null): Promise<void> {
  await interviews().where({ _id: interview, pinned: from }).update({ pinned: to })
}

/** The same within the transaction that takes it away. One request. */
export async function movePinIn(
  transaction: Transaction,
  interview: string,
  from: string,
  to: string | null,
): Promise<void> {
  await transaction.collection('interviews').where({ _id: interview, pinned: from }).updateAndReturn({ pinned: to })
}

/** Objects and lists are written whole: the SDK would write their parts one by one. A command stays as it is. */
export function whole(fields: object): Record<string, unknown> {
  const part = ([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !('operands' in value) ? [name, _.set(value)] : [name, value]
  return Object.fromEntries(Object.entries(fields).map(part))
}

/** The question of a picture whose check has this trace, without its voters. One request. */
export async function findByTrace(trace: string): Promise<Question | null> {
  const { data } = await questions()
    .where({ 'files.trace': trace })
    .limit(1)
    .field({ voters: false, keys: false })
    .get()
  return (data[0] as Question | undefined) ?? null
}

/**
 * What WeChat said of the n-th picture, set by its place: two verdicts at once, or a host's act, each keep what the other
 * wrote. No act of a host, so her next one still fits. False: it was decided before. One request.
 */
export async function setVerdict(
  id: string,
  n: number,
  { trace, verdict }: Pick<CheckedFile, 'trace' | 'verdict'>,
  now: Date,
): Promise<boolean> {
  const { updated } = await questions()
    .where({ _id: id, [`files.${n}.trace`]: trace, [`files.${n}.verdict`]: 'pending' })
    .update({ [`files.${n}.verdict`]: verdict, touchedAt: now, changedAt: now })
  return updated === 1
}
