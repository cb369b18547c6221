import type { MemberGroup } from '../../miniprogram/rules/offer-rules'
import type { Sealed } from '../kernel/seal'
import type { DrawView, MyEntry } from './contract'

/** A draw as it is stored. */
export interface Draw {
  _id: string
  /** Members of this union and of those below may enter. */
  org: string
  orgName: string
  orgPath: string
  title: string
  what: string
  seats: number
  closesAt: Date
  groups: MemberGroup[]
  series: string
  collect: string
  commitment: string
  /** Sealed until it is drawn: not even who reads the database knows it before. */
  seed: Sealed
  /** In the open once it is drawn; null before. */
  openSeed: string | null
  createdAt: Date
}

/** Somebody's part in a draw. */
export interface DrawEntry {
  _id: string
  draw: string
  membership: string
  person: string
  openid: string
  maskedName: string
  /** The union the figures belong to. */
  org: string
  orgPath: string
  /** A number that tells nobody who it is. */
  handle: string
  /** How often she had such a thing before she entered. */
  had: number
  at: Date
  /** Where she came; null until it is drawn. */
  place: number | null
  collectedAt: Date | null
}

export function viewOf(draw: Draw, now: Date): DrawView {
  const { _id, title, what, seats, closesAt, groups, collect, orgName, commitment, openSeed } = draw
  const state = openSeed ? 'drawn' : now < closesAt ? 'open' : 'closed'
  const said = { title, what, seats, closesAt: Number(closesAt), groups, collect, orgName }
  return { id: _id, ...said, state, commitment, seed: openSeed ?? '' }
}

export function entryView(draw: Draw, { handle, had, place, collectedAt }: DrawEntry): MyEntry {
  const won = place !== null && place <= draw.seats
  return { handle, had, place, won, collected: collectedAt !== null }
}
