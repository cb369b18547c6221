import type { Collection, Row } from './collection'
import type { Entry, Index } from './index-table'
import type { IndexRange, Plan } from './planner'
import { parseRegion } from './geo-match'
import { coverBox } from './geo-cells'
import type { Meter } from './meter'

/** Reads candidates one by one, counting each document read from the store; stops as soon as the caller does. */
export function* candidates(
  collection: Collection,
  plan: Plan,
  wanted: number,
  meter: Meter,
  seen?: Set<number>,
): Generator<Row> {
  switch (plan.kind) {
    case 'ids':
      for (const key of plan.keys) {
        const row = collection.get(key)
        if (row && isNew(row.seq, seen)) yield count(row, meter)
      }
      return
    case 'scan':
      return yield* paged((last?: Row, limit = 0) => collection.after(last?.seq ?? -1, limit), wanted, meter)
    case 'by-id': {
      const page = (last?: Row, limit = 0) => collection.byId(plan.range, plan.reverse, limit, last?.id)
      for (const row of paged(page, wanted, meter)) if (isNew(row.seq, seen)) yield row
      return
    }
    case 'index':
      return yield* fetched(
        collection,
        distinct(merged(plan.index, plan.ranges, plan.reverse, wanted), plan),
        meter,
        seen,
      )
    case 'region': {
      const { box } = parseRegion(plan.constraint.operator, plan.constraint.operand)
      const ranges = coverBox(box).map(({ lo, hi }) => ({
        lo: Buffer.concat([plan.prefix, lo]),
        hi: Buffer.concat([plan.prefix, hi]),
        prefix: 0,
        ends: [],
      }))
      return yield* fetched(collection, merged(plan.index, ranges, false, wanted), meter, seen)
    }
    case 'union': {
      // A document that several branches find is read once.
      const seen = new Set<number>()
      for (const part of plan.plans) yield* candidates(collection, part, Infinity, meter, seen)
      return
    }
    case 'near':
      throw new Error('near is answered by nearest()')
  }
}

function isNew(seq: number, seen: Set<number> | undefined): boolean {
  if (seen?.has(seq)) return false
  seen?.add(seq)
  return true
}

function count(row: Row, meter: Meter): Row {
  meter.examined++
  return row
}

/** Whole rows page by page. A page is no larger than what is wanted, so nothing is read in vain. */
function* paged(read: (last: Row | undefined, limit: number) => Row[], wanted: number, meter: Meter): Generator<Row> {
  let limit = Math.max(1, Math.min(wanted, 500))
  let rows = read(undefined, limit)
  while (rows.length > 0) {
    for (const row of rows) yield count(row, meter)
    if (rows.length < limit) return
    limit = Math.min(limit * 2, 500)
    rows = read(rows[rows.length - 1], limit)
  }
}

function* fetched(collection: Collection, entries: Iterable<Entry>, meter: Meter, seen?: Set<number>): Generator<Row> {
  for (const { seq } of entries) {
    if (!isNew(seq, seen)) continue
    const row = collection.bySeq(seq)
    if (row) yield count(row, meter)
  }
}

/** A document with an array has several keys, and branches of an `$or` may overlap: each comes once, at its first. */
function* distinct(entries: Iterable<Entry>, plan: { index: Index; repeats?: boolean }): Generator<Entry> {
  if (!plan.index.multikey && !plan.repeats) return yield* entries
  const seen = new Set<number>()
  for (const entry of entries)
    if (!seen.has(entry.seq)) {
      seen.add(entry.seq)
      yield entry
    }
}

function* walk(index: Index, range: IndexRange, reverse: boolean, wanted: number): Generator<Entry> {
  let limit = Math.max(8, Math.min(wanted, 1000))
  let entries = index.scan(range, reverse, limit)
  while (entries.length > 0) {
    yield* entries
    if (entries.length < limit) return
    limit = Math.min(limit * 2, 1000)
    entries = index.scan(range, reverse, limit, entries[entries.length - 1])
  }
}

/** Several ranges as one walk, in the order of what follows each range's prefix (MongoDB's SORT_MERGE). */
function* merged(index: Index, ranges: IndexRange[], reverse: boolean, wanted: number): Generator<Entry> {
  if (ranges.length === 1) return yield* walk(index, ranges[0]!, reverse, wanted)
  const heads = ranges.flatMap((range) => {
    const rest = walk(index, range, reverse, wanted)
    const first = rest.next()
    return first.done ? [] : [{ entry: first.value, rest, prefix: range.prefix }]
  })
  const sign = reverse ? -1 : 1
  while (heads.length > 0) {
    let least = heads[0]!
    for (const head of heads) {
      const order = Buffer.compare(head.entry.key.subarray(head.prefix), least.entry.key.subarray(least.prefix)) * sign
      if (order < 0 || (order === 0 && (head.entry.seq - least.entry.seq) * sign < 0)) least = head
    }
    yield least.entry
    const next = least.rest.next()
    if (next.done) heads.splice(heads.indexOf(least), 1)
    else least.entry = next.value
  }
}
