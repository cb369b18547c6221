import { call } from '../../../client/call'
import type { Given } from './answer-form'
import type { ActName, Question, Session } from './room-view'

/** What a host gave for one act; only what that act wants. */
export interface ActGiven {
  why?: string
  department?: string
  seat?: string | null
  into?: string
  answer?: Given
  correct?: { answer: string; text: string; why: string }
}

export interface Performed {
  question: Question
  /** The question that it was merged into. */
  into: Question | null
  /** Set by pinning. */
  pinned?: string | null
}

/** One act on one question. `clientKey`: of this press, for an answer. Throws CallFailure; MOVED_ON says who was quicker. */
export async function perform(
  { desk, session, clientKey }: { desk: string; session: Session; clientKey: string },
  question: Question,
  act: ActName,
  given: ActGiven,
): Promise<Performed> {
  const named = { desk, question: question.id, version: question.version }
  switch (act) {
    case 'merge': {
      const merged = await call('interviews.merge', { ...named, into: given.into! })
      return { question: merged.question, into: merged.into }
    }
    case 'pin':
    case 'unpin': {
      const wanted = act === 'pin' ? question.id : undefined
      const { pinned } = await call('interviews.pin', { desk, interview: session.id, question: wanted })
      return { question, into: null, pinned }
    }
    case 'answer': {
      const answered = await call('interviews.answer', { ...named, clientKey, files: [], ...given.answer! })
      return { question: { ...question, ...answered.question }, into: null }
    }
    case 'correct': {
      const corrected = await call('interviews.correct', { ...named, ...given.correct! })
      return { question: { ...question, ...corrected.question }, into: null }
    }
    default: {
      const { why, department, seat } = given
      const wants = { ...(why && { why }), ...(act === 'tag' && { department }), ...(act === 'hand' && { seat }) }
      return { question: (await call('interviews.moderate', { ...named, act, ...wants })).question, into: null }
    }
  }
}

/** What a question may be merged into: those that wait for an answer, then those answered; never itself. */
export async function othersOf(desk: string, interview: string, own: string | undefined): Promise<Question[]> {
  const pages = await Promise.all(
    (['open', 'settled'] as const).map((show) => call('interviews.room', { desk, interview, show })),
  )
  return pages.flatMap(({ questions }) => questions).filter(({ id }) => id !== own)
}
