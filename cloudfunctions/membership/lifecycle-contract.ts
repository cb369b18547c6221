import { z } from 'zod'
import { UNION_MARKS } from '../../miniprogram/rules/offer-rules'
import { plainLine, plainText } from '../kernel/text'

/** What officers do with a member's card, and what a member changes herself. Its own file: contract.ts spreads it. */

const desk = z.string().min(3).max(120)
const id = z.string().min(3).max(60)
const cardState = z.enum(['active', 'lost', 'suspended', 'retired'])

export const lifecycleContract = {
  /**
   * An officer of the member's union, or one above, stops the card; the member is told why. `id`: the membership.
   * FORBIDDEN: the desk is not the caller's. NOT_FOUND: no such member there. Twice is once.
   */
  suspendCard: {
    in: z.strictObject({
      desk,
      id,
      reason: plainText(100).refine((text) => text.length >= 4, '请写明为什么停，本人看得到'),
    }),
    out: z.object({ cardState }),
  },
  /** The same card works again, with a new key; the member is told. Twice is once. */
  restoreCard: {
    in: z.strictObject({
      desk,
      id,
      reason: plainText(100).refine((text) => text.length >= 4, '请写明为什么恢复，本人看得到'),
    }),
    out: z.object({ cardState }),
  },
  /**
   * The groups (labour models, sanitation workers) that a member's union puts her in: `marks` are all of them, none is
   * an empty list. The same right as stopping her card; the member is told. Twice is once.
   */
  markMember: {
    in: z.strictObject({ desk, id, marks: z.array(z.enum(UNION_MARKS)).max(UNION_MARKS.length) }),
    out: z.object({ marks: z.array(z.enum(UNION_MARKS)) }),
  },
  /** Where I work now, in the same union: no need to ask anybody. Empty: no fixed employer. */
  changeEmployer: {
    in: z.strictObject({ employer: plainLine(40, '单位名里有看不见的符号，请重新输一遍') }),
    out: z.object({ employer: z.string() }),
  },
}
