import { AppError, notFound } from '../kernel/errors'
import { newPerson } from '../kernel/people'
import type { Interview, Question, Seat } from './interview'
import { findQuestionAtDesk, findQuestionFromSeat } from './store'

/** Who may speak from a seat: who sits in it, or a host in its place. */

export interface Speaking {
  question: Question
  session: Interview
  /** Null: a host who named no seat. */
  seat: Seat | null
  /** The account's person, under whose folder its uploads are. */
  person: string
  /** A host speaks for the seat. */
  host: boolean
}

/** A question and the seat from which the caller speaks to it; throws NOT_FOUND, FORBIDDEN. One request. */
export async function findSpeaking(
  openid: string,
  id: string,
  from: { desk?: string; seat?: string },
): Promise<Speaking> {
  if (from.desk === undefined) {
    const found = await findQuestionFromSeat(openid, id)
    if (!found) throw notFound('这个问题，或您在这一场的座位')
    const { question, session, person } = found
    const seat = session.seats.find((one) => one.openid === openid && !one.left)!
    return { question, session, seat, person: person._id, host: false }
  }
  const found = await findQuestionAtDesk(openid, from.desk, id)
  if (!found) throw notFound('这个问题')
  const seat = found.session.seats.find((one) => one.id === from.seat) ?? null
  if (from.seat !== undefined && !seat) throw new AppError('BAD_INPUT', '这一场没有这个人。请从列表里选')
  return { ...found, seat, person: newPerson(openid, new Date(0))._id, host: true }
}
