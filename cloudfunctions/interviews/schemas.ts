import { z } from 'zod'
import { OUTCOMES, SUBJECTS } from '../../miniprogram/rules/interview'
import { plainText } from '../kernel/text'

/** What the area's actions take and answer with, in several of them. */

export const id = z.string().min(3).max(60)
/** The officer's own desk, `ORG/officer`: access proves it. */
export const desk = z.string().regex(/^[\w-]{1,60}\/officer$/, '请从您自己的案头进来')
export const after = z.string().max(200).optional()
export const day = z.iso.date('请选一天')
export const version = z.int().min(0)
/** Uploads of this phone: `cloud://.../papers/PERSON/CLIENTKEY-N.jpg`. */
export const uploads = (most: number) => z.array(z.string().max(300)).max(most, `最多 ${most} 张`)
export const words = (longest: number, ask: string) => plainText(longest).refine((text) => [...text].length >= 2, ask)
export const why = words(200, '请写几个字，为什么')

export const subject = z.enum(SUBJECTS, { message: '请选是哪方面的' })
export const outcome = z.enum(OUTCOMES)
const promiseState = z.enum(['open', 'kept', 'dropped'])

export const seatView = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  department: z.string(),
  /** Address of the photo for an hour; empty: none. */
  photo: z.string(),
  /** Somebody sits in it. */
  here: z.boolean(),
  left: z.boolean(),
})

export const figures = z.object({
  asked: z.number(),
  askers: z.number(),
  outcomes: z.record(outcome, z.number()),
  medianMinutes: z.number().nullable(),
  /** Of those promised, how many are kept by now; and how many are late. */
  kept: z.number(),
  late: z.number(),
})

/** Moments are epoch milliseconds. */
export const sessionView = z.object({
  id: z.string(),
  org: z.string(),
  orgName: z.string(),
  topic: z.string(),
  subject,
  about: z.string(),
  departments: z.array(z.string()),
  names: z.enum(['pseudonym', 'masked']),
  phase: z.enum(['draft', 'published', 'reminded', 'live', 'closing', 'closed', 'archived', 'cancelled']),
  asksFrom: z.number(),
  liveFrom: z.number(),
  liveUntil: z.number(),
  closesAt: z.number(),
  why: z.string(),
  seats: z.array(seatView),
  pinned: z.string().nullable(),
})
export type SessionView = z.infer<typeof sessionView>

/** A line in a list of sessions. */
export const sessionLine = sessionView.pick({
  id: true,
  orgName: true,
  topic: true,
  subject: true,
  phase: true,
  asksFrom: true,
  liveFrom: true,
  liveUntil: true,
})
export type SessionLine = z.infer<typeof sessionLine>

export const promiseView = z.object({
  id: z.string(),
  interview: z.string(),
  topic: z.string(),
  question: z.string(),
  questionText: z.string(),
  orgName: z.string(),
  what: z.string(),
  who: z.string(),
  department: z.string(),
  by: day,
  state: promiseState,
  moves: z.array(z.object({ from: day, to: day, why: z.string(), at: z.number() })),
  how: z.string(),
  pictures: z.number(),
  endedAt: z.number().nullable(),
  version: z.number(),
})
export type PromiseView = z.infer<typeof promiseView>

export const answerView = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  kind: outcome,
  text: z.string(),
  pictures: z.number(),
  /** Of a spoken answer; 0: none. */
  voiceSeconds: z.number(),
  promise: z.object({ id: z.string(), what: z.string(), who: z.string(), by: day, state: promiseState }).nullable(),
  due: day.nullable(),
  at: z.number(),
  corrections: z.array(z.object({ text: z.string(), at: z.number(), why: z.string() })),
})
export type AnswerView = z.infer<typeof answerView>

/** A question as everybody reads it: no name, no account. */
export const questionView = z.object({
  id: z.string(),
  interview: z.string(),
  /** `merged`: see `root`; `gone`: no longer shown. */
  state: z.enum(['open', 'merged', 'gone']),
  root: z.string().nullable(),
  text: z.string(),
  by: z.string(),
  askers: z.number(),
  votes: z.number(),
  pictures: z.number(),
  department: z.string(),
  /** Whom it was handed to; null: nobody yet. */
  seat: z.string().nullable(),
  outcome: outcome.nullable(),
  laterBy: day.nullable(),
  at: z.number(),
  answers: z.array(answerView),
})
export type QuestionView = z.infer<typeof questionView>

/** Her own question: also before it is let in. */
export const myQuestion = questionView.extend({
  standing: z.enum(['waiting', 'accepted', 'returned', 'refused', 'merged', 'withdrawn']),
  why: z.string(),
  /** What was hidden in it, in words: `手机号`. */
  hidden: z.array(z.string()),
  /** The application it became, to follow it there. */
  case: z.string().nullable(),
})
export type MyQuestion = z.infer<typeof myQuestion>
