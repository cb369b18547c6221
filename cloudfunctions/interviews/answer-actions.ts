import { action, type Action } from '../kernel/serve'
import { answer } from './answer'
import { correct } from './correct'
import { seatContract } from './seat-contract'
import { readSeatQuestions } from './seat-questions'

/** What interviewees do with questions. */
export const answerActions: Record<string, Action> = {
  seatQuestions: action('signedIn', seatContract.seatQuestions, readSeatQuestions),
  answer: action('provedInQuery', seatContract.answer, answer),
  correct: action('provedInQuery', seatContract.correct, correct),
}
