import type { Day } from '../../miniprogram/rules/days'
import { _, db } from './cloud'
import type { Sealed } from './seal'

/** 名册: whom a union expects. It makes nobody a member; it only lets the committee answer her own application quickly. */

export interface RosterEntry {
  _id: string
  org: string
  roster: string
  /** Blind index of the ID number. */
  idIndex: string
  idNumber: Sealed
  idMasked: string
  name: string
  employer: string
  /** When it is looked at next: gone once she has joined. */
  lookOn: Day
  /** Gone after this day, whatever happened. */
  until: Day
}

export const rosterEntries = () => db.collection('rosterEntries')
export const rosters = () => db.collection('rosters')

/**
 * The names under which these ID numbers stand on rosters of a union that are taken in whole, by blind index. One request.
 */
export async function namesOnRosters(org: string, idIndexes: string[]): Promise<Map<string, string[]>> {
  if (idIndexes.length === 0) return new Map()
  const { data } = await rosterEntries()
    .aggregate()
    .match({ org, idIndex: _.in(idIndexes) })
    .limit(1000)
    .lookup({ from: 'rosters', localField: 'roster', foreignField: '_id', as: 'of' })
    .end()
  const names = new Map<string, string[]>()
  for (const { idIndex, name, of } of data as (RosterEntry & { of: { state: string }[] })[])
    if (of[0]?.state === 'done') names.set(idIndex, [...(names.get(idIndex) ?? []), name])
  return names
}
