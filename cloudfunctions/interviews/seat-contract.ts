import { z } from 'zod'
import { MOST_ANSWER_LETTERS, MOST_PICTURES, MOST_VOICE_SECONDS } from '../../miniprogram/rules/interview'
import { clientKey } from '../kernel/casework/contract'
import {
  after,
  day,
  desk,
  id,
  outcome,
  promiseView,
  questionView,
  sessionLine,
  sessionView,
  uploads,
  version,
  why,
  words,
} from './schemas'

/** Interviewees: take a seat, answer, and keep what was promised. A host may do each of these for a seat (`desk`). */

const answerText = words(MOST_ANSWER_LETTERS, '请写几个字，怎么答')
/** A host acts for a seat; absent: the caller sits in it. */
const forSeat = { desk: desk.optional() }
export const seatQuestion = questionView.extend({ version: z.number() })
export type SeatQuestion = z.infer<typeof seatQuestion>

export const seatContract = {
  /** The caller takes the seat of a code. Twice is once; used by another: ALREADY. */
  takeSeat: {
    in: z.strictObject({ code: z.string().min(6).max(40) }),
    out: z.object({ interview: z.string(), seat: z.string() }),
  },
  /** She has to go: what was handed to her goes back to the hosts. */
  leaveSeat: { in: z.strictObject({ interview: id }), out: z.object({}) },
  /** Sessions in which I sit, newest first. */
  seats: {
    in: z.strictObject({}),
    out: z.object({ sessions: z.array(sessionLine.extend({ seat: z.string(), waiting: z.number() })) }),
  },
  /** My session: what was handed to me first, then what nobody has, most votes first; what is settled last. */
  seatQuestions: {
    in: z.strictObject({ interview: id }),
    out: z.object({ session: sessionView, seat: z.string(), questions: z.array(seatQuestion) }),
  },
  /**
   * Answers a question that was let in. `promised` wants `promise`, `later` wants `due`, `referred` makes it an
   * application with its own clock. The same key again answers with the answer made first. A question `later` or
   * `promised` may be answered again.
   */
  answer: {
    in: z.strictObject({
      ...forSeat,
      /** With `desk`: for whom. */
      seat: id.optional(),
      question: id,
      version,
      clientKey,
      kind: outcome,
      text: answerText,
      files: uploads(MOST_PICTURES),
      voice: z
        .strictObject({
          file: z.string().max(300),
          seconds: z
            .number()
            .min(1)
            .max(MOST_VOICE_SECONDS + 1),
        })
        .optional(),
      promise: z.strictObject({ what: words(60, '请写答应办什么'), who: words(30, '请写谁来办'), by: day }).optional(),
      due: day.optional(),
    }),
    out: z.object({ question: seatQuestion }),
  },
  /** Corrects her own answer (a host: any): what it said before stays to be read. */
  correct: {
    in: z.strictObject({ ...forSeat, question: id, version, answer: id, text: answerText, why }),
    out: z.object({ question: seatQuestion }),
  },
  /** What was promised, of one session, of one union (its own sessions) or of all; late ones first by day. */
  promises: {
    in: z.strictObject({
      interview: id.optional(),
      org: id.optional(),
      show: z.enum(['late', 'open', 'kept', 'dropped']),
      after,
    }),
    out: z.object({ promises: z.array(promiseView), next: z.string().nullable() }),
  },
  /** Addresses for ten minutes of the pictures that show how it was kept. */
  promiseFiles: { in: z.strictObject({ promise: id }), out: z.object({ pictures: z.array(z.string()) }) },
  /** Promises I answer for: made from my seat, or at my desk's union; not ended yet. */
  myPromises: {
    in: z.strictObject({ ...forSeat }),
    out: z.object({ promises: z.array(promiseView) }),
  },
  /** It is done; or it cannot be done, and why. All who asked and follow are told. */
  endPromise: {
    in: z.strictObject({
      ...forSeat,
      promise: id,
      version,
      clientKey,
      as: z.enum(['kept', 'dropped']),
      how: words(300, '请写做成了什么样'),
      files: uploads(MOST_PICTURES),
    }),
    out: z.object({ promise: promiseView }),
  },
  /** Another day, with the reason, for all to read: the first day stays in `moves`. */
  movePromise: {
    in: z.strictObject({ ...forSeat, promise: id, version, to: day, why }),
    out: z.object({ promise: promiseView }),
  },
}
