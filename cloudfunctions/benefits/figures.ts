import { idFrom } from '../kernel/ids'
import { scopesOf } from '../kernel/memberships'
import * as store from './figures-store'
import type { Saving } from './saving'

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
/** So many sums a run: a timer has seconds, the next minute goes on. */
const LEAVES_A_RUN = 60
/** An entry may be written later than the moment it bears: so far back is looked at again. */
const LATE_MS = 2 * 60_000
/** An entry that a counter recorded without a network bears the moment of its code, up to a week back: looked at nightly. */
const NIGHT_MS = 8 * 86_400_000
const DAY_MS = 86_400_000

/** The timer's: every union and month with entries since the last time. Two requests when there was none. */
export async function rollUpSavings(now: Date): Promise<void> {
  const mark = (await store.readMark()) ?? { until: new Date(0), sweptAt: now, behind: true }
  const nightly = !mark.behind && Number(now) - Number(mark.sweptAt) > DAY_MS
  const back = mark.behind ? 0 : nightly ? NIGHT_MS : LATE_MS
  const entries = await store.findEntries(new Date(Math.max(0, Number(mark.until) - back)), ENTRIES_AT_ONCE)
  const counted = new Set<string>()
  const sweptAt = nightly ? now : mark.sweptAt
  for (const { orgPath, month, at } of entries) {
    const leaf = leafId(orgPath, month)
    if (counted.has(leaf)) continue
    // So much for this minute; the next one goes on with this very entry.
    if (counted.size === LEAVES_A_RUN) return store.writeMark({ until: new Date(at), sweptAt, behind: true })
    await countLeaf(orgPath, month)
    counted.add(leaf)
  }
  const last = entries[entries.length - 1]
  const more = entries.length === ENTRIES_AT_ONCE && last !== undefined
  await store.writeMark({ until: more ? new Date(last.at) : now, sweptAt, behind: more })
}

/** All figures from all entries at once: what the timer comes to, for a ledger that was filled by hand. Pure. */
export function figuresOf(entries: Saving[]): { leaves: Leaf[]; figures: Figures[] } {
  const own = new Map<string, Saving[]>()
  for (const entry of entries) {
    const id = leafId(entry.orgPath, entry.month)
    own.set(id, [...(own.get(id) ?? []), entry])
  }
  const figures = new Map<string, Figures>()
  const leaves = [...own].map(([_id, some]): Leaf => {
    const { orgPath: path, month } = some[0]!
    return { _id, path, month, ...sumsOf(some) }
  })
  for (const leaf of leaves)
    for (const org of scopesOf(leaf.path)) {
      const id = figuresId(org, leaf.month)
      figures.set(id, { _id: id, org, month: leaf.month, ...moved(figures.get(id) ?? NOTHING, leaf, NOTHING) })
    }
  return { leaves, figures: [...figures.values()] }
}

/** Everything until a moment is counted. */
export const figuresMark = (now: Date) => ({ _id: store.MARK, until: now, sweptAt: now, behind: false })

/** The same sums as the store asks of the database. */
function sumsOf(entries: Saving[]): Sums {
  const sums: Sums = { times: 0, fen: 0, users: 0, merchants: {} }
  const uses = new Map<string | null, number>()
  for (const { personTimes: times, amountFen: fen, person, detail } of entries) {
    const shop = sums.merchants[detail.merchantId] ?? { name: detail.merchantName, times: 0, fen: 0 }
    sums.merchants[detail.merchantId] = { ...shop, times: shop.times + times, fen: shop.fen + fen }
    uses.set(person, (uses.get(person) ?? 0) + times)
    sums.times += times
    sums.fen += fen
  }
  return { ...sums, users: [...uses.values()].filter((count) => count > 0).length }
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
