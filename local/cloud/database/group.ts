import { requestFailed } from '../errors'
import { encodeKey } from './keys'
import { compare, equal } from './order'
import { isDoc, put, type Doc } from './values'

/** Evaluates an aggregation expression for a document; see expressions.ts. */
type Evaluate = (doc: unknown, expression: unknown) => unknown

/** What an accumulator makes of the values of a group, in the order of its documents; undefined is a missing field. */
type Accumulator = (values: unknown[]) => unknown

const numbers = (values: unknown[]) => values.filter((value): value is number => typeof value === 'number')
const present = (values: unknown[]) => values.filter((value) => value !== null && value !== undefined)
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)

function extreme(sign: 1 | -1): Accumulator {
  return (values) =>
    present(values).reduce(
      (best: unknown, value) => (best === null || compare(value, best) * sign > 0 ? value : best),
      null,
    )
}

function deviation(less: 0 | 1): Accumulator {
  return (values) => {
    const n = numbers(values)
    if (n.length <= less) return null
    const mean = sum(n) / n.length
    return Math.sqrt(sum(n.map((value) => (value - mean) ** 2)) / (n.length - less))
  }
}

export const ACCUMULATORS: Record<string, Accumulator> = {
  $sum: (values) => sum(numbers(values)),
  $avg: (values) => (numbers(values).length > 0 ? sum(numbers(values)) / numbers(values).length : null),
  $min: extreme(-1),
  $max: extreme(1),
  $first: (values) => values[0] ?? null,
  $last: (values) => values[values.length - 1] ?? null,
  $push: (values) => values.filter((value) => value !== undefined),
  $addToSet: (values) =>
    values.filter((value, i) => value !== undefined && values.findIndex((v) => equal(v, value)) === i),
  $stdDevPop: deviation(0),
  $stdDevSamp: deviation(1),
  $mergeObjects: (values) => {
    const merged: Doc = {}
    for (const value of present(values)) {
      if (!isDoc(value)) throw requestFailed('$mergeObjects requires object inputs')
      for (const key of Object.keys(value)) put(merged, key, value[key])
    }
    return merged
  },
  $count: (values) => values.length,
}

/** The accumulated fields of one group: `{ total: { $sum: '$fee' } }` over its documents. */
export function accumulate(output: Doc, docs: unknown[], evaluate: Evaluate): Doc {
  const result: Doc = {}
  for (const [field, spec] of Object.entries(output)) {
    const [operator, operand] = isDoc(spec) ? (Object.entries(spec)[0] ?? []) : []
    const accumulator = operator ? ACCUMULATORS[operator] : undefined
    if (!accumulator) throw requestFailed(`The field '${field}' must be an accumulator object (${operator ?? 'none'})`)
    put(result, field, accumulator(docs.map((doc) => evaluate(doc, operand))))
  }
  return result
}

/** Documents by the value of an expression, in the order in which the values first appear. A missing one is null. */
export function groupBy(docs: unknown[], by: (doc: unknown) => unknown): { id: unknown; docs: unknown[] }[] {
  const groups = new Map<string, { id: unknown; docs: unknown[] }>()
  for (const doc of docs) {
    const id = by(doc) ?? null
    const key = encodeKey(id).toString('latin1')
    const group = groups.get(key)
    if (group) group.docs.push(doc)
    else groups.set(key, { id, docs: [doc] })
  }
  return [...groups.values()]
}
