import { inTransaction } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import { append, type LedgerEntry } from '../kernel/ledger'
import { archiveKeys } from './archive-keys'
import type { Answer, Commitment, Question, Telling } from './interview'
import { changePromiseIn, findPromiseAtDesk, findPromiseOfMine, type Promised } from './promise-store'
import { holdQuestionIn, writeHeldIn } from './room-store'

/** How a promise changes: the promise, the answer that shows it and the word for who asked, in one transaction. */

/** The promise that the caller answers for; throws NOT_FOUND, FORBIDDEN. One request. */
export async function findMyPromise(openid: string, id: string, desk: string | undefined): Promise<Promised> {
  const found = desk === undefined ? await findPromiseOfMine(openid, id) : await findPromiseAtDesk(openid, desk, id)
  if (!found) throw notFound('这件答应过的事')
  return found
}

/** Throws MOVED_ON where it was changed since the version the caller read. */
export function checkStands({ state, version }: Commitment, read: number): void {
  if (state === 'kept') throw new AppError('MOVED_ON', '这件事已经记成办到了')
  if (state === 'dropped') throw new AppError('MOVED_ON', '这件事已经记成办不了')
  if (version !== read) throw new AppError('MOVED_ON', '别人刚刚改过这件事。请看看现在的样子')
}

interface Change {
  fields: Partial<Commitment>
  /** Written under the answer: its state or its day. */
  shown: Partial<NonNullable<Answer['promise']>>
  tell: (question: Question) => Telling
  entry?: (question: Question) => LedgerEntry<'interview.kept'>
}

/** Six requests, one more with an entry of the ledger. */
export async function changePromise(
  { promise, session }: Promised,
  now: Date,
  { fields, shown, tell, entry }: Change,
): Promise<Commitment> {
  const after = await inTransaction(async (transaction) => {
    const changed = await changePromiseIn(transaction, promise, fields)
    if (!changed) return null
    const question = await holdQuestionIn(transaction, promise.question, now)
    if (!question) return changed
    const answers = question.answers.map((one) =>
      one.promise?.id === promise._id ? { ...one, promise: { ...one.promise, ...shown } } : one,
    )
    await writeHeldIn(transaction, question._id, {
      answers,
      changedAt: now,
      version: question.version + 1,
      tell: tell(question),
      ...(question.keys.length > 0 && { keys: archiveKeys({ ...question, answers }, session.subject) }),
    })
    if (entry) await append(transaction, entry(question))
    return changed
  })
  if (!after) throw new AppError('MOVED_ON', '别人刚刚改过这件事。请看看现在的样子')
  return after
}
