import { _, db, type Transaction } from '../cloud'
import { readCursor } from '../database'
import { anyPost, lookupFromMe, type Post } from '../people'
import type { CaseDocument } from './kind'

/** The only queries on `cases`. */

const cases = () => db.collection('cases')

export const PAGE = 20

/** A case by id whose applicant this is, or null. One request. */
export async function findMine(openid: string, id: string): Promise<CaseDocument | null> {
  const { data } = await cases().where({ _id: id, openid }).limit(1).get()
  return (data[0] as CaseDocument | undefined) ?? null
}

/** A case by id with the caller's posts, or null when she holds none or there is no such case. One request. */
export async function findFromPost(
  openid: string,
  id: string,
): Promise<{ posts: Post[]; standing: CaseDocument } | null> {
  const looked = await lookupFromMe<CaseDocument>(openid, anyPost, 'cases', [{ $match: { _id: id } }, { $limit: 1 }])
  const standing = looked?.found[0]
  return looked && standing ? { posts: looked.person.posts, standing } : null
}

/** My cases, last moved first. One request. */
export async function findMinePage(openid: string, after: string | undefined): Promise<CaseDocument[]> {
  const from = readCursor<[number, string]>(after, ['number', 'string'])
  const mine = from
    ? _.or([
        { openid, updatedAt: _.lt(new Date(from[0])) },
        { openid, updatedAt: _.eq(new Date(from[0])), _id: _.lt(from[1]) },
      ])
    : { openid }
  const { data } = await cases().where(mine).orderBy('updatedAt', 'desc').orderBy('_id', 'desc').limit(PAGE).get()
  return data as CaseDocument[]
}

/** What stands at a desk, by due day; null when the desk is not the caller's. One request. */
export async function findQueuePage(
  openid: string,
  desk: string,
  after: string | undefined,
): Promise<CaseDocument[] | null> {
  const from = readCursor<[string, string]>(after, ['string', 'string'])
  const match = from
    ? {
        $or: [
          { desk, due: { $gt: from[0] } },
          { desk, due: from[0], _id: { $gt: from[1] } },
        ],
      }
    : { desk }
  const looked = await lookupFromMe<CaseDocument>(openid, { 'posts.desk': desk }, 'cases', [
    { $match: match },
    { $sort: { due: 1, _id: 1 } },
    { $limit: PAGE },
  ])
  return looked && looked.found
}

/** How many of my cases have news I have not read, up to `limit`. One request. */
export async function countUnread(openid: string, limit: number): Promise<number> {
  const { data } = await cases().where({ openid, 'news.unread': true }).limit(limit).field({ _id: true }).get()
  return data.length
}

/** I have read this case's news. Touches nothing that a desk decides on. */
export async function markNewsRead(openid: string, id: string): Promise<void> {
  await cases().where({ _id: id, openid, 'news.unread': true }).update({ 'news.unread': false })
}

export async function add(transaction: Transaction, made: CaseDocument): Promise<void> {
  await transaction.collection('cases').add(made)
}

/** Writes what an act changed; ids, applicant and facts never change. */
export async function move(transaction: Transaction, moved: CaseDocument): Promise<void> {
  const { desk, step, next, state, due, clock, openKey, version, story, news, updatedAt } = moved
  await transaction
    .collection('cases')
    .doc(moved._id)
    .update({
      desk,
      step,
      next,
      state,
      due,
      clock: _.set(clock),
      openKey,
      version,
      story,
      news: _.set(news),
      updatedAt,
    })
}
