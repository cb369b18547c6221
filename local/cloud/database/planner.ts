import type { Collection } from './collection'
import { readDemands, type Bound, type Constraint, type Demands } from './constraints'
import type { KeyRange } from './geo-cells'
import type { Index } from './index-table'
import { component } from './indexes'
import { encodeKey, invert, stringPrefixKey, successor } from './keys'
import { rank } from './order'
import type { Doc } from './values'

export type Sort = [path: string, direction: 1 | -1][]

/** How the candidates of a query are found. Every candidate is tested against the whole filter afterwards. */
export type Plan =
  | { kind: 'scan' }
  | { kind: 'ids'; keys: Buffer[] }
  | { kind: 'by-id'; range: KeyRange; reverse: boolean; ordered: boolean }
  | { kind: 'index'; index: Index; ranges: IndexRange[]; reverse: boolean; ordered: boolean; repeats?: boolean }
  | { kind: 'union'; plans: Plan[] }
  | { kind: 'near'; index: Index; prefix: Buffer; suffix: Suffix; constraint: Constraint & { kind: 'near' } }
  | { kind: 'region'; index: Index; prefix: Buffer; constraint: Constraint & { kind: 'region' } }

/** A range of an index; entries of several ranges are merged by what follows their prefix. */
export interface IndexRange extends KeyRange {
  /** Where in its keys the part begins by which entries merge. */
  prefix: number
  /** Where in its keys each field fixed by equality ends. */
  ends: number[]
}
/** Keys that must follow the position in a compound geo index, when the filter fixes them. */
export type Suffix = Buffer[] | undefined

const MOST_RANGES = 1000
const MOST_COUNTED = 2000
const END = Buffer.alloc(9, 255)

const upTo = (key: Buffer) => successor(key) ?? END

/** Chooses how to find the candidates of a filter in the order of a sort, `wanted` documents at most. */
export function plan(collection: Collection, filter: Doc, sort: Sort, wanted: number): Plan {
  const demands = readDemands(filter)
  const ids = demands.byPath.get('_id')?.find((c) => c.kind === 'points')
  if (ids?.kind === 'points') return { kind: 'ids', keys: dedupe(ids.values.map((value) => encodeKey(value))) }
  const geo = geoPlan(collection, demands)
  if (geo) return geo
  const merge = mergePlan(collection, filter, demands, sort)
  if (merge) return merge
  const options = collection.indexes.flatMap((index) => indexOption(index, demands, sort) ?? [])
  const byId = idOption(demands, sort)
  if (byId) options.push(byId)
  if (options.length > 0) return cheapest(options, wanted)
  return unionPlan(collection, demands) ?? { kind: 'scan' }
}

/** How many documents match, when the keys of an index alone tell; undefined when documents must be read. */
export function countByKeys(collection: Collection, filter: Doc): number | undefined {
  const demands = readDemands(filter)
  if (!demands.exact) return undefined
  for (const index of collection.indexes) {
    const option = index.multikey ? undefined : indexOption(index, demands, [])
    if (option?.plan.kind === 'index' && option.answered === demands.byPath.size)
      return option.plan.ranges.reduce((sum, range) => sum + index.size(range, Number.MAX_SAFE_INTEGER), 0)
  }
  return undefined
}

interface Option {
  plan: Plan
  /** Fields bound by equality, then by range: what narrows. */
  bound: number
  /** How many paths the ranges answer for. */
  answered?: number
  ordered: boolean
  estimate: () => number
}

function cheapest(options: Option[], wanted: number): Plan {
  if (options.length === 1) return options[0]!.plan
  const judged = options.map((option) => {
    const size = option.estimate()
    // An index in the order of the sort is read only as far as documents are wanted.
    return { option, cost: option.ordered ? Math.min(size, wanted) : size }
  })
  judged.sort(
    (a, b) => a.cost - b.cost || b.option.bound - a.option.bound || Number(b.option.ordered) - Number(a.option.ordered),
  )
  return judged[0]!.option.plan
}

function indexOption(index: Index, demands: Demands, sort: Sort): Option | undefined {
  if (index.spec.keys.some(([, direction]) => direction === '2dsphere')) return undefined
  let prefixes: { key: Buffer; ends: number[] }[] = [{ key: Buffer.alloc(0), ends: [] }]
  let ranges: IndexRange[] | undefined
  const fixed = new Set<string>()
  let leading = 0
  for (const [i, [field, direction]] of index.spec.keys.entries()) {
    const constraints = demands.byPath.get(field) ?? []
    const points = fewestPoints(constraints)
    if (points && points.length * prefixes.length <= MOST_RANGES) {
      const parts = dedupe(points.map((value) => component(value, direction)))
      prefixes = prefixes.flatMap(({ key, ends }) =>
        parts.map((part) => ({ key: Buffer.concat([key, part]), ends: [...ends, key.length + part.length] })),
      )
      if (parts.length === 1 && !index.arrays[i]) fixed.add(field)
      leading = i + 1
      continue
    }
    const range = keyRange(constraints, direction === -1, Boolean(index.arrays[i]))
    if (range)
      ranges = prefixes.map(({ key, ends }) => ({
        lo: Buffer.concat([key, range.lo]),
        hi: Buffer.concat([key, range.hi]),
        prefix: key.length,
        ends,
      }))
    break
  }
  const order = sortOrder(index, sort, fixed, leading)
  const ranged = ranges !== undefined
  const narrowed = leading > 0 || ranged
  if (!narrowed && (!order || sort.length === 0)) return undefined
  // When the sort follows the whole key, entries merge by the whole key; otherwise by what follows the equal part.
  ranges ??= prefixes.map(({ key, ends }) => ({ lo: key, hi: key.length ? upTo(key) : END, prefix: key.length, ends }))
  if (order?.whole) ranges = ranges.map((range) => ({ ...range, prefix: 0 }))
  const all = ranges
  return {
    plan: { kind: 'index', index, ranges: all, reverse: order?.reverse ?? false, ordered: order !== undefined },
    bound: leading * 2 + (narrowed ? 1 : 0),
    answered: leading + (ranged ? 1 : 0),
    ordered: order !== undefined,
    estimate: () => all.slice(0, 20).reduce((sum, range) => sum + index.size(range, MOST_COUNTED), 0),
  }
}

function idOption(demands: Demands, sort: Sort): Option | undefined {
  const range = keyRange(demands.byPath.get('_id') ?? [], false, false)
  const ordered = sort[0]?.[0] === '_id'
  if (!range && !ordered) return undefined
  return {
    plan: {
      kind: 'by-id',
      range: range ?? { lo: Buffer.alloc(0), hi: END },
      reverse: ordered && sort[0]![1] === -1,
      // Ids are unique: whatever the sort says after `_id` does not matter.
      ordered: ordered || sort.length === 0,
    },
    bound: range ? 1 : 0,
    ordered,
    estimate: () => MOST_COUNTED,
  }
}

/** Whether walking the index gives the order of the sort. Fields fixed to one value do not matter for it. */
function sortOrder(index: Index, sort: Sort, fixed: Set<string>, leading: number) {
  const needed = sort.filter(([field]) => !fixed.has(field))
  if (needed.length === 0) return { reverse: false, whole: false }
  for (const whole of [false, true]) {
    const keys = index.spec.keys
      .map((key, i) => ({ key, i }))
      .filter(({ key, i }) => (whole ? !fixed.has(key[0]) : i >= leading))
    const fits = (sign: 1 | -1) =>
      needed.every(([field, direction], n) => {
        const at = keys[n]
        return at && at.key[0] === field && at.key[1] === direction * sign && !index.arrays[at.i]
      })
    if (fits(1)) return { reverse: false, whole }
    if (fits(-1)) return { reverse: true, whole }
  }
  return undefined
}

function fewestPoints(constraints: Constraint[]): unknown[] | undefined {
  let best: unknown[] | undefined
  for (const constraint of constraints)
    if (constraint.kind === 'points' && (!best || constraint.values.length < best.length)) best = constraint.values
  return best
}

/** The key range of the first range or prefix demanded, turned over for a descending field. */
function keyRange(constraints: Constraint[], descending: boolean, holdsArrays: boolean): KeyRange | undefined {
  const constraint = constraints.find((c) => c.kind === 'range' || c.kind === 'prefix')
  if (!constraint) return undefined
  let range: KeyRange
  if (constraint.kind === 'prefix') {
    const lo = stringPrefixKey(constraint.text)
    range = { lo, hi: upTo(lo) }
  } else if (constraint.kind === 'range') range = boundsToKeys(constraint, constraints, holdsArrays)
  else return undefined
  if (!descending) return range
  // Keys are prefix-free, so turned over, [lo, hi) is exactly what follows every key beginning with hi, lo's included.
  return { lo: upTo(invert(range.hi)), hi: upTo(invert(range.lo)) }
}

function boundsToKeys(range: Constraint & { kind: 'range' }, all: Constraint[], holdsArrays: boolean): KeyRange {
  let { lo, hi } = range
  if (holdsArrays && !range.oneElement && lo && hi) hi = undefined
  // `_.and(gt, lt)` arrives as two conditions on one path; they join as long as no arrays are about.
  if (!holdsArrays)
    for (const other of all)
      if (other.kind === 'range') {
        lo ??= other.lo
        hi ??= other.hi
      }
  const type = rank((lo ?? hi)!.value)
  return { lo: lowerKey(lo, type), hi: upperKey(hi, type) }
}

function lowerKey(bound: Bound | undefined, type: number): Buffer {
  if (!bound) return Buffer.from([type])
  const key = encodeKey(bound.value)
  return bound.inclusive ? key : upTo(key)
}

function upperKey(bound: Bound | undefined, type: number): Buffer {
  if (!bound || rank(bound.value) !== type) return Buffer.from([type + 1])
  const key = encodeKey(bound.value)
  return bound.inclusive ? upTo(key) : key
}

function geoPlan(collection: Collection, demands: Demands): Plan | undefined {
  for (const index of collection.indexes) {
    const at = index.spec.keys.findIndex(([, direction]) => direction === '2dsphere')
    if (at < 0) continue
    const constraint = demands.byPath
      .get(index.spec.keys[at]![0])
      ?.find((c) => c.kind === 'near' || c.kind === 'region')
    if (!constraint) continue
    const fixed = index.spec.keys.map(([field, direction]) => {
      const points = fewestPoints(demands.byPath.get(field) ?? [])
      return points?.length === 1 ? component(points[0], direction) : undefined
    })
    const before = fixed.slice(0, at)
    if (before.includes(undefined)) continue
    const prefix = Buffer.concat(before as Buffer[])
    if (constraint.kind === 'region') return { kind: 'region', index, prefix, constraint }
    const after = fixed.slice(at + 1)
    const known = after.findIndex((part) => part === undefined)
    return {
      kind: 'near',
      index,
      prefix,
      suffix: after.slice(0, known < 0 ? undefined : known) as Buffer[],
      constraint: constraint as never,
    }
  }
  return undefined
}

/**
 * `$or` in the order of a sort, as for the page after a cursor: `[{ a, b: > x }, { a, b: x, c: > y }]` sorted by b, c.
 * Every branch walks the same index, and the walks merge by the sort's part of the keys (MongoDB's SORT_MERGE).
 */
function mergePlan(collection: Collection, filter: Doc, demands: Demands, sort: Sort): Plan | undefined {
  const [first] = sort
  if (!first || demands.alternatives.length === 0) return undefined
  for (const branches of demands.alternatives) {
    const wanted = branches.map((branch) => readDemands({ $and: [filter, branch] }))
    for (const index of collection.indexes) {
      const start = index.spec.keys.findIndex(([field]) => field === first[0])
      if (start < 0) continue
      const sign = index.spec.keys[start]![1] === first[1] ? 1 : -1
      const fits = sort.every(([field, direction], n) => {
        const key = index.spec.keys[start + n]
        return key && key[0] === field && key[1] === direction * sign && !index.arrays[start + n]
      })
      const options = fits ? wanted.map((branch) => indexOption(index, branch, sort)?.plan) : []
      const ranges = options.flatMap((option) => (option?.kind === 'index' ? option.ranges : []))
      const complete = options.length > 0 && options.every((option) => option?.kind === 'index')
      // Before the sort's fields every one must be fixed, or the walks are not in the sort's order.
      if (!complete || ranges.some(({ ends }) => ends.length < start)) continue
      const merging = ranges.map((range) => ({ ...range, prefix: start === 0 ? 0 : range.ends[start - 1]! }))
      return { kind: 'index', index, ranges: merging, reverse: sign < 0, ordered: true, repeats: true }
    }
  }
  return undefined
}

/** `$or` whose every branch an index answers: the union of their candidates. */
function unionPlan(collection: Collection, demands: Demands): Plan | undefined {
  for (const branches of demands.alternatives) {
    const plans = branches.map((branch) => plan(collection, branch, [], Infinity))
    if (plans.every(({ kind }) => kind !== 'scan' && kind !== 'near')) return { kind: 'union', plans }
  }
  return undefined
}

const dedupe = (keys: Buffer[]): Buffer[] =>
  [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()].sort(Buffer.compare)
