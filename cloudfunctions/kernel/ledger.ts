import { dayOf, type Day } from '../../miniprogram/rules/days'
import { db, type Transaction } from './cloud'
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
  'member.joined': ActDetail
  'card.reissued': { serial: number }
  'card.lost': { serial: number }
  'benefit.saving': {
    merchantId: string
    merchantName: string
    offerId: string
    offerWords: string
    covers: string
    billFen: number
    payFen: number
    clerk: string
    clientKey: string
  }
}
export type LedgerKind = keyof LedgerDetails

/** What an act on a case keeps: which kind, how it came out, and whether the desk was in time. */
export interface ActDetail {
  kind: string
  outcome: string
  /** Null for acts of the applicant. */
  inTime: boolean | null
}
/** Entries that may record a desk's act. */
export type ActLedgerKind = 'application.decided' | 'member.joined'

export const ledger = () => db.collection('ledger')

interface Fact<Kind extends LedgerKind> {
  id: string
  kind: Kind
  at: Date
  org: string
  orgPath: string
  personId: string | null
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
    persons: fact.personId ? 1 : 0,
    personTimes: fact.personId ? 1 : 0,
    amountFen: fact.amountFen ?? 0,
    source: fact.source,
    sign: 1,
    reverses: null,
    detail: fact.detail,
  }
}

/** Appends within the transaction of the act it records. One request. */
export async function append(transaction: Transaction, entry: LedgerEntry): Promise<void> {
  await transaction.collection('ledger').add(entry)
}
