import { z } from 'zod'
import { LONGEST_CODE } from '../../miniprogram/rules/offline-code'
import { clientKey } from '../kernel/casework/contract'
import { findingContract } from './finding-contract'
import { offlineContract } from './offline-contract'
import { acceptedCard, category, offerSchema, place, receiptSchema, refusedCard } from './schemas'

export * from './schemas'

/** Partner merchants and their offers, the card at the counter, what it saved. */

export const contract = {
  /** Offers near a place, nearest first, 20 a page; without a place, of a district by name. */
  nearby: {
    in: z.strictObject({
      place: place.optional(),
      district: z.string().max(12).optional(),
      category: category.optional(),
      after: z.string().max(200).optional(),
    }),
    out: z.object({ offers: z.array(offerSchema), next: z.string().nullable() }),
  },
  /** Offers by any part of a merchant's name or of what is offered, 20 a page. */
  search: {
    in: z.strictObject({
      text: z.string().trim().min(2, '请至少输两个字').max(40),
      place: place.optional(),
      after: z.string().max(200).optional(),
    }),
    out: z.object({ offers: z.array(offerSchema), next: z.string().nullable() }),
  },
  /** One offer. */
  offer: {
    in: z.strictObject({ offerId: z.string().max(60), place: place.optional() }),
    out: z.object({ offer: offerSchema }),
  },
  /** The counter a clerk stands at: its offers, and what was recorded today. */
  counter: {
    in: z.strictObject({ merchantId: z.string().max(60) }),
    out: z.object({
      merchantId: z.string(),
      merchantName: z.string(),
      offers: z.array(offerSchema),
      today: z.object({ times: z.number(), discountFen: z.number() }),
    }),
  },
  /** Is this card valid? What the camera read goes in as it is. Reading a code uses nothing up. */
  verify: {
    in: z.strictObject({ merchantId: z.string().max(60), code: z.string().max(LONGEST_CODE) }),
    out: z.discriminatedUnion('valid', [acceptedCard, refusedCard]),
  },
  /** Records one use of an offer, once, however often it is asked. `billFen`: the bill before the discount. */
  redeem: {
    in: z.strictObject({
      merchantId: z.string().max(60),
      ticket: z.string().max(600),
      offerId: z.string().max(60),
      billFen: z.int('金额最多写到分').min(1, '请填账单金额').max(10_000_000, '一笔最多 10 万元，请再看一眼金额'),
      clientKey,
    }),
    out: z.object({ receipt: receiptSchema }),
  },
  /** Undoes a use within 30 minutes, once; answers with the receipt that takes it back. The code stays used up. */
  undo: {
    in: z.strictObject({
      merchantId: z.string().max(60),
      receiptId: z.string().max(60),
      reason: z.string().trim().min(2, '请写为什么撤销').max(50, '最多 50 个字'),
    }),
    out: z.object({ receipt: receiptSchema }),
  },
  /** What was recorded at this counter today, newest first, 20 a page. */
  counterReceipts: {
    in: z.strictObject({ merchantId: z.string().max(60), after: z.string().max(200).optional() }),
    out: z.object({ receipts: z.array(receiptSchema), next: z.string().nullable() }),
  },
  /** What my card saved me, newest first, 20 a page. */
  mySavings: {
    in: z.strictObject({ after: z.string().max(200).optional() }),
    out: z.object({ receipts: z.array(receiptSchema), next: z.string().nullable() }),
  },
  ...findingContract,
  ...offlineContract,
}
