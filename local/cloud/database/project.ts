import { requestFailed } from '../errors'
import { compileFilter } from './match'
import { isDoc, own, put, type Doc } from './values'

/** Compiles a find projection: inclusion or exclusion of dotted fields, `$slice`, `$elemMatch`. `_id` unless excluded. */
export function compileProjection(projection: Doc): (doc: Doc) => Doc {
  const entries = Object.entries(projection)
  const plain = entries.filter(([field, value]) => field !== '_id' && !isDoc(value))
  const including = plain.some(([, value]) => isOn(value)) || (plain.length === 0 && isOn(projection['_id']))
  if (including && plain.some(([, value]) => !isOn(value)))
    throw requestFailed('Projection cannot have a mix of inclusion and exclusion.')
  const operators = entries.filter((entry): entry is [string, Doc] => isDoc(entry[1]))
  const elemMatch = operators.filter(([, operator]) => '$elemMatch' in operator)
  const slices = operators.filter(([, operator]) => '$slice' in operator)
  if (operators.length !== elemMatch.length + slices.length)
    throw requestFailed(`Unsupported projection option: ${JSON.stringify(operators)}`)
  const idOff = '_id' in projection && !isOn(projection['_id'])
  // `$elemMatch` alone includes only its own fields; `$slice` alone keeps every field.
  const include = including || (elemMatch.length > 0 && !plain.length)
  const tree = toTree(
    include
      ? [...plain, ...operators].map(([field]) => field).concat(idOff ? [] : ['_id'])
      : plain.map(([field]) => field).concat(idOff ? ['_id'] : []),
  )
  return (doc) => {
    const out = (include ? pick(doc, tree) : omit(doc, tree)) as Doc
    for (const [field, operator] of elemMatch) firstMatch(out, doc, field, operator['$elemMatch'])
    for (const [field, operator] of slices) sliceField(out, field.split('.'), operator['$slice'])
    return out
  }
}

const isOn = (value: unknown) => value === true || (typeof value === 'number' && value !== 0)

/** null marks a field named itself; a tree, fields below it. */
type Tree = Map<string, Tree | null>

function toTree(fields: string[]): Tree {
  const root: Tree = new Map()
  for (const field of fields) {
    const parts = field.split('.')
    let node = root
    parts.forEach((part, i) => {
      if (i === parts.length - 1) node.set(part, null)
      else {
        const next = node.get(part) ?? new Map()
        node.set(part, next)
        node = next
      }
    })
  }
  return root
}

function pick(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.filter((v) => isDoc(v) || Array.isArray(v)).map((item) => pick(item, tree))
  const out: Doc = {}
  for (const field of Object.keys(value as Doc)) {
    const below = tree.get(field)
    const child = (value as Doc)[field]
    if (below === null) put(out, field, child)
    else if (below && (isDoc(child) || Array.isArray(child))) put(out, field, pick(child, below))
  }
  return out
}

function omit(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((item) => omit(item, tree))
  if (!isDoc(value)) return value
  const out: Doc = {}
  for (const field of Object.keys(value)) {
    const below = tree.get(field)
    if (below === undefined) put(out, field, value[field])
    else if (below) put(out, field, omit(value[field], below))
  }
  return out
}

function firstMatch(out: Doc, doc: Doc, field: string, condition: unknown): void {
  const array = own(doc, field)
  delete out[field]
  if (!Array.isArray(array)) return
  const matches = compileFilter({ array: { $elemMatch: condition } })
  const found = array.find((item) => matches({ array: [item] }))
  if (found !== undefined) put(out, field, [found])
}

function sliceField(out: Doc, [head, ...rest]: string[], operand: unknown): void {
  const value = own(out, head!)
  if (rest.length > 0) {
    if (isDoc(value)) {
      put(out, head!, { ...value })
      sliceField(out[head!] as Doc, rest, operand)
    }
    return
  }
  if (!Array.isArray(value)) return
  const [skip, limit] = Array.isArray(operand) ? operand.map(Number) : [undefined, Number(operand)]
  if (skip === undefined) put(out, head!, limit! < 0 ? value.slice(limit!) : value.slice(0, limit!))
  else {
    const start = skip < 0 ? Math.max(0, value.length + skip) : skip
    put(out, head!, value.slice(start, start + limit!))
  }
}
