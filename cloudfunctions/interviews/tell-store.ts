import { _ } from '../kernel/cloud'
import { messages } from '../kernel/messages'
import type { Follow, Question } from './interview'
import { follows, questions } from './store'

/** Queries of the timer that tells askers and followers. */

/** Questions that have something to be told, the longest waiting first, without their voters. One request. */
export async function findToTell(limit: number): Promise<Question[]> {
  const { data } = await questions()
    .where({ 'tell.at': _.gt(new Date(0)) })
    .orderBy('tell.at', 'asc')
    .limit(limit)
    .field({ voters: false, keys: false })
    .get()
  return data as Question[]
}

/** Everybody who asked a question, as it is now. One request. */
export async function findAskers(id: string): Promise<Pick<Question, '_id' | 'state' | 'root' | 'askers'> | null> {
  const { data } = await questions().where({ _id: id }).limit(1).field({ state: true, root: true, askers: true }).get()
  return (data[0] as Question | undefined) ?? null
}

/** Which of these messages are there already. One request. */
export async function findTold(ids: string[]): Promise<Set<string>> {
  const { data } = await messages()
    .where({ _id: _.in(ids) })
    .limit(ids.length)
    .field({ _id: true })
    .get()
  return new Set((data as { _id: string }[]).map(({ _id }) => _id))
}

/** Followers of any of these questions who were not told of this yet. One request. */
export async function findFollowersToTell(family: string[], at: Date, limit: number): Promise<Follow[]> {
  const { data } = await follows()
    .where({ question: _.in(family), toldAt: _.neq(at) })
    .limit(limit)
    .get()
  return data as Follow[]
}

/** One request. */
export async function markTold(ids: string[], at: Date): Promise<void> {
  await follows()
    .where({ _id: _.in(ids) })
    .update({ toldAt: at })
}

/** Nothing is left to tell, unless something newer came meanwhile. One request. */
export async function clearTell({ _id }: Pick<Question, '_id'>, at: Date): Promise<void> {
  await questions().where({ _id, 'tell.at': at }).update({ tell: null })
}
