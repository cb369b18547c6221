import type { Day } from '../../miniprogram/rules/days'
import type { Standing } from '../../miniprogram/rules/merchant'
import { ledger, type LedgerEntry } from '../kernel/ledger'
import type { Membership } from '../kernel/memberships'
import { people, type Person } from '../kernel/people'
import type { Offer } from './offers'

/** The queries behind counters without a network. */

const CARD_KINDS = ['card.lost', 'card.suspended', 'card.reissued', 'card.retired'] as const
type CardKind = (typeof CARD_KINDS)[number]
export type CardDeath = LedgerEntry<CardKind>

/** As many dead cards of each sort a kit holds: two weeks' worth in a city of half a million. */
const MOST_DEAD = 1000

/** The clerk's proof, and the cards that died since a day: by an act on the card, or with the membership. One request. */
export async function findDead(
  openid: string,
  merchantId: string,
  since: Day,
): Promise<{ deaths: CardDeath[]; ended: Membership[] } | null> {
  const newest = [{ $sort: { day: -1 } }, { $limit: MOST_DEAD }]
  const byAct = [{ $match: { kind: { $in: CARD_KINDS }, day: { $gte: since } } }, ...newest]
  const withMembership = [
    { $match: { state: { $in: ['left', 'expelled'] }, stateSince: { $gte: since } } },
    { $sort: { stateSince: -1 } },
    { $limit: MOST_DEAD },
  ]
  const { data } = await people()
    .aggregate()
    .match({ openid, 'counters.merchantId': merchantId })
    .limit(1)
    .lookup({ from: 'ledger', let: {}, pipeline: byAct, as: 'deaths' } as never)
    .lookup({ from: 'memberships', let: {}, pipeline: withMembership, as: 'ended' } as never)
    .end()
  const found = (data as { deaths: CardDeath[]; ended: Membership[] }[])[0]
  return found ?? null
}

type SyncOffer = Pick<Offer, '_id' | 'merchantName' | 'terms' | 'covers' | 'rules'>

/** What the uses of a counter are about: the clerk, her merchant with its offers of these ids, the memberships of these cards. */
export interface Synced {
  clerk: Person
  offers: SyncOffer[]
  memberships: Membership[]
  /** How the merchant stands with the union, with its last change; null for one taken over without a document. */
  merchant: (Standing & { history: { at: Date }[] }) | null
}

/**
 * Null when the caller is no clerk of this merchant. An offer that has ended since counts too: whether it held is asked
 * of its rules, for the moment of the use. One request.
 */
export async function findForSync(
  openid: string,
  { merchantId, offers, numbers }: { merchantId: string; offers: string[]; numbers: string[] },
): Promise<Synced | null> {
  const many = (from: string, match: object, most: number, as: string) => ({
    from,
    let: {},
    pipeline: [{ $match: match }, { $limit: most }],
    as,
  })
  const { data } = await people()
    .aggregate()
    .match({ openid, 'counters.merchantId': merchantId })
    .limit(1)
    .lookup(many('offers', { _id: { $in: offers }, merchantId }, offers.length, 'offers') as never)
    .lookup(many('memberships', { 'card.number': { $in: numbers } }, numbers.length, 'memberships') as never)
    .lookup(many('merchants', { _id: merchantId }, 1, 'merchants') as never)
    .end()
  const found = (data as (Person & Pick<Synced, 'offers' | 'memberships'> & { merchants: Synced['merchant'][] })[])[0]
  if (!found) return null
  const { offers: known, memberships, merchants, ...clerk } = found
  return { clerk, offers: known, memberships, merchant: merchants[0] ?? null }
}

/** What the ledger says of the cards of these memberships. One request. */
export async function findDeaths(memberships: string[]): Promise<CardDeath[]> {
  const { data } = await ledger()
    .aggregate()
    .match({ source: { $in: memberships }, kind: { $in: CARD_KINDS } } as never)
    .sort({ at: 1 })
    .limit(MOST_DEAD)
    .end()
  return data as CardDeath[]
}
