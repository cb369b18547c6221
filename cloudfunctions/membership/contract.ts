import { z } from 'zod'
import { caseActionContracts } from '../kernel/casework/contract'
import { membersContract } from './members-contract'
import { myDataContract } from './my-data-contract'

import { lifecycleContract } from './lifecycle-contract'

/** What the membership area promises: who I am here, finding and joining a union, my card. */

const nothing = z.strictObject({})
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const hardshipTerms = z.object({
  standards: z.array(z.object({ district: z.string(), from: day, fen: z.number() })),
  relativeTimes: z.number(),
  below: z.enum(['lt', 'le']),
  accidentPercent: z.number(),
  exclusions: z.array(z.object({ id: z.string(), words: z.string() })),
  source: z.string(),
})

export const levelSchema = z.enum(['city', 'county', 'town', 'grassroots'])

export const unionSchema = z.object({
  id: z.string(),
  name: z.string(),
  level: levelSchema,
  /** `联合工会`, `行业工会` ... */
  form: z.string(),
  /** District and town in words: `环翠区 竹岛街道`. */
  place: z.string(),
  phone: z.string(),
  /** Takes workers whose employer has no union. */
  takesIndividuals: z.boolean(),
  /** The employer unit of this union that the search met, if it was an employer's name. */
  employer: z.string().nullable(),
})
export type UnionView = z.infer<typeof unionSchema>

export const cardSchema = z.object({
  number: z.string(),
  serial: z.number(),
  /** Hex; lets the phone make the changing code without a network. */
  key: z.string(),
  maskedName: z.string(),
  unionName: z.string(),
  /** `普通会员` */
  tier: z.string(),
  validUntil: day,
  state: z.enum(['active', 'lost', 'suspended', 'retired']),
  membership: z.enum(['active', 'transferring', 'retained', 'left', 'expelled']),
  /** Why an officer stopped it; empty else. */
  why: z.string(),
  /** Where to ask. */
  unionPhone: z.string(),
  savedThisYearFen: z.number(),
  usedThisYear: z.number(),
})
export type CardView = z.infer<typeof cardSchema>

export const contract = {
  /** The city's own words: brand, hotline, places to choose from. Anyone may read it; the phone keeps it. */
  city: {
    in: nothing,
    out: z.object({
      brand: z.string(),
      cityName: z.string(),
      hotline: z.string(),
      hotlineHours: z.string(),
      merchantCount: z.number(),
      joinWorkingDays: z.number(),
      noticeVersion: z.string(),
      /** The privacy notice, in paragraphs. */
      notice: z.array(z.object({ head: z.string(), body: z.string() })),
      districts: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          towns: z.array(z.object({ code: z.string(), name: z.string() })),
        }),
      ),
      industries: z.array(z.object({ code: z.string(), name: z.string() })),
      /** Low-income standards and the hardship rule, for the pre-check on the phone; the desks use the same. */
      hardship: hardshipTerms,
      /** WeChat's templates by purpose (`caseNews`), for asking to be told; none, no asking. */
      messageTemplates: z.record(z.string(), z.string()),
    }),
  },
  /** What the app needs to greet me: who I am, which counters and desks are mine. */
  me: {
    in: nothing,
    out: z.object({
      phoneMasked: z.string().nullable(),
      agreedNotice: z.string().nullable(),
      /** Only my own name, to myself: `秀兰师傅`. */
      address: z.string().nullable(),
      /** What forms may be filled in with beforehand; null for who is in no union. */
      own: z.object({ name: z.string(), employer: z.string() }).nullable(),
      membership: z
        .object({
          state: z.enum(['active', 'transferring', 'retained', 'left', 'expelled']),
          unionName: z.string(),
          unionPhone: z.string(),
          since: day,
          card: z.object({
            number: z.string(),
            maskedName: z.string(),
            state: z.enum(['active', 'lost', 'suspended', 'retired']),
          }),
          savedThisYearFen: z.number(),
          usedThisYear: z.number(),
        })
        .nullable(),
      posts: z.array(
        z.object({ desk: z.string(), orgName: z.string(), level: levelSchema, title: z.string(), name: z.string() }),
      ),
      counters: z.array(z.object({ merchantId: z.string(), merchantName: z.string(), owner: z.boolean() })),
    }),
  },
  /** I agree to the privacy notice of this version. */
  agree: { in: z.strictObject({ noticeVersion: z.string().min(1).max(20) }), out: z.object({}) },
  /** The code of WeChat's phone-number button; the number itself never passes the phone. */
  givePhone: {
    in: z.strictObject({ code: z.string().min(1).max(200) }),
    out: z.object({ phoneMasked: z.string() }),
  },
  /** Unions by any part of the name of a union or an employer. */
  findUnion: {
    in: z.strictObject({ text: z.string().trim().min(2, '请至少输两个字').max(40, '最多 40 个字') }),
    out: z.object({ unions: z.array(unionSchema) }),
  },
  /** Where someone whose employer has no union is at home: by place, by industry, or both. Never empty. */
  unionsForMe: {
    in: z
      .strictObject({ town: z.string().max(12).optional(), industry: z.string().max(30).optional() })
      .refine((input) => input.town || input.industry, { message: '请先选地方或行业' }),
    out: z.object({ unions: z.array(unionSchema).min(1) }),
  },
  /** My card, with the key for the changing code; of who has left the retired one, without a key; null when I never had one. `now` lets the phone know its own clock's error. */
  myCard: { in: nothing, out: z.object({ now: z.number(), card: cardSchema.nullable() }) },
  /** My card is lost: no counter takes it from this moment. Saying it twice changes nothing. */
  reportCardLost: { in: nothing, out: z.object({ card: cardSchema }) },
  /** The same card with a new key: codes made before are dead. `serial`: the one being replaced, so a retry is safe. */
  reissueCard: { in: z.strictObject({ serial: z.int().min(1).max(9999) }), out: z.object({ card: cardSchema }) },
  /** A certificate (base 32) of my card for this phone's key, for counters without a network; good for seven days. */
  certify: {
    in: z.strictObject({ publicKey: z.string().regex(/^[0-9a-f]{64}$/) }),
    out: z.object({ certificate: z.string() }),
  },
  ...membersContract,
  ...myDataContract,
  ...lifecycleContract,
  ...caseActionContracts,
}
