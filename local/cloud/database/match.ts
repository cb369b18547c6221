import { requestFailed } from '../errors'
import { geoPredicate } from './geo-match'
import { compare, equal, rank, RANK } from './order'
import { valuesAt } from './paths'
import { compileSchema } from './json-schema'
import { isDoc, OpaqueValue, toRegExp, type Doc } from './values'

export type Predicate = (doc: Doc) => boolean
/** Judges the values one path leads to (see valuesAt). */
type ValueTest = (values: unknown[]) => boolean

/** Evaluates an aggregation expression; given by expressions.ts, so that queries do not depend on the aggregation. */
type Evaluate = (doc: Doc, expression: unknown) => unknown
let newEvaluator: () => Evaluate = () => {
  throw requestFailed('$expr is not available here')
}
export const useExpressions = (make: () => Evaluate) => void (newEvaluator = make)

/** Compiles a MongoDB filter. Throws DATABASE_REQUEST_FAILED for an operator that MongoDB does not know. */
export function compileFilter(filter: unknown): Predicate {
  if (!isDoc(filter)) throw requestFailed('query must be an object')
  const tests = Object.entries(filter).map(([key, condition]) =>
    key.startsWith('$') ? compileLogic(key, condition) : compileField(key, condition),
  )
  if (tests.length === 1) return tests[0]!
  return (doc) => tests.every((test) => test(doc))
}

function compileLogic(operator: string, condition: unknown): Predicate {
  switch (operator) {
    case '$and':
    case '$or':
    case '$nor': {
      if (!Array.isArray(condition) || condition.length === 0)
        throw requestFailed(`${operator} must be a nonempty array`)
      const parts = condition.map(compileFilter)
      if (operator === '$and') return (doc) => parts.every((part) => part(doc))
      if (operator === '$or') return (doc) => parts.some((part) => part(doc))
      return (doc) => !parts.some((part) => part(doc))
    }
    case '$expr': {
      const evaluate = newEvaluator()
      return (doc) => truthy(evaluate(doc, condition))
    }
    case '$jsonSchema':
      return compileSchema(condition)
    case '$comment':
      return () => true
    default:
      throw requestFailed(`unknown top level operator: ${operator}`)
  }
}

const truthy = (value: unknown) => value !== false && value !== 0 && value !== null && value !== undefined

/** True for `{ $gt: 1 }` and the like, false for a literal to compare with (a reference or an empty object too). */
export function isOperators(condition: unknown): condition is Doc {
  return isDoc(condition) && Object.keys(condition)[0]?.charCodeAt(0) === 36
}

function compileField(path: string, condition: unknown): Predicate {
  const test = compileCondition(condition)
  return (doc) => test(valuesAt(doc, path))
}

/** The test of one field's condition: a literal, a regular expression or an object of operators. */
function compileCondition(condition: unknown): ValueTest {
  if (condition instanceof RegExp) return anyOf(regexTest(condition))
  if (!isOperators(condition)) return equals(condition)
  const tests = Object.entries(condition).map(([operator, operand]) => compileOperator(operator, operand, condition))
  return (values) => tests.every((test) => test(values))
}

/** A path matches when a value it leads to does, or an element of an array at its end. */
function anyOf(test: (value: unknown) => boolean): ValueTest {
  return (values) => values.some((value) => test(value) || (Array.isArray(value) && value.some(test)))
}

function equals(operand: unknown): ValueTest {
  if (operand === null || operand === undefined) return anyOf((value) => value === null || value === undefined)
  return anyOf((value) => value !== undefined && equal(value, operand))
}

function regexTest(regex: RegExp): (value: unknown) => boolean {
  const text = String(regex)
  return (value) => (typeof value === 'string' ? regex.test(value) : value instanceof RegExp && String(value) === text)
}

/** Range operators compare values of one type only ("type bracketing"). */
function range(operand: unknown, accepts: (order: number) => boolean): ValueTest {
  const type = rank(operand)
  const nullToo = type === RANK.null && accepts(0)
  return anyOf((value) => {
    if (value === undefined) return nullToo
    return rank(value) === type && accepts(compare(value, operand))
  })
}

function list(operator: string, operand: unknown): unknown[] {
  if (!Array.isArray(operand)) throw requestFailed(`${operator} needs an array`)
  return operand
}

function compileOperator(operator: string, operand: unknown, siblings: Doc): ValueTest {
  switch (operator) {
    case '$eq':
      return operand instanceof RegExp ? anyOf((value) => String(value) === String(operand)) : equals(operand)
    case '$ne':
      return negate(equals(operand))
    case '$gt':
      return range(operand, (order) => order > 0)
    case '$gte':
      return range(operand, (order) => order >= 0)
    case '$lt':
      return range(operand, (order) => order < 0)
    case '$lte':
      return range(operand, (order) => order <= 0)
    case '$in':
      return inList(list(operator, operand))
    case '$nin':
      return negate(inList(list(operator, operand)))
    case '$not':
      if (!(operand instanceof RegExp) && !isOperators(operand)) throw requestFailed('$not needs a regex or a document')
      return negate(compileCondition(operand))
    case '$exists':
      return exists(truthy(operand))
    case '$type':
      return typeTest(Array.isArray(operand) ? operand : [operand])
    case '$all':
      return allOf(list(operator, operand))
    case '$elemMatch':
      return elemMatch(operand)
    case '$size':
      if (typeof operand !== 'number' || operand < 0) throw requestFailed('$size must be a whole number')
      return (values) => values.some((value) => Array.isArray(value) && value.length === operand)
    case '$mod':
      return modulo(list(operator, operand))
    case '$regex':
      return anyOf(regexTest(toRegExp(sourceOf(operand), (siblings['$options'] as string) ?? flagsOf(operand))))
    case '$options':
    case '$comment':
    case '$maxDistance':
    case '$minDistance':
      return () => true
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return bits(operator, operand)
    case '$near':
    case '$nearSphere':
    case '$geoWithin':
    case '$geoIntersects':
      return anyOf(geoPredicate(operator, operand, siblings))
    default:
      throw requestFailed(`unknown operator: ${operator}`)
  }
}

const sourceOf = (regex: unknown) => (regex instanceof RegExp ? regex.source : String(regex))
const flagsOf = (regex: unknown) => (regex instanceof RegExp ? regex.flags : '')

const negate =
  (test: ValueTest): ValueTest =>
  (values) =>
    !test(values)

function inList(items: unknown[]): ValueTest {
  const tests = items.map((item) => (item instanceof RegExp ? anyOf(regexTest(item)) : equals(item)))
  return (values) => tests.some((test) => test(values))
}

function exists(wanted: boolean): ValueTest {
  return (values) => values.some((value) => value !== undefined) === wanted
}

function allOf(items: unknown[]): ValueTest {
  if (items.length === 0) return () => false
  const tests = items.map((item) =>
    isOperators(item) && '$elemMatch' in item
      ? elemMatch(item['$elemMatch'])
      : item instanceof RegExp
        ? anyOf(regexTest(item))
        : equals(item),
  )
  return (values) => tests.every((test) => test(values))
}

function elemMatch(operand: unknown): ValueTest {
  if (!isDoc(operand)) throw requestFailed('$elemMatch needs an Object')
  const logical = ['$and', '$or', '$nor'].includes(Object.keys(operand)[0] ?? '')
  const test: (item: unknown) => boolean =
    isOperators(operand) && !logical
      ? (
          (condition) => (item: unknown) =>
            condition([item])
        )(compileElement(operand))
      : (
          (filter) => (item: unknown) =>
            isDoc(item) && filter(item)
        )(compileFilter(operand))
  return (values) => values.some((value) => Array.isArray(value) && value.some(test))
}

/** `{ $elemMatch: { $gte: 80, $lt: 85 } }`: every condition on one and the same element. */
const compileElement = (operators: Doc): ValueTest => compileCondition(operators)

function modulo(operand: unknown[]): ValueTest {
  const [divisor, remainder] = operand.map((n) => Math.trunc(Number(n)))
  if (operand.length !== 2 || !divisor) throw requestFailed('malformed mod, needs a divisor and a remainder')
  return anyOf((value) => typeof value === 'number' && Math.trunc(value) % divisor === remainder)
}

const TYPE_NAMES: Record<string, (value: unknown) => boolean> = {
  double: (value) => typeof value === 'number' && !Number.isInteger(value),
  int: (value) => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31,
  long: (value) => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) >= 2 ** 31,
  number: (value) => typeof value === 'number',
  string: (value) => typeof value === 'string',
  object: isDoc,
  array: Array.isArray,
  bool: (value) => typeof value === 'boolean',
  date: (value) => value instanceof Date,
  null: (value) => value === null,
  objectId: (value) => rank(value) === RANK.objectId,
  regex: (value) => value instanceof RegExp,
  binData: (value) => value instanceof OpaqueValue && '$binary' in value.json,
  decimal: (value) => value instanceof OpaqueValue && '$numberDecimal' in value.json,
}
const TYPE_NUMBERS: Record<number, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  16: 'int',
  18: 'long',
  19: 'decimal',
}

/** Whether a value has a BSON type, by its alias or number. Throws for a type that does not exist. */
export function typeMatcher(type: unknown): (value: unknown) => boolean {
  const name = typeof type === 'number' ? TYPE_NUMBERS[type] : String(type)
  if (name === undefined || !Object.hasOwn(TYPE_NAMES, name)) throw requestFailed(`Unknown type name alias: ${type}`)
  return TYPE_NAMES[name]!
}

function typeTest(types: unknown[]): ValueTest {
  const tests = types.map(typeMatcher)
  return anyOf((value) => value !== undefined && tests.some((test) => test(value)))
}

function bits(operator: string, operand: unknown): ValueTest {
  const mask = Array.isArray(operand)
    ? operand.reduce((sum: bigint, position) => sum | (1n << BigInt(position)), 0n)
    : BigInt(operand as number)
  return anyOf((value) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return false
    const set = BigInt.asUintN(64, BigInt(value)) & mask
    switch (operator) {
      case '$bitsAllSet':
        return set === mask
      case '$bitsAllClear':
        return set === 0n
      case '$bitsAnySet':
        return set !== 0n
      default:
        return set !== mask
    }
  })
}
