import type { Day } from '../../miniprogram/rules/days'
import type { Coordinates } from '../../miniprogram/rules/places'
import { _, db } from '../kernel/cloud'
import { inTransaction, readCursor } from '../kernel/database'
import { append, ledger } from '../kernel/ledger'
import { readMembershipIn, type Membership } from '../kernel/memberships'
import { lookupFromMe } from '../kernel/people'
import { blindIndex } from '../kernel/seal'
import type { Category } from './contract'
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

/** An offer of the counter's merchant, with the proof that the caller is its clerk; null when she is not. One request. */
export async function findOfferAtCounter(openid: string, merchantId: string, offerId: string) {
  const claim = { 'counters.merchantId': merchantId }
  const pipeline = [{ $match: { _id: offerId, merchantId, status: 'active' } }, { $limit: 1 }]
  const looked = await lookupFromMe<Pick<Offer, '_id' | 'merchantName' | 'terms' | 'covers'>>(
    openid,
    claim,
    'offers',
    pipeline,
  )
  return looked && { clerk: looked.person, offer: looked.found[0] ?? null }
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

/**
 * Records one use of an offer and adds it to the member's card in one transaction; the used step goes onto the card as
 * well, so that the same code is refused from now on. `entryFor` sees the membership as it is at that moment and throws
 * when its card may not be used any more. Duplicate: this code was used already. Five requests.
 */
export async function recordSaving(
  membershipId: string,
  step: number,
  entryFor: (membership: Membership) => Saving,
): Promise<Saving> {
  return inTransaction(async (transaction) => {
    const membership = await readMembershipIn(transaction, membershipId)
    const saving = entryFor(membership)
    await append(transaction, saving)
    const year = saving.day.slice(0, 4)
    const usedSteps = [...membership.card.usedSteps, step].sort((a, b) => a - b).slice(-8)
    await transaction
      .collection('memberships')
      .doc(membershipId)
      .update({
        [`saved.${year}.fen`]: _.inc(saving.amountFen),
        [`saved.${year}.times`]: _.inc(1),
        'card.usedSteps': _.set(usedSteps),
      })
    return saving
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
