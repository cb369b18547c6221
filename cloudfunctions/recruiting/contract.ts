import { z } from 'zod'
import { clientKey } from '../kernel/casework/contract'
import { plainText } from '../kernel/text'
import { after, desk, id } from './ids'
import { rosterContract } from './roster-contract'

/** What the area promises: joining events with one code for all who come (集中入会), and rosters of whom a union expects. */

const day = z.iso.date('请选一天')
const words = (longest: number, ask: string) => plainText(longest).refine((text) => text.length >= 2, ask)

export const eventView = z.object({
  id: z.string(),
  title: z.string(),
  place: z.string(),
  from: day,
  to: day,
  codeUntil: day,
  code: z.string(),
  /** Its code leads somewhere today. */
  open: z.boolean(),
})
export type EventView = z.infer<typeof eventView>

export const contract = {
  /** Opens a joining event at the officer's union. The same key again answers with the same event. */
  openEvent: {
    in: z.strictObject({
      desk,
      clientKey,
      title: words(30, '请写活动叫什么'),
      place: words(40, '请写在哪儿'),
      from: day,
      to: day,
      codeUntil: day,
    }),
    out: z.object({ event: eventView }),
  },
  /** From now on its code leads nowhere; what was handed in stays. Twice is once. */
  closeEvent: { in: z.strictObject({ desk, event: id }), out: z.object({ event: eventView }) },
  /** The events of my union, newest first. */
  events: {
    in: z.strictObject({ desk, after }),
    out: z.object({ orgName: z.string(), events: z.array(eventView), next: z.string().nullable() }),
  },
  /** One event with its counts, and who was held back from the bulk approval, to be looked at one by one. */
  event: {
    in: z.strictObject({ desk, event: id }),
    out: z.object({
      event: eventView,
      orgName: z.string(),
      /** 人: applications, each of one person. `waiting` holds `heldBack` too. */
      counts: z.object({ applied: z.number(), approved: z.number(), waiting: z.number(), heldBack: z.number() }),
      held: z.array(z.object({ caseId: z.string(), area: z.string(), name: z.string() })),
    }),
  },
  /** The picture that WeChat scans, as PNG or JPEG in base64. */
  eventCode: { in: z.strictObject({ desk, event: id }), out: z.object({ image: z.string() }) },
  /**
   * The next applications of the event that may be approved together (by `membership.decideMany`), in the order they
   * came; those with something to look at are left out and kept as held back. `next` null: that was all.
   */
  clean: {
    in: z.strictObject({ desk, event: id, after }),
    out: z.object({
      cases: z.array(z.object({ caseId: z.string(), version: z.number() })),
      heldBack: z.number(),
      next: z.string().nullable(),
    }),
  },
  /** A part of the roll of those approved, as a ticket for `documents.render`. `part` from 1, `ROLL_PART` people each. */
  roll: {
    in: z.strictObject({ desk, event: id, part: z.int().min(1).max(100) }),
    out: z.object({ ticket: z.string() }),
  },
  /** For who stands at the stall: the event behind a code of six digits. */
  stall: {
    in: z.strictObject({ code: z.string().regex(/^\d{6}$/, '入会码是 6 位数字') }),
    out: z.object({
      event: z.object({ id: z.string(), title: z.string(), place: z.string(), from: day, to: day, open: z.boolean() }),
      union: z.object({ id: z.string(), name: z.string(), phone: z.string() }),
    }),
  },
  ...rosterContract,
}
