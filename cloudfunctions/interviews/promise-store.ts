import { addDays, type Day } from '../../miniprogram/rules/days'
import { _, type Transaction } from '../kernel/cloud'
import { readCursor, writeCursor } from '../kernel/database'
import { DESK_PAGE, fromMyDesk, orgOf } from '../kernel/my-desk'
import type { Answer, Commitment, Interview, Question, Seat } from './interview'
import { whole } from './room-store'
import { interviews, promises } from './store'

/** Queries on what was promised. */

export const promiseFrom = (session: Interview, question: Question, answer: Answer, now: Date): Commitment => ({
  _id: answer.promise!.id,
  interview: session._id,
  topic: session.topic,
  question: question._id,
  questionText: question.text,
  seat: answer.seat,
  org: session.org,
  orgName: session.orgName,
  orgPath: session.orgPath,
  what: answer.promise!.what,
  who: answer.promise!.who,
  department: question.department || (session.seats.find(({ id }) => id === answer.seat)?.department ?? ''),
  by: answer.promise!.by,
  state: 'open',
  moves: [],
  how: '',
  files: [],
  endedAt: null,
  remindedOn: null,
  version: 1,
  createdAt: now,
})

/** One request. */
export async function addPromiseIn(transaction: Transaction, made: Commitment): Promise<void> {
  await transaction.collection('interviewPromises').add(made)
}

export type Show = 'late' | 'open' | 'kept' | 'dropped'

/** Late and open ones the earliest day first, ended ones the newest day first. One request. */
export async function findPage(
  of: { interview?: string; org?: string },
  show: Show,
  today: Day,
  after: string | undefined,
): Promise<{ rows: Commitment[]; next: string | null }> {
  const ended = show === 'kept' || show === 'dropped'
  const bounds = { late: { by: _.lt(today) }, open: { by: _.gte(today) }, kept: {}, dropped: {} }[show]
  const wanted = { ...of, state: ended ? show : 'open', ...bounds }
  const from = readCursor<[Day, string]>(after, ['string', 'string'])
  const { data } = await promises()
    .where(from ? behind(wanted, from, ended) : wanted)
    .orderBy('by', ended ? 'desc' : 'asc')
    .orderBy('_id', ended ? 'desc' : 'asc')
    .limit(DESK_PAGE)
    .get()
  const rows = data as Commitment[]
  const last = rows[DESK_PAGE - 1]
  return { rows, next: last ? writeCursor([last.by, last._id]) : null }
}

function behind(wanted: object, [by, id]: [Day, string], back: boolean) {
  const beyond = back ? _.lt : _.gt
  const bounds = (wanted as { by?: unknown }).by
  const further = bounds && !back ? _.and([bounds as never, beyond(by)] as never) : beyond(by)
  return _.or([
    { ...wanted, by: further },
    { ...wanted, by, _id: beyond(id) },
  ] as never) as never
}

const MOST_MINE = 100

/** Open ones of the union of my desk, the earliest day first. One request. */
export async function findAtMyDesk(openid: string, desk: string): Promise<Commitment[]> {
  const { found } = await fromMyDesk<Commitment>(openid, desk, 'interviewPromises', [
    { $match: { org: orgOf(desk), state: 'open' } },
    { $sort: { by: 1, _id: 1 } },
    { $limit: MOST_MINE },
  ])
  return found
}

/** Open ones made from seats that are an account's, also one she has left. One request. */
export async function findOfMySeats(openid: string): Promise<Commitment[]> {
  const { data } = await interviews()
    .aggregate()
    .match({ 'seats.openid': openid })
    .sort({ liveFrom: -1 })
    .limit(MOST_MINE)
    .lookup({
      from: 'interviewPromises',
      let: { interview: '$_id' },
      pipeline: [{ $match: { $expr: { $eq: ['$interview', '$$interview'] }, state: 'open' } }, { $limit: MOST_MINE }],
      as: 'promised',
    } as never)
    .end()
  return (data as (Interview & { promised: Commitment[] })[])
    .flatMap(({ seats, promised }) => promised.filter((one) => isMine(seats, one, openid)))
    .sort((a, b) => (a.by < b.by ? -1 : 1))
}

const isMine = (seats: Seat[], { seat }: Commitment, openid: string) =>
  seats.some((one) => one.id === seat && one.openid === openid)

export interface Promised {
  promise: Commitment
  session: Interview
}

/** A promise of the union of my desk with its session, or null. One request. */
export async function findPromiseAtDesk(openid: string, desk: string, id: string): Promise<Promised | null> {
  const { found } = await fromMyDesk<Commitment & { sessions: Interview[] }>(openid, desk, 'interviewPromises', [
    { $match: { _id: id, org: orgOf(desk) } },
    { $limit: 1 },
    { $lookup: { from: 'interviews', localField: 'interview', foreignField: '_id', as: 'sessions' } },
  ])
  return promisedOf(found[0])
}

/** A promise made from my seat with its session, or null. One request. */
export async function findPromiseOfMine(openid: string, id: string): Promise<Promised | null> {
  const { data } = await promises()
    .aggregate()
    .match({ _id: id })
    .limit(1)
    .lookup({ from: 'interviews', localField: 'interview', foreignField: '_id', as: 'sessions' })
    .end()
  const found = promisedOf((data as (Commitment & { sessions: Interview[] })[])[0])
  return found && isMine(found.session.seats, found.promise, openid) ? found : null
}

function promisedOf(found: (Commitment & { sessions: Interview[] }) | undefined): Promised | null {
  if (!found) return null
  const { sessions, ...promise } = found
  return sessions[0] ? { promise, session: sessions[0] } : null
}

/** Writes fields of a promise that is as the caller read it; null: it moved on. One request. */
export async function changePromiseIn(
  transaction: Transaction,
  { _id, version }: Commitment,
  fields: Partial<Commitment>,
): Promise<Commitment | null> {
  const { doc } = await transaction
    .collection('interviewPromises')
    .where({ _id, version })
    .updateAndReturn(whole({ ...fields, version: version + 1 }))
  return (doc as Commitment | null | undefined) ?? null
}

/** Days before its day on which its people are reminded first. */
const AHEAD_DAYS = 3

/** Open ones whose day is near or behind, and of which nobody was reminded today. One request. */
export async function findToRemind(today: Day, most: number): Promise<Promised[]> {
  const { data } = await promises()
    .aggregate()
    .match({ state: 'open', by: _.lte(addDays(today, AHEAD_DAYS)), remindedOn: _.neq(today) })
    .limit(most)
    .lookup({ from: 'interviews', localField: 'interview', foreignField: '_id', as: 'sessions' })
    .end()
  return (data as (Commitment & { sessions: Interview[] })[]).flatMap((one) => promisedOf(one) ?? [])
}

/** One request. */
export async function markReminded(ids: string[], today: Day): Promise<void> {
  if (ids.length === 0) return
  await promises()
    .where({ _id: _.in(ids) })
    .update({ remindedOn: today })
}

/** Ids of its pictures; null: no such promise. One request. */
export async function findFiles(id: string): Promise<string[] | null> {
  const { data } = await promises().where({ _id: id }).limit(1).field({ files: true }).get()
  const found = data[0] as Pick<Commitment, 'files'> | undefined
  return found ? found.files.map((file) => file.id) : null
}
