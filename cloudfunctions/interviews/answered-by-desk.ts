import { hideNumbers } from '../../miniprogram/rules/hide-numbers'
import type { CaseDocument } from '../kernel/casework/case'
import type { Transaction } from '../kernel/cloud'
import { AppError } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { newKeysOf } from './archive-keys'
import type { Answer } from './interview'
import { writeAnswerIn } from './refer-store'
import { readQuestionIn } from './store'

/** What the desk that got a question as an application brings back to the question, in the same transaction. */

/** The desk's words stand under the question, and whoever asked it is told. Two requests. */
export async function answeredByDesk(
  transaction: Transaction,
  done: CaseDocument,
  words: string,
  at: Date,
): Promise<void> {
  const question = await readQuestionIn(transaction, done.facts.question as string)
  // Its session is gone with all that was asked there: the application alone holds the answer.
  if (!question) return
  const line = done.story[done.story.length - 1]!
  const { text } = hideNumbers(words)
  const answer = deskAnswer(
    idFrom('ans', done._id, done.version),
    titleOf(line.by, done.orgName),
    done.orgName,
    text,
    at,
  )
  const keys = newKeysOf(question, answer)
  const tell = { title: '您问的答复了', text: `${done.orgName}：${text}`, at }
  await writeAnswerIn(transaction, question, answer, { outcome: 'answered', keys, tell, at })
}

/** `环翠区总工会 权益部部长`: the post without the union. */
const titleOf = (sign: string, orgName: string): string =>
  (sign.startsWith(`${orgName} `) ? sign.slice(orgName.length + 1) : sign) || '工会干部'

/** What a desk says, in nobody's seat. */
export function deskAnswer(id: string, name: string, title: string, text: string, at: Date): Answer {
  const none = { files: [], voice: null, promise: null, due: null, corrections: [] }
  return { id, seat: '', name, title, kind: 'answered', text, at, ...none }
}

/** Who asked it first takes the application back: only while nobody else waits for the answer. One request. */
export async function takenBackByAsker(transaction: Transaction, id: string, _at: Date): Promise<void> {
  const question = await readQuestionIn(transaction, id)
  const others = (question?.votes ?? 1) - 1
  if (others > 0) throw new AppError('NOT_NOW', `还有 ${others} 个人也问了这个，等着答复，撤不了`)
}
