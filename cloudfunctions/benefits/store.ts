import type { Day } from '../../miniprogram/rules/days'
import type { Coordinates } from '../../miniprogram/rules/places'
import { _, db } from '../kernel/cloud'
import { inTransaction, readCursor } from '../kernel/database'
import { append, ledger, type LedgerEntry } from '../kernel/ledger'
import { blindIndex } from '../kernel/seal'
import type { Category } from './contract'
import type { FoundOffer } from './offers'

/** The area's only queries. */

const offers = () => db.collection('offers')

export const PAGE = 20
/** Farther than this nobody goes for a discount; metres. */
const GREATEST_DISTANCE = 50_000

/** Active offers around a place, nearest first, from `after` metres on. One request. */
export async function findOffersNear(
  place: Coordinates,
  category: Category | undefined,
  after: number,
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

/** Active offers with this run of characters in the merchant's name or what is offered. One request. */
export async function findOffersByKey(key: string, after: string | undefined): Promise<FoundOffer[]> {
  const { data } = await offers()
    .where({ keys: key, status: 'active', ...(after ? { _id: _.gt(after) } : {}) })
    .orderBy('_id', 'asc')
    .limit(PAGE)
    .get()
  return data as FoundOffer[]
}

export async function findOffer(id: string): Promise<FoundOffer | null> {
  const { data } = await offers().where({ _id: id }).limit(1).get()
  return (data[0] as FoundOffer | undefined) ?? null
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

export type Saving = LedgerEntry<'benefit.saving'>

/**
 * Records one use of an offer and adds it to the member's card in one transaction; the used step goes onto the card
 * as well, so that the same code is refused from now on. Duplicate: it is recorded already. Four requests.
 */
export async function recordSaving(saving: Saving, membershipId: string, step: number): Promise<void> {
  const year = saving.day.slice(0, 4)
  await inTransaction(async (transaction) => {
    await append(transaction, saving)
    await transaction
      .collection('memberships')
      .doc(membershipId)
      .update({
        [`saved.${year}.fen`]: _.inc(saving.amountFen),
        [`saved.${year}.times`]: _.inc(1),
        'card.usedSteps': _.push({ each: [step], slice: -8 }),
      })
  })
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
