import { z } from 'zod'
import { category, day, place, rulesSchema, termsSchema } from './schemas'

/** Partner merchants: their own pages, and the union's. */

const merchantId = z.string().max(60)
const desk = z.string().max(80)
const month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, '请选哪个月')
const state = z.enum(['active', 'suspended', 'ended'])
const clerkName = z
  .string()
  .trim()
  .min(1, '请填您叫什么')
  .max(12, '最多 12 个字')
  .refine((text) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(text), '名字里有看不见的符号，请重新输一遍')
const reason = z.string().trim().min(4, '请写一句为什么，店主看得到').max(100, '最多 100 个字')

const sums = { times: z.number(), savedFen: z.number(), billFen: z.number() }
const sumsSchema = z.object(sums)

const row = z.object({
  id: z.string(),
  name: z.string(),
  category,
  state,
  /** Why no card is used there today; null: it may be. */
  shut: z.string().nullable(),
  /** Last day of its agreement. */
  until: day,
  district: z.string(),
  branches: z.number(),
  offers: z.number(),
})
const hours = z.object({ open: z.number(), close: z.number() })
const deal = z.object({
  id: z.string(),
  terms: termsSchema,
  covers: z.string(),
  conditions: z.array(z.string()),
  rules: rulesSchema,
})
const view = row.extend({
  phone: z.string(),
  creditCode: z.string(),
  /** The application with its licence; officers open it there. */
  case: z.string().nullable(),
  agreement: z.object({ number: z.string(), from: day, until: day }),
  why: z.string(),
  quitOn: day.nullable(),
  since: day,
  orgName: z.string(),
  places: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      address: z.string(),
      district: z.string(),
      place,
      hours,
      phone: z.string(),
    }),
  ),
  deals: z.array(deal),
  clerks: z.number(),
  history: z.array(z.object({ at: z.number(), words: z.string(), by: z.string() })),
})

const list = z.object({ merchants: z.array(row), next: z.string().nullable() })
const after = z.string().max(200).optional()

export const merchantContract = {
  /** My shop, as its owner. */
  myShop: {
    in: z.strictObject({ merchantId }),
    out: z.object({
      shop: view,
      today: sumsSchema,
      /** By offer: what the form that changes it begins with. */
      changes: z.array(z.object({ deal: z.string(), answers: z.record(z.string(), z.unknown()) })),
      staff: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          since: day,
          owner: z.boolean(),
          usesToday: z.number(),
        }),
      ),
    }),
  },
  /** A month of my shop by day, offer and clerk. */
  shopFigures: {
    in: z.strictObject({ merchantId, month }),
    out: z.object({
      merchantName: z.string(),
      since: day,
      month: z.string(),
      sums: sumsSchema,
      today: sumsSchema,
      days: z.array(z.object({ day, ...sums })),
      offers: z.array(z.object({ id: z.string(), words: z.string(), ...sums })),
      clerks: z.array(z.object({ id: z.string(), name: z.string(), ...sums })),
    }),
  },
  /** A month line by line as a file; the address is good for ten minutes. */
  exportMonth: {
    in: z.strictObject({ merchantId, month, format: z.enum(['xlsx', 'csv']) }),
    out: z.object({ url: z.string(), name: z.string() }),
  },
  /** A code by which somebody becomes a clerk of my shop: once, within ten minutes. `shown` is what its picture holds. */
  clerkCode: {
    in: z.strictObject({ merchantId }),
    out: z.object({ code: z.string(), shown: z.string(), until: z.number() }),
  },
  /** Makes me a clerk of the shop whose owner shows this code. */
  becomeClerk: {
    in: z.strictObject({
      code: z
        .string()
        .trim()
        .regex(/^(merchant-clerk:)?\d{6}$/, '码是六位数'),
      name: clerkName,
    }),
    out: z.object({ merchantId: z.string(), merchantName: z.string() }),
  },
  /** Takes a clerk away, at once. */
  removeClerk: { in: z.strictObject({ merchantId, clerk: z.string().max(60) }), out: z.object({}) },
  /** I am no clerk there any more. */
  leaveCounter: { in: z.strictObject({ merchantId }), out: z.object({}) },
  /** The shop goes to one of its clerks. */
  handOver: { in: z.strictObject({ merchantId, clerk: z.string().max(60) }), out: z.object({}) },

  /** An officer's invitation to a shop: six digits, good for thirty days. */
  inviteMerchant: {
    in: z.strictObject({
      desk,
      shop: z.string().trim().min(2, '请填店名').max(24, '店名最多 24 个字'),
      category: category.optional(),
      town: z.string().regex(/^\d{9,12}$/, '请选在哪个镇街'),
      address: z.string().trim().min(2, '请填哪条路、多少号').max(40, '最多 40 个字'),
      place: place.optional(),
    }),
    out: z.object({ code: z.string(), until: z.number() }),
  },
  /** What an invitation fills in. */
  invitation: {
    in: z.strictObject({ code: z.string().regex(/^\d{6}$/, '邀请码是六位数') }),
    out: z.object({
      invitation: z.object({
        code: z.string(),
        shop: z.string(),
        category: category.nullable(),
        town: z.string(),
        address: z.string(),
        place: place.nullable(),
        by: z.string(),
      }),
    }),
  },
  /** The merchants of an officer's county, or of the city: those whose agreement ends first come first, 20 a page. */
  merchants: {
    in: z.strictObject({ desk, state, district: z.string().max(12).optional(), after }),
    out: list,
  },
  /** The same by any part of the name. */
  findMerchants: {
    in: z.strictObject({ desk, text: z.string().trim().min(2, '请至少输两个字').max(40), after }),
    out: list,
  },
  /** One of them, with what its cards saved this month. */
  merchant: {
    in: z.strictObject({ desk, id: merchantId }),
    out: z.object({ merchant: view, month: sumsSchema }),
  },
  /** No card is used there from now on; its owner reads why. */
  suspendMerchant: { in: z.strictObject({ desk, id: merchantId, reason }), out: z.object({ merchant: view }) },
  /** It goes on as before. */
  liftMerchant: { in: z.strictObject({ desk, id: merchantId, reason }), out: z.object({ merchant: view }) },
}
