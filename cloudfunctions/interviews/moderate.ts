import type { z } from 'zod'
import { phaseOf } from '../../miniprogram/rules/interview'
import { inTransaction } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import { append } from '../kernel/ledger'
import type { Caller } from '../kernel/serve'
import { askedEntry, notAskedEntry } from './entries'
import type { hostContract } from './host-contract'
import type { Interview, Question } from './interview'
import { movedOn } from './moved-on'
import { changeQuestion, changeQuestionIn, findQuestion, movePin } from './room-store'
import { findQuestionAtDesk } from './store'
import { tellAtOnce } from './tell-askers'
import * as tell from './tell'
import { roomQuestionOf } from './views'

type Input = z.output<(typeof hostContract)['moderate']['in']>

/**
 * One act of a host on one question. Two requests; five where figures count it (accepting, and refusing what was
 * accepted); telling one asker at once three more. MOVED_ON where another host was quicker: nothing was changed.
 */
export async function moderate(input: Input, { openid, now }: Caller<'provedInQuery'>) {
  const found = await findQuestionAtDesk(openid, input.desk, input.question)
  if (!found) throw notFound('这个问题')
  const { question, session } = found
  mustBeOn(session, now)
  if (question.version !== input.version) throw movedOn(question)
  const after = await doAct(input, question, session, now)
  if (!after) throw movedOn(await findQuestion(question._id))
  return { question: roomQuestionOf(after) }
}

/** Questions move until the session is closed: then each has come to something. */
export function mustBeOn(session: Interview, now: Date): void {
  const phase = phaseOf(session, now)
  if (phase === 'cancelled') throw new AppError('NOT_NOW', '这一场不办了')
  if (phase === 'draft') throw new AppError('NOT_NOW', '这一场还没发布')
  if (phase === 'closed' || phase === 'archived') throw new AppError('NOT_NOW', '这一场已经结束，每个问题都有着落了')
}

function doAct(input: Input, question: Question, session: Interview, now: Date): Promise<Question | null> {
  switch (input.act) {
    case 'accept':
      return accept(question, session, now)
    case 'return':
      mustBe(question, ['waiting'], '只有还没收下的问题能退回')
      return turnDown(question, 'returned', reasonOf(input), session, now)
    case 'refuse':
      mustBe(question, ['waiting', 'accepted'], '这个问题已经不在了')
      if (question.answers.length > 0 || question.outcome) throw new AppError('NOT_NOW', '已经有人答了，不能再不收')
      return turnDown(question, 'refused', reasonOf(input), session, now)
    case 'tag':
      mustBe(question, ['waiting', 'accepted'], '这个问题已经不在了')
      return changeQuestion(question, now, { department: departmentOf(input, session) })
    case 'hand':
      mustBe(question, ['accepted'], '先收下，再交给人答')
      return changeQuestion(question, now, { seat: seatOf(input, session) })
  }
}

/** Its being let in is a fact of the ledger: both or neither. */
async function accept(question: Question, session: Interview, now: Date): Promise<Question | null> {
  mustBe(question, ['waiting'], '只有还没收下的问题能收下')
  return inTransaction(async (transaction) => {
    const after = await changeQuestionIn(transaction, question, now, {
      state: 'accepted',
      shown: true,
      acceptedAt: now,
      ...looked(question, now),
    })
    if (after) await append(transaction, askedEntry(session, after, now))
    return after
  })
}

/** WeChat's verdict comes within this time or not at all. */
const VERDICT_MS = 30 * 60_000

/**
 * Whoever lets it in has seen its pictures: those on which WeChat has no word of its own are let in with it. Each by its
 * place: a verdict of the same moment stays.
 */
const looked = ({ files, at }: Question, now: Date): Record<string, 'pass'> =>
  Object.fromEntries(
    files.flatMap(({ verdict }, n) => {
      const overdue = verdict === 'pending' && Number(now) - Number(at) > VERDICT_MS
      return verdict === 'review' || overdue ? [[`files.${n}.verdict`, 'pass']] : []
    }),
  )

async function turnDown(
  question: Question,
  state: 'returned' | 'refused',
  why: string,
  session: Interview,
  now: Date,
): Promise<Question | null> {
  const news = state === 'returned' ? tell.returned(why, now) : tell.refused(why, now)
  const fields = { state, why, tell: news }
  if (question.acceptedAt) {
    const after = await inTransaction(async (transaction) => {
      const changed = await changeQuestionIn(transaction, question, now, fields)
      if (changed) await append(transaction, notAskedEntry(session, question, now))
      return changed
    })
    if (after) await movePin(session._id, question._id, null)
    return after
  }
  const after = await changeQuestion(question, now, fields)
  // Nobody else asks or follows what was never shown: one person, told at once. Cut off here, the timer tells her.
  if (after) await tellAtOnce(after, now)
  return after
}

function mustBe({ state }: Question, states: Question['state'][], words: string): void {
  if (!states.includes(state)) throw new AppError('NOT_NOW', words)
}

function reasonOf({ why }: Input): string {
  if (!why) throw new AppError('BAD_INPUT', '请写几个字，为什么。提问的人看得到')
  return why
}

function departmentOf({ department }: Input, { departments }: Interview): string {
  if (department === undefined) throw new AppError('BAD_INPUT', '请选一个部门')
  if (department !== '' && !departments.includes(department))
    throw new AppError('BAD_INPUT', '这一场没有这个部门。请从列表里选')
  return department
}

function seatOf({ seat }: Input, { seats }: Interview): string | null {
  if (seat === undefined) throw new AppError('BAD_INPUT', '请选交给谁答')
  if (seat === null) return null
  const found = seats.find(({ id }) => id === seat)
  if (!found) throw new AppError('BAD_INPUT', '这一场没有这个人。请从列表里选')
  if (found.left) throw new AppError('NOT_NOW', `${found.name}已经离开了，请交给别人`)
  return seat
}
