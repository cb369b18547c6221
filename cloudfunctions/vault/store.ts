import { _, db } from '../kernel/cloud'
import { readCursor } from '../kernel/database'
import { looks, papers, type Look, type Paper } from '../kernel/vault'

/** The area's only queries. */

export const PAGE = 20

/** Stores a paper; throws a duplicate when its id was used before, by a paper held or removed. One request. */
export async function addPaper(paper: Paper): Promise<void> {
  await papers().add(paper)
}

/** A paper of this account in whatever state, or null. One request. */
export async function findPaper(openid: string, id: string): Promise<Paper | null> {
  const { data } = await papers().where({ _id: id, openid }).limit(1).get()
  return (data[0] as Paper | undefined) ?? null
}

/** Marks it removed; the line stays, so that looks keep what they point to. One request. */
export async function markRemoved(openid: string, id: string): Promise<void> {
  await papers().where({ _id: id, openid, state: 'held' }).update({ state: 'removed' })
}

/** What an open application of hers is called that uses this paper with her consent, or null. One request. */
export async function findUse(openid: string, paper: string): Promise<{ kindTitle: string } | null> {
  const { data } = await db
    .collection('cases')
    .where({ openid, open: true, papers: _.elemMatch({ paper, withdrawnAt: null }) })
    .field({ kindTitle: true })
    .limit(1)
    .get()
  return (data[0] as { kindTitle: string } | undefined) ?? null
}

/** Looks at a WeChat account's papers, newest first. One request. */
export async function findLooks(openid: string, after: string | undefined): Promise<Look[]> {
  const from = readCursor<[number, string]>(after, ['number', 'string'])
  const mine = from
    ? _.or([
        { openid, at: _.lt(new Date(from[0])) },
        { openid, at: _.eq(new Date(from[0])), _id: _.lt(from[1]) },
      ])
    : { openid }
  const { data } = await looks().where(mine).orderBy('at', 'desc').orderBy('_id', 'desc').limit(PAGE).get()
  return data as Look[]
}
