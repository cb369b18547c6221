import type { Day } from '../../miniprogram/rules/days'
import { db, type Transaction } from './cloud'
import { people, lookupFromMe, type Person } from './people'
import type { Paper } from './vault'
import type { Sealed } from './seal'

/**
 * A worker's membership and, in the same document, her card: they live and die together, and a counter needs one read.
 * The savings kept here are a roll-up of her `benefit.saving` ledger entries and can be rebuilt from them.
 */
export interface Membership {
  _id: string
  person: string
  openid: string
  state: 'active' | 'transferring' | 'retained' | 'left' | 'expelled'
  /** Blind index of the ID number while the membership lasts; its own id afterwards. Unique: one person, one membership. */
  holder: string
  /** The person while the membership lasts; its own id afterwards. Unique: one account, one membership, whatever the ID number. */
  livingOf: string
  name: string
  idNumber: Sealed
  idMasked: string
  birthDay: Day
  employment: string
  employer: string
  org: string
  orgName: string
  orgPath: string
  orgPhone: string
  since: Day
  case: string
  card: Card
  saved: Record<string, { fen: number; times: number }>
}

export interface Card {
  /** 12 digits; unique. */
  number: string
  serial: number
  state: 'active' | 'lost'
  maskedName: string
  tier: string
  validUntil: Day
  /** Steps whose codes a counter has used up, newest last; the last few are enough, older codes are dead anyway. */
  usedSteps: number[]
}

export const memberships = () => db.collection('memberships')

/** The living membership of a WeChat account. One request. */
export async function findMembership(openid: string): Promise<Membership | null> {
  const { data } = await memberships().where({ openid, state: 'active' }).limit(1).get()
  return (data[0] as Membership | undefined) ?? null
}

/** The person behind an openid with her living membership, in one request; null before her first act. */
export async function findPersonAndMembership(
  openid: string,
): Promise<{ person: Person; membership: Membership | null } | null> {
  const looked = await lookupFromMe<Membership>(openid, {}, 'memberships', [
    { $match: { openid, state: 'active' } },
    { $limit: 1 },
  ])
  return looked && { person: looked.person, membership: looked.found[0] ?? null }
}

/** The person behind an openid with her living membership and the papers of hers with these ids, in one request. */
export async function findApplicant(
  openid: string,
  paperIds: string[],
): Promise<{ person: Person; membership: Membership | null; papers: Paper[] } | null> {
  const { data } = await people()
    .aggregate()
    .match({ openid })
    .limit(1)
    .lookup({
      from: 'memberships',
      let: {},
      pipeline: [{ $match: { openid, state: 'active' } }, { $limit: 1 }],
      as: 'mine',
    } as never)
    .lookup({
      from: 'papers',
      let: {},
      pipeline: [{ $match: { _id: { $in: paperIds }, openid, state: 'held' } }, { $limit: 50 }],
      as: 'held',
    } as never)
    .end()
  const record = (data as (Person & { mine: Membership[]; held: Paper[] })[])[0]
  if (!record) return null
  const { mine, held, ...person } = record
  return { person, membership: mine[0] ?? null, papers: held }
}

/** Reads a membership within the transaction that will change it. One request. */
export async function readMembershipIn(transaction: Transaction, id: string): Promise<Membership> {
  const { data } = await transaction.collection('memberships').doc(id).get()
  return (Array.isArray(data) ? data[0] : data) as Membership
}

/** The membership whose card has this number, whatever its state. One request. */
export async function findByCardNumber(number: string): Promise<Membership | null> {
  const { data } = await memberships().where({ 'card.number': number }).limit(1).get()
  return (data[0] as Membership | undefined) ?? null
}
