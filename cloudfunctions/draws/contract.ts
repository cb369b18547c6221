import { z } from 'zod'
import { clientKey } from '../kernel/casework/contract'
import { plainText } from '../kernel/text'

/** What the area promises: scarce goods given out by a draw that anybody can work out again. */

const words = (longest: number, ask: string) => plainText(longest).refine((text) => [...text].length >= 2, ask)
const id = z.string().min(1).max(60)
const desk = z.string().min(1).max(120)
const after = z.string().max(200).optional()
const group = z.enum(['newMember', 'modelWorker', 'sanitation', 'migrant', 'platform'])

export const drawView = z.object({
  id: z.string(),
  title: z.string(),
  what: z.string(),
  seats: z.number(),
  closesAt: z.number(),
  groups: z.array(group),
  collect: z.string(),
  orgName: z.string(),
  /** `open`: entries are taken; `closed`: waiting for the draw; `drawn`. */
  state: z.enum(['open', 'closed', 'drawn']),
  /** The hash of the seed, published when it opened. */
  commitment: z.string(),
  /** The seed itself; empty until it is drawn. */
  seed: z.string(),
})
export type DrawView = z.infer<typeof drawView>

export const myEntry = z.object({
  /** My number in the draw. */
  handle: z.string(),
  had: z.number(),
  /** Where I came; null until it is drawn. From 1. */
  place: z.number().nullable(),
  won: z.boolean(),
  collected: z.boolean(),
})
export type MyEntry = z.infer<typeof myEntry>

export const contract = {
  /** An officer opens a draw for the members of her union and those below. The same key again: the same draw. */
  open: {
    in: z.strictObject({
      desk,
      clientKey,
      title: words(20, '请写抽的是什么'),
      what: words(300, '请写清楚有什么'),
      seats: z.int('请填几个名额').min(1, '至少 1 个名额').max(1000, '最多 1000 个名额'),
      closesAt: z.int(),
      groups: z.array(group).max(5),
      /** Goods of one series are the same to the rule "who never had one comes first". */
      series: words(12, '请写是哪一类东西'),
      collect: words(100, '请写怎么领'),
    }),
    out: z.object({ draw: drawView }),
  },
  /** Draws of my union and those above it, newest first, with my entries. */
  list: {
    in: z.strictObject({ after }),
    out: z.object({
      draws: z.array(drawView.extend({ mine: myEntry.nullable() })),
      next: z.string().nullable(),
    }),
  },
  /** One draw, and my entry. */
  read: { in: z.strictObject({ draw: id }), out: z.object({ draw: drawView, mine: myEntry.nullable() }) },
  /** I take part. Twice is once. */
  enter: { in: z.strictObject({ draw: id }), out: z.object({ draw: drawView, mine: myEntry }) },
  /** I take it back, while it is open. */
  leave: { in: z.strictObject({ draw: id }), out: z.object({ draw: drawView, mine: z.null() }) },
  /** The closed list, 500 at a time, and the winners in their order, to work the draw out again. */
  proof: {
    in: z.strictObject({ draw: id, after }),
    out: z.object({
      entries: z.array(z.object({ handle: z.string(), had: z.number() })),
      winners: z.array(z.string()),
      next: z.string().nullable(),
    }),
  },
  /** The draws of my desk's union, newest first. */
  deskList: {
    in: z.strictObject({ desk, after }),
    out: z.object({ draws: z.array(drawView), next: z.string().nullable() }),
  },
  /** One draw at its desk: how many take part, who won. */
  deskRead: {
    in: z.strictObject({ desk, draw: id }),
    out: z.object({
      draw: drawView,
      entered: z.number(),
      winners: z.array(
        z.object({ handle: z.string(), place: z.number(), maskedName: z.string(), collected: z.boolean() }),
      ),
    }),
  },
  /** A winner has fetched it. Twice is once. */
  collected: { in: z.strictObject({ desk, draw: id, handle: z.string().max(20) }), out: z.object({}) },
}
