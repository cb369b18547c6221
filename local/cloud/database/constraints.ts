import { isOperators } from './match'
import { rank, RANK } from './order'
import { EMPTY_ARRAY } from './paths'
import { isDoc, type Doc } from './values'

/** What a filter demands of one path, in the forms that an index can answer. */
export type Constraint =
  | { kind: 'points'; values: unknown[] }
  | { kind: 'range'; lo?: Bound; hi?: Bound; oneElement: boolean }
  | { kind: 'prefix'; text: string }
  | { kind: 'near'; operand: unknown; siblings: Doc }
  | { kind: 'region'; operator: string; operand: unknown }

export interface Bound {
  value: unknown
  inclusive: boolean
}

export interface Demands {
  byPath: Map<string, Constraint[]>
  /** The branches of each `$or` among the conjuncts. */
  alternatives: Doc[][]
  /** Whether the constraints say all that the filter says, as long as no arrays are about. */
  exact: boolean
}

/** Reads the conjuncts of a filter. What it does not understand it leaves out: the whole filter is tested anyway. */
export function readDemands(filter: Doc): Demands {
  const demands: Demands = { byPath: new Map(), alternatives: [], exact: true }
  collect(filter, '', demands)
  return demands
}

function collect(filter: Doc, prefix: string, demands: Demands): void {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition)) condition.forEach((part) => collect(part as Doc, prefix, demands))
    else if (key === '$or' && Array.isArray(condition) && prefix === '') {
      demands.alternatives.push(condition as Doc[])
      demands.exact = false
    } else if (!key.startsWith('$')) collectField(prefix + key, condition, demands, prefix !== '')
    else demands.exact = false
  }
}

function add(demands: Demands, path: string, constraint: Constraint): void {
  const plain = constraint.kind === 'points' ? constraint.values.every(isScalar) : isOneTyped(constraint)
  if (!plain) demands.exact = false
  const list = demands.byPath.get(path)
  if (!list) {
    demands.byPath.set(path, [constraint])
    return
  }
  const joined = list.length === 1 ? join(list[0]!, constraint) : undefined
  if (joined) list[0] = joined
  else list.push(constraint)
  if (!joined || !isOneTyped(joined)) demands.exact = false
}

/** A range whose bounds are of one type: between bounds of two types lies nothing, whatever the keys say. */
const isOneTyped = (c: Constraint) => c.kind === 'range' && (!c.lo || !c.hi || rank(c.lo.value) === rank(c.hi.value))

/** `_.gt(a).and(_.lt(b))` arrives as two conditions: a lower and an upper bound make one range. */
function join(a: Constraint, b: Constraint): Constraint | undefined {
  if (a.kind !== 'range' || b.kind !== 'range' || a.oneElement || b.oneElement) return undefined
  if ((a.lo && b.lo) || (a.hi && b.hi)) return undefined
  return { kind: 'range', lo: a.lo ?? b.lo, hi: a.hi ?? b.hi, oneElement: false }
}

function collectField(path: string, condition: unknown, demands: Demands, oneElement: boolean): void {
  if (condition instanceof RegExp) return addRegex(path, condition.source, condition.flags, demands)
  if (!isOperators(condition)) return add(demands, path, { kind: 'points', values: pointsOf(condition) })
  let range: { lo?: Bound; hi?: Bound } | undefined
  for (const [operator, operand] of Object.entries(condition)) {
    const bound = rangeBound(operator, operand)
    // Two bounds in one condition join; on an array they may be met by different elements (see planner).
    if (bound) {
      // `$gt` beside `$gte`: the latter stands, the filter knows both.
      if ((bound.lo && range?.lo) || (bound.hi && range?.hi)) demands.exact = false
      range = { ...range, ...bound }
    } else collectOperator(path, operator, operand, condition, demands)
  }
  if (range) add(demands, path, { kind: 'range', ...range, oneElement })
}

const RANGED: number[] = [RANK.number, RANK.string, RANK.date, RANK.boolean, RANK.objectId]

function rangeBound(operator: string, value: unknown): { lo?: Bound; hi?: Bound } | undefined {
  if (!RANGED.includes(rank(value))) return undefined
  if (operator === '$gt' || operator === '$gte') return { lo: { value, inclusive: operator === '$gte' } }
  if (operator === '$lt' || operator === '$lte') return { hi: { value, inclusive: operator === '$lte' } }
  return undefined
}

/** Values whose key no other value shares: null, for one, is the key of a missing field too. */
const isScalar = (value: unknown) => RANGED.includes(rank(value))

function collectOperator(path: string, operator: string, operand: unknown, siblings: Doc, demands: Demands): void {
  if (operator !== '$eq' && operator !== '$in') demands.exact = false
  switch (operator) {
    case '$eq':
      if (operand instanceof RegExp) demands.exact = false
      else add(demands, path, { kind: 'points', values: pointsOf(operand) })
      return
    case '$in':
      if (Array.isArray(operand) && !operand.some((item) => item instanceof RegExp))
        add(demands, path, { kind: 'points', values: operand.flatMap(pointsOf) })
      else demands.exact = false
      return
    case '$all':
      if (Array.isArray(operand))
        for (const item of operand)
          if (isOperators(item)) collectOperator(path, '$elemMatch', item['$elemMatch'], siblings, demands)
          else if (!(item instanceof RegExp)) add(demands, path, { kind: 'points', values: pointsOf(item) })
      return
    case '$elemMatch':
      if (isOperators(operand)) collectField(path, operand, demands, true)
      else if (isDoc(operand)) collect(operand, path + '.', demands)
      return
    case '$exists':
      if (operand === false) add(demands, path, { kind: 'points', values: [undefined] })
      return
    case '$regex':
      return addRegex(
        path,
        operand instanceof RegExp ? operand.source : String(operand),
        String(siblings['$options'] ?? (operand instanceof RegExp ? operand.flags : '')),
        demands,
      )
    case '$near':
    case '$nearSphere':
      return add(demands, path, { kind: 'near', operand, siblings })
    case '$geoWithin':
    case '$geoIntersects':
      return add(demands, path, { kind: 'region', operator, operand })
  }
}

/** The keys under which documents equal to a value are indexed. */
function pointsOf(value: unknown): unknown[] {
  if (value === null || value === undefined) return [undefined]
  if (!Array.isArray(value)) return [value]
  // An array is indexed by its elements, or whole when it is itself an element.
  return value.length === 0 ? [EMPTY_ARRAY, value] : [value[0], value]
}

/** `^abc` without options demands a beginning; anything else is left to the filter. */
function addRegex(path: string, source: string, flags: string, demands: Demands): void {
  demands.exact = false
  const literal = /^\^([^\\^$.*+?()[\]{}|]+)/.exec(source)
  if (!literal || /[imsx]/.test(flags) || source.includes('|')) return
  // A quantifier after the last character makes that one optional.
  const text = /^[*?{]/.test(source.slice(literal[0].length)) ? literal[1]!.slice(0, -1) : literal[1]!
  if (text) add(demands, path, { kind: 'prefix', text })
}
