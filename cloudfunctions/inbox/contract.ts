import { z } from 'zod'

/** What the union has told me. */

export const messageSchema = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  at: z.number(),
  unread: z.boolean(),
  /** The mini-program page it leads to, or null. */
  link: z.string().nullable(),
})
export type MessageView = z.infer<typeof messageSchema>

export const contract = {
  /** Newest first, 20 a page. */
  list: {
    in: z.strictObject({ after: z.string().max(200).optional() }),
    out: z.object({ messages: z.array(messageSchema), next: z.string().nullable() }),
  },
  /** How many unread messages I have; 9 means nine or more. */
  unread: { in: z.strictObject({}), out: z.object({ count: z.number() }) },
  /** I have read this one. Saying it twice changes nothing. */
  markRead: { in: z.strictObject({ id: z.string().min(3).max(80) }), out: z.object({}) },
}
