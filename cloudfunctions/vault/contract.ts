import { z } from 'zod'
import { MOST_PAGES, PAPER_TYPE_NAMES } from '../../miniprogram/rules/papers'
import { clientKey } from '../kernel/casework/contract'
import { plainLine } from '../kernel/text'

/** My papers: photographed once, used again, private; and who of the union has looked at them. */

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const paperId = z.string().min(3).max(60)

export const paperSchema = z.object({
  id: z.string(),
  type: z.enum(PAPER_TYPE_NAMES),
  title: z.string(),
  pages: z.number(),
  pdf: z.boolean(),
  /** The day printed on it, or when it was photographed. */
  takenOn: day,
  /** The last day on which it counts; null: it does not run out. */
  validUntil: day.nullable(),
  /** Whether it counts today. */
  valid: z.boolean(),
  sensitive: z.boolean(),
  addedAt: z.number(),
})
export type PaperView = z.infer<typeof paperSchema>

export const lookSchema = z.object({
  id: z.string(),
  /** What was looked at, as it was called then. */
  title: z.string(),
  kindTitle: z.string(),
  case: z.string(),
  /** Post and union. */
  by: z.string(),
  reason: z.string(),
  at: z.number(),
})
export type LookView = z.infer<typeof lookSchema>

export const contract = {
  /** The papers I hold, newest first, and the folder my phone uploads to. */
  mine: {
    in: z.strictObject({}),
    out: z.object({ papers: z.array(paperSchema), folder: z.string() }),
  },
  /**
   * Takes uploaded files in as one paper. Files are `CLIENTKEY-N.ENDING` in my folder; what is no picture and no PDF is
   * refused and deleted. The same `clientKey` again answers with the paper made the first time. A newer paper of the
   * same type leaves the older one as it is.
   */
  add: {
    in: z.strictObject({
      clientKey,
      type: z.enum(PAPER_TYPE_NAMES, '没有这种材料。请重新打开再试'),
      /** My own words for it; its type's otherwise. */
      title: plainLine(20, '材料的名字里有看不见的字，请重新写').optional(),
      /** Today when left out. */
      takenOn: z.iso.date('日期不对，请重新选').optional(),
      files: z
        .array(z.strictObject({ fileId: z.string().min(10).max(400) }))
        .min(1, '还没有拍，请先拍一张')
        .max(MOST_PAGES, `一样材料最多 ${MOST_PAGES} 页`),
    }),
    out: z.object({ paper: paperSchema }),
  },
  /** Addresses at which I can see my own paper for a few minutes, page by page. */
  open: {
    in: z.strictObject({ paperId }),
    out: z.object({
      title: z.string(),
      pages: z.array(z.object({ url: z.string(), pdf: z.boolean() })),
      seconds: z.number(),
    }),
  },
  /** Deletes a paper and its files. Not while an open application uses it. Twice is as good as once. */
  remove: { in: z.strictObject({ paperId }), out: z.object({}) },
  /** Who looked at my papers, when, why, for which application; newest first, 20 a page. */
  looks: {
    in: z.strictObject({ after: z.string().max(200).optional() }),
    out: z.object({ looks: z.array(lookSchema), next: z.string().nullable() }),
  },
}
