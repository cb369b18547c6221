import type { OutputOf } from '../../../client/call'
import type { Coordinates } from '../../../rules/places'

type Offer = OutputOf<'benefits.nearby'>['offers'][number]

export interface Pin {
  id: number
  latitude: number
  longitude: number
  title: string
  iconPath: string
  width: number
  height: number
  callout: { content: string; display: 'ALWAYS' | 'BYCLICK'; padding: number; borderRadius: number; fontSize: number }
}

/** One pin a door, however many offers are behind it; the nearest few with their names. Pure. */
export function pinsOf(offers: Offer[]): { pins: Pin[]; doors: Offer[] } {
  const doors = offers.filter(
    (offer, nth) => offers.findIndex(({ merchantId, address }) => sameDoor(offer, merchantId, address)) === nth,
  )
  const pins = doors.map(({ place, merchantName }, id) => ({
    id,
    ...place,
    title: merchantName,
    iconPath: '/assets/icons/pin-blue.svg',
    width: 34,
    height: 34,
    callout: {
      content: merchantName,
      display: id < 5 ? ('ALWAYS' as const) : ('BYCLICK' as const),
      padding: 6,
      borderRadius: 6,
      fontSize: 13,
    },
  }))
  return { pins, doors }
}

const sameDoor = (offer: Offer, merchantId: string, address: string) =>
  offer.merchantId === merchantId && offer.address === address

/** Where the map looks: at me, or at the middle of what there is. */
export function centreOf(place: Coordinates | null, offers: Offer[]): Coordinates | null {
  if (place) return place
  if (offers.length === 0) return null
  const middle = (of: 'latitude' | 'longitude') => offers.reduce((sum, one) => sum + one.place[of], 0) / offers.length
  return { latitude: middle('latitude'), longitude: middle('longitude') }
}
