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
}
