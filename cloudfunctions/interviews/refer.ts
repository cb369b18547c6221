import type { CaseDocument } from '../kernel/casework/case'
import type { Transaction } from '../kernel/cloud'
import type { Interview, Question } from './interview'

/** A question becomes an application with its own clock, in its asker's name. */

/** The application as it will be handed in, outside any transaction. Its id follows from the question: one question, one application. */
export async function prepareReferral(_session: Interview, _question: Question, _now: Date): Promise<CaseDocument> {
  throw new Error('not built yet')
}

/** Hands it in within the transaction that marks the question. Two requests. */
export async function handInReferral(_transaction: Transaction, _made: CaseDocument, _now: Date): Promise<void> {
  throw new Error('not built yet')
}
