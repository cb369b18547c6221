import { z } from 'zod'
import { plainText } from '../text'

/** The actions every area gains that owns kinds of application: form, submit, read, decide, withdraw. */

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const caseId = z.string().min(3).max(60)
/** Made once by the phone for one intention; the same key again means the same intention. */
export const clientKey = z.string().regex(/^[A-Za-z0-9_-]{8,40}$/)

export const caseState = z.enum(['submitted', 'approved', 'refused', 'withdrawn'])
export type CaseState = z.infer<typeof caseState>

export const caseAct = z.enum(['approve', 'refuse'])
export type CaseAct = z.infer<typeof caseAct>

/** One field of a form, as a phone draws it. Made from the kind's zod schema. */
export const formField = z.object({
  name: z.string(),
  label: z.string(),
  help: z.string(),
  /** Which control: `text`, `idNumber`, `choice`, `union`, `consent`. */
  widget: z.string(),
  page: z.number(),
  required: z.boolean(),
  maxLength: z.number().nullable(),
  options: z.array(z.object({ value: z.string(), label: z.string(), note: z.string() })),
})
export type FormFieldView = z.infer<typeof formField>

export const formView = z.object({
  kind: z.string(),
  version: z.number(),
  title: z.string(),
  pages: z.array(z.object({ title: z.string(), help: z.string(), fields: z.array(formField) })),
})
export type FormView = z.infer<typeof formView>

/** One line of a case in a list: mine, or a desk's. */
export const caseRow = z.object({
  id: z.string(),
  /** The function whose actions serve this case. */
  area: z.string(),
  kind: z.string(),
  /** `入会申请` */
  kindTitle: z.string(),
  /** Who it is about: the full name to its desk and to the applicant. */
  name: z.string(),
  orgName: z.string(),
  state: caseState,
  /** What the next act is, in a desk's words: `要答复入会申请`. */
  next: z.string(),
  due: day.nullable(),
  submittedAt: z.number(),
  updatedAt: z.number(),
  news: z.object({ title: z.string(), text: z.string(), at: z.number(), unread: z.boolean() }),
})
export type CaseRow = z.infer<typeof caseRow>

export const caseView = caseRow.extend({
  number: z.string(),
  version: z.number(),
  /** The filled form, sensitive fields masked, in the form's order. */
  answers: z.array(z.object({ label: z.string(), value: z.string() })),
  /** What the officer should know before deciding; empty for the applicant. */
  warnings: z.array(z.string()),
  clock: z
    .object({ due: day, start: day, workingDays: z.number(), skipped: z.array(day), clause: z.string() })
    .nullable(),
  /** What has happened and what is to come, for anyone to read. */
  story: z.array(
    z.object({
      title: z.string(),
      note: z.string(),
      by: z.string(),
      at: z.number().nullable(),
      mark: z.enum(['done', 'now', 'ahead', 'stopped']),
    }),
  ),
  /** Acts this reader may take now. */
  acts: z.array(
    z.object({
      act: caseAct,
      label: z.string(),
      needsReason: z.boolean(),
      reasons: z.array(z.string()),
      effect: z.string(),
    }),
  ),
  mayWithdraw: z.boolean(),
})
export type CaseView = z.infer<typeof caseView>

export const caseActionContracts = {
  /** The form of a kind. The phone keeps it by version. */
  form: { in: z.strictObject({ kind: z.string().max(40) }), out: formView },
  /** Hands in an application. The same `clientKey` again answers with the case made the first time. */
  submit: {
    in: z.strictObject({
      kind: z.string().max(40),
      version: z.int(),
      clientKey,
      form: z.record(z.string().max(40), z.unknown()),
    }),
    out: z.object({ case: caseView }),
  },
  /** One case: to its applicant, or to the desk where it stands or stood. */
  read: { in: z.strictObject({ caseId }), out: z.object({ case: caseView }) },
  /** A desk's decision. `version` is the case's as it was read: a case that has moved on is refused, nothing is done twice. */
  decide: {
    in: z.strictObject({
      caseId,
      version: z.int().min(1),
      act: caseAct,
      note: plainText(300),
    }),
    out: z.object({ case: caseView }),
  },
  /** The applicant takes it back while nobody has decided. */
  withdraw: { in: z.strictObject({ caseId }), out: z.object({ case: caseView }) },
}
