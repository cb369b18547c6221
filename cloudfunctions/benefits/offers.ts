import type { OfferTerms } from '../../miniprogram/rules/offer'
import type { OfferRules } from '../../miniprogram/rules/offer-rules'
import { metresBetween, type Coordinates, type OpenHours } from '../../miniprogram/rules/places'
import type { Category, OfferView } from './contract'

/** What a partner merchant offers card holders at one place, as it is stored. */
export interface Offer {
  _id: string
  merchantId: string
  merchantName: string
  category: Category
  terms: OfferTerms
  covers: string
  conditions: string[]
  hours: OpenHours
  address: string
  district: string
  phone: string
  place: GeoPoint
  /** Every short run of characters of the merchant's name and of what is offered (rules/search-keys). */
  keys: string[]
  rules: OfferRules
  status: 'active' | 'suspended' | 'ended'
  /** The version of its merchant that it has followed (shop-window.ts). */
  follows: number
}

/** GeoJSON, as the database keeps it. */
export interface GeoPoint {
  type: 'Point'
  coordinates: [longitude: number, latitude: number]
}

/** An offer as the SDK returns it: GeoJSON points come back as objects of its own with latitude and longitude. */
export type FoundOffer = Omit<Offer, 'place'> & { place: Coordinates }

/** An offer out of an aggregation, whose points stay GeoJSON. */
export function withPlainPlace({ place, ...offer }: Offer): FoundOffer {
  const [longitude, latitude] = place.coordinates
  return { ...offer, place: { latitude, longitude } }
}

/** An offer as the phone sees it; metres from `from` when given. */
export function viewOf(offer: FoundOffer, from: Coordinates | undefined): OfferView {
  const { latitude, longitude } = offer.place
  const place = { latitude, longitude }
  return {
    id: offer._id,
    merchantId: offer.merchantId,
    merchantName: offer.merchantName,
    category: offer.category,
    terms: offer.terms,
    covers: offer.covers,
    conditions: offer.conditions,
    rules: offer.rules,
    hours: offer.hours,
    address: offer.address,
    district: offer.district,
    phone: offer.phone,
    place,
    distance: from ? Math.round(metresBetween(from, place)) : null,
  }
}
