import { metresBetween, type Coordinates } from '../../miniprogram/rules/places'
import { queryKeys } from '../../miniprogram/rules/search-keys'
import { readCursor, writeCursor } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import type { Category, OfferView } from './contract'
import { starsOf } from './my-sums'
import { viewOf, type FoundOffer } from './offers'
import { findOffer, findOffersByKeys, findOffersNear, findOffersOf, PAGE } from './store'

/** Offers near a place, nearest first; without a place, of a district. One request a page. */
export async function findNearby(input: {
  place?: Coordinates
  district?: string
  category?: Category
  after?: string
}) {
  const { place, district, category } = input
  if (!place) {
    const after = readCursor<[string]>(input.after, ['string'])?.[0]
    return page(await findOffersOf(district, category, after), undefined)
  }
  const [from, skip] = readCursor<[number, number]>(input.after, ['number', 'number']) ?? [0, 0]
  const found = await findOffersNear(place, category, from, skip)
  const offers = found.map((offer) => viewOf(offer, place))
  if (found.length < PAGE) return { offers, next: null }

  // Cut before the last door: the rest of it may be on the next page, which begins a hand's breadth before it. The phone
  // drops doubles; nothing is left out should the database's sphere differ from ours in the last digits.
  const lastDoor = distanceOf(offers[offers.length - 1]!, place)
  const nearer = offers.filter((offer) => distanceOf(offer, place) < lastDoor - 0.05)
  if (nearer.length > 0) return { offers: nearer, next: writeCursor([Math.max(0, lastDoor - 0.1), 0]) }
  // A whole page at one door: the place stays and the count grows.
  return { offers, next: writeCursor([from, skip + PAGE]) }
}

const distanceOf = (offer: OfferView, from: Coordinates) => metresBetween(from, offer.place)

/** Offers by any part of a merchant's name or of what is offered. One request a page. */
export async function searchOffers({ text, place, after }: { text: string; place?: Coordinates; after?: string }) {
  const keys = queryKeys(text)
  if (!keys) throw new AppError('BAD_INPUT', '请至少输两个字')
  const from = readCursor<[string]>(after, ['string'])?.[0]
  return page(await findOffersByKeys(keys, from), place)
}

/** Two requests: the offer, and what customers thought of its shop. */
export async function readOffer({ offerId, place }: { offerId: string; place?: Coordinates }) {
  const offer = await findOffer(offerId)
  if (!offer || offer.status !== 'active') throw notFound('这个优惠，可能已经结束了')
  return { offer: viewOf(offer, place), stars: await starsOf(offer.merchantId) }
}

/** A page in the order of ids. */
function page(found: FoundOffer[], from: Coordinates | undefined) {
  const last = found[found.length - 1]
  return {
    offers: found.map((offer) => viewOf(offer, from)),
    next: last && found.length === PAGE ? writeCursor([last._id]) : null,
  }
}
