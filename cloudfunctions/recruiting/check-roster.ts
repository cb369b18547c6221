import { blindIndex, unseal } from '../kernel/seal'
import type { Caller } from '../kernel/serve'
import type { RosterRow, RowFault } from './check-row'
import type { RosterChunk } from './roster'
import * as rosters from './roster-store'
import { rosterView } from './roster-view'
import { heldAlready } from './store'

/**
 * Looks up the next chunk's people among the members, here and elsewhere. Pressed again, or by two officers, a chunk is
 * counted once. Six requests a chunk of 500.
 */
export async function checkRoster(
  { desk, roster: id }: { desk: string; roster: string },
  { openid }: Caller<'provedInQuery'>,
) {
  const { roster } = await rosters.findRoster(openid, desk, id)
  if (roster.state !== 'checking') return { roster: rosterView(roster) }
  const at = roster.checked
  const chunk = await rosters.readChunk(id, at)
  const rows = rowsOf(chunk)
  const holders = await holdersOf(rows)
  const skips = rows.flatMap((row): RowFault[] => {
    const held = holders.get(indexOf(row))
    return held === undefined
      ? []
      : [{ row: row.row, where: roster.idWhere, words: sayHeld(held, roster.org), kind: 'skip' }]
  })
  const faults = [...chunk.faults.filter(({ kind }) => kind === 'fault'), ...skips].sort((a, b) => a.row - b.row)
  if (skips.length > 0) await rosters.changeChunk(chunk, { faults, faulty: true })
  const over = at + 1 === roster.chunks
  const next = await rosters.step(roster, 'checked', at, over ? { state: 'checked' } : {}, { members: skips.length })
  return { roster: rosterView(next) }
}

export function rowsOf({ rows }: RosterChunk): RosterRow[] {
  return rows ? (JSON.parse(unseal(rows)) as RosterRow[]) : []
}

export const indexOf = ({ idNumber }: RosterRow): string => blindIndex('idNumber', idNumber)

/** The union at which each of these holds a membership, by blind index. One request. */
export async function holdersOf(rows: RosterRow[]): Promise<Map<string, string>> {
  const held = await heldAlready(rows.map(indexOf))
  return new Map(held.map(({ holder, org }) => [holder, org]))
}

/** Which other union it is, is hers to tell. */
function sayHeld(org: string, own: string): string {
  return org === own ? '已经是本会会员，不用再收' : '会籍在别的工会，不收。要转过来，请本人办转会'
}
