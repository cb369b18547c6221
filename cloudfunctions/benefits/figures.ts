import { idFrom } from '../kernel/ids'
import { scopesOf } from '../kernel/memberships'
import * as store from './figures-store'

/**
 * What cards saved, by union and month: derived from the ledger's `benefit.saving` entries and rebuilt from them. A
 * union's own entries of a month (those with its path) are summed anew whenever one came, and what differs from the last
 * sum is added to the union's figures and to those of all above it, in one transaction: counted twice comes out the same.
 */

export interface Sums {
  /** Uses less those taken back. */
  times: number
  fen: number
  /** Members who used their card that month, 人. */
  users: number
  merchants: Record<string, { name: string; times: number; fen: number }>
}

/** A union's own entries of a month, as summed last. A union that moved in the tree has one for each of its paths. */
export interface Leaf extends Sums {
  _id: string
  path: string
  month: string
}

/** A union and all below it in a month. */
export interface Figures extends Sums {
  _id: string
  org: string
  month: string
}

export const NOTHING: Sums = { times: 0, fen: 0, users: 0, merchants: {} }
export const figuresId = (org: string, month: string) => idFrom('bfig', org, month)
export const leafId = (path: string, month: string) => idFrom('bleaf', path, month)

const ENTRIES_AT_ONCE = 500
/** So many portions a run: a timer has seconds, the next minute goes on. */
const PORTIONS = 12
/** An entry may be written later than the moment it bears: so far back is looked at again. */
const LATE_MS = 2 * 60_000
/** An entry that a counter recorded without a network bears the moment of its code, up to a week back. */
const NIGHT_MS = 8 * 86_400_000

/** The timer's: every union and month with entries since the last time. Two requests when there was none. */
export async function rollUpSavings(now: Date): Promise<void> {
  const mark = await store.readMark()
  const nightly = mark !== null && Number(now) - Number(mark.sweptAt) > 86_400_000
  let from = mark === null ? new Date(0) : new Date(Number(mark.until) - (nightly ? NIGHT_MS : LATE_MS))
  for (let portion = 0; portion < PORTIONS; portion += 1) {
    const entries = await store.findEntries(from, ENTRIES_AT_ONCE)
    const touched = new Map(entries.map(({ orgPath, month }) => [`${orgPath} ${month}`, { path: orgPath, month }]))
    for (const { path, month } of touched.values()) await countLeaf(path, month)
    const last = entries[entries.length - 1]
    if (entries.length < ENTRIES_AT_ONCE || !last)
      return store.writeMark({ until: now, sweptAt: nightly || !mark ? now : mark.sweptAt })
    from = new Date(last.at)
  }
  await store.writeMark({ until: from, sweptAt: mark?.sweptAt ?? now })
}

/** Sums a union's own entries of a month anew. Three requests when nothing differs, up to nine more. */
async function countLeaf(path: string, month: string): Promise<void> {
  const counted = await store.sumEntries(path, month)
  await store.changeFigures(
    { _id: leafId(path, month), path, month, ...counted },
    scopesOf(path).map((org) => ({ _id: figuresId(org, month), org, month })),
  )
}

/** One sum with what another has more than a third: `all + (now - before)`. */
export function moved(all: Sums, now: Sums, before: Sums): Sums {
  const merchants = { ...all.merchants }
  for (const id of new Set([...Object.keys(now.merchants), ...Object.keys(before.merchants)])) {
    const more = (of: 'times' | 'fen') =>
      (merchants[id]?.[of] ?? 0) + (now.merchants[id]?.[of] ?? 0) - (before.merchants[id]?.[of] ?? 0)
    const name = (now.merchants[id] ?? before.merchants[id])!.name
    merchants[id] = { name, times: more('times'), fen: more('fen') }
  }
  const more = (of: 'times' | 'fen' | 'users') => all[of] + now[of] - before[of]
  return { times: more('times'), fen: more('fen'), users: more('users'), merchants }
}
