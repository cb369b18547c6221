import type { Day } from '../../miniprogram/rules/days'
import { idFrom } from '../kernel/ids'
import type { Org } from '../kernel/orgs'

/**
 * What an approved change of the tree leaves to be carried on: members, open applications and posts that follow it. It
 * is written in the same transaction as the change, so that nobody is forgotten; see carry-on.ts, which works it off.
 */
export interface Carry {
  _id: string
  /** The application that decided it. */
  case: string
  /** `members`: they go from one union to another; `places`: a union has another place or name, and all below it. */
  what: 'members' | 'places'
  from: string
  fromName: string
  to: string
  /** Only members of these employers (splitting); null: all, with open applications and posts: the union is no more. */
  employers: string[] | null
  /** In a member's own history: `工会合并`. */
  why: string
  on: Day
  at: Date
  /** Of `places`: unions still to be looked at; those below follow each. */
  queue: string[]
  state: 'open' | 'done'
}

type Begun = Pick<Carry, 'case' | 'why' | 'on' | 'at'>

/** Members of `from` go to `to`. */
export function carryMembers(from: Org, to: Org, employers: string[] | null, begun: Begun): Carry {
  return { ...carryOf(begun, 'members', from), to: to._id, employers }
}

/** A union's own name, place or level has changed. */
export function carryPlaces(union: Org, begun: Begun): Carry {
  return { ...carryOf(begun, 'places', union), queue: [union._id] }
}

function carryOf(begun: Begun, what: Carry['what'], union: Org): Carry {
  const { case: decided, why, on, at } = begun
  const named = { _id: idFrom('carry', decided), case: decided, what, from: union._id, fromName: union.name }
  return { ...named, to: union._id, employers: null, why, on, at, queue: [], state: 'open' }
}
