import type { z } from 'zod'
import type { rosterSchema } from './roster-contract'
import type { Roster } from './roster'

/** A roster as its union's officers see it: counts, nobody's data. */
export function rosterView(roster: Roster): z.input<typeof rosterSchema> {
  const { _id, fileName, state, rows, chunks, checked, taken, faulty, members, entries, known, notes, createdAt } =
    roster
  return {
    id: _id,
    fileName,
    state,
    rows,
    chunks,
    checked,
    taken,
    faulty,
    members,
    entries,
    known,
    notes,
    at: Number(createdAt),
  }
}
