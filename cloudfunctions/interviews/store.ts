import { db, type Transaction } from '../kernel/cloud'
import { lookupFromMe, type Person } from '../kernel/people'
import { fromMyDesk, orgOf } from '../kernel/my-desk'
import type { Interview, Question } from './interview'

/** Queries that several use cases share; those of one slice stand in a store of its own. */

export const interviews = () => db.collection('interviews')
export const questions = () => db.collection('interviewQuestions')
export const promises = () => db.collection('interviewPromises')
export const follows = () => db.collection('interviewFollows')

export async function findInterview(id: string): Promise<Interview | null> {
  const { data } = await interviews().where({ _id: id }).limit(1).get()
  return (data[0] as Interview | undefined) ?? null
}

/** A session of the union of my desk, or null; throws FORBIDDEN when the desk is not mine. One request. */
export async function findAtDesk(openid: string, desk: string, id: string): Promise<Interview | null> {
  const one = [{ $match: { _id: id, org: orgOf(desk) } }, { $limit: 1 }]
  return (await fromMyDesk<Interview>(openid, desk, 'interviews', one)).found[0] ?? null
}

/** A question with its session, for a host: of the union of her desk, or null. One request. */
export async function findQuestionAtDesk(
  openid: string,
  desk: string,
  id: string,
): Promise<{ question: Question; session: Interview } | null> {
  const { found } = await fromMyDesk<Question & { sessions: Interview[] }>(openid, desk, 'interviewQuestions', [
    { $match: { _id: id } },
    { $limit: 1 },
    { $lookup: { from: 'interviews', localField: 'interview', foreignField: '_id', as: 'sessions' } },
  ])
  const { sessions, ...question } = found[0] ?? { sessions: [] as Interview[] }
  const session = sessions[0]
  return session && session.org === orgOf(desk) ? { question: question as Question, session } : null
}

/** A question with its session in which the caller sits, or null. One request. */
export async function findQuestionFromSeat(
  openid: string,
  id: string,
): Promise<{ person: Person; question: Question; session: Interview } | null> {
  const looked = await lookupFromMe<Question & { sessions: Interview[] }>(openid, {}, 'interviewQuestions', [
    { $match: { _id: id } },
    { $limit: 1 },
    { $lookup: { from: 'interviews', localField: 'interview', foreignField: '_id', as: 'sessions' } },
  ])
  const { sessions, ...question } = looked?.found[0] ?? { sessions: [] as Interview[] }
  const session = sessions[0]
  const sits = session?.seats.some((seat) => seat.openid === openid && !seat.left)
  return looked && session && sits ? { person: looked.person, question: question as Question, session } : null
}

/** As the transaction sees it. One request. */
export async function readQuestionIn(transaction: Transaction, id: string): Promise<Question | null> {
  const { data } = await transaction.collection('interviewQuestions').doc(id).get()
  return ((Array.isArray(data) ? data[0] : data) as Question | undefined) ?? null
}
