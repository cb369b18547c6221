import { z } from 'zod'
import { plainText } from '../kernel/text'
import { after, desk, id } from './ids'

/** Rosters (名册): whom a union expects. What is read of them are counts and faults; nobody's data goes back to a phone. */

export const rosterSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  state: z.enum(['checking', 'checked', 'taking', 'done']),
  /** Rows that hold a person. */
  rows: z.number(),
  /** Calls that checking, and taking in, need; and how many are done. */
  chunks: z.number(),
  checked: z.number(),
  taken: z.number(),
  /** Rows: with faults; of members; taken in; known before. */
  faulty: z.number(),
  members: z.number(),
  entries: z.number(),
  known: z.number(),
  /** What of the file is not as it looks: hidden sheets, merged cells ... */
  notes: z.array(z.string()),
  at: z.number(),
})
export type RosterView = z.infer<typeof rosterSchema>

const oneRoster = z.object({ roster: rosterSchema })
const ofRoster = z.strictObject({ desk, roster: id })
const file = z.object({ url: z.string(), name: z.string() })

export const rosterContract = {
  /** Reads an upload of mine (`KEY-1.ENDING` in my folder of `vault.mine`), once. `again`: the same file was here before. */
  beginRoster: {
    in: z.strictObject({ desk, fileId: z.string().min(10).max(400), fileName: plainText(60) }),
    out: oneRoster.extend({ again: z.boolean() }),
  },
  /** Looks the next 500 rows up among the members; until its state is no longer `checking`. */
  checkRoster: { in: ofRoster, out: oneRoster },
  /** Takes in the next 500 rows; until its state is `done`, and from then on all of them count. */
  takeRoster: { in: z.strictObject({ desk, roster: id, withoutFaulty: z.boolean() }), out: oneRoster },
  /** My union's rosters, newest first. */
  rosters: {
    in: z.strictObject({ desk, after }),
    out: z.object({ rosters: z.array(rosterSchema), next: z.string().nullable() }),
  },
  roster: { in: ofRoster, out: oneRoster },
  /** What is wrong, by row and column, up to 20 at a time. */
  faults: {
    in: z.strictObject({ desk, roster: id, after }),
    out: z.object({
      faults: z.array(
        z.object({ row: z.number(), where: z.string(), words: z.string(), kind: z.enum(['fault', 'skip']) }),
      ),
      next: z.string().nullable(),
    }),
  },
  /** The same as a spreadsheet, good for ten minutes. */
  fetchFaults: { in: ofRoster, out: file },
  /** An empty roster to fill in, good for ten minutes. */
  template: { in: z.strictObject({ format: z.enum(['xlsx', 'csv']) }), out: file },
}
