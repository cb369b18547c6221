import { notFound } from '../kernel/errors'
import type { Caller } from '../kernel/serve'
import type { Question } from './interview'
import { findFromMySeat } from './seat-store'
import { seatQuestionOf, sessionOf } from './views'

/**
 * My session: what was handed to me first, then what nobody has, then what others have; what is settled last. Within
 * each most votes first. Two requests.
 */
export async function readSeatQuestions({ interview }: { interview: string }, { openid, now }: Caller<'signedIn'>) {
  const found = await findFromMySeat(openid, interview)
  const seat = found?.session.seats.find((one) => one.openid === openid && !one.left)
  if (!found || !seat) throw notFound('您在这一场的座位')
  const place = (one: Question) => {
    if (one.outcome !== null) return 3
    if (one.seat === seat.id) return 0
    return one.seat === null ? 1 : 2
  }
  const questions = found.questions.sort(
    (a, b) => place(a) - place(b) || b.votes - a.votes || Number(a.at) - Number(b.at),
  )
  return { session: await sessionOf(found.session, now), seat: seat.id, questions: questions.map(seatQuestionOf) }
}
