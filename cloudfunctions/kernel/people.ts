import { _, db } from './cloud'
import type { Sealed } from './seal'
import { idFrom } from './ids'

/** A human being known by her WeChat account. Whether she is a member stands in `memberships`. */
export interface Person {
  _id: string
  openid: string
  phone: Sealed | null
  phoneIndex: string | null
  phoneMasked: string | null
  /** When her number was taken from another member's account, WeChat vouching for it: her officers are told. */
  phoneMoved?: Date
  agreedNotice: { version: string; at: Date } | null
  /** What she does for the union. */
  posts: Post[]
  /** Counters she stands at as a merchant's clerk. */
  counters: Counter[]
  createdAt: Date
}

export type Level = 'city' | 'county' | 'town' | 'grassroots'

export interface Post {
  /** The desk whose queue she answers: `orgId/role`. */
  desk: string
  org: string
  orgName: string
  orgPath: string
  level: Level
  role: Role
  /** `工会主席` */
  title: string
  /** The officer's own name, which those she answers may read. */
  name: string
}

/** Roles a desk can have. `officer` is a union's own desk; the others are people to whom it gives cases, each with a desk of her own. */
export type Role = 'officer' | 'lawyer' | 'mediator' | 'counsellor'

export interface Counter {
  merchantId: string
  merchantName: string
  /** She signed the merchant's agreement. */
  owner?: boolean
}

export const people = () => db.collection('people')

export function deskOf(org: string, role: Role): string {
  return `${org}/${role}`
}

/** The desk of one of a union's crew: `org/lawyer/p_...`. */
export function crewDeskOf(org: string, role: Exclude<Role, 'officer'>, person: string): string {
  return `${deskOf(org, role)}/${person}`
}

/** The person behind an openid, or null before her first act. One request. */
export async function findPerson(openid: string): Promise<Person | null> {
  const { data } = await people().where({ openid }).limit(1).get()
  return (data[0] as Person | undefined) ?? null
}

export function newPerson(openid: string, now: Date): Person {
  return {
    _id: idFrom('p', openid),
    openid,
    phone: null,
    phoneIndex: null,
    phoneMasked: null,
    agreedNotice: null,
    posts: [],
    counters: [],
    createdAt: now,
  }
}

/** People who hold a post of a role at one of these unions. One request. */
export async function findCrew(orgs: string[], role: Role): Promise<Person[]> {
  const { data } = await people()
    .where({ posts: _.elemMatch({ org: _.in(orgs), role }) })
    .limit(100)
    .get()
  return data as Person[]
}

/** What a caller says of herself, to be proved by her own record: a post, a counter, or nothing but that she is known. */
export type Claim = { 'posts.desk': string } | { 'posts.0': object } | { 'counters.merchantId': string } | object
export const anyPost: Claim = { 'posts.0': _.exists(true) }

/**
 * Reads documents of another collection together with the proof of the caller's claim, in one request: an aggregation
 * that starts at her own record and looks up from there. Null: the claim does not hold, and nothing was looked up.
 */
export async function lookupFromMe<T>(
  openid: string,
  claim: Claim,
  from: string,
  pipeline: object[],
): Promise<{ person: Person; found: T[] } | null> {
  const { data } = await people()
    .aggregate()
    .match({ openid, ...claim })
    .limit(1)
    .lookup({ from, let: {}, pipeline, as: 'found' } as never)
    .end()
  const record = (data as (Person & { found: T[] })[])[0]
  if (!record) return null
  const { found, ...person } = record
  return { person, found }
}
