import { dayOf, type Day } from '../../miniprogram/rules/days'
import type { Outcome, Subject } from '../../miniprogram/rules/interview'
import { db, type Transaction } from './cloud'
import { idFrom } from './ids'
import { blindIndex } from './seal'

/**
 * The truth of every figure: business facts, appended, never changed; a correction is a reversal entry.
 * 人 (persons) and 人次 (person-times) are different units and never added to each other.
 */
export interface LedgerEntry<Kind extends LedgerKind = LedgerKind> {
  /** Made from the fact it records, so that it is recorded once. */
  _id: string
  kind: Kind
  at: Date
  day: Day
  /** `YYYY-MM` */
  month: string
  org: string
  orgPath: string
  /** Keyed hash of the person: counts people without naming them. */
  person: string | null
  persons: number
  personTimes: number
  amountFen: number
  /** The document it came from. */
  source: string
  /** +1; a reversal is -1 and names the entry it takes back. */
  sign: 1 | -1
  reverses: string | null
  detail: LedgerDetails[Kind]
}

/** What each kind of fact keeps beside its figures. */
export interface LedgerDetails {
  'application.submitted': ActDetail
  'application.decided': ActDetail
  'application.withdrawn': ActDetail
  'application.noted': ActDetail
  'application.rated': ActDetail & { stars: number }
  'member.joined': ActDetail
  /** To another union, recorded there. */
  'member.transferred': ActDetail
  'member.retained': ActDetail
  'member.resumed': ActDetail
  'member.left': ActDetail
  'member.expelled': ActDetail
  /** A correction of what is held about a member. */
  'member.corrected': ActDetail
  /** Unions: recorded at the union above, which approved it. */
  'union.founded': ActDetail
  'union.merged': ActDetail
  'union.split': ActDetail
  'union.upgraded': ActDetail
  'union.moved': ActDetail
  'union.dissolved': ActDetail
  'union.elected': ActDetail
  /** Aid paid to a household or a worker. */
  'aid.paid': ActDetail
  /** Mutual-aid benefit paid. */
  'mutualAid.paid': ActDetail
  /** Wages and other money recovered for a worker. */
  'claim.recovered': ActDetail
  'legalAid.closed': ActDetail
  'mediation.agreed': ActDetail
  'petition.closed': ActDetail
  'counselling.held': ActDetail
  'hazard.fixed': ActDetail
  'opinionLetter.sent': ActDetail
  'suggestion.adopted': ActDetail
  /** Partner merchants: recorded at the union that decided. */
  'merchant.joined': ActDetail
  'merchant.renewed': ActDetail
  'merchant.quit': ActDetail
  'offer.changed': ActDetail
  /** A shop found at fault: recorded at the union that signed with it. */
  'benefit.complaintUpheld': ActDetail
  'card.reissued': CardDetail
  'card.lost': CardDetail
  'card.suspended': CardDetail
  'card.restored': CardDetail
  'card.retired': CardDetail
  /** Micro-interviews. A question let in, recorded at the asker's union; what it came to and a promise kept, at the union that holds it. */
  'interview.asked': InterviewDetail
  'interview.answered': InterviewDetail
  'interview.kept': InterviewDetail
  /** A place in a draw of scarce goods. */
  'goods.won': { series: string }
  'benefit.saving': {
    merchantId: string
    merchantName: string
    offerId: string
    offerWords: string
    covers: string
    billFen: number
    payFen: number
    /** Worth of what was given on top; part of the amount. */
    giftFen?: number
    /** Null: the member recorded it herself, by the shop's code. */
    clerk: string | null
    clientKey: string
    /** Another offer on the same bill: its entry; what the whole bill was and what was paid in the end. */
    together?: { entry: string; offerId: string; billFen: number; payFen: number }
    /** Why it was undone; only in a reversal. */
    reason?: string
  }
}
export type LedgerKind = keyof LedgerDetails

/** The card's serial after the change; `handle`: which card is dead from then on (kernel/issuer); old entries lack it. */
export interface CardDetail {
  serial: number
  handle?: string
}

/** `outcome`: empty for a question let in. `minutes`: from letting in to this answer. */
export interface InterviewDetail {
  interview: string
  subject: Subject
  department: string
  outcome: Outcome | ''
  minutes: number | null
}

/** What an act on a case keeps: which kind, how it came out, and whether the desk was in time. */
export interface ActDetail {
  kind: string
  outcome: string
  /** Null for acts of the applicant. */
  inTime: boolean | null
  /** Days from the hand-in to this act; null where it has no meaning. */
  days: number | null
  /** Town the case belongs to in figures. */
  town: string | null
  /** The desk's act; empty for acts of the applicant. */
  act: string
  /** The case is over with this act. */
  ends: boolean
}
/** Entries that record an act on a case. */
export type OfActKind = {
  [K in LedgerKind]: LedgerDetails[K] extends ActDetail ? K : never
}[LedgerKind]
/** Entries that may record a desk's act. */
export type ActLedgerKind = Exclude<OfActKind, 'application.submitted' | 'application.withdrawn' | 'application.rated'>

export const ledger = () => db.collection('ledger')

interface Fact<Kind extends LedgerKind> {
  id: string
  kind: Kind
  at: Date
  org: string
  orgPath: string
  personId: string | null
  /** One person who must not be known, not even by a hash. */
  unnamed?: boolean
  amountFen?: number
  source: string
  detail: LedgerDetails[Kind]
}

/** The entry of a fact about one person once: 1 人, 1 人次. */
export function entryOf<Kind extends LedgerKind>(fact: Fact<Kind>): LedgerEntry<Kind> {
  const day = dayOf(fact.at)
  return {
    _id: fact.id,
    kind: fact.kind,
    at: fact.at,
    day,
    month: day.slice(0, 7),
    org: fact.org,
    orgPath: fact.orgPath,
    person: fact.personId && blindIndex('person', fact.personId),
    persons: fact.personId || fact.unnamed ? 1 : 0,
    personTimes: fact.personId || fact.unnamed ? 1 : 0,
    amountFen: fact.amountFen ?? 0,
    source: fact.source,
    sign: 1,
    reverses: null,
    detail: fact.detail,
  }
}

/** The id of the entry that takes another back. */
export const reversalId = (id: string): string => idFrom('led', id, 'reversed')

/**
 * The entry that takes another back: its figures are the other's, negative, so that sums come out by themselves. Its id
 * is made of the other's: a fact can be taken back once.
 */
export function reversalOf<Kind extends LedgerKind>(
  entry: LedgerEntry<Kind>,
  at: Date,
  detail: LedgerDetails[Kind],
): LedgerEntry<Kind> {
  const day = dayOf(at)
  return {
    ...entry,
    _id: reversalId(entry._id),
    at,
    day,
    month: day.slice(0, 7),
    persons: -entry.persons,
    personTimes: -entry.personTimes,
    amountFen: -entry.amountFen,
    sign: -1,
    reverses: entry._id,
    detail,
  }
}

/** Appends within the transaction of the act it records. One request. */
export async function append(transaction: Transaction, entry: LedgerEntry): Promise<void> {
  await transaction.collection('ledger').add(entry)
}
