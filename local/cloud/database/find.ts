import { candidates } from './candidates'
import type { Collection, Row } from './collection'
import { metresFrom, parseNear, type Near } from './geo-match'
import { compileFilter } from './match'
import type { Meter } from './meter'
import { nearest } from './nearest'
import { compare, sortValue } from './order'
import { valuesAt } from './paths'
import { plan, type Sort } from './planner'
import { readDemands } from './constraints'
import { parse, type Doc } from './values'

export interface Query {
  filter: Doc
  sort?: Sort
  skip?: number
  /** Infinity when left out. */
  limit?: number
}

export interface Match {
  row: Row
  doc: Doc
  /** Metres, for a near query. */
  metres?: number
}

/**
 * Where documents of a transaction differ from those stored: by id key, the text it sees, or undefined when to it
 * the document does not exist. See transactions.ts.
 */
export type Differences = Map<string, Row | undefined>
export const NO_DIFFERENCES: Differences = new Map()

/** Finds documents, through an index where one helps, and counts every document read. */
export function find(collection: Collection, query: Query, meter: Meter, differences = NO_DIFFERENCES): Match[] {
  const { filter, sort = [], skip = 0, limit = Infinity } = query
  const passes = compileFilter(filter)
  const near = findNear(filter)
  const wanted = differences.size > 0 ? Infinity : skip + limit
  const strategy = plan(collection, filter, sort, wanted)
  const stored = (row: Row) => !differences.has(row.id.toString('latin1'))
  let found: Match[] = []
  let ordered = sort.length === 0 && !near
  if (strategy.kind === 'near') {
    const most = sort.length === 0 ? wanted : Infinity
    found = nearest(collection, strategy, near!.near, (row, doc) => stored(row) && passes(doc), most, meter)
    ordered = sort.length === 0
  } else {
    ordered ||= 'ordered' in strategy && strategy.ordered && !near
    for (const row of candidates(collection, strategy, ordered ? wanted : Infinity, meter)) {
      if (!stored(row)) {
        // The transaction sees another state of it, counted below.
        meter.examined--
        continue
      }
      const doc = parse(row.text) as Doc
      if (passes(doc)) found.push({ row, doc })
      if (ordered && found.length >= wanted) break
    }
  }
  if (differences.size > 0) {
    const asked = strategy.kind === 'ids' ? new Set(strategy.keys.map((key) => key.toString('latin1'))) : undefined
    for (const [name, row] of differences) {
      if (!row || (asked && !asked.has(name))) continue
      meter.examined++
      const doc = parse(row.text) as Doc
      if (passes(doc)) found.push({ row, doc })
    }
    found.sort((a, b) => a.row.seq - b.row.seq)
    ordered = sort.length === 0 && !near
  }
  if (!ordered) {
    if (near && sort.length === 0) byDistance(found, near)
    else found = sorted(found, sort)
  }
  return skip > 0 || found.length > limit ? found.slice(skip, skip + limit) : found
}

/** Stable sort by BSON order; a missing field sorts as null, an array by its least (or greatest) element. */
export function sorted<T extends { doc: unknown }>(items: T[], sort: Sort): T[] {
  const keyed = items.map((item) => ({
    item,
    keys: sort.map(([path, direction]) => sortValue(valuesAt(item.doc, path), direction)),
  }))
  keyed.sort((a, b) => {
    for (let i = 0; i < sort.length; i++) {
      const order = compare(a.keys[i], b.keys[i]) * sort[i]![1]
      if (order !== 0) return order
    }
    return 0
  })
  return keyed.map(({ item }) => item)
}

/** The `$nearSphere` of a filter, wherever among its conjuncts it stands. */
function findNear(filter: Doc): { path: string; near: Near } | undefined {
  for (const [path, constraints] of readDemands(filter).byPath)
    for (const constraint of constraints)
      if (constraint.kind === 'near') return { path, near: parseNear(constraint.operand, constraint.siblings) }
  return undefined
}

function byDistance(found: Match[], { path, near }: { path: string; near: Near }): void {
  for (const match of found) match.metres = metresFrom(valuesAt(match.doc, path)[0], near.centre)
  found.sort((a, b) => a.metres! - b.metres!)
}
