import type { Day } from '../../miniprogram/rules/days'
import type { OrgForm, Term } from '../../miniprogram/rules/union-rules'
import { _, db } from './cloud'
import type { OrgLink } from './casework/case'
import type { Membership } from './memberships'
import type { Level } from './people'

export { ORG_FORM_WORDS, type OrgForm, type Term } from '../../miniprogram/rules/union-rules'

/** A union in the tree: a federation, or the union of one or many employers. */
export interface Org {
  _id: string
  name: string
  level: Level
  form: OrgForm
  parent: string | null
  /** Ids from the city down to this union, `/city/county/town/union/`: figures roll up by prefix. */
  path: string
  /** The ids of its path, the city's first: officers at each level find it. */
  scopes: string[]
  /** Goes up with each change of the union. */
  version: number
  /** Unions directly below it that are there. Raised and lowered by the acts that change the tree. */
  children: number
  /** Living members, derived (cloudfunctions/unions/recount.ts): its own, and with those of all unions below it. */
  memberCounts: { own: number; below: number }
  district: string
  districtName: string
  town: string | null
  townName: string | null
  industries: string[]
  /** Employer units it covers. */
  employers: string[]
  /** Takes workers whose employer has no union (会籍管理办法 第3条: 单位没有工会的，到所在地的上一级工会入会). */
  takesIndividuals: boolean
  phone: string
  /** Every short run of characters of its name and its employers' names (rules/search-keys). */
  keys: string[]
  status: 'active' | 'dissolved'
  /** Workers at the employers it covers, as its officers last said: 25 and 200 mean something (工会法 第11、14条). */
  workers: number
  /** Since when it is there; null: older than our records. */
  since: Day | null
  until: Day | null
  /** The union that took its members, when it is no more. */
  successor: string | null
  term: Term | null
  /** The next day on which its officers are reminded of the end of their term. */
  termRemindOn: Day | null
  /** What it was before each change, oldest first. */
  history: OrgChange[]
}

export interface OrgChange {
  on: Day
  what: 'founded' | 'merged' | 'split' | 'upgraded' | 'moved' | 'dissolved' | 'elected' | 'changed'
  /** In words: `并入了竹岛街道联合工会`. */
  words: string
  /** As it was until that day. */
  before: Partial<Pick<Org, 'name' | 'form' | 'parent' | 'path' | 'employers' | 'level' | 'term' | 'workers'>>
  /** The application that decided it; null for what was taken over. */
  case: string | null
}

export const orgs = () => db.collection('orgs')

/** One union by id, or null. One request. */
export async function findOrg(id: string): Promise<Org | null> {
  const { data } = await orgs().where({ _id: id }).limit(1).get()
  return (data[0] as Org | undefined) ?? null
}

const KEPT_FOR = 600_000
let kept: { links: Map<string, OrgLink & { town: string | null }>; until: number } | null = null

/** The city's federations (city, counties, towns), kept in the instance for ten minutes: at most one request. */
async function federations(now: Date): Promise<Map<string, OrgLink & { town: string | null }>> {
  if (kept && Number(now) < kept.until) return kept.links
  const { data } = await orgs()
    .where({ form: _.in(['federation', 'townshipFederation']) })
    .limit(1000)
    .field({ name: true, level: true, path: true, town: true, status: true })
    .get()
  const links = new Map(
    (data as Org[])
      .filter(({ status }) => status === 'active')
      .map(({ _id, name, level, path, town }) => [_id, { id: _id, name, level, path, town }]),
  )
  kept = { links, until: Number(now) + KEPT_FOR }
  return links
}

/** A union and those above it, lowest first. No request but for the federations once an instance. */
export async function chainOf(own: Pick<Org, '_id' | 'name' | 'path' | 'level'>, now: Date): Promise<OrgLink[]> {
  const known = await federations(now)
  const ids = own.path.split('/').filter(Boolean).reverse()
  return ids.flatMap((id): OrgLink[] => {
    const link = known.get(id)
    if (link) return [plain(link)]
    return id === own._id ? [{ id, name: own.name, level: own.level, path: own.path }] : []
  })
}

/** The chain of a member's own union. */
export async function chainOfMember({ org, orgName, orgPath }: Membership, now: Date): Promise<OrgLink[]> {
  return chainOf({ _id: org, name: orgName, path: orgPath, level: 'grassroots' }, now)
}

/** The chain of the federation of a town, or null when the city has none of this code. */
export async function chainOfTown(town: string, now: Date): Promise<OrgLink[] | null> {
  const found = [...(await federations(now)).values()].find((link) => link.town === town && link.level === 'town')
  return found ? chainOf({ ...found, _id: found.id }, now) : null
}

/** The chain of any federation, or of a union read by its id; null when there is none. */
export async function chainOfOrg(id: string, now: Date): Promise<OrgLink[] | null> {
  const known = (await federations(now)).get(id)
  const org = known ? { _id: known.id, name: known.name, path: known.path, level: known.level } : await findOrg(id)
  return org && chainOf(org, now)
}

/** The name of the city's own federation. */
export async function cityUnionName(now: Date): Promise<string> {
  return [...(await federations(now)).values()].find(({ level }) => level === 'city')?.name ?? ''
}

/** Names of the federations by id. */
export async function federationNames(now: Date): Promise<Map<string, string>> {
  return new Map([...(await federations(now)).values()].map(({ id, name }) => [id, name]))
}

/** Federations to which a case may be passed on: all of the county it is in, and the city's. */
export async function federationsNear(chain: OrgLink[], now: Date): Promise<OrgLink[]> {
  const county = chain.find((link) => link.level === 'county')
  const links = [...(await federations(now)).values()].map(plain)
  return links.filter((link) => link.level !== 'town' || (county !== undefined && link.path.startsWith(county.path)))
}

function plain({ id, name, level, path }: OrgLink): OrgLink {
  return { id, name, level, path }
}
