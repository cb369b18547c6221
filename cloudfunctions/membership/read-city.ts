import { citySettings } from '../kernel/settings'
import type { Caller } from '../kernel/serve'

/** The city's own words, for everyone. */
export async function readCity(_input: object, { now }: Caller<'anyone'>) {
  return citySettings(Number(now))
}
