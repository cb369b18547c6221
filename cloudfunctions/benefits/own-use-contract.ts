import { z } from 'zod'
import { clientKey } from '../kernel/casework/contract'
import { billFen, offerSchema, receiptSchema, wordSchema } from './schemas'

/** The other way at the counter: the member scans the shop's code and records the use herself. */

const code = z.string().max(200)

export const ownUseContract = {
  /** The shop whose printed code this is, with its offers. */
  shopHere: {
    in: z.strictObject({ code }),
    out: z.object({ merchantId: z.string(), merchantName: z.string(), offers: z.array(offerSchema) }),
  },
  /**
   * Records my own use at the shop whose code I scanned, once, however often it is asked; a few times a day. Until
   * `until` my phone shows it live, with the shop's word of the day, for the clerk to compare.
   */
  useHere: {
    in: z.strictObject({
      code,
      offerId: z.string().max(60),
      /** A second offer on the same bill, where both allow it. */
      alsoOfferId: z.string().max(60).optional(),
      billFen,
      clientKey,
    }),
    out: z.object({
      receipt: receiptSchema,
      also: receiptSchema.nullable(),
      now: z.number(),
      until: z.number(),
      word: wordSchema,
    }),
  },
  /** What my card saved in a year, by month and by merchant, reversals taken off. */
  mySums: {
    in: z.strictObject({ year: z.string().regex(/^20\d{2}$/) }),
    out: z.object({
      months: z.array(z.object({ month: z.string(), times: z.number(), fen: z.number() })),
      merchants: z.array(z.object({ merchantId: z.string(), name: z.string(), times: z.number(), fen: z.number() })),
    }),
  },
  /** My stars for one use of mine, once. */
  rateUse: {
    in: z.strictObject({ receiptId: z.string().max(60), stars: z.int().min(1, '请选几颗星').max(5) }),
    out: z.object({}),
  },
}
