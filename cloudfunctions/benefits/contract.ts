import { z } from 'zod'
import { LONGEST_CODE } from '../../miniprogram/rules/offline-code'
import { caseActionContracts, clientKey } from '../kernel/casework/contract'
import { figuresContract } from './figures-contract'
import { findingContract } from './finding-contract'
import { merchantContract } from './merchant-contract'
import { offlineContract } from './offline-contract'
import { ownUseContract } from './own-use-contract'
import { acceptedCard, billFen, category, offerSchema, place, receiptSchema, refusedCard, wordSchema } from './schemas'

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
    out: z.object({
      offer: offerSchema,
      /** Of its shop; null until a few customers gave some. */
      stars: z.object({ average: z.number(), count: z.number() }).nullable(),
    }),
  },
  /** The counter a clerk stands at: its offers, and what was recorded today. */
  counter: {
    in: z.strictObject({ merchantId: z.string().max(60) }),
    out: z.object({
      merchantId: z.string(),
      merchantName: z.string(),
      /** Why no card may be used here now; null: it may. */
      shut: z.string().nullable(),
      offers: z.array(offerSchema),
      today: z.object({ times: z.number(), discountFen: z.number() }),
      /** What customers' phones show today who record a use themselves. */
      word: wordSchema,
      /** What the shop's printed code says, for customers to scan. */
      shopCode: z.string(),
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
      /** A second offer on the same bill, where both allow it. */
      alsoOfferId: z.string().max(60).optional(),
      billFen,
      clientKey,
    }),
    out: z.object({ receipt: receiptSchema, also: receiptSchema.nullable() }),
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
  ...ownUseContract,
  ...figuresContract,
  ...offlineContract,
  ...merchantContract,
  ...caseActionContracts,
}
