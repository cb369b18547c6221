import { z } from 'zod'
import { caseActionContracts, caseRow, clientKey } from '../kernel/casework/contract'
import { plainLine, plainText } from '../kernel/text'

/** Applications of every kind as lists, and what stands around them: drafts, authority, public notices, the board. */

const cursor = z.string().max(200).optional()
const day = z.string()
const desk = z.string().min(3).max(120)

export const authorityView = z.object({
  id: z.string(),
  how: z.enum(['officer', 'kin']),
  /** For whom, masked to the one who holds it; who, to the one who gave it. */
  name: z.string(),
  sign: z.string(),
  basis: z.string(),
  /** The kind it is good for; empty: all that may be asked for another. */
  only: z.string(),
  at: z.number(),
  revoked: z.boolean(),
})

export const noticeView = z.object({
  id: z.string(),
  maskedName: z.string(),
  townName: z.string(),
  kindTitle: z.string(),
  classWords: z.string(),
  from: day,
  until: day,
  noticeOrg: z.string(),
})

/** What a field of a form may hold before it is checked: plain values, several, or entries of a list. No deeper, no operators. */
const plain = z.union([z.string(), z.number(), z.boolean(), z.null()])
const fieldName = z.string().regex(/^[A-Za-z]\w{0,39}$/)
const draftAnswer = z.union([
  plain,
  z.array(z.union([plain, z.record(fieldName, z.union([plain, z.array(plain)]))])).max(50),
])
export type DraftAnswer = z.infer<typeof draftAnswer>
const draftAnswers = z.record(fieldName, draftAnswer)

export const contract = {
  /** My applications, newest first, 20 a page. */
  mine: {
    in: z.strictObject({ after: cursor }),
    out: z.object({ rows: z.array(caseRow), next: z.string().nullable() }),
  },
  /** Those I handed in for others and may still see. */
  forOthers: {
    in: z.strictObject({ after: cursor }),
    out: z.object({ rows: z.array(caseRow), next: z.string().nullable() }),
  },
  /** What stands at a desk, by due date with overdue on top, 20 a page. `desk` is a claim: only its post may read it. */
  queue: {
    in: z.strictObject({ desk, after: cursor }),
    out: z.object({ rows: z.array(caseRow), next: z.string().nullable(), today: z.string() }),
  },

  /** Keeps what I have filled in of a kind, so that another phone of mine goes on. Sensitive answers are left out by the phone and refused here. */
  keepDraft: {
    in: z.strictObject({
      kind: z.string().max(40),
      version: z.int(),
      step: z.int().min(0).max(30),
      answers: draftAnswers.refine((answers) => JSON.stringify(answers).length <= 20_000, '写得太多了，存不下'),
    }),
    out: z.object({}),
  },
  /** My draft of a kind, or null. `version` is that of the form it was filled in for. */
  draft: {
    in: z.strictObject({ kind: z.string().max(40) }),
    out: z.object({
      draft: z
        .object({ version: z.number(), step: z.number(), answers: z.record(z.string(), z.unknown()), at: z.number() })
        .nullable(),
    }),
  },
  dropDraft: { in: z.strictObject({ kind: z.string().max(40) }), out: z.object({}) },

  /** Who may apply for me, and for whom I may. */
  authorities: {
    in: z.strictObject({}),
    out: z.object({ given: z.array(authorityView), held: z.array(authorityView) }),
  },
  /** Six digits for somebody of my family to type within a day; they may then apply for me. `relation`: `儿子`. */
  allowKin: {
    in: z.strictObject({
      relation: plainLine(10, '请写是您的什么人').refine((text) => text.length > 0, '请写是您的什么人'),
    }),
    out: z.object({ code: z.string(), until: z.number() }),
  },
  /** I hold the code that a relative gave me. */
  takeAuthority: {
    in: z.strictObject({ code: z.string().regex(/^\d{6}$/, '是 6 位数字') }),
    out: z.object({ authority: authorityView }),
  },
  /** An officer writes down that a worker asked her in person; the worker is told at once and can end it. */
  recordSpoken: {
    in: z.strictObject({
      desk,
      name: plainLine(20, '姓名里有看不见的符号'),
      idNumber: z.string().max(40),
      /** She is of another union and moves to mine: authority for her transfer alone. */
      comes: z.boolean().default(false),
      basis: plainText(200).refine((text) => text.length >= 4, '请写一句怎么委托的，比如“本人到办公室口头申请”'),
    }),
    out: z.object({ authority: authorityView }),
  },
  /** The worker ends an authority: what it let see is shut at once. Twice is once. */
  revoke: { in: z.strictObject({ id: z.string().max(60) }), out: z.object({}) },

  /** Public notices that hang at my own union today; members only. */
  notices: { in: z.strictObject({}), out: z.object({ notices: z.array(noticeView) }) },
  /** One of them; NOT_FOUND from the day after its end. */
  notice: { in: z.strictObject({ id: z.string().max(60) }), out: z.object({ notice: noticeView }) },
  /** I object to a notice: it stands still until the union has looked into it. My name is known to that desk alone. */
  object: {
    in: z.strictObject({
      id: z.string().max(60),
      words: plainText(500).refine((text) => text.length >= 10, '请写清楚哪里不对，至少 10 个字'),
      clientKey,
    }),
    out: z.object({ caseId: z.string() }),
  },

  /** How long things took, by town, for anyone: no figure of fewer than five. */
  board: {
    in: z.strictObject({}),
    out: z.object({
      /** As of this day; the months it covers. */
      day,
      from: z.string(),
      until: z.string(),
      /** `decided` acts, those in time, days taken on average, one decimal. */
      rows: z.array(z.object({ town: z.string(), decided: z.number(), inTimePercent: z.number(), days: z.number() })),
      definition: z.string(),
    }),
  },
  ...caseActionContracts,
}
