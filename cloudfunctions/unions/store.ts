import { _, db, type Transaction } from '../kernel/cloud'
import type { CaseDocument } from '../kernel/casework/case'
import { inTransaction, readCursor } from '../kernel/database'
import { ledger, type LedgerEntry, type LedgerKind } from '../kernel/ledger'
import { belongsTo, memberships, scopesOf, type Membership } from '../kernel/memberships'
import { orgOf } from '../kernel/my-desk'
import { orgs, type Org } from '../kernel/orgs'
import { lookupFromMe, type Person } from '../kernel/people'
import { LIVING } from '../../miniprogram/rules/membership-states'
import type { Day } from '../../miniprogram/rules/days'
import type { Carry } from './carry'

/** The area's only queries. */

export const PAGE = 20

const carries = () => db.collection('carries')
const cases = () => db.collection('cases')
const counted = () => db.collection('counted')

/* ---- within an act's transaction: one request each ---- */

export async function readUnionIn(transaction: Transaction, id: string): Promise<Org | null> {
  const { data } = await transaction.collection('orgs').doc(id).get()
  return ((Array.isArray(data) ? data[0] : data) as Org | undefined) ?? null
}

export async function addUnionIn(transaction: Transaction, union: Org): Promise<void> {
  await transaction.collection('orgs').add(union)
}

/** Fields are written whole: the SDK would write an object's parts one by one, which fails where null stands. */
export async function writeUnionIn(transaction: Transaction, id: string, fields: Partial<Org>): Promise<void> {
  const whole = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, _.set(value)]))
  await transaction.collection('orgs').doc(id).update(whole)
}

export async function addCarryIn(transaction: Transaction, carry: Carry): Promise<void> {
  await transaction.collection('carries').add(carry)
}

/* ---- unions, for officers; what proves their right is in the query ---- */

/** A union with those who hold a post at it. */
export type Staffed = Org & { officers: Person[] }
const STAFF = { $lookup: { from: 'people', localField: '_id', foreignField: 'posts.org', as: 'officers' } }

/** A union below an officer's desk or her own, with its parent's and its officers' records; null when there is none. One request. */
export async function findForDesk(
  openid: string,
  desk: string,
  id: string,
): Promise<{ me: Person; union: Staffed; parent: Org | null; successor: Org | null } | null> {
  const looked = await lookupFromMe<Staffed & { parents: Org[]; successors: Org[] }>(
    openid,
    { 'posts.desk': desk },
    'orgs',
    [
      { $match: { _id: id, scopes: orgOf(desk) } },
      { $limit: 1 },
      { $lookup: { from: 'orgs', localField: 'parent', foreignField: '_id', as: 'parents' } },
      { $lookup: { from: 'orgs', localField: 'successor', foreignField: '_id', as: 'successors' } },
      STAFF,
    ],
  )
  const found = looked?.found[0]
  if (!found) return null
  const { parents, successors, ...union } = found
  return { me: looked.person, union, parent: parents[0] ?? null, successor: successors[0] ?? null }
}

/** Unions directly below one, by name; null when the desk is not the caller's. One request. */
export function findBelow(
  openid: string,
  desk: string,
  id: string,
  after: string | undefined,
): Promise<Staffed[] | null> {
  const from = readCursor<[string, string]>(after, ['string', 'string'])
  const of = { parent: id, status: 'active' }
  const scopes = orgOf(desk)
  const match = from
    ? {
        $or: [
          { ...of, name: { $gt: from[0] }, scopes },
          { ...of, name: from[0], _id: { $gt: from[1] }, scopes },
        ],
      }
    : { ...of, scopes }
  return listed(openid, desk, [{ $match: match }, { $sort: { name: 1, _id: 1 } }, { $limit: PAGE }])
}

/** Terms that end by a day at unions of a desk and below, the earliest first; null when the desk is not the caller's. One request. */
export function findTerms(openid: string, desk: string, by: Day, after: string | undefined): Promise<Staffed[] | null> {
  const from = readCursor<[string, string]>(after, ['string', 'string'])
  const scopes = orgOf(desk)
  const match = from
    ? {
        $or: [
          { scopes, 'term.endsOn': { $gt: from[0], $lte: by } },
          { scopes, 'term.endsOn': from[0], _id: { $gt: from[1] } },
        ],
      }
    : { scopes, 'term.endsOn': { $lte: by } }
  return listed(openid, desk, [{ $match: match }, { $sort: { 'term.endsOn': 1, _id: 1 } }, { $limit: PAGE }])
}

/** Unions of a desk and below with these runs of characters in their names; null when the desk is not the caller's. One request. */
export function findByKeys(openid: string, desk: string, keys: string[]): Promise<Staffed[] | null> {
  const named = keys.length === 1 ? keys[0] : { $all: keys }
  return listed(openid, desk, [{ $match: { keys: named, scopes: orgOf(desk) } }, { $limit: PAGE }])
}

async function listed(openid: string, desk: string, pipeline: object[]): Promise<Staffed[] | null> {
  const looked = await lookupFromMe<Staffed>(openid, { 'posts.desk': desk }, 'orgs', [...pipeline, STAFF])
  return looked && looked.found
}

/** Active unions of this very name. One request. */
export async function findNamed(name: string, key: string): Promise<Org[]> {
  const { data } = await orgs().where({ keys: key, name }).limit(5).get()
  return data as Org[]
}

/** The active town federation of a town, or null. One request. */
export async function findTownFederation(town: string): Promise<Org | null> {
  const { data } = await orgs().where({ town, form: 'townshipFederation', status: 'active' }).limit(1).get()
  return (data[0] as Org | undefined) ?? null
}

/* ---- what follows a change ---- */

/** Carries that are not worked off, the oldest first. One request. */
export async function findOpenCarries(most: number): Promise<Carry[]> {
  const { data } = await carries().where({ state: 'open' }).orderBy('at', 'asc').limit(most).get()
  return data as Carry[]
}

export async function findCarryOf(caseId: string): Promise<Carry | null> {
  const { data } = await carries().where({ case: caseId, state: 'open' }).limit(1).get()
  return (data[0] as Carry | undefined) ?? null
}

export async function endCarry(id: string): Promise<void> {
  await carries().where({ _id: id }).update({ state: 'done' })
}

export async function queueBelow(id: string, queue: string[]): Promise<void> {
  await carries()
    .where({ _id: id })
    .update({ queue: _.set(queue) })
}

/** Living members of a union, of these employers only unless null. One request. */
export async function findToCarry(org: string, employers: string[] | null, most: number): Promise<Membership[]> {
  const of = employers ? { org, employer: _.in(employers) } : { org }
  const { data } = await memberships()
    .where({ ...of, state: _.in([...LIVING]) })
    .limit(most)
    .field({ openid: true })
    .get()
  return data as Membership[]
}

/** These members belong to another union from now on; who has left meanwhile stays where she is. One request. */
export async function carryThese(ids: string[], from: string, to: Org, line: Membership['past'][number]) {
  await memberships()
    .where({ _id: _.in(ids), org: from, state: _.in([...LIVING]) })
    .update({ ...whole(belongsTo(to)), past: _.push([line]) })
}

/** The union's place and name in its members' cards, where they differ. One request. */
export async function refreshMembers(union: Org): Promise<void> {
  const now = belongsTo(union)
  await memberships()
    .where(
      _.or([
        { org: union._id, orgPath: _.neq(now.orgPath) },
        { org: union._id, orgName: _.neq(now.orgName) },
      ]),
    )
    .update(whole(now))
}

const whole = (fields: object) =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, Array.isArray(value) ? _.set(value) : value]),
  )

/** Open applications that began at a union. One request. */
export async function findOpenCases(org: string, after: string, most: number): Promise<CaseDocument[]> {
  const { data } = await cases()
    .where({ org, open: true, _id: _.gt(after) })
    .orderBy('_id', 'asc')
    .limit(most)
    .get()
  return data as CaseDocument[]
}

/** A union's path as its parent's says it now, written; null when there is no such union. Up to three requests. */
export async function placeUnderParent(id: string): Promise<Org | null> {
  return inTransaction(async (transaction) => {
    const union = await readUnionIn(transaction, id)
    const parent = union?.parent ? await readUnionIn(transaction, union.parent) : null
    if (!union || !parent) return union
    const path = `${parent.path}${id}/`
    if (path === union.path) return union
    const placed = { path, scopes: scopesOf(path) }
    await writeUnionIn(transaction, id, placed)
    return { ...union, ...placed }
  })
}

/** Unions directly below these, also those that are no more. One request. */
export async function findChildren(parents: string[]): Promise<string[]> {
  const { data } = await orgs()
    .where({ parent: _.in(parents) })
    .limit(1000)
    .field({ _id: true })
    .get()
  return (data as Org[]).map(({ _id }) => _id)
}

/* ---- counts ---- */

/** How many living members a union has of its own. One request. */
export async function countMembers(org: string): Promise<number> {
  const { total } = await memberships()
    .where({ org, state: _.in([...LIVING]) })
    .count()
  return total ?? 0
}

/** Entries of these kinds since a moment, the oldest first. One request. */
export async function findEntries(kinds: LedgerKind[], since: Date, most: number): Promise<LedgerEntry[]> {
  const { data } = await ledger()
    .where({ kind: _.in(kinds), at: _.gte(since) })
    .orderBy('at', 'asc')
    .limit(most)
    .get()
  return data as LedgerEntry[]
}

/** Unions that the members of these applications are of, or were. Two requests. */
export async function findUnionsOf(applications: string[]): Promise<string[]> {
  const { data } = await cases()
    .where({ _id: _.in(applications) })
    .limit(applications.length)
    .field({ 'facts.membership': true })
    .get()
  const ids = (data as CaseDocument[]).flatMap(({ facts }) => (facts?.membership ? [String(facts.membership)] : []))
  if (ids.length === 0) return []
  const moved = await memberships()
    .where({ _id: _.in(ids) })
    .limit(ids.length)
    .field({ org: true, past: true })
    .get()
  return (moved.data as Membership[]).flatMap(({ org, past }) => [org, ...past.map((before) => before.org)])
}

/** The moment up to which members are counted; null before the first time. One request. */
export async function readCounted(): Promise<Date | null> {
  const { data } = await counted().where({ _id: 'members' }).limit(1).get()
  const until = (data[0] as { until: Date } | undefined)?.until
  return until ? new Date(until) : null
}

export async function writeCounted(until: Date): Promise<void> {
  await counted().doc('members').set({ until })
}

/* ---- terms of office ---- */

/** Unions whose officers are to be reminded of an election today. One request. */
export async function findToRemind(today: Day, most: number): Promise<Org[]> {
  const { data } = await orgs()
    .where({ termRemindOn: _.lte(today) })
    .limit(most)
    .get()
  return data as Org[]
}

/** The next reminder; an election meanwhile has reckoned it anew and stands. One request. */
export async function setTermReminder({ _id, version }: Org, termRemindOn: Day | null): Promise<void> {
  await orgs().where({ _id, version }).update({ termRemindOn })
}
