import type { Day } from '../../miniprogram/rules/days'
import type { Standing } from '../../miniprogram/rules/merchant'
import type { Coordinates } from '../../miniprogram/rules/places'
import { _, db, type Transaction } from '../kernel/cloud'
import { standingOf } from '../kernel/counters'
import { inTransaction, readCursor } from '../kernel/database'
import { append, ledger, reversalId } from '../kernel/ledger'
import type { Membership } from '../kernel/memberships'
import { people, type Person } from '../kernel/people'
import { blindIndex } from '../kernel/seal'
import type { Category } from './contract'
import type { OfferUse } from './offer-uses'
import type { FoundOffer, Offer } from './offers'
import type { Saving } from './saving'

/** The area's only queries. */

const offers = () => db.collection('offers')

export const PAGE = 20
/** Farther than this nobody goes for a discount; metres. */
const GREATEST_DISTANCE = 50_000

/** Active offers around a place, nearest first, from `after` metres on but for the first `skip` of them. One request. */
export async function findOffersNear(
  place: Coordinates,
  category: Category | undefined,
  after: number,
  skip: number,
): Promise<FoundOffer[]> {
  const { data } = await offers()
    .where({
      place: _.geoNear({
        geometry: new db.Geo.Point(place.longitude, place.latitude),
        minDistance: after,
        maxDistance: GREATEST_DISTANCE,
      }),
      status: 'active',
      ...(category ? { category } : {}),
    })
    .skip(skip)
    .limit(PAGE)
    .get()
  return data as FoundOffer[]
}

/** Active offers of a district (or the whole city) by id. One request. */
export async function findOffersOf(
  district: string | undefined,
  category: Category | undefined,
  after: string | undefined,
): Promise<FoundOffer[]> {
  const { data } = await offers()
    .where({
      status: 'active',
      ...(district ? { district } : {}),
      ...(category ? { category } : {}),
      ...(after ? { _id: _.gt(after) } : {}),
    })
    .orderBy('_id', 'asc')
    .limit(PAGE)
    .get()
  return data as FoundOffer[]
}

/** Active offers with these runs of characters in the merchant's name or what is offered. One request. */
export async function findOffersByKeys(keys: string[], after: string | undefined): Promise<FoundOffer[]> {
  const { data } = await offers()
    .where({
      keys: keys.length === 1 ? keys[0] : _.all(keys),
      status: 'active',
      ...(after ? { _id: _.gt(after) } : {}),
    })
    .orderBy('_id', 'asc')
    .limit(PAGE)
    .get()
  return data as FoundOffer[]
}

export async function findOffer(id: string): Promise<FoundOffer | null> {
  const { data } = await offers().where({ _id: id }).limit(1).get()
  return (data[0] as FoundOffer | undefined) ?? null
}

/** What a use at a counter needs: the clerk, the offer, the membership as it stands, the places taken of each limit. */
export interface Counted {
  clerk: Person
  offers: Offer[]
  membership: Membership | null
  /** By limit: the highest place taken. */
  last: Map<string, number>
  /** The merchant's with the union; see kernel/counters. */
  standing: Standing[]
}

/** Null when the caller is no clerk of this merchant. One request. */
export async function findForUse(
  openid: string,
  {
    merchantId,
    offers: named,
    membership,
    limits,
  }: Record<'merchantId' | 'membership', string> & Record<'offers' | 'limits', string[]>,
): Promise<Counted | null> {
  const some = (from: string, match: object, as: string) => ({
    from,
    let: {},
    pipeline: [{ $match: match }, { $limit: 2 }],
    as,
  })
  let looking = people()
    .aggregate()
    .match({ openid, 'counters.merchantId': merchantId })
    .limit(1)
    .lookup(some('offers', { _id: { $in: named }, merchantId, status: 'active' }, 'offers') as never)
    .lookup(some('memberships', { _id: membership }, 'memberships') as never)
    .lookup(standingOf(merchantId) as never)
  limits.forEach((limit, i) => {
    const highest = [{ $match: { limit } }, { $sort: { place: -1 } }, { $limit: 1 }]
    looking = looking.lookup({ from: 'offerUses', let: {}, pipeline: highest, as: `limit${i}` } as never)
  })
  const { data } = await looking.end()
  const found = (
    data as (Person & { offers: Offer[]; memberships: Membership[]; standing: Standing[] } & Record<
        string,
        OfferUse[]
      >)[]
  )[0]
  if (!found) return null
  const {
    offers,
    memberships: [used = null],
    standing,
    ...clerk
  } = found
  const last = new Map(limits.map((limit, i) => [limit, found[`limit${i}`]?.[0]?.place ?? 0]))
  return { clerk, offers, membership: used, last, standing }
}

/** Throws the database's own error when the place is taken. One request. */
export async function addOfferUse(transaction: Transaction, use: OfferUse): Promise<void> {
  await transaction.collection('offerUses').add(use)
}

/** The places of a limit that are taken. One request. */
export async function placesTaken(limit: string, most: number): Promise<number[]> {
  const { data } = await db.collection('offerUses').where({ limit }).limit(most).field({ place: true }).get()
  return (data as OfferUse[]).map(({ place }) => place)
}

export async function findOffersOfMerchant(merchantId: string): Promise<FoundOffer[]> {
  const { data } = await offers().where({ merchantId, status: 'active' }).limit(PAGE).get()
  return data as FoundOffer[]
}

/** Times and fen saved at a merchant on a day, from the ledger. One request. */
export async function totalsOfDay(merchantId: string, day: Day): Promise<{ times: number; discountFen: number }> {
  const { data } = await ledger()
    .aggregate()
    .match({ 'detail.merchantId': merchantId, day })
    .group({ _id: null, times: _.aggregate.sum('$personTimes'), discountFen: _.aggregate.sum('$amountFen') })
    .end()
  const total = (data as { times: number; discountFen: number }[])[0]
  return { times: total?.times ?? 0, discountFen: total?.discountFen ?? 0 }
}

/** The card keeps this many steps whose codes were used; older codes are dead anyway. */
const KEPT_STEPS = 8

/**
 * Records one use of an offer, takes its places and adds it to the member's card, in one transaction; the used step
 * goes onto the card as well, so that the same code is refused from now on. Duplicate: this code was used already.
 * Four requests and one a limit.
 */
export function recordSaving(
  saving: Saving,
  step: number,
  take: (transaction: Transaction, attempt: number) => Promise<void>,
): Promise<void> {
  return recordSavings([saving], step, take)
}

/** The same for the offers of one bill together. `step` null: no code was shown. One request more for a second offer. */
export async function recordSavings(
  savings: Saving[],
  step: number | null,
  take: (transaction: Transaction, attempt: number) => Promise<void>,
): Promise<void> {
  const [{ source, day }] = savings as [Saving]
  await inTransaction(async (transaction, attempt) => {
    for (const saving of savings) await append(transaction, saving)
    await take(transaction, attempt)
    const used = step !== null && {
      'card.usedSteps': _.push({ each: [step], sort: 1, slice: -KEPT_STEPS } as never),
    }
    await transaction
      .collection('memberships')
      .doc(source)
      .update({ ...savedMore(day, savings), ...used })
  })
}

/** What entries add to the roll-up on the card, in the year of a day. */
function savedMore(day: Day, entries: Pick<Saving, 'amountFen' | 'personTimes'>[]) {
  const year = day.slice(0, 4)
  const sum = (of: 'amountFen' | 'personTimes') => entries.reduce((all, entry) => all + entry[of], 0)
  return { [`saved.${year}.fen`]: _.inc(sum('amountFen')), [`saved.${year}.times`]: _.inc(sum('personTimes')) }
}

/** A use with its reversal, if it has one, and the places it took. One request. */
export async function findUndoable(
  id: string,
): Promise<{ saving: Saving; reversal: Saving | null; uses: OfferUse[] } | null> {
  const { data } = await ledger()
    .aggregate()
    .match({ _id: id, kind: 'benefit.saving', sign: 1 })
    .limit(1)
    .lookup({
      from: 'ledger',
      let: {},
      pipeline: [{ $match: { _id: reversalId(id) } }, { $limit: 1 }],
      as: 'undone',
    } as never)
    .lookup({ from: 'offerUses', let: {}, pipeline: [{ $match: { saving: id } }, { $limit: 8 }], as: 'uses' } as never)
    .end()
  const found = (data as (Saving & { undone: Saving[]; uses: OfferUse[] })[])[0]
  if (!found) return null
  const { undone, uses, ...saving } = found
  return { saving, reversal: undone[0] ?? null, uses }
}

export interface TakenBack {
  saving: Saving
  reversal: Saving
  uses: OfferUse[]
}

/** The reversals of a bill, the roll-up on the card and the places, in one transaction. Duplicate: undone already. */
export async function takeBack(bill: TakenBack[]): Promise<void> {
  const { source, day } = bill[0]!.saving
  await inTransaction(async (transaction) => {
    for (const { reversal } of bill) await append(transaction, reversal)
    const less = savedMore(
      day,
      bill.map(({ reversal }) => reversal),
    )
    await transaction.collection('memberships').doc(source).update(less)
    for (const { _id } of bill.flatMap(({ uses }) => uses)) await transaction.collection('offerUses').doc(_id).remove()
  })
}

/** What was recorded at a merchant on a day, newest first. One request. */
export async function findSavingsAt(merchantId: string, day: Day, after: string | undefined): Promise<Saving[]> {
  const from = readCursor<[number, string]>(after, ['number', 'string'])
  const mine = { 'detail.merchantId': merchantId, day }
  const where = from
    ? _.or([
        { ...mine, at: _.lt(new Date(from[0])) },
        { ...mine, at: _.eq(new Date(from[0])), _id: _.lt(from[1]) },
      ])
    : mine
  const { data } = await ledger().where(where).orderBy('at', 'desc').orderBy('_id', 'desc').limit(PAGE).get()
  return data as Saving[]
}

export async function findSaving(id: string): Promise<Saving | null> {
  const { data } = await ledger().where({ _id: id }).limit(1).get()
  return (data[0] as Saving | undefined) ?? null
}

/** What a person's card saved, newest first. One request. */
export async function findSavings(personId: string, after: string | undefined): Promise<Saving[]> {
  const from = readCursor<[number, string]>(after, ['number', 'string'])
  const mine = { person: blindIndex('person', personId), kind: 'benefit.saving' }
  const where = from
    ? _.or([
        { ...mine, at: _.lt(new Date(from[0])) },
        { ...mine, at: _.eq(new Date(from[0])), _id: _.lt(from[1]) },
      ])
    : mine
  const { data } = await ledger().where(where).orderBy('at', 'desc').orderBy('_id', 'desc').limit(PAGE).get()
  return data as Saving[]
}
