import { addDays, dayOf } from '../../miniprogram/rules/days'
import { maskIdNumber } from '../../miniprogram/rules/masks'
import { AppError } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { namesOnRosters, type RosterEntry } from '../kernel/rosters'
import { seal } from '../kernel/seal'
import type { Caller } from '../kernel/serve'
import { holdersOf, indexOf, rowsOf } from './check-roster'
import type { RosterRow } from './check-row'
import { KEPT_DAYS, type Roster } from './roster'
import * as rosters from './roster-store'
import { rosterView } from './roster-view'

/**
 * Takes in the next chunk. Its entries count once the whole roster is done: the last step turns them all at once. A row
 * that stands on a roster of the union already, under the same name, makes no second one. Pressed again, or by two
 * officers, a chunk is taken once. Eight requests a chunk of 500.
 */
export async function takeRoster(
  { desk, roster: id, withoutFaulty }: { desk: string; roster: string; withoutFaulty: boolean },
  { openid, now }: Caller<'provedInQuery'>,
) {
  const { roster } = await rosters.findRoster(openid, desk, id)
  if (roster.state === 'done') return { roster: rosterView(roster) }
  if (roster.state === 'checking') throw new AppError('NOT_NOW', '还没核对完。核对完再收')
  if (roster.faulty > 0 && !withoutFaulty)
    throw new AppError('NOT_NOW', `有 ${roster.faulty} 行有毛病，一行也没收。改好再传，或者选“先不要这几行”`)
  if (roster.faulty === roster.rows) throw new AppError('NOT_NOW', '每一行都有毛病。请改好再传')
  const at = roster.taken
  const chunk = await rosters.readChunk(id, at)
  const rows = rowsOf(chunk)
  const { fresh, known } = await sift(roster, rows)
  await rosters.addEntries(fresh.map((row) => entryOf(roster, row, now)))
  const over = at + 1 === roster.chunks
  const until = addDays(dayOf(now), KEPT_DAYS)
  // The numbers stand in the entries now; what was wrong stays to be read.
  const next = await rosters.step(
    roster,
    'taken',
    at,
    { state: over ? 'done' : 'taking', until },
    {
      entries: fresh.length,
      known,
    },
  )
  if (next.taken > at) await rosters.changeChunk(chunk, { rows: null, until })
  return { roster: rosterView(next) }
}

/** Who is to be entered: no member (she may have joined since the check), on no finished roster of the union yet. */
async function sift({ org }: Roster, rows: RosterRow[]): Promise<{ fresh: RosterRow[]; known: number }> {
  const [holders, listed] = await Promise.all([holdersOf(rows), namesOnRosters(org, rows.map(indexOf))])
  const candidates = rows.filter((row) => !holders.has(indexOf(row)))
  const fresh = candidates.filter((row) => !listed.get(indexOf(row))?.includes(row.name))
  return { fresh, known: candidates.length - fresh.length }
}

function entryOf({ _id, org }: Roster, row: RosterRow, now: Date): RosterEntry {
  const today = dayOf(now)
  const idIndex = indexOf(row)
  return {
    _id: idFrom('entry', _id, idIndex),
    org,
    roster: _id,
    idIndex,
    idNumber: seal(row.idNumber),
    idMasked: maskIdNumber(row.idNumber),
    name: row.name,
    employer: row.employer,
    lookOn: addDays(today, 1),
    until: addDays(today, KEPT_DAYS),
  }
}
