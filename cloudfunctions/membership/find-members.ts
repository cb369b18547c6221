import { writeCursor } from '../kernel/database'
import { forbidden } from '../kernel/errors'
import { findMembersBy, findMembersOf, MEMBERS_PAGE, type FindBy, type FoundMembers } from '../kernel/find-members'
import type { Membership } from '../kernel/memberships'
import type { Caller } from '../kernel/serve'
import type { MemberRow } from './members-contract'

/** My members: a grassroots union's own in one state, by name. One request. */
export async function readMembers(
  { desk, state, after }: { desk: string; state: 'active' | 'transferring' | 'retained'; after?: string },
  { openid }: Caller<'provedInQuery'>,
) {
  return pageOf(await findMembersOf(openid, desk, state, after))
}

/** A member by name or the end of a number, in the desk's union and those below. One request. */
export async function findMembers(
  { desk, by, text, after }: { desk: string; by: FindBy; text: string; after?: string },
  { openid }: Caller<'provedInQuery'>,
) {
  return pageOf(await findMembersBy(openid, desk, by, text, after))
}

function pageOf(found: FoundMembers | null) {
  if (!found) throw forbidden()
  const { members } = found
  const last = members[members.length - 1]
  return {
    members: members.map(rowOf),
    next: last && members.length === MEMBERS_PAGE ? writeCursor([last.name, last._id]) : null,
  }
}

export function rowOf({ _id, name, employer, orgName, state, idMasked }: Membership): MemberRow {
  return { id: _id, name, employer, unionName: orgName, state, idTail: idMasked.slice(-4) }
}
