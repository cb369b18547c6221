import { EMPTY_ARRAY } from './paths'
import { ObjectId, OpaqueValue, type Doc } from './values'

/**
 * BSON comparison order, as in MongoDB's manual ("Comparison/Sort Order"): values of different types order by type,
 * and a missing field sorts as null. The same ranks are the first byte of an index key (keys.ts).
 */
export const RANK = {
  emptyArray: 3,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  opaque: 30,
  objectId: 35,
  boolean: 40,
  date: 45,
  regex: 50,
} as const

export function rank(value: unknown): number {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return RANK.number
    case 'string':
      return RANK.string
    case 'boolean':
      return RANK.boolean
    case 'symbol':
      return RANK.emptyArray
    case 'object':
      if (value === null) return RANK.null
      if (Array.isArray(value)) return RANK.array
      if (value instanceof Date) return RANK.date
      if (value instanceof ObjectId) return RANK.objectId
      if (value instanceof RegExp) return RANK.regex
      if (value instanceof OpaqueValue) return RANK.opaque
      return RANK.object
    default:
      return RANK.null
  }
}

const primitive = (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0)

function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1
  if (Number.isNaN(b)) return 1
  return primitive(a, b)
}

const HAS_SURROGATE = /[\ud800-\udfff]/

/** MongoDB compares UTF-8 bytes; JavaScript compares UTF-16 units, which differs above U+FFFF only. */
function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  if (HAS_SURROGATE.test(a) || HAS_SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return a < b ? -1 : 1
}

/** Negative, zero or positive, by BSON order. `undefined` counts as null. */
export function compare(a: unknown, b: unknown): number {
  const rankA = rank(a)
  const rankB = rank(b)
  if (rankA !== rankB) return rankA - rankB
  switch (rankA) {
    case RANK.null:
    case RANK.emptyArray:
      return 0
    case RANK.number:
      return compareNumbers(Number(a), Number(b))
    case RANK.string:
      return compareStrings(a as string, b as string)
    case RANK.boolean:
      return Number(a) - Number(b)
    case RANK.date:
      return compareNumbers((a as Date).getTime(), (b as Date).getTime())
    case RANK.objectId:
      return primitive((a as ObjectId).hex, (b as ObjectId).hex)
    case RANK.regex:
      return primitive(String(a), String(b))
    case RANK.array:
      return compareArrays(a as unknown[], b as unknown[])
    case RANK.object:
      return compareDocs(a as Doc, b as Doc)
    default:
      return primitive(JSON.stringify((a as OpaqueValue).json), JSON.stringify((b as OpaqueValue).json))
  }
}

function compareArrays(a: unknown[], b: unknown[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compare(a[i], b[i])
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Field by field in their order: type first, then name, then value. */
function compareDocs(a: Doc, b: Doc): number {
  const keysA = Object.keys(a)
  const keysB = Object.keys(b)
  for (let i = 0; i < keysA.length && i < keysB.length; i++) {
    const keyA = keysA[i]!
    const keyB = keysB[i]!
    const order = rank(a[keyA]) - rank(b[keyB]) || compareStrings(keyA, keyB) || compare(a[keyA], b[keyB])
    if (order !== 0) return order
  }
  return keysA.length - keysB.length
}

/** Equality in MongoDB's sense: same type and value; documents with the same fields in the same order. */
export const equal = (a: unknown, b: unknown): boolean => a === b || compare(a, b) === 0

/** The value by which a sort orders an array: its least element upwards, its greatest downwards; empty, below null. */
export function sortValue(values: unknown[], direction: 1 | -1): unknown {
  let best: unknown
  let seen = false
  const offer = (candidate: unknown) => {
    if (!seen || compare(candidate, best) * direction < 0) best = candidate
    seen = true
  }
  for (const value of values) {
    if (Array.isArray(value) && value.length > 0) value.forEach(offer)
    else offer(Array.isArray(value) ? EMPTY_ARRAY : value)
  }
  return best
}
