import { _, type Transaction } from '../kernel/cloud'
import type { Answer, Question } from './interview'

/** Writes of what becomes of a question outside its session. */

interface Settled {
  outcome: NonNullable<Question['outcome']>
  keys: string[]
  tell: Question['tell']
  at: Date
}

/** One more answer. Votes are counted by updates of their own, so nothing else is written. One request. */
export async function writeAnswerIn(
  transaction: Transaction,
  { _id, answeredAt }: Question,
  answer: Answer,
  { outcome, keys, tell, at }: Settled,
  more: object = {},
): Promise<void> {
  await transaction
    .collection('interviewQuestions')
    .doc(_id)
    .update({
      answers: _.push([answer]),
      outcome,
      answeredAt: answeredAt ?? at,
      touchedAt: at,
      changedAt: at,
      version: _.inc(1),
      tell: _.set(tell),
      ...(keys.length > 0 && { keys }),
      ...more,
    })
}
