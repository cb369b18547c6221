import { call, type OutputOf } from './call'
import { keptValue, loadKept, type Loaded } from './load'

/** Who I am to the union, and the city's own words; both kept, so that the app opens without a network. */
export type Me = OutputOf<'membership.me'>
export type City = OutputOf<'membership.city'>

/** The city's words change a few times a year. */
const CITY_FRESH_MS = 3_600_000

export function loadMe(): Promise<Loaded<Me>> {
  return loadKept('me', () => call('membership.me', {}))
}

export function loadCity(): Promise<Loaded<City>> {
  return loadKept('city', () => call('membership.city', {}), CITY_FRESH_MS)
}

/** Who I was when last read, without the network; null on a phone that never asked. */
export const keptMe = (): Me | null => keptValue<Me>('me')

/** The city's brand as last read, for places that must not wait for it; empty on a phone that never asked. */
export const keptBrand = (): string => keptValue<City>('city')?.brand ?? ''
