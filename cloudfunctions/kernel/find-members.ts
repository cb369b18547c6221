import type { MembershipState } from '../../miniprogram/rules/membership-states'
import { db } from './cloud'
import { readCursor } from './database'
import type { Membership } from './memberships'
import { orgOf } from './my-desk'
import { lookupFromMe, type Post } from './people'
import { tailIndex } from './seal'

/** How a union's officers find its members. Each query proves the desk by the caller's own record, in the same request. */

export const MEMBERS_PAGE = 20

/** What an officer may find a member by. */
export type FindBy = 'name' | 'phoneTail' | 'idTail'

/** What one of the pages found, and the post from which it was looked for; null: the desk is not the caller's. */
export interface FoundMembers {
  post: Post
  members: Membership[]
}

/** One union's own members in one state, by name. One request; examines what it returns. */
export function findMembersOf(
  openid: string,
  desk: string,
  state: MembershipState,
  after: string | undefined,
): Promise<FoundMembers | null> {
  const from = readCursor<[string, string]>(after, ['string', 'string'])
  const of = { org: orgOf(desk), state }
  return pageFromDesk(openid, desk, from ? afterName(of, from, {}) : of, { name: 1, _id: 1 })
}

/**
 * Members of the desk's union and of those below it, whatever their state: by the whole name or its beginning, or by
 * the last four characters of phone or ID number (keyed hashes). One request; examines what it returns.
 */
export function findMembersBy(
  openid: string,
  desk: string,
  by: FindBy,
  text: string,
  after: string | undefined,
): Promise<FoundMembers | null> {
  const from = readCursor<[string, string]>(after, ['string', 'string'])
  const scope = { scopes: orgOf(desk) }
  if (by === 'name') {
    const end = { $lt: `${text}\uffff` }
    const match = from ? afterName(scope, from, end) : { ...scope, name: { $gte: text, ...end } }
    return pageFromDesk(openid, desk, match, { name: 1, _id: 1 })
  }
  const tail = { ...scope, [by]: tailIndex(by, text) }
  return pageFromDesk(openid, desk, from ? { ...tail, _id: { $gt: from[1] } } : tail, { _id: 1 })
}

/** One member of the desk's union or of those below it. `member` null: there is none such. One request. */
export async function findMemberAtDesk(
  openid: string,
  desk: string,
  id: string,
): Promise<{ post: Post; member: Membership | null } | null> {
  const looked = await fromDesk(openid, desk, [{ $match: { _id: id, scopes: orgOf(desk) } }, { $limit: 1 }])
  return looked && { post: looked.post, member: looked.members[0] ?? null }
}

/** How many applications of an account are open, up to `limit`. One request. */
export async function countOpenCases(openid: string, limit: number): Promise<number> {
  const { data } = await db.collection('cases').where({ openid, open: true }).limit(limit).field({ _id: true }).get()
  return data.length
}

function afterName(of: object, [name, id]: [string, string], end: object): object {
  return {
    $or: [
      { ...of, name: { $gt: name, ...end } },
      { ...of, name, _id: { $gt: id } },
    ],
  }
}

function pageFromDesk(openid: string, desk: string, match: object, sort: object): Promise<FoundMembers | null> {
  return fromDesk(openid, desk, [{ $match: match }, { $sort: sort }, { $limit: MEMBERS_PAGE }])
}

/** Only from a union's own desk: its crew sees the cases it is given and no roll. */
async function fromDesk(openid: string, desk: string, pipeline: object[]): Promise<FoundMembers | null> {
  if (desk !== `${orgOf(desk)}/officer`) return null
  const looked = await lookupFromMe<Membership>(openid, { 'posts.desk': desk }, 'memberships', pipeline)
  const post = looked?.person.posts.find((one) => one.desk === desk)
  return looked && post ? { post, members: looked.found } : null
}
