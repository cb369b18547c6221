import type { Day } from '../../miniprogram/rules/days'
import type { CaseDocument } from '../kernel/casework/case'
import { _, db } from '../kernel/cloud'
import { readCursor } from '../kernel/database'
import { notFound } from '../kernel/errors'
import { joiningEvents, type JoiningEvent } from '../kernel/joining-events'
import { memberships } from '../kernel/memberships'
import { fromMyDesk, orgOf, pageOfMyDesk } from '../kernel/my-desk'
import type { Post } from '../kernel/people'

/** The area's queries on events and their applications; those on rosters stand in roster-store.ts. */

/** An event of the desk's union. One request. */
export async function findEvent(
  openid: string,
  desk: string,
  id: string,
): Promise<{ post: Post; event: JoiningEvent }> {
  const org = orgOf(desk)
  const { post, found } = await fromMyDesk<JoiningEvent>(openid, desk, 'joiningEvents', [
    { $match: { _id: id, org } },
    { $limit: 1 },
  ])
  if (!found[0]) throw notFound('这次活动')
  return { post, event: found[0] }
}

/** The union's events, newest first. One request. */
export function findEventsPage(openid: string, desk: string, after: string | undefined) {
  return pageOfMyDesk<JoiningEvent>(openid, desk, 'joiningEvents', after)
}

/** Throws the database's own error when the id or the code is taken. */
export async function addEvent(event: JoiningEvent): Promise<void> {
  await joiningEvents().add(event)
}

/** Shuts it and frees its code. One request. */
export async function shutEvent(id: string): Promise<void> {
  await joiningEvents().where({ _id: id, state: 'open' }).update({ state: 'closed', openCode: id })
}

/** Events whose code has had its last day. One request. */
export async function findEventsOver(today: Day, most: number): Promise<JoiningEvent[]> {
  const { data } = await joiningEvents()
    .where({ state: 'open', codeUntil: _.lt(today) })
    .limit(most)
    .field({ _id: true })
    .get()
  return data as JoiningEvent[]
}

/** The event behind a code. One request. */
export async function findByCode(code: string): Promise<JoiningEvent | null> {
  const { data } = await joiningEvents().where({ openCode: code }).limit(1).get()
  return (data[0] as JoiningEvent | undefined) ?? null
}

/** Applications that a go through left aside; the same again changes nothing. One request. */
export async function holdBack(event: string, cases: string[]): Promise<void> {
  if (cases.length > 0)
    await joiningEvents()
      .where({ _id: event })
      .update({ heldBack: _.addToSet({ $each: cases }) })
}

const cases = () => db.collection('cases')

/** How many of an event's applications stand so, from the index alone: no document is read. One request. */
export async function countOfEvent(event: string, state: 'submitted' | 'approved' | null): Promise<number> {
  const { total } = await cases()
    .where(state ? { 'facts.event': event, state } : { 'facts.event': event })
    .count()
  return total ?? 0
}

/** Those of these applications that still wait at a desk. One request. */
export async function findWaiting(desk: string, ids: string[]): Promise<Pick<CaseDocument, '_id' | 'area' | 'name'>[]> {
  if (ids.length === 0) return []
  const { data } = await cases()
    .where({ _id: _.in(ids), desk })
    .limit(1000)
    .field({ area: true, name: true })
    .get()
  return data as CaseDocument[]
}

/** An event's applications in one state, in the order they came to it. One request. */
export async function findOfEvent(
  event: string,
  state: 'submitted' | 'approved',
  after: string | undefined,
  most: number,
): Promise<CaseDocument[]> {
  const from = readCursor<[number, string]>(after, ['number', 'string'])
  const of = { 'facts.event': event, state }
  const match = from
    ? _.or([
        { ...of, updatedAt: _.gt(new Date(from[0])) },
        { ...of, updatedAt: _.eq(new Date(from[0])), _id: _.gt(from[1]) },
      ])
    : of
  const { data } = await cases().where(match).orderBy('updatedAt', 'asc').orderBy('_id', 'asc').limit(most).get()
  return data as CaseDocument[]
}

/** A part of those approved, skipping whole parts: rolls are printed rarely, and their parts are few. One request. */
export async function findRollPart(event: string, part: number, size: number): Promise<CaseDocument[]> {
  const { data } = await cases()
    .where({ 'facts.event': event, state: 'approved' })
    .orderBy('updatedAt', 'asc')
    .orderBy('_id', 'asc')
    .skip((part - 1) * size)
    .limit(size)
    .field({ number: true, name: true, form: true, endedAt: true, updatedAt: true })
    .get()
  return data as CaseDocument[]
}

/** Those of these ID numbers (blind indexes) that some account holds a membership on already. One request. */
export async function heldAlready(idIndexes: string[]): Promise<{ holder: string; org: string }[]> {
  if (idIndexes.length === 0) return []
  const { data } = await memberships()
    .where({ holder: _.in(idIndexes) })
    .limit(1000)
    .field({ holder: true, org: true })
    .get()
  return data as { holder: string; org: string }[]
}

/** Accounts that have an open application with one of these ID numbers. One request. */
export async function openApplications(idIndexes: string[]): Promise<{ _id: string; index: string }[]> {
  if (idIndexes.length === 0) return []
  const { data } = await cases()
    .where({ 'form.idNumber.index': _.in(idIndexes), open: true, kind: 'joining' })
    .limit(1000)
    .field({ 'form.idNumber.index': true })
    .get()
  return (data as { _id: string; form: { idNumber: { index: string } } }[]).map(({ _id, form }) => ({
    _id,
    index: form.idNumber.index,
  }))
}

/** One event by id, or null. One request. */
export { findJoiningEvent as readEvent } from '../kernel/joining-events'
