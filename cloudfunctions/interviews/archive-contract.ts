import { z } from 'zod'
import { after, figures, id, questionView, sessionLine, subject } from './schemas'

/** What was asked and answered, to be found again. */

export const archiveContract = {
  /** Answered questions of closed sessions, newest first; by words, subject, department. */
  archive: {
    in: z.strictObject({
      words: z.string().trim().max(40).optional(),
      subject: subject.optional(),
      department: z.string().trim().max(20).optional(),
      after,
    }),
    out: z.object({
      questions: z.array(questionView.extend({ topic: z.string(), orgName: z.string(), answeredAt: z.number() })),
      next: z.string().nullable(),
    }),
  },
  /** A session's figures, as far as they are by now. */
  figures: { in: z.strictObject({ interview: id }), out: z.object({ session: sessionLine, figures }) },
}
