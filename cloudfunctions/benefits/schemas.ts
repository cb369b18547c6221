import { z } from 'zod'
import { REFUSAL_REASONS } from '../../miniprogram/rules/card-refusals'

/** Shapes that the area's contracts share: an offer, a verdict on a card, a receipt. */

export const category = z.enum(['eat', 'grocery', 'health', 'daily', 'car', 'fun', 'home', 'learn'])
export type Category = z.infer<typeof category>

export const termsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), payPercent: z.int().min(1).max(99) }),
  z.object({ kind: z.literal('amountOff'), fromFen: z.int().min(1), offFen: z.int().min(1) }),
  z.object({ kind: z.literal('fixedPrice'), priceFen: z.int().min(0), usualFen: z.int().min(1) }),
  z.object({ kind: z.literal('free'), usualFen: z.int().min(1) }),
  z.object({ kind: z.literal('gift'), fromFen: z.int().min(1), gift: z.string(), worthFen: z.int().min(0) }),
])

export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
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

/** The bill before the discount. */
export const billFen = z
  .int('金额最多写到分')
  .min(1, '请填账单金额')
  .max(10_000_000, '一笔最多 10 万元，请再看一眼金额')

/** The shop's word of the day, which its clerks' phones show too: `蓝色 海鸥`. `colour`: 0-5. */
export const wordSchema = z.object({ text: z.string(), colour: z.int().min(0).max(5) })

export const place = z.strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })

/** A refused card: what is wrong and what helps, for the clerk to read out. */
export const refusedCard = z.object({
  valid: z.literal(false),
  reason: z.enum(REFUSAL_REASONS),
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
  merchantId: z.string(),
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
  /** Who recorded it: a clerk, or the member by the shop's code. */
  way: z.enum(['clerk', 'self']),
  /** The receipt of another offer on the same bill; what the whole bill was, and what was paid in the end. */
  together: z.object({ id: z.string(), billFen: z.number(), payFen: z.number() }).nullable(),
})
export type ReceiptView = z.infer<typeof receiptSchema>
