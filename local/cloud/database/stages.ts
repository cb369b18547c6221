import { requestFailed } from '../errors'
import type { Evaluate } from './expressions'
import { sorted } from './find'
import { accumulate, groupBy } from './group'
import { compileFilter, isOperators } from './match'
import { compare } from './order'
import { compileProjection } from './project'
import type { Sort } from './planner'
import { setAt } from './update'
import { clone, isDoc, own, put, type Doc } from './values'

export type Stage = (docs: Doc[], spec: never, evaluate: Evaluate) => Doc[]

export function parseSort(spec: unknown): Sort {
  if (!isDoc(spec) || Object.keys(spec).length === 0) throw requestFailed('$sort stage must have at least one sort key')
  return Object.entries(spec).map(([path, direction]) => {
    if (direction !== 1 && direction !== -1) throw requestFailed('$sort key ordering must be 1 or -1')
    return [path, direction]
  })
}

export function wholeNumber(stage: string, value: unknown, least: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least)
    throw requestFailed(`the ${stage} must be a ${least > 0 ? 'positive' : 'non-negative'} number`)
  return value
}

/** The stages that need only the documents before them; those that read the store are in aggregate.ts. */
export const STAGES: Record<string, Stage> = {
  $match: (docs, spec) => docs.filter(compileFilter(spec)),
  $sort: (docs, spec) =>
    sorted(
      docs.map((doc) => ({ doc })),
      parseSort(spec),
    ).map(({ doc }) => doc),
  $skip: (docs, spec) => docs.slice(wholeNumber('skip', spec, 0)),
  $limit: (docs, spec) => docs.slice(0, wholeNumber('limit', spec, 1)),
  $project: project,
  $addFields: addFields,
  $set: addFields,
  $unset: (docs, spec) => {
    const fields = ([] as string[]).concat(spec).map((field) => [field, 0])
    return docs.map(compileProjection(Object.fromEntries(fields)))
  },
  $group: group,
  $count: (docs, spec) => {
    if (typeof spec !== 'string' || spec === '') throw requestFailed('the count field must be a non-empty string')
    return docs.length > 0 ? [{ [spec]: docs.length }] : []
  },
  $sortByCount: (docs, spec, evaluate) =>
    groupBy(docs, (doc) => evaluate(doc, spec))
      .map(({ id, docs }) => ({ _id: id, count: docs.length }))
      .sort((a, b) => b.count - a.count),
  $sample: (docs, spec) => sample(docs, wholeNumber('$sample size', (spec as Doc)['size'], 1)),
  $unwind: unwind,
  $replaceRoot: (docs, spec, evaluate) => docs.map((doc) => newRoot(evaluate(doc, (spec as Doc)['newRoot']))),
  $replaceWith: (docs, spec, evaluate) => docs.map((doc) => newRoot(evaluate(doc, spec))),
  $bucket: bucket,
  $bucketAuto: bucketAuto,
}

function newRoot(value: unknown): Doc {
  if (!isDoc(value)) throw requestFailed("'newRoot' expression must evaluate to an object")
  return value
}

function group(docs: Doc[], spec: Doc, evaluate: Evaluate): Doc[] {
  if (!Object.hasOwn(spec, '_id')) throw requestFailed('a group specification must include an _id')
  const { _id, ...output } = spec
  return groupBy(docs, (doc) => evaluate(doc, _id)).map(({ id, docs: members }) => ({
    _id: id,
    ...accumulate(output, members, evaluate),
  }))
}

/** Flags choose fields; anything else is computed. Nested objects stand for dotted paths. */
function project(docs: Doc[], spec: Doc, evaluate: Evaluate): Doc[] {
  const flags: Doc = {}
  const computed: [string, unknown][] = []
  const read = (fields: Doc, prefix: string): void => {
    for (const [field, value] of Object.entries(fields)) {
      const path = prefix + field
      if (typeof value === 'number' || typeof value === 'boolean') flags[path] = value
      else if (isDoc(value) && !isOperators(value) && Object.keys(value).length > 0) read(value, path + '.')
      else computed.push([path, value])
    }
  }
  read(spec, '')
  if (Object.keys(spec).length === 0) throw requestFailed('$project specification must have at least one field')
  const idOff = '_id' in flags && !flags['_id']
  // With computed fields only, nothing else is kept but `_id`.
  const onlyComputed = computed.length > 0 && Object.keys(flags).every((field) => field === '_id')
  const choose = onlyComputed
    ? (doc: Doc): Doc => (idOff || own(doc, '_id') === undefined ? {} : { _id: doc['_id'] })
    : compileProjection(flags)
  return docs.map((doc) => {
    const out = clone(choose(doc))
    for (const [path, expression] of computed) assign(out, path, computedValue(evaluate, doc, expression))
    return out
  })
}

/** In an array literal a missing value becomes null. */
const computedValue = (evaluate: Evaluate, doc: Doc, expression: unknown): unknown =>
  Array.isArray(expression) ? expression.map((item) => evaluate(doc, item) ?? null) : evaluate(doc, expression)

function assign(doc: Doc, path: string, value: unknown): void {
  if (value === undefined) return
  const parts = path.split('.')
  const parent = own(doc, parts[0]!)
  // A path into an array is set in each of its elements.
  if (parts.length > 1 && Array.isArray(parent)) {
    for (const item of parent) if (isDoc(item)) assign(item, parts.slice(1).join('.'), value)
  } else setAt(doc, parts, value)
}

function addFields(docs: Doc[], spec: Doc, evaluate: Evaluate): Doc[] {
  const fields: [string, unknown][] = []
  const read = (nested: Doc, prefix: string): void => {
    for (const [field, value] of Object.entries(nested))
      if (isDoc(value) && !isOperators(value) && Object.keys(value).length > 0) read(value, prefix + field + '.')
      else fields.push([prefix + field, value])
  }
  read(spec, '')
  return docs.map((doc) => {
    const out = clone(doc)
    for (const [path, expression] of fields) {
      const value = computedValue(evaluate, doc, expression)
      // `$$REMOVE` (or a missing field) takes the field away.
      if (value === undefined) delete out[path]
      else assign(out, path, value)
    }
    return out
  })
}

function sample(docs: Doc[], size: number): Doc[] {
  const pool = [...docs]
  for (let i = 0; i < Math.min(size, pool.length); i++) {
    const j = i + Math.floor(Math.random() * (pool.length - i))
    ;[pool[i], pool[j]] = [pool[j]!, pool[i]!]
  }
  return pool.slice(0, size)
}

function unwind(docs: Doc[], spec: string | Doc): Doc[] {
  const options = typeof spec === 'string' ? { path: spec } : (spec as { path: string })
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = options as {
    path: string
    includeArrayIndex?: string
    preserveNullAndEmptyArrays?: boolean
  }
  if (!path?.startsWith('$')) throw requestFailed(`path option to $unwind stage should be prefixed with a '$': ${path}`)
  const parts = path.slice(1).split('.')
  const read = (doc: Doc) => parts.reduce((value: unknown, part) => (isDoc(value) ? own(value, part) : undefined), doc)
  const copy = (doc: Doc, value: unknown, index: number | null): Doc => {
    const out = clone(doc)
    if (value !== undefined) setAt(out, parts, value)
    if (includeArrayIndex) put(out, includeArrayIndex, index)
    return out
  }
  return docs.flatMap((doc) => {
    const value = read(doc)
    if (Array.isArray(value) && value.length > 0) return value.map((item, i) => copy(doc, item, i))
    if (!Array.isArray(value) && value !== null && value !== undefined) return [copy(doc, value, null)]
    if (!preserveNullAndEmptyArrays) return []
    const kept = copy(doc, undefined, null)
    if (Array.isArray(value)) compileRemoval(kept, parts)
    return [kept]
  })
}

/** An empty array that is kept loses its field. */
function compileRemoval(doc: Doc, parts: string[]): void {
  const parent = parts.slice(0, -1).reduce((value: unknown, part) => own(value as Doc, part), doc) as Doc
  delete parent[parts[parts.length - 1]!]
}

interface BucketSpec {
  groupBy: unknown
  boundaries: unknown[]
  default?: unknown
  output?: Doc
}

function bucket(docs: Doc[], spec: BucketSpec, evaluate: Evaluate): Doc[] {
  const { boundaries, output = { count: { $sum: 1 } } } = spec
  if (!Array.isArray(boundaries) || boundaries.length < 2)
    throw requestFailed("The $bucket 'boundaries' field must have at least 2 values")
  if (boundaries.some((bound, i) => i > 0 && compare(boundaries[i - 1], bound) >= 0))
    throw requestFailed("The 'boundaries' option to $bucket must be sorted, and free of duplicates")
  const groups = groupBy(docs, (doc) => {
    const value = evaluate(doc, spec.groupBy) ?? null
    // A bucket takes its lower bound in and leaves its upper bound out.
    const above = boundaries.findIndex((bound) => compare(value, bound) < 0)
    if (above > 0) return boundaries[above - 1]
    if (spec.default === undefined)
      throw requestFailed('$switch could not find a matching branch for an input, and no default was specified.')
    return spec.default
  })
  return groups
    .sort((a, b) => compare(a.id, b.id))
    .map(({ id, docs: members }) => ({ _id: id, ...accumulate(output, members, evaluate) }))
}

/** Buckets as even as can be; equal values never fall into two buckets. A bucket ends where the next begins. */
function bucketAuto(
  docs: Doc[],
  spec: { groupBy: unknown; buckets: number; output?: Doc; granularity?: string },
  evaluate: Evaluate,
): Doc[] {
  if (spec.granularity) throw requestFailed("$bucketAuto: 'granularity' is not supported by the local cloud")
  const count = wholeNumber('$bucketAuto buckets', spec.buckets, 1)
  const output = spec.output ?? { count: { $sum: 1 } }
  const items = docs
    .map((doc) => ({ doc, value: evaluate(doc, spec.groupBy) ?? null }))
    .sort((a, b) => compare(a.value, b.value))
  const size = Math.max(1, Math.round(items.length / count))
  const cuts: { min: unknown; docs: Doc[]; last: unknown }[] = []
  let at = 0
  while (at < items.length && cuts.length < count) {
    let end = cuts.length === count - 1 ? items.length : Math.min(items.length, at + size)
    while (end < items.length && compare(items[end]!.value, items[end - 1]!.value) === 0) end++
    const members = items.slice(at, end)
    cuts.push({ min: members[0]!.value, last: members[members.length - 1]!.value, docs: members.map(({ doc }) => doc) })
    at = end
  }
  return cuts.map((cut, i) => ({
    _id: { min: cut.min, max: cuts[i + 1]?.min ?? cut.last },
    ...accumulate(output, cut.docs, evaluate),
  }))
}
