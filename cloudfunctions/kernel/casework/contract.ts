import { z } from 'zod'
import { plainText } from '../text'
import { evidenceSlot, formField, formView } from './form-contract'

export * from './form-contract'

/** The actions every area gains that owns kinds of application. What a kind is stands in kind.ts, how it moves in engine.ts. */

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const caseId = z.string().min(3).max(60)
const version = z.int().min(1)
const name = z.string().min(1).max(40)
/** Made once by the phone for one intention; the same key again means the same intention. */
export const clientKey = z.string().regex(/^[A-Za-z0-9_-]{8,40}$/)

/** Where a case stands, for anyone: which desk and what it does there is its step. */
export const caseState = z.enum([
  'submitted', // handed in, no desk has taken it up
  'returned', // waits for the applicant's papers; the clock stands
  'reviewing', // a desk works on it: accepted, visited, compared, mediated ...
  'inNotice', // colleagues may read the masked notice and object
  'objected', // an objection is being looked into; the notice stands still
  'approved', // agreed to; paid or served later where the kind says so, else over
  'served', // paid or served; over
  'closed', // over without a yes or no: settled, handed over, lapsed
  'refused', // over; may be appealed
  'withdrawn', // the applicant took it back
])
export type CaseState = z.infer<typeof caseState>

/** One line of a case in a list: mine, or a desk's. */
export const caseRow = z.object({
  id: z.string(),
  /** The function whose actions serve this case. */
  area: z.string(),
  /** An act names the version it was decided on; one of many acts too. */
  version: z.number(),
  kind: z.string(),
  /** `入会申请` */
  kindTitle: z.string(),
  /** Who it is about: the full name to its desk and to the applicant. */
  name: z.string(),
  /** The union whose desk has it, or had it last. */
  orgName: z.string(),
  state: caseState,
  /** Somebody still has to do something. */
  open: z.boolean(),
  /** What the next act is, in a desk's words: `要答复入会申请`. */
  next: z.string(),
  /** Where it stands, in the worker's words: `街道总工会在家访`. */
  stage: z.string(),
  /** The day by which somebody must act: the desk, or (returned) the applicant. */
  due: day.nullable(),
  /** Acts of this step that may be done for many cases at once. */
  batch: z.array(z.string()),
  submittedAt: z.number(),
  updatedAt: z.number(),
  news: z.object({ title: z.string(), text: z.string(), at: z.number(), unread: z.boolean() }),
})
export type CaseRow = z.infer<typeof caseRow>

/** A filled field as one reads it, sensitive ones masked. */
const answer = z.object({ label: z.string(), value: z.string() })

export const caseView = caseRow.extend({
  number: z.string(),
  /** The filled form in the form's order. */
  answers: z.array(answer),
  /** What the officer should know before deciding; empty for the applicant. */
  warnings: z.array(z.string()),
  /** The arithmetic of the kind's rule over what was filled in, line by line; null where a kind has none. */
  reckoning: z
    .object({
      title: z.string(),
      lines: z.array(z.object({ label: z.string(), value: z.string(), note: z.string() })),
      words: z.string(),
    })
    .nullable(),
  clock: z
    .object({
      /** Null while it stands still. */
      due: day.nullable(),
      /** While it stands still: the last day if it went on today. Null while it runs. */
      dueIfToday: day.nullable(),
      start: day,
      days: z.number(),
      unit: z.enum(['working', 'calendar']),
      clause: z.string(),
      /** How the due day was reckoned, sentence by sentence, for anyone to check. */
      words: z.array(z.string()),
      /** One box a counted day, and those on which it stood still; empty where the term is too long. While it stands: as if it went on today. */
      boxes: z.array(z.object({ day, mark: z.enum(['used', 'left', 'due', 'stopped']) })),
    })
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
  /** What desks wrote down along the way; the applicant reads those meant for her. */
  records: z.array(
    z.object({
      /** Its place among all of the case, for `openRecord`. */
      record: z.number(),
      title: z.string(),
      by: z.string(),
      at: z.number(),
      values: z.array(answer),
      /** How many pictures go with it. */
      photos: z.number(),
    }),
  ),
  /** What is asked of the applicant now, all at once; null when nothing is. */
  asked: z.object({ note: z.string(), slots: z.array(evidenceSlot), due: day }).nullable(),
  /** Papers used here, each with its own consent. */
  papers: z.array(
    z.object({
      slot: z.string(),
      title: z.string(),
      type: z.string(),
      paper: z.string(),
      consent: z.enum(['given', 'withdrawn']),
      /** When she agreed to this use; a paper supplied anew has a later one. */
      at: z.number(),
    }),
  ),
  /** Slots that a desk may ask for when something is missing. */
  slots: z.array(z.object({ slot: z.string(), title: z.string() })),
  /** Acts this reader may take now. */
  acts: z.array(
    z.object({
      act: z.string(),
      label: z.string(),
      /** `primary` leads on, `plain` is beside the way, `refuse` ends it against the applicant. */
      tone: z.enum(['primary', 'plain', 'refuse']),
      needsReason: z.boolean(),
      reasons: z.array(z.string()),
      effect: z.string(),
      /** What the desk writes down with it. */
      fields: z.array(formField),
      /** Pictures that go with it; null for none. */
      photos: z.object({ title: z.string(), required: z.boolean() }).nullable(),
      /** Besides a note it needs: which slots are missing, another union, somebody of the crew. */
      wants: z.enum(['nothing', 'slots', 'org', 'crew']),
    }),
  ),
  /** What the applicant, or who applies for her, may do now. */
  may: z.object({
    withdraw: z.boolean(),
    supply: z.boolean(),
    appeal: z.boolean(),
    rate: z.boolean(),
    dropConsent: z.boolean(),
    /** Take back the consent to the public notice: `dropConsent` with slot `notice`. */
    dropNotice: z.boolean(),
  }),
  /** How a refusal can be appealed; empty when it cannot. */
  appealWords: z.string(),
  /** Who applied for her, with what authority; empty when she did it herself. */
  filedBy: z.string(),
  /** Papers that may be printed now. */
  documents: z.array(z.object({ document: z.string(), title: z.string() })),
  rating: z.object({ stars: z.number(), words: z.string() }).nullable(),
})
export type CaseView = z.infer<typeof caseView>

/** What `read` and every act answer: the case as it then stands. */
const oneCase = z.object({ case: caseView })

/** Answers by field name; what they may be is the kind's own schema. */
export const filledForm = z.record(z.string().regex(/^[A-Za-z]\w{0,39}$/), z.unknown())

/** A paper of the vault for a slot. Its consent is for this one use (个人信息保护法 第29条). */
const usedPaper = z.strictObject({
  slot: name,
  paper: z.string().min(3).max(60),
  consent: z.literal(true, { message: '这份材料要您打勾同意，才能给工会看' }),
})

/** Why a desk looks: its owner reads it. */
const lookReason = plainText(60).refine((text) => text.length >= 2, '请写一句为什么要看，工友看得到')

export const caseActionContracts = {
  /** The form of a kind. The phone keeps it by version. */
  form: { in: z.strictObject({ kind: name }), out: formView },
  /** Hands in an application. The same `clientKey` again answers with the case made the first time. */
  submit: {
    in: z.strictObject({
      kind: name,
      version: z.int(),
      clientKey,
      form: filledForm,
      papers: z.array(usedPaper).max(30).default([]),
      /** For another: the id of a recorded authority (`cases.authorities`). */
      authority: z.string().max(60).optional(),
    }),
    out: oneCase,
  },
  /** One case: to its applicant, who applied for her, or the desk where it stands or stood. */
  read: { in: z.strictObject({ caseId }), out: oneCase },
  /**
   * A desk's act. `version` is the case's as it was read: a case that has moved on is refused, nothing is done twice.
   * `fields`: what the act's form asks; `slots`: what is missing, for acts that want slots; `to`: a union's id or a
   * colleague's desk, for acts that want one.
   */
  decide: {
    in: z.strictObject({
      caseId,
      version,
      act: name,
      note: plainText(300),
      fields: filledForm.optional(),
      /** Uploads of mine, `KEY-N.ENDING` in my folder (`vault.mine`), under this key. */
      photos: z.strictObject({ clientKey, fileIds: z.array(z.string().min(10).max(400)).min(1).max(5) }).optional(),
      slots: z.array(name).max(20).optional(),
      to: z.string().max(120).optional(),
    }),
    out: oneCase,
  },
  /** The same act on up to 20 cases, each by itself; acts that a kind allows in batch only. */
  decideMany: {
    in: z.strictObject({
      cases: z.array(z.strictObject({ caseId, version })).min(1).max(20),
      act: name,
      note: plainText(300),
    }),
    out: z.object({
      done: z.array(z.string()),
      failed: z.array(z.object({ caseId: z.string(), message: z.string() })),
    }),
  },
  /** The applicant takes it back while it is open. Twice is once. */
  withdraw: { in: z.strictObject({ caseId }), out: oneCase },
  /** What was asked for, all at once; the clock goes on. The same version twice is refused, the papers are there. */
  supply: {
    in: z.strictObject({ caseId, version, papers: z.array(usedPaper).max(30), note: plainText(300) }),
    out: oneCase,
  },
  /** Takes back the consent to one paper: no desk opens it from now on. Twice is once. */
  dropConsent: { in: z.strictObject({ caseId, slot: name }), out: oneCase },
  /** Asks the next level to look at a refusal again. */
  appeal: { in: z.strictObject({ caseId, version, note: plainText(500) }), out: oneCase },
  /** How it went, once, after it is over. */
  rate: {
    in: z.strictObject({ caseId, stars: z.int().min(1).max(5), words: plainText(200) }),
    out: oneCase,
  },
  /** A desk looks at a paper: its owner reads who looked and why. Answers with addresses good for minutes. */
  openPaper: {
    in: z.strictObject({
      caseId,
      slot: name,
      reason: lookReason,
    }),
    out: z.object({ title: z.string(), files: z.array(z.object({ url: z.string(), mime: z.string() })) }),
  },
  /** The pictures of a record (its place in `records`), to whoever reads that record. Addresses good for minutes. */
  openRecord: {
    in: z.strictObject({ caseId, record: z.int().min(0).max(500) }),
    out: z.object({ files: z.array(z.object({ url: z.string(), mime: z.string() })) }),
  },
  /** The applicant's phone number, for the desk to call her; she reads who asked for it and why, as with a paper. */
  showPhone: { in: z.strictObject({ caseId, reason: lookReason }), out: z.object({ phone: z.string() }) },
  /** Colleagues to whom a case at my desk may be given. */
  crew: {
    in: z.strictObject({ caseId }),
    out: z.object({ crew: z.array(z.object({ desk: z.string(), name: z.string(), title: z.string() })) }),
  },
  /** Unions to which a case at my desk may be passed on. */
  passTo: {
    in: z.strictObject({ caseId }),
    out: z.object({ orgs: z.array(z.object({ id: z.string(), name: z.string() })) }),
  },
  /** A document of the case, as a ticket for `documents.render`. */
  print: { in: z.strictObject({ caseId, document: name }), out: z.object({ ticket: z.string() }) },
}
