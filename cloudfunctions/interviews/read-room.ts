import type { z } from 'zod'
import { notFound } from '../kernel/errors'
import type { Caller } from '../kernel/serve'
import type { hostContract } from './host-contract'
import { listAtDesk } from './room-store'
import { roomQuestionOf } from './views'

/** A page of the questions of a session at its host's desk. One request. */
export async function readRoom(
  { desk, interview, show, after }: z.output<(typeof hostContract)['room']['in']>,
  { openid }: Caller<'provedInQuery'>,
) {
  const page = await listAtDesk(openid, desk, interview, show, after)
  if (!page) throw notFound('这一场')
  return { questions: page.questions.map(roomQuestionOf), next: page.next }
}
