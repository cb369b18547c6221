import type { z } from 'zod'
import { hideNumbers } from '../../miniprogram/rules/hide-numbers'
import { phaseOf } from '../../miniprogram/rules/interview'
import { checkText } from '../kernel/content-check'
import { AppError, notFound } from '../kernel/errors'
import type { Caller } from '../kernel/serve'
import { archiveKeys } from './archive-keys'
import { findSpeaking } from './at-seat'
import type { Answer } from './interview'
import { movedOn } from './moved-on'
import { changeQuestion, findQuestion } from './room-store'
import type { seatContract } from './seat-contract'
import * as tell from './tell'
import { seatQuestionOf } from './views'

type Input = z.output<(typeof seatContract)['correct']['in']>

/**
 * Corrects an answer for all to see: what it said before stays to be read, with the reason, and whoever asked is told.
 * Her own, or as a host any, until the session is archived. Two requests; the same again is once.
 */
export async function correct(input: Input, { openid, now }: Caller<'provedInQuery'>) {
  const { question, session, seat, host } = await findSpeaking(openid, input.question, input)
  const before = question.answers.find(({ id }) => id === input.answer)
  if (!before || (!host && before.seat !== seat?.id)) throw notFound('您的这条答复')
  const { text } = hideNumbers(input.text)
  if (before.text === text) return { question: seatQuestionOf(question) }
  const phase = phaseOf(session, now)
  if (phase === 'archived' || phase === 'cancelled') throw new AppError('NOT_NOW', '这一场已经归档，答复不能再改')
  if (question.version !== input.version) throw movedOn(question)
  await checkText(openid, text)
  const correction = { text: before.text, at: now, why: input.why }
  const after: Answer = { ...before, text, corrections: [...before.corrections, correction] }
  const answers = question.answers.map((one) => (one.id === after.id ? after : one))
  const found = question.keys.length > 0 ? { keys: archiveKeys({ ...question, answers }, session.subject) } : {}
  const news = tell.corrected(question, after, input.why, now)
  const changed = await changeQuestion(question, now, { answers, tell: news, ...found })
  if (!changed) throw movedOn(await findQuestion(question._id))
  return { question: seatQuestionOf(changed) }
}
