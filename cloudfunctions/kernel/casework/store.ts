import { _, db, type Transaction } from '../cloud'
import { readCursor } from '../database'
import { anyPost, lookupFromMe, type Post } from '../people'
import type { CaseDocument } from './case'

/** The only queries on `cases`. */

const cases = () => db.collection('cases')

export const PAGE = 20

/** A case by id whose applicant this is, or who applied for her and still may see it; null else. One request. */
export async function findMine(openid: string, id: string): Promise<CaseDocument | null> {
  const { data } = await cases()
    .where(
      _.or([
        { _id: id, openid },
        { _id: id, proxyOpenid: openid },
      ]),
    )
    .limit(1)
    .get()
  return (data[0] as CaseDocument | undefined) ?? null
}

/** A case by id with the caller's posts, or null when she holds none or there is no such case. One request. */
export async function findFromPost(
  openid: string,
  id: string,
): Promise<{ posts: Post[]; standing: CaseDocument } | null> {
  const looked = await lookupFromMe<CaseDocument>(openid, anyPost, 'cases', [{ $match: { _id: id } }, { $limit: 1 }])
  const standing = looked?.found[0]
  return looked && standing ? { posts: looked.person.posts, standing } : null
}

/** My cases, last moved first. One request. */
export function findMinePage(openid: string, after: string | undefined): Promise<CaseDocument[]> {
  return lastMovedFirst({ openid }, after)
}

/** Cases I handed in for others and may still see, last moved first. One request. */
export function findForOthersPage(openid: string, after: string | undefined): Promise<CaseDocument[]> {
  return lastMovedFirst({ proxyOpenid: openid }, after)
}

async function lastMovedFirst(of: object, after: string | undefined): Promise<CaseDocument[]> {
  const from = readCursor<[number, string]>(after, ['number', 'string'])
  const match = from
    ? _.or([
        { ...of, updatedAt: _.lt(new Date(from[0])) },
        { ...of, updatedAt: _.eq(new Date(from[0])), _id: _.lt(from[1]) },
      ])
    : of
  const { data } = await cases().where(match).orderBy('updatedAt', 'desc').orderBy('_id', 'desc').limit(PAGE).get()
  return data as CaseDocument[]
}

/** What stands at a desk, by due day; null when the desk is not the caller's. One request. */
export async function findQueuePage(
  openid: string,
  desk: string,
  after: string | undefined,
): Promise<CaseDocument[] | null> {
  const from = readCursor<[string, string]>(after, ['string', 'string'])
  const match = from
    ? {
        $or: [
          { desk, due: { $gt: from[0] } },
          // Those that stand still have no day and come first.
          { desk, due: from[0] || null, _id: { $gt: from[1] } },
        ],
      }
    : { desk }
  const looked = await lookupFromMe<CaseDocument>(openid, { 'posts.desk': desk }, 'cases', [
    { $match: match },
    { $sort: { due: 1, _id: 1 } },
    { $limit: PAGE },
  ])
  return looked && looked.found
}

/** How many of my cases have news I have not read, up to `limit`. One request. */
export async function countUnread(openid: string, limit: number): Promise<number> {
  const { data } = await cases().where({ openid, 'news.unread': true }).limit(limit).field({ _id: true }).get()
  return data.length
}

/** I have read this case's news. Touches nothing that a desk decides on. */
export async function markNewsRead(openid: string, id: string): Promise<void> {
  await cases().where({ _id: id, openid, 'news.unread': true }).update({ 'news.unread': false })
}

/** Cases of an area on which the timer has something to do today, the longest waiting first. One request. */
export async function findToWake(area: string, today: string, most: number): Promise<CaseDocument[]> {
  const { data } = await cases()
    .where({ area, wakeOn: _.lte(today) })
    .orderBy('wakeOn', 'asc')
    .limit(most)
    .get()
  return data as CaseDocument[]
}

/** Cases of an area whose applicant is to be reminded of something today. One request. */
export async function findToRemind(area: string, today: string, most: number): Promise<CaseDocument[]> {
  const { data } = await cases()
    .where({ area, remindOn: _.lte(today) })
    .orderBy('remindOn', 'asc')
    .limit(most)
    .get()
  return data as CaseDocument[]
}

/** The next reminder; an act meanwhile has reckoned it anew and stands. One request. */
export async function setReminder({ _id, version }: CaseDocument, remindOn: string | null): Promise<void> {
  await cases().where({ _id, version }).update({ remindOn })
}

/** Open cases of an area whose days were reckoned by an older calendar. One request. */
export async function findOldCalendar(area: string, calendarVersion: number, most: number): Promise<CaseDocument[]> {
  const { data } = await cases()
    .where({ area, calendar: _.lt(calendarVersion) })
    .limit(most)
    .get()
  return data as CaseDocument[]
}

/** A case as the transaction sees it; null when there is none. One request. */
export async function readIn(transaction: Transaction, id: string): Promise<CaseDocument | null> {
  const { data } = await transaction.collection('cases').doc(id).get()
  return ((Array.isArray(data) ? data[0] : data) as CaseDocument | undefined) ?? null
}

export async function add(transaction: Transaction, made: CaseDocument): Promise<void> {
  await transaction.collection('cases').add(made)
}

/** Days reckoned anew: no act, no version; false when somebody has acted meanwhile. One request. */
export async function retime(standing: CaseDocument): Promise<boolean> {
  const { _id, version, due, wakeOn, calendar, clock, notice } = standing
  const { updated } = await cases()
    .where({ _id, version })
    .update({ due, wakeOn, calendar, clock: _.set(clock), notice: _.set(notice) })
  return updated === 1
}

/** What an act may change of a case: plain values, and objects that are written whole. Ids and applicant never change. */
const PLAIN = [
  ...(['desk', 'step', 'next', 'stage', 'state', 'open', 'due', 'wakeOn', 'remindOn', 'calendar', 'openKey'] as const),
  ...(['version', 'updatedAt', 'endedAt', 'org', 'orgPath', 'town', 'deskOrg', 'orgName', 'objection'] as const),
  ...(['askedAt', 'batch'] as const),
]
const WHOLE = [
  ...(['clock', 'asked', 'assignee', 'notice', 'rating', 'form', 'facts', 'chain', 'papers'] as const),
  ...(['records', 'story', 'news'] as const),
]

/** Writes what an act changed. One request. */
export async function move(transaction: Transaction, moved: CaseDocument): Promise<void> {
  // `set` for objects: the SDK would write their parts one by one, which fails where null stands.
  const fields = { ...picked(moved, PLAIN, (value) => value), ...picked(moved, WHOLE, (value) => _.set(value)) }
  await transaction.collection('cases').doc(moved._id).update(fields)
}

function picked(
  moved: CaseDocument,
  names: (keyof CaseDocument)[],
  as: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, as(moved[name])]))
}
