import { z } from 'zod'
import { caseRow } from '../kernel/casework/contract'

/** Applications of every kind, as lists: what I asked for, what stands at a desk. */

const cursor = z.string().max(200).optional()

export const contract = {
  /** My applications, newest first, 20 a page. */
  mine: {
    in: z.strictObject({ after: cursor }),
    out: z.object({ rows: z.array(caseRow), next: z.string().nullable() }),
  },
  /** What stands at a desk, by due date with overdue on top, 20 a page. `desk` is a claim: only its post may read it. */
  queue: {
    in: z.strictObject({ desk: z.string().min(3).max(80), after: cursor }),
    out: z.object({ rows: z.array(caseRow), next: z.string().nullable(), today: z.string() }),
  },
}
