import { requestFailed } from '../errors'
import { equal } from './order'
import { typeMatcher } from './match'
import { isDoc, own, type Doc } from './values'

type Check = (value: unknown) => boolean

const JSON_TYPES: Record<string, string> = { boolean: 'bool' }

/** MongoDB's `$jsonSchema` query: draft 4 plus `bsonType`. Unknown keywords are refused, as MongoDB does. */
export function compileSchema(schema: unknown): Check {
  if (!isDoc(schema)) throw requestFailed('$jsonSchema must be an object')
  const checks = Object.entries(schema).map(([keyword, operand]) => keywordCheck(keyword, operand as never, schema))
  return (value) => checks.every((check) => check(value))
}

const onNumber =
  (check: (n: number) => boolean): Check =>
  (value) =>
    typeof value !== 'number' || check(value)
const onString =
  (check: (s: string) => boolean): Check =>
  (value) =>
    typeof value !== 'string' || check(value)
const onArray =
  (check: (a: unknown[]) => boolean): Check =>
  (value) =>
    !Array.isArray(value) || check(value)
const onObject =
  (check: (d: Doc) => boolean): Check =>
  (value) =>
    !isDoc(value) || check(value)

function keywordCheck(keyword: string, operand: never, schema: Doc): Check {
  switch (keyword) {
    case 'bsonType':
    case 'type': {
      const names: string[] = Array.isArray(operand) ? operand : [operand]
      const tests = names.map((name) => typeMatcher(keyword === 'type' ? (JSON_TYPES[name] ?? name) : name))
      return (value) => tests.some((test) => test(value))
    }
    case 'enum':
      return (value) => (operand as unknown[]).some((item) => equal(item, value))
    case 'required':
      return onObject((doc) => (operand as string[]).every((field) => own(doc, field) !== undefined))
    case 'properties': {
      const fields = Object.entries(operand as Doc).map(([field, sub]) => [field, compileSchema(sub)] as const)
      return onObject((doc) =>
        fields.every(([field, check]) => own(doc, field) === undefined || check(own(doc, field))),
      )
    }
    case 'additionalProperties': {
      if ((operand as unknown) === true) return () => true
      const known = Object.keys((schema['properties'] as Doc) ?? {})
      const patterns = Object.keys((schema['patternProperties'] as Doc) ?? {}).map((p) => new RegExp(p))
      const check = (operand as unknown) === false ? () => false : compileSchema(operand)
      return onObject((doc) =>
        Object.keys(doc).every(
          (field) => known.includes(field) || patterns.some((p) => p.test(field)) || check(doc[field]),
        ),
      )
    }
    case 'patternProperties': {
      const rules = Object.entries(operand as Doc).map(([p, sub]) => [new RegExp(p), compileSchema(sub)] as const)
      return onObject((doc) =>
        Object.entries(doc).every(([field, value]) => rules.every(([p, check]) => !p.test(field) || check(value))),
      )
    }
    case 'minProperties':
      return onObject((doc) => Object.keys(doc).length >= operand)
    case 'maxProperties':
      return onObject((doc) => Object.keys(doc).length <= operand)
    case 'minimum':
      return onNumber((n) => (schema['exclusiveMinimum'] ? n > operand : n >= operand))
    case 'maximum':
      return onNumber((n) => (schema['exclusiveMaximum'] ? n < operand : n <= operand))
    case 'multipleOf':
      return onNumber((n) => n % operand === 0)
    case 'minLength':
      return onString((s) => [...s].length >= operand)
    case 'maxLength':
      return onString((s) => [...s].length <= operand)
    case 'pattern': {
      const regex = new RegExp(operand as string)
      return onString((s) => regex.test(s))
    }
    case 'minItems':
      return onArray((a) => a.length >= operand)
    case 'maxItems':
      return onArray((a) => a.length <= operand)
    case 'uniqueItems':
      return onArray((a) => !operand || a.every((item, i) => a.findIndex((other) => equal(item, other)) === i))
    case 'items': {
      if (Array.isArray(operand)) {
        const checks = (operand as unknown[]).map(compileSchema)
        return onArray((a) => checks.every((check, i) => i >= a.length || check(a[i])))
      }
      const check = compileSchema(operand)
      return onArray((a) => a.every(check))
    }
    case 'allOf':
    case 'anyOf':
    case 'oneOf': {
      const checks = (operand as unknown[]).map(compileSchema)
      if (keyword === 'allOf') return (value) => checks.every((check) => check(value))
      if (keyword === 'anyOf') return (value) => checks.some((check) => check(value))
      return (value) => checks.filter((check) => check(value)).length === 1
    }
    case 'not': {
      const check = compileSchema(operand)
      return (value) => !check(value)
    }
    case 'title':
    case 'description':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return () => true
    default:
      throw requestFailed(`Unknown $jsonSchema keyword: ${keyword}`)
  }
}
