import { askFault, MOST_QUESTIONS } from '../../miniprogram/rules/interview'
import { inTransaction, isDuplicate } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { append } from '../kernel/ledger'
import type { Caller } from '../kernel/serve'
import * as asking from './ask-store'
import { notAskedEntry } from './entries'
import type { Interview, Question } from './interview'
import type { MyQuestion } from './schemas'
import { isHers } from './vote'
import { isPublic, lineOf, myQuestionOf } from './views'
import { voterKey } from './voter'
import { changeQuestionIn, movePin } from './room-store'
import * as store from './watch-store'

/** What is mine in a session. Two requests: it is asked for once, when the page opens. */
export async function readMine({ interview }: { interview: string }, { openid, now }: Caller) {
  const found = await store.findMine(openid, interview)
  if (!found || !isPublic(lineOf(found.session, now).phase)) throw notFound('这场微访谈')
  const { session, membership, questions, follows } = found
  const voted = membership ? await store.findVoted(interview, voterKey(interview, membership)) : []
  const used = questions.filter((one) => one.openid === openid).length
  return {
    questions: questions.map((one) => mineOf(one, openid)),
    voted,
    followed: follows.flatMap(({ question }) => (question ? [question] : [])),
    reminded: follows.some(({ question }) => question === null),
    mayAsk: membership !== null && isHers(session, membership.scopes),
    left: askFault(session, now) ? 0 : Math.max(0, MOST_QUESTIONS - used),
    seat: session.seats.find((seat) => seat.openid === openid && !seat.left)?.id ?? null,
  }
}

/** The question that hers went into is read as everybody reads it: its reason, numbers and application are another's. */
const mineOf = (one: Question, openid: string): MyQuestion =>
  one.openid === openid ? myQuestionOf(one) : { ...myQuestionOf(one), case: null, hidden: [], why: '' }

/**
 * Takes a question back while nobody has answered it and nobody else asks it. Twice is once. Two requests, five where
 * it was let in, one more where it was held up for all; NOT_NOW where somebody was quicker.
 */
export async function withdrawQuestion({ question: id }: { question: string }, { openid, now }: Caller) {
  const found = await asking.findOwn(openid, id)
  if (!found) throw notFound('这个问题')
  const { question, session } = found
  if (question.state === 'withdrawn') return { question: myQuestionOf(question) }
  if (question.state !== 'waiting' && question.state !== 'accepted') throw tooLate()
  if (question.outcome || question.votes > 1) throw tooLate()
  if (!(await takeBack(session, question, now))) throw tooLate()
  if (session.pinned === id) await movePin(session._id, id, null)
  return { question: myQuestionOf({ ...question, state: 'withdrawn' }) }
}

/** What was let in is taken back in the ledger too: both or neither. */
async function takeBack(session: Interview, question: Question, now: Date): Promise<boolean> {
  if (!question.acceptedAt) return asking.withdraw(question._id, question.version, now)
  return inTransaction(async (transaction) => {
    const taken = await changeQuestionIn(transaction, question, now, { state: 'withdrawn' })
    if (!taken) return false
    // Somebody joined it meanwhile: nothing is written.
    if (taken.votes > 1) throw tooLate()
    await append(transaction, notAskedEntry(session, question, now))
    return true
  })
}

const tooLate = () => new AppError('NOT_NOW', '已经有人也在问，或者有了结果，收不回来了')

/** Tell me when it is answered, or no longer. Two requests. */
export async function followQuestion({ question: id, on }: { question: string; on: boolean }, { openid, now }: Caller) {
  const follow = idFrom('ivf', openid, id)
  if (!on) {
    await store.dropFollow(follow)
    return { on }
  }
  const found = await store.findShown(id)
  if (!found) throw notFound('这个问题')
  const interview = found.session._id
  await store
    .addFollow({ _id: follow, openid, interview, question: id, at: now, toldAt: null })
    .catch((error: unknown) => {
      if (!isDuplicate(error)) throw error
    })
  return { on }
}
