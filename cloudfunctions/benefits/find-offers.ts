import type { Coordinates } from '../../miniprogram/rules/places'
import { searchKey } from '../../miniprogram/rules/search-keys'
import { readCursor, writeCursor } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import type { Category } from './contract'
import { viewOf, type FoundOffer } from './offers'
import { findOffer, findOffersByKey, findOffersNear, findOffersOf, PAGE } from './store'

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
    return page(await findOffersOf(district, category, after), undefined, (last) => writeCursor([last._id]))
  }
  const after = readCursor<[number]>(input.after, ['number'])?.[0] ?? 0
  // The next page begins at the last distance again, since several offers share one door; the phone drops doubles.
  return page(await findOffersNear(place, category, after), place, (last) =>
    writeCursor([Math.max(after, (viewOf(last, place).distance ?? 0) - 1)]),
  )
}

/** Offers by any part of a merchant's name or of what is offered. One request a page. */
export async function searchOffers({ text, place, after }: { text: string; place?: Coordinates; after?: string }) {
  const key = searchKey(text)
  if (!key) throw new AppError('BAD_INPUT', '请至少输两个字')
  const from = readCursor<[string]>(after, ['string'])?.[0]
  return page(await findOffersByKey(key, from), place, (last) => writeCursor([last._id]))
}

export async function readOffer({ offerId, place }: { offerId: string; place?: Coordinates }) {
  const offer = await findOffer(offerId)
  if (!offer || offer.status !== 'active') throw notFound('这个优惠，可能已经结束了')
  return { offer: viewOf(offer, place) }
}

function page(found: FoundOffer[], from: Coordinates | undefined, cursor: (last: FoundOffer) => string) {
  const last = found[found.length - 1]
  return {
    offers: found.map((offer) => viewOf(offer, from)),
    next: last && found.length === PAGE ? cursor(last) : null,
  }
}
