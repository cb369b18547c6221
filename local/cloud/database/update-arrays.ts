import { requestFailed } from '../errors'
import { compileFilter, isOperators } from './match'
import { compare, equal } from './order'
import { valuesAt } from './paths'
import { UNCHANGED, type FieldOperator } from './update-operator'
import { clone, isDoc, type Doc } from './values'

function arrayOf(present: unknown, path: string): unknown[] {
  if (present === undefined) return []
  if (!Array.isArray(present)) throw requestFailed(`The field '${path}' must be an array but is of another type`)
  return [...present]
}

const hasEach = (operand: unknown): operand is Doc => isDoc(operand) && Object.hasOwn(operand, '$each')

function each(operand: Doc): unknown[] {
  if (!Array.isArray(operand['$each'])) throw requestFailed('The argument to $each must be an array')
  return clone(operand['$each'])
}

/** `$push`, with `$each`, `$position`, `$sort` and `$slice`, applied in that order. */
export const pushInto: FieldOperator = (present, operand, path) => {
  const array = arrayOf(present, path)
  if (!hasEach(operand)) return [...array, clone(operand)]
  const position = operand['$position']
  array.splice(typeof position === 'number' ? position : array.length, 0, ...each(operand))
  const order = operand['$sort']
  if (order !== undefined) array.sort(isDoc(order) ? byFields(order) : (a, b) => compare(a, b) * Number(order))
  const slice = operand['$slice']
  if (typeof slice !== 'number') return array
  return slice < 0 ? array.slice(slice) : array.slice(0, slice)
}

function byFields(order: Doc): (a: unknown, b: unknown) => number {
  const fields = Object.entries(order)
  return (a, b) => {
    for (const [path, direction] of fields) {
      const difference = compare(valuesAt(a, path)[0], valuesAt(b, path)[0]) * Number(direction)
      if (difference !== 0) return difference
    }
    return 0
  }
}

export const addToSet: FieldOperator = (present, operand, path) => {
  const array = arrayOf(present, path)
  for (const item of hasEach(operand) ? each(operand) : [clone(operand)])
    if (!array.some((other) => equal(other, item))) array.push(item)
  return array
}

/** `$pull`: a value, a condition on the elements, or a query that element documents match. */
export const pullFrom: FieldOperator = (present, operand, path) => {
  if (present === undefined) return UNCHANGED
  return arrayOf(present, path).filter(not(elementTest(operand)))
}

const not =
  (test: (item: unknown) => boolean) =>
  (item: unknown): boolean =>
    !test(item)

function elementTest(operand: unknown): (item: unknown) => boolean {
  if (isOperators(operand) || operand instanceof RegExp) {
    const matches = compileFilter({ item: operand })
    return (item) => matches({ item })
  }
  if (isDoc(operand)) {
    const matches = compileFilter(operand)
    return (item) => isDoc(item) && matches(item)
  }
  return (item) => equal(item, operand)
}

/** `$pop`: 1 takes the last element away, -1 the first. */
export const popFrom: FieldOperator = (present, operand, path) => {
  if (present === undefined) return UNCHANGED
  if (operand !== 1 && operand !== -1) throw requestFailed('$pop expects 1 or -1')
  const array = arrayOf(present, path)
  return operand === 1 ? array.slice(0, -1) : array.slice(1)
}
