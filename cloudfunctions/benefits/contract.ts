import { z } from 'zod'
import { clientKey } from '../kernel/casework/contract'

/** Partner merchants and their offers, the card at the counter, what it saved. */

export const category = z.enum(['eat', 'grocery', 'health', 'daily', 'car', 'fun', 'home', 'learn'])
export type Category = z.infer<typeof category>

export const termsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), payPercent: z.int().min(1).max(99) }),
  z.object({ kind: z.literal('amountOff'), fromFen: z.int().min(1), offFen: z.int().min(1) }),
  z.object({ kind: z.literal('fixedPrice'), priceFen: z.int().min(0), usualFen: z.int().min(1) }),
  z.object({ kind: z.literal('free'), usualFen: z.int().min(1) }),
  z.object({ kind: z.literal('gift'), fromFen: z.int().min(1), gift: z.string(), worthFen: z.int().min(0) }),
])

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const hours = z.object({ open: z.number(), close: z.number() })
const quota = z.object({ day: z.int().min(1).nullable(), term: z.int().min(1).nullable() })

export const rulesSchema = z.object({
  from: day,
  until: day,
  weekdays: z.array(z.int().min(0).max(6)),
  hours: hours.nullable(),
  groups: z.array(z.enum(['newMember', 'modelWorker', 'sanitation', 'migrant', 'platform'])),
  mine: quota,
  all: quota,
  withOthers: z.boolean(),
})

export const offerSchema = z.object({
  id: z.string(),
  merchantId: z.string(),
  merchantName: z.string(),
  category,
  terms: termsSchema,
  /** What it holds for: `全部菜品`. */
  covers: z.string(),
  /** Plain-language conditions. */
  conditions: z.array(z.string()),
  /** When it holds, for whom, how often. */
  rules: rulesSchema,
  hours,
  address: z.string(),
  district: z.string(),
  phone: z.string(),
  place: z.object({ latitude: z.number(), longitude: z.number() }),
  /** Metres from where I asked; null when I gave no place. */
  distance: z.number().nullable(),
})
export type OfferView = z.infer<typeof offerSchema>

const place = z.strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })

/** A refused card: what is wrong and what helps, for the clerk to read out. */
export const refusedCard = z.object({
  valid: z.literal(false),
  reason: z.enum([
    'NOT_A_CARD',
    'UNKNOWN',
    'FORGED',
    'EXPIRED',
    'AHEAD',
    'USED',
    'LOST',
    'STOPPED',
    'REPLACED',
    'ENDED',
  ]),
  /** `这个码过期了` */
  title: z.string(),
  why: z.string(),
  detail: z.string(),
  steps: z.array(z.string()),
})

export const acceptedCard = z.object({
  valid: z.literal(true),
  /** Proves to `redeem` that this clerk saw this code; lasts 10 minutes. */
  ticket: z.string(),
  maskedName: z.string(),
  cardTail: z.string(),
  tier: z.string(),
  secondsOld: z.number(),
})

export const receiptSchema = z.object({
  id: z.string(),
  merchantName: z.string(),
  offerWords: z.string(),
  covers: z.string(),
  billFen: z.number(),
  discountFen: z.number(),
  payFen: z.number(),
  /** Worth of what was given on top; 0 but for gifts. */
  giftFen: z.number(),
  /** The receipt that this one takes back; null for a use. */
  undoes: z.string().nullable(),
  at: z.number(),
})
export type ReceiptView = z.infer<typeof receiptSchema>

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
    in: z.strictObject({ merchantId: z.string().max(60), code: z.string().max(200) }),
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
}
