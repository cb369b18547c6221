import type { Day } from '../../miniprogram/rules/days'
import { _, db } from '../kernel/cloud'
import { isDuplicate } from '../kernel/database'
import { notFound } from '../kernel/errors'
import { fromMyDesk, orgOf, pageOfMyDesk } from '../kernel/my-desk'
import type { Post } from '../kernel/people'
import { rosterEntries, rosters, type RosterEntry } from '../kernel/rosters'
import type { Roster, RosterChunk } from './roster'

/** The area's queries on rosters. */

const chunks = () => db.collection('rosterChunks')

/** Of a request that writes many: chunks are about 80 KB each. */
const ABREAST = 8

/** A roster of the desk's union. One request. */
export async function findRoster(openid: string, desk: string, id: string): Promise<{ post: Post; roster: Roster }> {
  const { post, roster } = await seekRoster(openid, desk, id)
  if (!roster) throw notFound('这份名册')
  return { post, roster }
}

/** The same, or null where there is none of this id yet. One request. */
export async function seekRoster(openid: string, desk: string, id: string) {
  const { post, found } = await fromMyDesk<Roster>(openid, desk, 'rosters', [
    { $match: { _id: id, org: orgOf(desk) } },
    { $limit: 1 },
  ])
  return { post, roster: found[0] ?? null }
}

/** The union's rosters, newest first. One request. */
export function findRostersPage(openid: string, desk: string, after: string | undefined) {
  return pageOfMyDesk<Roster>(openid, desk, 'rosters', after)
}

/** Writes chunks that are not there yet. One request each, some at a time. */
export async function addChunks(made: RosterChunk[]): Promise<void> {
  for (let at = 0; at < made.length; at += ABREAST)
    await Promise.all(made.slice(at, at + ABREAST).map((chunk) => unlessThere(() => chunks().add(chunk))))
}

/** The roster as it then stands, whoever wrote it first. Two requests. */
export async function addRoster(made: Roster): Promise<Roster> {
  await unlessThere(() => rosters().add(made))
  return readRoster(made._id)
}

export async function readRoster(id: string): Promise<Roster> {
  const { data } = await rosters().where({ _id: id }).limit(1).get()
  return data[0] as Roster
}

async function unlessThere(add: () => Promise<unknown>): Promise<void> {
  try {
    await add()
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
}

export const chunkId = (roster: string, at: number): string => `${roster}-${at}`

/** One request. */
export async function readChunk(roster: string, at: number): Promise<RosterChunk> {
  const { data } = await chunks()
    .where({ _id: chunkId(roster, at) })
    .limit(1)
    .get()
  return data[0] as RosterChunk
}

/** One request. */
export async function changeChunk({ _id }: RosterChunk, change: Partial<RosterChunk>): Promise<void> {
  const whole = Object.fromEntries(Object.entries(change).map(([field, value]) => [field, _.set(value)]))
  await chunks().where({ _id }).update(whole)
}

/**
 * Goes on by one chunk, if nobody else has: `from` is the cursor as it was read. Two requests. Returns the roster as it
 * then stands.
 */
export async function step(
  { _id }: Roster,
  cursor: 'checked' | 'taken',
  from: number,
  change: Partial<Roster>,
  counts: Partial<Record<'members' | 'entries' | 'known', number>>,
): Promise<Roster> {
  const raised = Object.fromEntries(Object.entries(counts).map(([field, by]) => [field, _.inc(by)]))
  await rosters()
    .where({ _id, [cursor]: from })
    .update({ [cursor]: from + 1, ...change, ...raised })
  return readRoster(_id)
}

/** Faulty chunks from one on, without anybody's data. One request. */
export async function findFaultyChunks(roster: string, from: number, most: number): Promise<RosterChunk[]> {
  const { data } = await chunks()
    .where({ roster, faulty: true, at: _.gte(from) })
    .orderBy('at', 'asc')
    .limit(most)
    .field({ at: true, faults: true })
    .get()
  return data as RosterChunk[]
}

/** Entries of these ids that are there. One request. */
export async function entriesThere(ids: string[]): Promise<Set<string>> {
  const { data } = await rosterEntries()
    .where({ _id: _.in(ids) })
    .limit(1000)
    .field({ _id: true })
    .get()
  return new Set((data as { _id: string }[]).map(({ _id }) => _id))
}

/** Adds entries, those that are there left as they are. One request; more where somebody takes the same chunk. */
export async function addEntries(made: RosterEntry[]): Promise<void> {
  if (made.length === 0) return
  try {
    await rosterEntries().add(made)
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const there = await entriesThere(made.map(({ _id }) => _id))
    await addEntries(made.filter(({ _id }) => !there.has(_id)))
  }
}

/* ---- what goes by itself ---- */

/** Entries to be looked at by today, the longest waiting first. One request. */
export async function findEntriesToLook(today: Day, most: number): Promise<RosterEntry[]> {
  const { data } = await rosterEntries()
    .where({ lookOn: _.lte(today) })
    .orderBy('lookOn', 'asc')
    .limit(most)
    .field({ idIndex: true, until: true })
    .get()
  return data as RosterEntry[]
}

/** Those gone are deleted, the others looked at again on `next`. Up to two requests. */
export async function settleEntries(gone: string[], stay: string[], next: Day): Promise<void> {
  if (gone.length > 0)
    await rosterEntries()
      .where({ _id: _.in(gone) })
      .remove()
  if (stay.length > 0)
    await rosterEntries()
      .where({ _id: _.in(stay) })
      .update({ lookOn: next })
}

/** Deletes chunks and rosters whose days are over. Two requests. */
export async function removeOver(today: Day): Promise<void> {
  await chunks()
    .where({ until: _.lt(today) })
    .remove()
  await rosters()
    .where({ until: _.lt(today) })
    .remove()
}
