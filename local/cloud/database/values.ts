/**
 * The values a document holds in memory, and their two texts: the canonical EJSON that the SDKs send, and the
 * compact EJSON that is stored and sent back (plain numbers, `{"$date": ms}`), which the SDKs read just as well.
 */

export class ObjectId {
  constructor(readonly hex: string) {}
}

/** Binary, Decimal128, Timestamp ...: kept as their EJSON, compared by its text. */
export class OpaqueValue {
  constructor(readonly json: Record<string, unknown>) {}
}

/** A document or sub-document. Field names are data: read them with `own`, write them with `put`. */
export type Doc = { [field: string]: unknown }

export function isDoc(value: unknown): value is Doc {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return !(
    value instanceof Date ||
    value instanceof RegExp ||
    value instanceof ObjectId ||
    value instanceof OpaqueValue
  )
}

/** A document's own field: `constructor` and `__proto__` are names like any other. */
export const own = (doc: Doc, field: string): unknown => (Object.hasOwn(doc, field) ? doc[field] : undefined)

export function put(doc: Doc, field: string, value: unknown): void {
  if (field === '__proto__')
    Object.defineProperty(doc, field, { value, enumerable: true, writable: true, configurable: true })
  else doc[field] = value
}

/** Turns parsed EJSON into values, in place. `now` is what a server date (`db.serverDate()`) becomes. */
export function decode(raw: unknown, now?: () => Date): unknown {
  if (typeof raw !== 'object' || raw === null) return raw
  if (Array.isArray(raw)) {
    for (let i = 0; i < raw.length; i++) if (typeof raw[i] === 'object') raw[i] = decode(raw[i], now)
    return raw
  }
  const doc = raw as Doc
  const keys = Object.keys(doc)
  const first = keys[0]
  if (first !== undefined && first.charCodeAt(0) === 36 && keys.length <= 2) {
    const special = decodeTagged(first, doc, now)
    if (special !== undefined) return special
  }
  for (const key of keys) {
    const child = doc[key]
    // Assignment to an existing own property, so `__proto__` (which JSON.parse made own) stays data.
    if (typeof child === 'object' && child !== null) doc[key] = decode(child, now)
  }
  return doc
}

function decodeTagged(tag: string, doc: Doc, now?: () => Date): unknown {
  const value = doc[tag] as never
  switch (tag) {
    case '$numberInt':
    case '$numberLong':
    case '$numberDouble':
      return Number(value)
    case '$date':
      return decodeDate(value)
    case '$oid':
      return new ObjectId(String(value))
    case '$regularExpression': {
      const { pattern, options } = value as { pattern: string; options?: string }
      return toRegExp(pattern, options)
    }
    case '$tcb_server_date': {
      const { offset } = decode(value) as { offset?: number }
      return new Date((now ? now() : new Date()).getTime() + Number(offset ?? 0))
    }
    case '$binary':
    case '$numberDecimal':
    case '$timestamp':
    case '$uuid':
    case '$minKey':
    case '$maxKey':
      return new OpaqueValue(doc)
    default:
      return undefined
  }
}

function decodeDate(value: unknown): Date {
  if (typeof value === 'number' || typeof value === 'string') return new Date(value)
  return new Date(Number((value as { $numberLong: string }).$numberLong))
}

/** MongoDB's regular expression options, of which JavaScript knows i, m, s and u; g has no meaning in a query. */
export const toRegExp = (pattern: string, options = ''): RegExp => new RegExp(pattern, options.replace(/[^imsu]/g, ''))

/** The compact EJSON of a value, ready for JSON.stringify. `undefined` stays undefined (dropped from objects). */
export function encode(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $numberDouble: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : encode(item)))
  if (value instanceof Date) return { $date: value.getTime() }
  if (value instanceof RegExp) return { $regularExpression: { pattern: value.source, options: value.flags } }
  if (value instanceof ObjectId) return { $oid: value.hex }
  if (value instanceof OpaqueValue) return value.json
  const out: Doc = {}
  for (const key of Object.keys(value)) put(out, key, encode((value as Doc)[key]))
  return out
}

export const parse = (text: string, now?: () => Date): unknown => decode(JSON.parse(text), now)
export const stringify = (value: unknown): string => JSON.stringify(encode(value))

/** A deep copy that shares nothing mutable with the original. */
export function clone<T>(value: T): T {
  if (Array.isArray(value)) return value.map(clone) as T
  if (value instanceof Date) return new Date(value.getTime()) as T
  if (!isDoc(value)) return value
  const out: Doc = {}
  for (const key of Object.keys(value)) put(out, key, clone(value[key]))
  return out as T
}
