import { z } from 'zod'
import { caseActionContracts, clientKey } from '../kernel/casework/contract'

/** What the unions area promises: the tree as officers see it, its history by date, terms of office, and how it changes. */

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** The desk the officer looks from: hers, and she sees its union and those below. */
const desk = z.string().regex(/^[\w-]{3,60}\/officer$/)
const union = z.string().min(3).max(60)
const cursor = z.string().max(300).optional()

const termView = z.object({
  electedOn: day,
  years: z.number(),
  endsOn: day,
})

export const unionRow = z.object({
  id: z.string(),
  name: z.string(),
  /** `联合工会`, `行业工会` ... */
  form: z.string(),
  /** Living members of its own, and with those of all unions below. */
  own: z.number(),
  below: z.number(),
  /** Unions directly below it. */
  children: z.number(),
  term: termView.nullable(),
  /** Somebody answers its desk. */
  staffed: z.boolean(),
})
export type UnionRow = z.infer<typeof unionRow>

/** A union as it was, or is, on a day. */
const unionThen = z.object({
  name: z.string(),
  form: z.string(),
  /** Name of the union above; empty for the city's. */
  parentName: z.string(),
  employers: z.array(z.string()),
  workers: z.number(),
  term: termView.nullable(),
  /** `notYet`: founded later; `over`: it was no more. */
  state: z.enum(['notYet', 'active', 'over']),
})

export const unionView = unionRow.extend({
  /** The form by its key, for the rules on the phone. */
  formKey: z.enum([
    'federation',
    'townshipFederation',
    'unionAlliance',
    'grassrootsUnion',
    'jointUnion',
    'regionalUnion',
    'industryUnion',
  ]),
  place: z.string(),
  parent: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The union that has taken its members; null while it is there. */
  successor: z.object({ id: z.string(), name: z.string() }).nullable(),
  phone: z.string(),
  takesIndividuals: z.boolean(),
  employers: z.array(z.string()),
  workers: z.number(),
  since: day.nullable(),
  until: day.nullable(),
  /** Who answers its desk: post and name; `person` only where the one who reads may dismiss her. */
  officers: z.array(z.object({ title: z.string(), name: z.string(), person: z.string().nullable() })),
  /** The one who reads may name another officer of it. */
  mayAppoint: z.boolean(),
  /** What happened to it, the newest first. */
  history: z.array(z.object({ on: day, words: z.string(), was: z.string() })),
  /** Kinds of application that this officer may hand in for it. */
  may: z.array(z.string()),
})
export type UnionView = z.infer<typeof unionView>

export const contract = {
  /** One union of the desk's or below, with its history in words. (`read` reads an application, in every area.) */
  union: { in: z.strictObject({ desk, union }), out: z.object({ today: day, union: unionView }) },
  /** As it was on a day: the evening of that day. */
  asOf: { in: z.strictObject({ desk, union, day }), out: z.object({ then: unionThen }) },
  /** Unions directly below one, by name, 20 at a time. */
  below: {
    in: z.strictObject({ desk, union, after: cursor }),
    out: z.object({ unions: z.array(unionRow), next: z.string().nullable() }),
  },
  /** Unions of the desk and below by any part of their name or an employer's, 20 at most. */
  search: {
    in: z.strictObject({ desk, text: z.string().trim().min(2, '请至少输两个字').max(40, '最多 40 个字') }),
    out: z.object({ unions: z.array(unionRow) }),
  },
  /** Terms that are over or end within 90 days at unions of the desk and below, the earliest first, 20 at a time. */
  terms: {
    in: z.strictObject({ desk, after: cursor }),
    out: z.object({ today: day, unions: z.array(unionRow), next: z.string().nullable() }),
  },
  /** Names an officer by the phone number that WeChat vouches for; one who is there already gets another title. */
  appoint: {
    in: z.strictObject({
      desk,
      union,
      phone: z
        .string()
        .trim()
        .regex(/^1\d{10}$/, '手机号是 11 位数字'),
      name: z.string().trim().min(2, '请写姓名').max(20, '姓名最多 20 个字'),
      title: z.string().trim().min(2, '请写职务，比如“工会主席”').max(20, '职务最多 20 个字'),
      clientKey,
    }),
    out: z.object({}),
  },
  /** Ends her post at once. One who is no officer of it stays none. */
  dismiss: { in: z.strictObject({ desk, union, person: z.string().min(3).max(60) }), out: z.object({}) },
  ...caseActionContracts,
}
