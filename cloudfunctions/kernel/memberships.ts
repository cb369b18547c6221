import type { Day } from '../../miniprogram/rules/days'
import type { UnionMark } from '../../miniprogram/rules/offer-rules'
import { _, db, type Transaction } from './cloud'
import { LIVING, type MembershipState } from '../../miniprogram/rules/membership-states'
import type { Org } from './orgs'
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
  state: MembershipState
  /** Since when it is in this state. */
  stateSince: Day
  /** What it was before a transfer was asked for. */
  before: 'active' | 'retained'
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
  /** Groups that her union put her in, for offers and draws; absent: none. */
  marks?: UnionMark[]
  org: string
  orgName: string
  orgPath: string
  /** Ids of the unions above and including her own: officers at each level find her. */
  scopes: string[]
  orgPhone: string
  /** Keyed hashes of the last four characters of ID number and phone, by which her officers find her. */
  idTail: string
  phoneTail: string | null
  since: Day
  /** The unions she belonged to before, oldest first. */
  past: { org: string; orgName: string; until: Day; why: string }[]
  case: string
  card: Card
  saved: Record<string, { fen: number; times: number }>
}

export interface Card {
  /** 12 digits; unique. */
  number: string
  serial: number
  /** `suspended`: by an officer, with a reason; `retired`: with the membership. */
  state: 'active' | 'lost' | 'suspended' | 'retired'
  /** Why it is suspended; empty else. */
  why: string
  /** The union whose officer suspended it; kept with `why`. */
  stoppedBy?: string
  maskedName: string
  tier: string
  validUntil: Day
  /** Steps whose codes a counter has used up, newest last; the last few are enough, older codes are dead anyway. */
  usedSteps: number[]
}

export const memberships = () => db.collection('memberships')

/** What a membership keeps of its union. */
export function belongsTo({ _id, name, path, phone }: Pick<Org, '_id' | 'name' | 'path' | 'phone'>) {
  return { org: _id, orgName: name, orgPath: path, orgPhone: phone, scopes: scopesOf(path) }
}

/** The ids in a union's path, the city's first. */
export const scopesOf = (path: string): string[] => path.split('/').filter(Boolean)

/** What finds the living membership of an account, in pipelines. */
export const livingOf = (openid: string) => ({ openid, state: { $in: LIVING } })

/** The living membership of a WeChat account. One request. */
export async function findMembership(openid: string): Promise<Membership | null> {
  const { data } = await memberships()
    .where({ openid, state: _.in([...LIVING]) })
    .limit(1)
    .get()
  return (data[0] as Membership | undefined) ?? null
}

/** The person behind an openid with her living membership, in one request; null before her first act. */
export async function findPersonAndMembership(
  openid: string,
): Promise<{ person: Person; membership: Membership | null } | null> {
  const looked = await lookupFromMe<Membership>(openid, {}, 'memberships', [
    { $match: livingOf(openid) },
    { $limit: 1 },
  ])
  return looked && { person: looked.person, membership: looked.found[0] ?? null }
}

export interface FoundApplicant {
  person: Person
  membership: Membership | null
  papers: Paper[]
  unions: Org[]
}

/**
 * The person behind an openid with her living membership, the papers of hers with these ids, and the unions with these
 * ids, in one request.
 */
export async function findApplicant(
  openid: string,
  paperIds: string[],
  unionIds: string[] = [],
): Promise<FoundApplicant | null> {
  const found = people()
    .aggregate()
    .match({ openid })
    .limit(1)
    .lookup({
      from: 'memberships',
      let: {},
      pipeline: [{ $match: livingOf(openid) }, { $limit: 1 }],
      as: 'mine',
    } as never)
    .lookup({
      from: 'papers',
      let: {},
      pipeline: [{ $match: { _id: { $in: paperIds }, openid, state: 'held' } }, { $limit: 50 }],
      as: 'held',
    } as never)
  const named = {
    from: 'orgs',
    let: {},
    pipeline: [{ $match: { _id: { $in: unionIds } } }, { $limit: 5 }],
    as: 'named',
  }
  const { data } = await (unionIds.length > 0 ? found.lookup(named as never) : found).end()
  const record = (data as (Person & { mine: Membership[]; held: Paper[]; named?: Org[] })[])[0]
  if (!record) return null
  const { mine, held, named: unions = [], ...person } = record
  return { person, membership: mine[0] ?? null, papers: held, unions }
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
