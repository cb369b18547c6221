import type { z } from 'zod'
import { addDays, dayOf, type Day } from '../../miniprogram/rules/days'
import { hideNumbers } from '../../miniprogram/rules/hide-numbers'
import { LONGEST_LATER_DAYS, LONGEST_PROMISE_DAYS, phaseOf } from '../../miniprogram/rules/interview'
import { _ } from '../kernel/cloud'
import { checkText } from '../kernel/content-check'
import { inTransaction } from '../kernel/database'
import { AppError } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { append } from '../kernel/ledger'
import type { Caller } from '../kernel/serve'
import { newKeysOf } from './archive-keys'
import { findSpeaking, type Speaking } from './at-seat'
import { answeredEntry } from './entries'
import type { Answer, Interview, Question } from './interview'
import { mustBeOn } from './moderate'
import { movedOn } from './moved-on'
import { addPromiseIn, promiseFrom } from './promise-store'
import { handInReferral, prepareReferral } from './refer'
import { changeQuestionIn, findQuestion } from './room-store'
import type { seatContract } from './seat-contract'
import { takePictures, takeVoice } from './take-files'
import * as tell from './tell'
import { seatQuestionOf } from './views'

type Input = z.output<(typeof seatContract)['answer']['in']>

/**
 * Answers a question in one of the four ways. The answer, what it came to, the promise or the application, and the word
 * for who asked are one transaction. Five requests; one more for a promise, four for an application; files two each.
 * The same key again answers with the answer made first. A question that moved without being answered meanwhile (tagged,
 * merged with another) is answered all the same: what was typed for minutes still fits. Numbers of persons are hidden.
 */
export async function answer(input: Input, { openid, now }: Caller<'provedInQuery'>) {
  const speaking = await findSpeaking(openid, input.question, input)
  const { question, session } = speaking
  const id = idFrom('ans', question._id, openid, input.clientKey)
  if (question.answers.some((one) => one.id === id)) return { question: seatQuestionOf(question) }
  checkMayAnswer(input, question, session, now)
  const made = await makeAnswer(input, id, speaking, openid, now)
  const referral = made.kind === 'referred' ? await prepareReferral(session, question, now) : null
  const after = await inTransaction(async (transaction) => {
    const changed = await changeQuestionIn(transaction, question, now, {
      answers: _.push([made]),
      outcome: outcomeAfter(question, made),
      laterBy: made.due,
      answeredAt: question.answeredAt ?? now,
      seat: question.seat ?? made.seat,
      tell: tell.answered(question, made, now),
      ...(referral && { case: referral._id }),
      ...keysWith(question, made),
    })
    if (!changed) return null
    if (made.promise) await addPromiseIn(transaction, promiseFrom(session, changed, made, now))
    if (referral) await handInReferral(transaction, referral, now)
    await append(transaction, answeredEntry(session, changed, made))
    return changed
  })
  if (!after) throw movedOn(await findQuestion(question._id))
  return { question: seatQuestionOf(after) }
}

/** Throws MOVED_ON, NOT_NOW. After closing only what was put off or promised is answered, until it is archived. */
function checkMayAnswer({ version }: Input, question: Question, session: Interview, now: Date): void {
  const pending = question.outcome === 'later' || question.outcome === 'promised'
  if (phaseOf(session, now) !== 'closed' || !pending) mustBeOn(session, now)
  if (question.state !== 'accepted') throw movedOn(question)
  if (question.version !== version && question.answers.length > 0) throw movedOn(question)
  if (question.outcome === 'referred') throw new AppError('NOT_NOW', '这个问题已经转去办了，由那边答复')
}

/** A promise that is open outweighs whatever else is said. */
const outcomeAfter = ({ answers }: Question, { kind }: Answer): Answer['kind'] =>
  kind === 'answered' && answers.some(({ promise }) => promise?.state === 'open') ? 'promised' : kind

const keysWith = (question: Question, made: Answer): { keys?: string[] } => {
  const keys = newKeysOf(question, made)
  return keys.length > 0 ? { keys } : {}
}

async function makeAnswer(input: Input, id: string, speaking: Speaking, openid: string, now: Date): Promise<Answer> {
  const { seat, person, host, question } = speaking
  if (!seat) throw new AppError('BAD_INPUT', '请选替谁答')
  const { kind, clientKey, files, voice } = input
  const promise = promiseOf(input, idFrom('prm', id), dayOf(now))
  const due = dueOf(input, dayOf(now))
  const text = hideNumbers(input.text).text
  await checkText(openid, promise ? `${text}\n${promise.what}\n${promise.who}` : text)
  const folder = `${question._id}/${id}`
  return {
    id,
    seat: seat.id,
    name: seat.name,
    title: host ? `${seat.title}，主持人代发` : seat.title,
    kind,
    text,
    files: files.length > 0 ? await takePictures(person, clientKey, folder, files) : [],
    voice: voice ? await takeVoice(person, clientKey, folder, voice) : null,
    promise,
    due,
    at: now,
    corrections: [],
  }
}

function promiseOf({ kind, promise }: Input, id: string, today: Day): Answer['promise'] {
  if (kind !== 'promised') return null
  if (!promise) throw new AppError('BAD_INPUT', '请写答应办什么、谁来办、哪天前')
  checkDay(promise.by, today, LONGEST_PROMISE_DAYS)
  const said = { what: hideNumbers(promise.what).text, who: hideNumbers(promise.who).text }
  return { id, ...said, by: promise.by, state: 'open' }
}

function dueOf({ kind, due }: Input, today: Day): Day | null {
  if (kind !== 'later') return null
  if (!due) throw new AppError('BAD_INPUT', '请选哪天前答')
  checkDay(due, today, LONGEST_LATER_DAYS)
  return due
}

/** Throws BAD_INPUT unless the day lies within so many days from today. */
export function checkDay(day: Day, today: Day, most: number): void {
  if (day < today) throw new AppError('BAD_INPUT', '这一天已经过了。请选今天或以后')
  if (day > addDays(today, most)) throw new AppError('BAD_INPUT', `最远定到 ${most} 天以后。请选近一点的日子`)
}
