import { requestFailed } from '../errors'
import { compare } from './order'
import { UNCHANGED, type FieldOperator } from './update-operator'
import { isDoc } from './values'

/** `$inc` (a missing field counts as 0) and `$mul` (a missing field becomes 0). Numbers only, never silently. */
export const arithmetic =
  (operator: '$inc' | '$mul'): FieldOperator =>
  (present, operand, path) => {
    if (typeof operand !== 'number')
      throw requestFailed(
        `Cannot ${operator === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`,
      )
    if (present === undefined) return operator === '$inc' ? operand : 0
    if (typeof present !== 'number')
      throw requestFailed(
        `Cannot apply ${operator} to a value of non-numeric type. The field '${path}' is of non-numeric type`,
      )
    return operator === '$inc' ? present + operand : present * operand
  }

/** `$min` and `$max`, by BSON order; a missing field is set. */
export const lesserOrGreater =
  (sign: 1 | -1): FieldOperator =>
  (present, operand) =>
    present === undefined || compare(operand, present) * sign > 0 ? operand : UNCHANGED

/** `$bit: { and | or | xor: integer }`; a missing field counts as 0. */
export const bitwise: FieldOperator = (present, operand, path) => {
  if (!isDoc(operand)) throw requestFailed(`The $bit modifier is not compatible with this type: ${path}`)
  let bits = BigInt(typeof present === 'number' ? present : 0)
  if (present !== undefined && !Number.isInteger(present))
    throw requestFailed(`Cannot apply $bit to a value of non-integral type: ${path}`)
  for (const [name, value] of Object.entries(operand)) {
    const mask = BigInt(value as number)
    if (name === 'and') bits &= mask
    else if (name === 'or') bits |= mask
    else if (name === 'xor') bits ^= mask
    else throw requestFailed(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`)
  }
  return Number(bits)
}
