import { sayDay } from '../../miniprogram/rules/days'
import type { Applicant, CaseDocument, OrgLink } from '../kernel/casework/case'
import { AppError } from '../kernel/errors'
import { chainOfOrg, findOrg, type Org } from '../kernel/orgs'

/** The union that an application is about, and who decides on it: what all kinds of this area share. */

/** As it was when the application was handed in: a change that was decided meanwhile shows. */
export interface Seen {
  id: string
  name: string
  parent: string | null
}

/** Who asked: the desk that decides wants to know. */
export interface Asking {
  askedBy: string
}

/** A union by id that is there. Throws AppError in an officer's words. */
export async function activeUnion(id: string): Promise<Org> {
  const found = await findOrg(id)
  if (!found) throw new AppError('NOT_FOUND', '没找到这个工会。请再选一次')
  if (found.status !== 'active') throw new AppError('NOT_NOW', `${found.name}已经不在了。请再选一次`)
  return found
}

/** A union for which this officer may ask: her own, or one below hers. */
export async function ownUnion(id: string, { person }: Applicant): Promise<Org> {
  const union = await activeUnion(id)
  const may = person.posts.some(({ org, role }) => role === 'officer' && union.scopes.includes(org))
  if (!may) throw new AppError('FORBIDDEN', `${union.name}不归您管。请让它自己的干部，或它上级工会的干部来申请`)
  return union
}

/**
 * Who decides: the level above the union concerned (工会法 第12、13条), or, where another union is concerned as well, the
 * first that stands above both. Whoever asks never decides, so a desk of the asking officer's own is passed over; the
 * city decides what has nothing above.
 */
export async function decidedAbove(union: Org, { person, now }: Applicant, other: Org | null = null) {
  const above = await chainOfOrg(union.parent ?? union._id, now)
  const common = (above ?? []).filter(({ id }) => !other || other.scopes.includes(id) || !union.parent)
  return notAsked(common, person.posts)
}

/** A chain without the first desks that the asking officer answers herself. */
export function notAsked(chain: OrgLink[], posts: Applicant['person']['posts']): OrgLink[] {
  const own = new Set(posts.filter(({ role }) => role === 'officer').map(({ org }) => org))
  const first = chain.findIndex(({ id }) => !own.has(id))
  const rest = first === -1 ? chain.slice(-1) : chain.slice(first)
  if (rest.length === 0) throw new AppError('NOT_NOW', '没找到批这件事的上级工会。请打电话问市总工会')
  return rest
}

export const seenOf = ({ _id, name, parent }: Org): Seen => ({ id: _id, name, parent })

/** What the deciding desk reads of who asks. Her post nearest to the union. */
export function askingOf({ person }: Applicant, union: Org): Asking {
  const near = (org: string) => union.scopes.indexOf(org)
  const post = [...person.posts].sort((a, b) => near(b.org) - near(a.org))[0]!
  return { askedBy: `${post.orgName} ${post.title} ${post.name}` }
}

/** The first line of every warning list: who asks. */
export const sayAsking = ({ facts }: CaseDocument<Asking>): string => `${facts.askedBy}来申请的`

/** A union as the application says it was, still. Throws AppError: the desk refuses it, and it is asked for anew. */
export function stillAs(union: Org, seen: Seen): void {
  if (union.parent !== seen.parent)
    throw new AppError('NOT_NOW', `${union.name}后来换了上级工会，这份申请不能照办。请退回去，让它重新申请`)
}

/** `2026年7月13日（周一）` */
export const sayFull = (day: string): string => `${day.slice(0, 4)}年${sayDay(day)}`
