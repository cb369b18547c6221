import { createHash } from 'node:crypto'
import { _, db, type Transaction } from '../kernel/cloud'
import { LIVING, type MembershipState } from '../../miniprogram/rules/membership-states'
import type { UnionMark } from '../../miniprogram/rules/offer-rules'
import { memberships, readMembershipIn, type Card, type Membership } from '../kernel/memberships'
import { orgs, type Org } from '../kernel/orgs'
import { inTransaction, isDuplicate } from '../kernel/database'
import { append, type LedgerEntry } from '../kernel/ledger'
import { leaveMessageIn, type Message } from '../kernel/messages'
import { newPerson, people, type Person } from '../kernel/people'

/** The area's only queries. */

const FOUND = 20

/**
 * Unions with these runs of characters in their name or an employer's (a dissolved union keeps no keys); federations
 * take no members. One request; for a short text, one key, it examines what it returns.
 */
export async function findUnionsByKeys(keys: string[]): Promise<Org[]> {
  const { data } = await orgs()
    .where({ keys: keys.length === 1 ? keys[0] : _.all(keys), form: _.neq('federation') })
    .limit(FOUND)
    .get()
  return data as Org[]
}

/** Unions at a place, and unions of an industry, that take workers whose employer has none. One request. */
export async function findUnionsTaking(town: string | undefined, industry: string | undefined): Promise<Org[]> {
  const ways = [
    ...(town ? [{ town, takesIndividuals: true }] : []),
    ...(industry ? [{ industries: industry, takesIndividuals: true }] : []),
  ]
  const { data } = await orgs().where(_.or(ways)).limit(FOUND).get()
  return (data as Org[]).filter((org) => org.status === 'active')
}

/** Unions that take anyone, whatever the place: the last resort, so that nobody meets a dead end. One request. */
export async function findOpenUnions(): Promise<Org[]> {
  const { data } = await orgs().where({ town: null, takesIndividuals: true }).limit(FOUND).get()
  return (data as Org[]).filter((org) => org.status === 'active')
}

/** Who holds a membership on this ID number. One request. */
export async function holdsMembership(idIndex: string): Promise<Pick<Membership, '_id' | 'openid' | 'orgName'> | null> {
  const { data } = await memberships().where({ holder: idIndex }).limit(1).field({ openid: true, orgName: true }).get()
  return (data[0] as Membership | undefined) ?? null
}

/** Whether more than one open application to join stands on this ID number. One request. */
export async function appliesTwice(idIndex: string): Promise<boolean> {
  const { data } = await db
    .collection('cases')
    .where({ 'form.idNumber.index': idIndex, open: true, kind: 'joining' })
    .limit(2)
    .field({ _id: true })
    .get()
  return data.length > 1
}

/** One membership by id, or null. One request. */
export async function findMember(id: string): Promise<Membership | null> {
  const { data } = await memberships().where({ _id: id }).limit(1).get()
  return (data[0] as Membership | undefined) ?? null
}

export async function addMembership(transaction: Transaction, membership: Membership): Promise<void> {
  await transaction.collection('memberships').add(membership)
}

/**
 * A card number: the city's four digits and eight made from the case, so that a retry makes the same one. Eight digits
 * collide now and then among half a million members; the next attempt then makes others.
 */
export function cardNumberOf(prefix: string, caseId: string, attempt: number): string {
  const digest = createHash('sha256').update(`card:${caseId}:${attempt}`).digest()
  return `${prefix}${String(digest.readUIntBE(0, 6) % 100_000_000).padStart(8, '0')}`
}

/** Changes the caller's own record, making it at her first act. One or two requests. */
export async function changeMe(openid: string, now: Date, change: Partial<Person>): Promise<void> {
  // `set` for each field: the SDK would write an object's parts one by one, which fails where null stands.
  const whole = Object.fromEntries(Object.entries(change).map(([field, value]) => [field, _.set(value)]))
  const { updated } = await people().where({ openid }).update(whole)
  if (updated) return
  try {
    await people().add({ ...newPerson(openid, now), ...change })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    await people().where({ openid }).update(whole)
  }
}

/**
 * Writes fields of a membership that is in one of these states, and of this union if one is named; false: it is not.
 * One request: `updateAndReturn` is the one write by a condition that the SDK sends within a transaction.
 */
export async function writeMembershipIf(
  transaction: Transaction,
  id: string,
  states: readonly MembershipState[],
  org: string | undefined,
  fields: object,
): Promise<boolean> {
  const { updated } = await transaction
    .collection('memberships')
    .where({ _id: id, state: _.in([...states]), ...(org && { org }) })
    .updateAndReturn(whole(fields))
  return updated === 1
}

/** Objects are written whole: the SDK would write their parts one by one. A command of the database stays as it is. */
function whole(fields: object): Record<string, unknown> {
  const part = ([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !('operands' in value) ? [name, _.set(value)] : [name, value]
  return Object.fromEntries(Object.entries(fields).map(part))
}

/** Other accounts that have this phone number. One request. */
export async function findOthersWithPhone(phoneIndex: string, openid: string): Promise<Person[]> {
  const { data } = await people().where({ phoneIndex }).limit(20).get()
  return (data as Person[]).filter((one) => one.openid !== openid)
}

/** What officers find the caller's living membership by, when her number changes. One request. */
export async function setPhoneTail(openid: string, phoneTail: string | null): Promise<boolean> {
  const { updated } = await memberships()
    .where({ openid, state: _.in([...LIVING]) })
    .update({ phoneTail })
  return updated === 1
}

export async function setEmployer(openid: string, employer: string): Promise<void> {
  await memberships()
    .where({ openid, state: _.in([...LIVING]) })
    .update({ employer })
}

/** The groups her union puts her in, all of them. One request. */
export async function setMarks(transaction: Transaction, id: string, marks: UnionMark[]): Promise<void> {
  await transaction
    .collection('memberships')
    .doc(id)
    .update({ marks: _.set(marks) })
}

/** The newest membership of an account, living before ended; null when there was none. One request. */
export async function findLastMembership(openid: string): Promise<Membership | null> {
  const { data } = await memberships().where({ openid }).limit(20).get()
  const found = data as Membership[]
  const living = found.find(({ state }) => LIVING.includes(state))
  return living ?? found.sort((a, b) => (a.stateSince < b.stateSince ? 1 : -1))[0] ?? null
}

/** What a change of the card writes, and the ledger entry that records it. */
export interface CardChange {
  card: Card
  entry: LedgerEntry
  /** What she is told of it, when it is not her own act. */
  message?: Message
}

/**
 * Changes a membership's card by what it is at that moment, within one transaction: `decide` looks at the card as it is
 * read there and answers null when nothing is to be done. Returns the membership as it then stands.
 */
export async function changeCard(
  id: string,
  decide: (membership: Membership) => CardChange | null,
): Promise<Membership> {
  return inTransaction(async (transaction) => {
    const membership = await readMembershipIn(transaction, id)
    const change = decide(membership)
    if (!change) return membership
    await append(transaction, change.entry)
    if (change.message) await leaveMessageIn(transaction, change.message)
    await transaction
      .collection('memberships')
      .doc(id)
      .update({ card: _.set(change.card) })
    return { ...membership, card: change.card }
  })
}
