import { call, type OutputOf } from './call'
import { loadKept, type Loaded } from './load'

/** Who I am to the union, and the city's own words; both kept, so that the app opens without a network. */
export type Me = OutputOf<'membership.me'>
export type City = OutputOf<'membership.city'>

export function loadMe(): Promise<Loaded<Me>> {
  return loadKept('me', () => call('membership.me', {}))
}

export function loadCity(): Promise<Loaded<City>> {
  return loadKept('city', () => call('membership.city', {}))
}

/** Who I was when last read, without the network; null on a phone that never asked. */
export function keptMe(): Me | null {
  const kept = wx.getStorageSync('kept:me') as { value: Me } | ''
  return kept ? kept.value : null
}

/** The city's brand as last read, for places that must not wait for it. */
export function keptBrand(): string {
  const kept = wx.getStorageSync('kept:city') as { value: City } | ''
  return kept ? kept.value.brand : ''
}
