import { z } from 'zod'
import { MOST_PICTURES, MOST_QUESTION_LETTERS } from '../../miniprogram/rules/interview'
import { clientKey } from '../kernel/casework/contract'
import {
  after,
  desk,
  id,
  myQuestion,
  promiseView,
  questionView,
  sessionLine,
  sessionView,
  uploads,
  words,
} from './schemas'

/** Workers: find a session, watch it live, ask, vote, follow. */

const questionText = words(MOST_QUESTION_LETTERS, '请写几个字，想问什么')

export const watchContract = {
  /** What home shows: the session that is live, else the next one that takes questions. At most one request. */
  now: { in: z.strictObject({}), out: z.object({ session: sessionLine.nullable() }) },
  /** Published sessions, the newest first. */
  list: {
    in: z.strictObject({ after }),
    out: z.object({ sessions: z.array(sessionLine), next: z.string().nullable() }),
  },
  /** One session, and what its union promised before: late ones first. */
  session: {
    in: z.strictObject({ interview: id }),
    out: z.object({
      session: sessionView,
      promises: z.object({
        open: z.number(),
        kept: z.number(),
        late: z.number(),
        /** Late ones, the longest late first; then those open. At most 20. */
        first: z.array(promiseView),
      }),
    }),
  },
  /**
   * What is new since `since` (an `asOf` of before; 0: from the beginning). One request whatever the number of
   * questions and viewers; none where the instance asked less than a second ago.
   */
  poll: {
    in: z.strictObject({ interview: id, since: z.number().min(0).max(8.64e15) }),
    out: z.object({
      asOf: z.number(),
      phase: sessionView.shape.phase,
      liveUntil: z.number(),
      pinned: z.string().nullable(),
      /** Ids of seats that are taken, and of those whose people left. */
      here: z.array(z.string()),
      left: z.array(z.string()),
      counts: z.object({ asked: z.number(), answered: z.number(), promised: z.number() }),
      /** [question, votes] of those whose votes changed. */
      votes: z.array(z.tuple([z.string(), z.number()])),
      /** Questions whose words changed or that are new; from the beginning: the pinned one and those asked most. */
      changed: z.array(questionView),
      /** Not all fitted: ask again with `asOf`. */
      more: z.boolean(),
    }),
  },
  /** Questions let in, a page of 20. `order`: most votes first, or newest first. */
  questions: {
    in: z.strictObject({ interview: id, order: z.enum(['votes', 'newest']), after }),
    out: z.object({ questions: z.array(questionView), next: z.string().nullable() }),
  },
  /** One question, from a message or a shared card. */
  question: { in: z.strictObject({ question: id }), out: z.object({ session: sessionLine, question: questionView }) },
  /** What is mine in a session. */
  mine: {
    in: z.strictObject({ interview: id }),
    out: z.object({
      questions: z.array(myQuestion),
      /** Ids of questions I voted for or asked. */
      voted: z.array(z.string()),
      followed: z.array(z.string()),
      reminded: z.boolean(),
      /** I am a member of the union that holds it, or of one below. */
      mayAsk: z.boolean(),
      /** Questions I may still ask. */
      left: z.number(),
      /** I sit among the interviewees. */
      seat: z.string().nullable(),
    }),
  },
  /** Up to three questions let in that ask much the same. */
  similar: {
    in: z.strictObject({ interview: id, text: questionText }),
    out: z.object({ questions: z.array(questionView) }),
  },
  /**
   * Asks. The same key again answers with the question made first. BAD_CONTENT: WeChat refused it, nothing was kept.
   * USED_UP: she has asked as often as one may.
   */
  ask: {
    in: z.strictObject({ interview: id, clientKey, text: questionText, files: uploads(MOST_PICTURES) }),
    out: z.object({ question: myQuestion }),
  },
  /** Takes a question back while nobody has answered it and nobody else asks it. Twice is once. */
  withdrawQuestion: { in: z.strictObject({ question: id }), out: z.object({ question: myQuestion }) },
  /** I ask that too: one person, one vote. Twice is once; on a merged question it counts for the one it went into. */
  vote: {
    in: z.strictObject({ question: id }),
    out: z.object({ question: z.string(), votes: z.number(), already: z.boolean() }),
  },
  /** Tell me when it is answered, or no longer. */
  follow: { in: z.strictObject({ question: id, on: z.boolean() }), out: z.object({ on: z.boolean() }) },
  /** Tell me before it begins, or no longer. */
  remindMe: { in: z.strictObject({ interview: id, on: z.boolean() }), out: z.object({ on: z.boolean() }) },
  /** Addresses of what goes with a question, for ten minutes: its own pictures, then each answer's. */
  files: {
    /** With `desk`: for a host, whatever WeChat has said of them so far. */
    in: z.strictObject({ question: id, desk: desk.optional() }),
    out: z.object({
      pictures: z.array(z.string()),
      answers: z.array(z.object({ answer: z.string(), pictures: z.array(z.string()), voice: z.string() })),
    }),
  },
}
