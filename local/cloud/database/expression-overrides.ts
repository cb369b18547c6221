import { evalExpr } from 'mingo/core'
import { requestFailed } from '../errors'
import { ACCUMULATORS } from './group'
import { compare, equal } from './order'
import { isDoc, put, type Doc } from './values'
import { WEEKS } from './weeks'

/** Where mingo's expressions differ from MongoDB's manual, the manual's. */
type Operator = (doc: unknown, operand: unknown, options: never) => unknown

const evaluate = (doc: unknown, operand: unknown, options: never) => evalExpr(doc as never, operand as never, options)

function pair(name: string, doc: unknown, operand: unknown, options: never): [unknown, unknown] {
  if (!Array.isArray(operand) || operand.length !== 2)
    throw requestFailed(`Expression ${name} takes exactly 2 arguments`)
  return evaluate(doc, operand, options) as [unknown, unknown]
}

/** In an expression a missing value is below null (in a query they are equal), and types order as in a sort. */
function order(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined)
  return compare(a, b)
}

const comparison =
  (name: string, accepts: (order: number) => unknown): Operator =>
  (doc, operand, options) => {
    const [a, b] = pair(name, doc, operand, options)
    return accepts(order(a, b))
  }

const single = (operand: unknown) => (Array.isArray(operand) && operand.length === 1 ? operand[0] : operand)

/** `$trunc` and `$round` take a number, or a number and places from -20 to 100. */
const places =
  (name: string, rounder: (n: number) => number): Operator =>
  (doc, operand, options) => {
    const args = (
      Array.isArray(operand) ? evaluate(doc, operand, options) : [evaluate(doc, operand, options)]
    ) as unknown[]
    const [value, digits = 0] = args
    if (value === null || value === undefined) return null
    if (typeof value !== 'number') throw requestFailed(`${name} only supports numeric types`)
    if (typeof digits !== 'number' || !Number.isInteger(digits) || digits < -20 || digits > 100)
      throw requestFailed(`cannot apply ${name} with precision value ${String(digits)} value must be in [-20, 100]`)
    if (!Number.isFinite(value)) return value
    // Through decimal text, so that 2.675 moved by two places is 267.5 and not 267.49999...
    const moved = Number(shift(value, digits))
    return Number(shift(rounder(moved), -digits))
  }

const shift = (value: number, digits: number) => {
  const [mantissa, exponent = '0'] = String(value).split('e')
  return `${mantissa}e${Number(exponent) + digits}`
}

function halfEven(n: number): number {
  const floor = Math.floor(n)
  const rest = n - floor
  if (rest !== 0.5) return Math.round(n)
  return floor % 2 === 0 ? floor : floor + 1
}

/** Position of a piece in a text, counted in code points. Null for a missing text; -1 when it is not there. */
const indexOfCP: Operator = (doc, operand, options) => {
  const [text, piece, start = 0, end] = evaluate(doc, operand, options) as [unknown, unknown, number?, number?]
  if (text === null || text === undefined) return null
  if (typeof text !== 'string' || typeof piece !== 'string') throw requestFailed('$indexOfCP requires strings')
  const points = [...text]
  const wanted = [...piece]
  const stop = Math.min(end ?? points.length, points.length)
  for (let i = start; i + wanted.length <= stop; i++) if (wanted.every((point, n) => points[i + n] === point)) return i
  return -1
}

const indexOfArray: Operator = (doc, operand, options) => {
  const [array, item, start = 0, end] = evaluate(doc, operand, options) as [unknown, unknown, number?, number?]
  if (array === null || array === undefined) return null
  if (!Array.isArray(array)) throw requestFailed('$indexOfArray requires an array as a first argument')
  for (let i = start; i < Math.min(end ?? array.length, array.length); i++) if (equal(array[i], item)) return i
  return -1
}

const inArray: Operator = (doc, operand, options) => {
  const [item, array] = pair('$in', doc, operand, options)
  if (!Array.isArray(array)) throw requestFailed('$in requires an array as a second argument')
  return array.some((other) => order(other, item) === 0)
}

const toObjectText = (value: unknown): string =>
  value === null || value === undefined ? '' : value instanceof Date ? value.toISOString() : String(value)

/** Text by bytes; MongoDB refuses to cut a character in two. */
const substrBytes: Operator = (doc, operand, options) => {
  const [value, start, length] = evaluate(doc, operand, options) as [unknown, number, number]
  const bytes = Buffer.from(toObjectText(value))
  const stop = length < 0 ? bytes.length : Math.min(bytes.length, start + length)
  const cut = bytes.subarray(start, stop)
  const continuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80
  if (continuation(bytes[start]) || continuation(bytes[stop]))
    throw requestFailed('$substrBytes: Invalid range, starting or ending in the middle of a UTF-8 character.')
  return cut.toString()
}

const size: Operator = (doc, operand, options) => {
  const array = evaluate(doc, single(operand), options)
  if (!Array.isArray(array)) throw requestFailed('The argument to $size must be an array')
  return array.length
}

const indexOfBytes: Operator = (doc, operand, options) => {
  const [text, piece, start = 0, end] = evaluate(doc, operand, options) as [unknown, unknown, number?, number?]
  if (text === null || text === undefined) return null
  if (typeof text !== 'string' || typeof piece !== 'string') throw requestFailed('$indexOfBytes requires strings')
  return Buffer.from(text).subarray(0, end).indexOf(piece, start)
}

/** Accumulators as expressions: over their arguments, or over the one array they are given. */
const overValues =
  (accumulator: (values: unknown[]) => unknown): Operator =>
  (doc, operand, options) => {
    const value = evaluate(doc, single(operand), options)
    return accumulator(Array.isArray(value) ? value : [value])
  }

const arrayToObject: Operator = (doc, operand, options) => {
  const pairs = evaluate(doc, single(operand), options)
  if (pairs === null || pairs === undefined) return null
  if (!Array.isArray(pairs)) throw requestFailed('$arrayToObject requires an array input')
  const result: Doc = {}
  for (const pair of pairs)
    if (Array.isArray(pair)) put(result, String(pair[0]), pair[1])
    else if (isDoc(pair)) put(result, String(pair['k']), pair['v'])
    else throw requestFailed('$arrayToObject requires an array of key-value pairs')
  return result
}

export const OVERRIDES: Record<string, Operator> = {
  $eq: comparison('$eq', (o) => o === 0),
  $ne: comparison('$ne', (o) => o !== 0),
  $gt: comparison('$gt', (o) => o > 0),
  $gte: comparison('$gte', (o) => o >= 0),
  $lt: comparison('$lt', (o) => o < 0),
  $lte: comparison('$lte', (o) => o <= 0),
  $cmp: comparison('$cmp', Math.sign),
  $trunc: places('$trunc', Math.trunc),
  $round: places('$round', halfEven),
  $indexOfCP: indexOfCP,
  $indexOfBytes: indexOfBytes,
  $indexOfArray: indexOfArray,
  $arrayToObject: arrayToObject,
  $sum: overValues(ACCUMULATORS['$sum']!),
  $avg: overValues(ACCUMULATORS['$avg']!),
  $min: overValues(ACCUMULATORS['$min']!),
  $max: overValues(ACCUMULATORS['$max']!),
  $stdDevPop: overValues(ACCUMULATORS['$stdDevPop']!),
  $stdDevSamp: overValues(ACCUMULATORS['$stdDevSamp']!),
  ...WEEKS,
  $in: inArray,
  $size: size,
  $substrBytes: substrBytes,
  $substr: substrBytes,
}
