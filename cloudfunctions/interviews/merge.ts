import type { z } from 'zod'
import { inTransaction } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import { append } from '../kernel/ledger'
import type { Caller } from '../kernel/serve'
import { askedEntry } from './entries'
import type { hostContract } from './host-contract'
import type { Interview, Question } from './interview'
import { mustBeOn } from './moderate'
import { movedOn } from './moved-on'
import { changeQuestionIn, findQuestion, holdQuestionIn, movePinIn, writeHeldIn } from './room-store'
import { findQuestionAtDesk } from './store'
import * as tell from './tell'
import { roomQuestionOf } from './views'

type Input = z.output<(typeof hostContract)['merge']['in']>

/**
 * Two that ask the same become one. All askers go along in their order, and all voters, each person once; whoever asked
 * the one that goes away is told. One transaction over both questions: a vote that comes meanwhile waits and counts for
 * the other. Seven requests, one more where it was not let in yet. Again is the same once.
 */
export async function merge(input: Input, { openid, now }: Caller<'provedInQuery'>) {
  const { desk, question: id, version, into } = input
  if (id === into) throw new AppError('BAD_INPUT', '请选另一个问题')
  const found = await findQuestionAtDesk(openid, desk, id)
  if (!found) throw notFound('这个问题')
  const { question, session } = found
  mustBeOn(session, now)
  if (question.state === 'merged' && question.root === into) return answer(question, await findQuestion(into))
  if (question.version !== version) throw movedOn(question)
  checkMergeable(question)
  const both = await inTransaction(async (transaction) => {
    const gone = await changeQuestionIn(transaction, question, now, {
      state: 'merged',
      root: into,
      acceptedAt: question.acceptedAt ?? now,
      askers: [],
      tell: null,
    })
    if (!gone) return null
    const other = await holdQuestionIn(transaction, into, now)
    checkTarget(other, session)
    const voters = [...new Set([...other.voters, ...gone.voters])]
    const joined = await writeHeldIn(transaction, into, {
      voters,
      votes: voters.length,
      askers: [...other.askers, ...question.askers],
      changedAt: now,
      version: other.version + 1,
    })
    const of = question.askers.map((one) => one.question)
    const told = await writeHeldIn(transaction, id, { tell: tell.merged(joined, of, now) })
    if (!question.acceptedAt) await append(transaction, askedEntry(session, gone, now))
    if (session.pinned === id) await movePinIn(transaction, session._id, id, into)
    return { gone: told, joined }
  })
  if (!both) throw movedOn(await findQuestion(id))
  return answer(both.gone, both.joined)
}

function answer(gone: Question, into: Question | null) {
  if (!into) throw notFound('这个问题')
  return { question: roomQuestionOf(gone), into: roomQuestionOf(into) }
}

function checkMergeable({ state, answers }: Question): void {
  if (state !== 'waiting' && state !== 'accepted') throw new AppError('NOT_NOW', '这个问题已经不在了')
  if (answers.length > 0) throw new AppError('NOT_NOW', '这个问题有人答了，不能再合。可以把另一个合到它这里')
}

function checkTarget(other: Question | null, { _id }: Interview): asserts other is Question {
  if (!other || other.interview !== _id) throw notFound('要合进去的问题')
  if (other.state !== 'accepted') throw new AppError('NOT_NOW', '要合进去的那个，得先收下')
}
