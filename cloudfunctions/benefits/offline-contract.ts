import { z } from 'zod'
import { LONGEST_CODE } from '../../miniprogram/rules/offline-code'
import { clientKey } from '../kernel/casework/contract'
import { day, receiptSchema } from './schemas'

/** Counters without a network: what a clerk's phone keeps to check cards alone, and the uses it recorded meanwhile. */

const merchantId = z.string().max(60)

/** As many uses as one call takes: each is a transaction of its own. */
export const MOST_USES = 20

export const offlineContract = {
  /** What a clerk's phone needs to check cards without a network. `now` lets it know its own clock's error. */
  offlineKit: {
    in: z.strictObject({ merchantId }),
    out: z.object({
      now: z.number(),
      /** Keys that sign certificates; `until`: the last day of the last one it signed. */
      issuers: z.array(z.object({ id: z.number(), publicKey: z.string(), until: day.nullable() })),
      /** Handles of the cards that died in the days for which a certificate could still be good. */
      dead: z.array(z.string()),
    }),
  },
  /**
   * Uses recorded without a network, checked again as of the moment at which each code was shown. An answer for each by
   * its client key; a use without an answer (the cloud was busy) is to be sent again. Sending again is safe.
   */
  sync: {
    in: z.strictObject({
      merchantId,
      uses: z
        .array(
          z.strictObject({
            code: z.string().max(LONGEST_CODE),
            offerId: z.string().max(60),
            billFen: z.int('金额最多写到分').min(1).max(10_000_000),
            /** What the customer was told to pay. */
            payFen: z.int().min(0).max(10_000_000),
            clientKey,
          }),
        )
        .min(1)
        .max(MOST_USES),
    }),
    out: z.object({
      answers: z.array(
        z.object({
          clientKey: z.string(),
          /** `already`: the code was used for something else. */
          outcome: z.enum(['recorded', 'already', 'refused']),
          /** Why not; empty for what was recorded. */
          words: z.string(),
          receipt: receiptSchema.nullable(),
        }),
      ),
    }),
  },
}
