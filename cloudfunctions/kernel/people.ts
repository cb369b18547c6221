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

/** Roles a desk can have; more come with the kinds that need them. */
export type Role = 'officer'

export interface Counter {
  merchantId: string
  merchantName: string
}

export const people = () => db.collection('people')

export function deskOf(org: string, role: Role): string {
  return `${org}/${role}`
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

/**
 * Reads documents of another collection together with the proof that the caller holds a post at a desk, in one
 * request: an aggregation that starts at the caller's own record and looks up from there. Null: no such post.
 * `desk` is the caller's claim; `pipeline` runs only when the claim holds.
 */
export async function lookupFromPost<T>(
  openid: string,
  desk: string | null,
  from: string,
  pipeline: object[],
): Promise<{ posts: Post[]; found: T[] } | null> {
  const match = desk === null ? { openid, 'posts.0': _.exists(true) } : { openid, 'posts.desk': desk }
  const { data } = await people()
    .aggregate()
    .match(match)
    .limit(1)
    .lookup({ from, let: {}, pipeline, as: 'found' } as never)
    .end()
  const person = (data as (Person & { found: T[] })[])[0]
  return person ? { posts: person.posts, found: person.found } : null
}
