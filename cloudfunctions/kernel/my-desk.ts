import { readCursor, writeCursor } from './database'
import { forbidden } from './errors'
import { lookupFromMe, type Post } from './people'

/** What an officer reads at her own union's desk, proved and found in one request, and lists of it, newest first. */

/** Rows of such a list at a time. */
export const DESK_PAGE = 20

/** The union of a desk `ORG/officer`. */
export const orgOf = (desk: string): string => desk.split('/')[0]!

/**
 * The caller's post as an officer at a desk with what else was looked up; throws FORBIDDEN when the desk is not hers,
 * or is one of the crew's. One request.
 */
export async function fromMyDesk<T>(
  openid: string,
  desk: string,
  from: string,
  pipeline: object[],
): Promise<{ post: Post; found: T[] }> {
  const looked = await lookupFromMe<T>(openid, { 'posts.desk': desk }, from, pipeline)
  const post = looked?.person.posts.find((one) => one.desk === desk)
  if (!looked || post?.role !== 'officer') throw forbidden()
  return { post, found: looked.found }
}

/** A page of what her union has in a collection indexed by `org`, `createdAt`, `_id`. One request. */
export function pageOfMyDesk<T>(openid: string, desk: string, from: string, after: string | undefined) {
  return fromMyDesk<T>(openid, desk, from, [
    { $match: olderThan(after, { org: orgOf(desk) }) },
    { $sort: { createdAt: -1, _id: -1 } },
    { $limit: DESK_PAGE },
  ])
}

/** What follows a cursor in such a list, as the match of an aggregation. */
function olderThan(after: string | undefined, of: object): object {
  const from = readCursor<[number, string]>(after, ['number', 'string'])
  if (!from) return of
  const at = new Date(from[0])
  return {
    $or: [
      { ...of, createdAt: { $lt: at } },
      { ...of, createdAt: at, _id: { $lt: from[1] } },
    ],
  }
}

/** The cursor behind a page; null: it was the last. */
export function nextAfter(rows: { createdAt: Date; _id: string }[]): string | null {
  const last = rows[DESK_PAGE - 1]
  return last ? writeCursor([Number(last.createdAt), last._id]) : null
}
