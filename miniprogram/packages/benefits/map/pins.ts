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

/** More names than this cover each other. */
const NAMED = 3

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
      display: id < NAMED ? ('ALWAYS' as const) : ('BYCLICK' as const),
      padding: 6,
      borderRadius: 6,
      fontSize: 13,
    },
  }))
  return { pins, doors }
}

const sameDoor = (offer: Offer, merchantId: string, address: string) =>
  offer.merchantId === merchantId && offer.address === address

/** Where the map looks: at me, or at the first shop of the list; the middle of far ones would show none. */
export function centreOf(place: Coordinates | null, offers: Pick<Offer, 'place'>[]): Coordinates | null {
  return place ?? offers[0]?.place ?? null
}
