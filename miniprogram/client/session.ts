import { call, type OutputOf } from './call'
import { keptValue, loadKept, type Loaded } from './load'
import { forgetCard } from './offline-card'

/** Who I am to the union, and the city's own words; both kept, so that the app opens without a network. */
export type Me = OutputOf<'membership.me'>
export type City = OutputOf<'membership.city'>

/** The city's words change a few times a year. */
const CITY_FRESH_MS = 3_600_000

/** Who I am. When the cloud says that I am in no union, the card kept on this phone goes. */
export async function loadMe(): Promise<Loaded<Me>> {
  const loaded = await loadKept('me', () => call('membership.me', {}))
  if (loaded.value && !loaded.stale && !membershipOf(loaded.value)) forgetCard()
  return loaded
}

export function loadCity(): Promise<Loaded<City>> {
  return loadKept('city', () => call('membership.city', {}), CITY_FRESH_MS)
}

/** My membership while I am in a union; null before, and after I have left: then home invites me again. */
export function membershipOf(me: Pick<Me, 'membership'>): Me['membership'] {
  const { membership } = me
  return membership && membership.state !== 'left' && membership.state !== 'expelled' ? membership : null
}

/** Who I was when last read, without the network; null on a phone that never asked. */
export const keptMe = (): Me | null => keptValue<Me>('me')

/** The city's brand as last read, for places that must not wait for it; empty on a phone that never asked. */
export const keptBrand = (): string => keptValue<City>('city')?.brand ?? ''
