import type { LedgerKind } from '../kernel/ledger'
import { inTransaction } from '../kernel/database'
import * as store from './store'
import { Tree } from './tree'

/**
 * How many living members each union has, and all below it together: derived from the memberships, and rebuilt from them
 * for each union that something happened at. Cheap while nothing happens; what is counted twice comes out the same.
 */

/** What changes how many members a union has. */
const KINDS: LedgerKind[] = [
  'member.joined',
  'member.transferred',
  'member.left',
  'member.expelled',
  'member.corrected',
]
/** Those whose member may be, or have been, of another union than the one that decided. */
const ELSEWHERE: LedgerKind[] = ['member.transferred', 'member.left', 'member.corrected']
const ENTRIES_AT_ONCE = 500
/** An entry may be written later than the moment it bears: so far back is looked at again. */
const LATE_MS = 2 * 60_000
/** The first time; what is older the city was filled with. */
const FIRST_MS = 24 * 3_600_000

/** Counts a union's members anew, and adds the difference to all above it. Up to eight requests; two when nothing differs. */
export async function recount(id: string): Promise<void> {
  await inTransaction(async (transaction) => {
    const tree = new Tree(transaction)
    const union = await tree.find(id)
    // Counted after the union is read: of two counts at once the one that writes later has counted later, or begins anew.
    const own = await store.countMembers(id)
    if (!union || union.memberCounts.own === own) return
    const more = own - union.memberCounts.own
    tree.change(union, { memberCounts: { own, below: union.memberCounts.below + more } })
    tree.count(await tree.above(union), more)
    await tree.save()
  })
}

/** The timer's: every union at which members came or went since the last time. Two requests when there was none. */
export async function recountTouched(now: Date): Promise<void> {
  const until = (await store.readCounted()) ?? new Date(Number(now) - FIRST_MS)
  const entries = await store.findEntries(KINDS, new Date(Number(until) - LATE_MS), ENTRIES_AT_ONCE)
  const elsewhere = entries.filter(({ kind }) => ELSEWHERE.includes(kind)).map(({ source }) => source)
  const others = elsewhere.length > 0 ? await store.findUnionsOf(elsewhere) : []
  for (const union of new Set([...entries.map(({ org }) => org), ...others])) await recount(union)
  const last = entries[entries.length - 1]
  const next = entries.length === ENTRIES_AT_ONCE && last ? new Date(last.at) : now
  if (entries.length > 0 || Number(now) - Number(until) > LATE_MS) await store.writeCounted(next)
}
