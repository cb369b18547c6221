import { alikeMost } from '../../miniprogram/rules/similar'
import type { Caller } from '../kernel/serve'
import { openOf } from './news'
import { findWatched } from './poll'

const MOST = 3

/** Questions let in that ask much the same, of what the instance knows: at most one request. */
export async function findSimilar({ interview, text }: { interview: string; text: string }, { now }: Caller<'anyone'>) {
  const { questions } = await findWatched(interview, now)
  return { questions: alikeMost(text, openOf(questions.values()), MOST) }
}
