import { AppError, notFound } from '../kernel/errors'
import type { Caller } from '../kernel/serve'
import { findQuestion, setPinned } from './room-store'
import { findAtDesk } from './store'

interface Input {
  desk: string
  interview: string
  question?: string
}

/** Holds one question up for all to see, or none. Two requests, three for a question. */
export async function pin({ desk, interview, question: id }: Input, { openid }: Caller<'provedInQuery'>) {
  const session = await findAtDesk(openid, desk, interview)
  if (!session) throw notFound('这一场')
  if (id !== undefined) {
    const question = await findQuestion(id)
    if (question?.interview !== interview) throw notFound('这个问题')
    if (question.state !== 'accepted') throw new AppError('NOT_NOW', '先收下，再置顶')
  }
  const pinned = id ?? null
  await setPinned(session, pinned)
  return { pinned }
}
