import { z } from 'zod'

/** What is held about me, and my rights over it; my union. Its own file: contract.ts spreads it. */

const nothing = z.strictObject({})
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const clientKey = z.string().regex(/^[A-Za-z0-9_-]{8,40}$/)

const dataGroup = z.object({
  key: z.string(),
  title: z.string(),
  /** What it is, in a few words: `3 件，1 件正在办`. */
  held: z.string(),
  /** The data themselves, numbers masked. */
  lines: z.array(z.object({ label: z.string(), value: z.string() })),
  since: day.nullable(),
  why: z.string(),
  /** Who may see it. */
  who: z.string(),
  howLong: z.string(),
  /** The clauses that let the union hold it. */
  clause: z.string(),
  /** The page on which it is looked at or changed; empty: none. */
  url: z.string(),
  go: z.string(),
})
export type DataGroup = z.infer<typeof dataGroup>

const kept = z.object({ what: z.string(), count: z.number(), howLong: z.string(), clause: z.string() })

export const myDataContract = {
  /** Everything held about me, by purpose (个人信息保护法 第17、44、45条). */
  myData: {
    in: nothing,
    out: z.object({
      groups: z.array(dataGroup),
      /** Whether I agree to the privacy notice now. */
      agreed: z.boolean(),
      /** The phone number goes with the agreement: nothing goes on that needs it. */
      phoneGoes: z.boolean(),
    }),
  },
  /** I take back my agreement to the privacy notice; what was done before stays valid (第15条). Twice is once. */
  withdrawConsent: { in: nothing, out: z.object({ phoneDeleted: z.boolean() }) },
  /**
   * A complete copy (第45条), made in portions: the same `clientKey` again goes on with it. When `done`, a ticket for the
   * document to read (documents.render) and the address of the same as JSON; both are gone after an hour.
   */
  copyMyData: {
    in: z.strictObject({ clientKey }),
    out: z.object({
      done: z.boolean(),
      /** Of all there is, how many were put in so far. */
      count: z.number(),
      total: z.number(),
      ticket: z.string().nullable(),
      json: z.object({ url: z.string(), name: z.string() }).nullable(),
    }),
  },
  /** What deleting my account would delete, what the law makes the union keep, and what stands in the way. */
  accountEnd: {
    in: nothing,
    out: z.object({
      /** False: nothing is held. */
      known: z.boolean(),
      blocks: z.array(z.object({ words: z.string(), go: z.string(), url: z.string() })),
      deletes: z.array(z.object({ what: z.string(), count: z.number() })),
      keeps: z.array(kept),
    }),
  },
  /** Deletes my account (第47条). `done` false: call again. NOT_NOW: something stands in the way, in words. */
  deleteAccount: { in: z.strictObject({ agreed: z.literal(true) }), out: z.object({ done: z.boolean() }) },
  /** My union: who answers there, where it stands, until when its committee is elected; null: I am in none. */
  myUnion: {
    in: nothing,
    out: z.object({
      union: z
        .object({
          name: z.string(),
          /** `联合工会` */
          form: z.string(),
          place: z.string(),
          phone: z.string(),
          /** The union above it; empty for the city's. */
          above: z.string(),
          officers: z.array(z.object({ name: z.string(), title: z.string() })),
          term: z.object({ electedOn: day, endsOn: day }).nullable(),
        })
        .nullable(),
      membership: z
        .object({ state: z.enum(['active', 'transferring', 'retained']), since: day, employer: z.string() })
        .nullable(),
    }),
  },
}
