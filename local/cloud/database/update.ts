import { requestFailed } from '../errors'
import { compileFilter } from './match'
import { equal } from './order'
import { pathParts } from './paths'
import { pullFrom, pushInto, addToSet, popFrom } from './update-arrays'
import { arithmetic, lesserOrGreater, bitwise } from './update-numbers'
import { UNCHANGED, type FieldOperator } from './update-operator'
import { clone, isDoc, own, put, type Doc } from './values'

const REMOVE = Symbol('remove')

export interface UpdateContext {
  now: Date
  /** The filter that found the document; `$` in a path means the element it matched. */
  filter?: Doc
  /** True while an upsert creates the document: only then `$setOnInsert` applies. */
  inserting?: boolean
}

const OPERATORS: Record<string, FieldOperator> = {
  $set: (_present, operand) => clone(operand),
  $unset: () => REMOVE,
  $inc: arithmetic('$inc'),
  $mul: arithmetic('$mul'),
  $min: lesserOrGreater(-1),
  $max: lesserOrGreater(1),
  $bit: bitwise,
  $push: pushInto,
  $addToSet: addToSet,
  $pull: pullFrom,
  $pullAll: (present, operand, path) => pullFrom(present, { $in: operand }, path),
  $pop: popFrom,
}

/** True for `{ $set: ... }`, false for a whole document. Mixing both is refused. */
export function isUpdate(update: Doc): boolean {
  const operators = Object.keys(update).filter((key) => key.startsWith('$')).length
  if (operators > 0 && operators < Object.keys(update).length)
    throw requestFailed('the update operation document must contain either operators or a whole document, not both')
  return operators > 0
}

/** The document after an update by operators. The one given is left as it was. */
export function applyUpdate(before: Doc, update: Doc, context: UpdateContext): Doc {
  const after = clone(before)
  const touched: string[] = []
  for (const [operator, fields] of Object.entries(update)) {
    if (!isDoc(fields)) throw requestFailed(`Modifiers operate on fields but we found another type: ${operator}`)
    for (const [path, operand] of Object.entries(fields)) {
      claim(path, touched)
      if (operator === '$rename') rename(after, path, operand, touched)
      else if (operator === '$setOnInsert') context.inserting && setAt(after, pathParts(path), clone(operand))
      else if (operator === '$currentDate') setAt(after, pathParts(path), new Date(context.now))
      else for (const parts of concretePaths(after, path, context.filter)) change(after, parts, operator, operand)
    }
  }
  if (!equal(after['_id'], before['_id']))
    throw requestFailed("Performing an update on the path '_id' would modify the immutable field '_id'")
  return after
}

function claim(path: string, touched: string[]): void {
  const clash = touched.find((other) => other === path || other.startsWith(path + '.') || path.startsWith(other + '.'))
  if (clash !== undefined) throw requestFailed(`Updating the path '${path}' would create a conflict at '${clash}'`)
  touched.push(path)
}

function change(doc: Doc, parts: string[], operator: string, operand: unknown): void {
  const apply = OPERATORS[operator]
  if (!apply) throw requestFailed(`Unknown modifier: ${operator}`)
  const path = parts.join('.')
  const result = apply(getAt(doc, parts), operand, path)
  if (result === REMOVE) removeAt(doc, parts)
  else if (result !== UNCHANGED) setAt(doc, parts, result)
}

function rename(doc: Doc, from: string, to: unknown, touched: string[]): void {
  if (typeof to !== 'string' || to === '') throw requestFailed("The 'to' field for $rename must be a string")
  claim(to, touched)
  const value = getAt(doc, pathParts(from))
  if (value === undefined) return
  removeAt(doc, pathParts(from))
  setAt(doc, pathParts(to), value)
}

/** Replaces `$` by the position the filter matched and `$[]` by every position. */
function concretePaths(doc: Doc, path: string, filter?: Doc): string[][] {
  const parts = pathParts(path)
  const at = parts.findIndex((part) => part === '$' || part === '$[]')
  if (at < 0) return [parts]
  const array = getAt(doc, parts.slice(0, at))
  if (!Array.isArray(array))
    throw requestFailed(`The path '${path}' must exist in the document in order to apply array updates.`)
  const indexes =
    parts[at] === '$' ? [matchedPosition(doc, parts.slice(0, at), array, filter ?? {})] : [...array.keys()]
  return indexes.flatMap((index) =>
    concretePaths(doc, [...parts.slice(0, at), String(index), ...parts.slice(at + 1)].join('.'), filter),
  )
}

/** The first element for which the filter's conditions on this array hold. */
function matchedPosition(doc: Doc, path: string[], array: unknown[], filter: Doc): number {
  const field = path.join('.')
  const conditions = conjuncts(filter).filter(([key]) => key === field || key.startsWith(field + '.'))
  const tests = conditions.map(([key, condition]) => compileFilter({ [key]: condition }))
  const found = array.findIndex((item) => {
    const probe = clone(doc)
    setAt(probe, path, [item])
    return tests.every((test) => test(probe))
  })
  if (tests.length === 0 || found < 0)
    throw requestFailed('The positional operator did not find the match needed from the query.')
  return found
}

const conjuncts = (filter: Doc): [string, unknown][] =>
  Object.entries(filter).flatMap(([key, value]) =>
    key === '$and' ? (value as Doc[]).flatMap(conjuncts) : [[key, value] as [string, unknown]],
  )

function getAt(doc: unknown, parts: string[]): unknown {
  let value = doc
  for (const part of parts) {
    if (Array.isArray(value)) value = /^\d+$/.test(part) ? value[Number(part)] : undefined
    else value = isDoc(value) ? own(value, part) : undefined
  }
  return value
}

function removeAt(doc: Doc, parts: string[]): void {
  const parent = getAt(doc, parts.slice(0, -1))
  const last = parts[parts.length - 1]!
  if (Array.isArray(parent) && Number(last) < parent.length) parent[Number(last)] = null
  else if (isDoc(parent)) delete parent[last]
}

/** Writes a value at a path, making the sub-documents on the way. A scalar on the way is an error, as in MongoDB. */
export function setAt(doc: Doc, parts: string[], value: unknown): void {
  let parent: unknown = doc
  parts.forEach((part, i) => {
    const last = i === parts.length - 1
    if (Array.isArray(parent)) {
      if (!/^\d+$/.test(part))
        throw requestFailed(`Cannot create field '${part}' in element {${parts[i - 1]}: [array]}`)
      while (parent.length < Number(part)) parent.push(null)
      if (last) parent[Number(part)] = value
      else parent = parent[Number(part)] ??= {}
    } else if (isDoc(parent)) {
      if (last) put(parent, part, value)
      else {
        if (own(parent, part) === undefined) put(parent, part, {})
        parent = parent[part]
      }
    } else throw requestFailed(`Cannot create field '${part}' in element {${parts[i - 1]}: ${JSON.stringify(parent)}}`)
  })
}
