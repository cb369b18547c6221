import { z } from 'zod'

export const figuresContract = {
  /** What members' cards saved at a desk's union and all below it: six months, this month's merchants, complaints. */
  figures: {
    in: z.strictObject({ desk: z.string().min(3).max(120) }),
    out: z.object({
      orgName: z.string(),
      /** Newest first. `users`: members who used it that month, 人; `times`: 人次, less those taken back. */
      months: z.array(z.object({ month: z.string(), times: z.number(), fen: z.number(), users: z.number() })),
      members: z.number(),
      /** Members who did not use their card this month. A count: nobody is named. */
      dormant: z.number(),
      merchants: z.array(z.object({ merchantId: z.string(), name: z.string(), times: z.number(), fen: z.number() })),
      /** For the county's and the city's unions: shops of their agreements, those that refuse the card first. */
      complaints: z.array(
        z.object({ shop: z.string(), complained: z.number(), cardRefused: z.number(), upheld: z.number() }),
      ),
    }),
  },
}
