import { z } from 'zod'
import { MOST_TICKET } from '../kernel/printed-document'

/** Documents with the union's name, as PDF: notices, decisions, agreements. */

export const contract = {
  /**
   * Sets the document of a ticket on paper. The same ticket again gives the same file. FORBIDDEN: not signed by us, or
   * for somebody else. TICKET_EXPIRED: older than ten minutes.
   */
  render: {
    in: z.strictObject({ ticket: z.string().min(3).max(MOST_TICKET) }),
    out: z.object({
      /** Reads the PDF without any right, for ten minutes. */
      url: z.string(),
      /** `受理通知书.pdf` */
      name: z.string(),
    }),
  },
}
