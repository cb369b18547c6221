import { EMPTY_ARRAY } from './paths'
import { rank, RANK } from './order'
import { ObjectId, OpaqueValue, type Doc } from './values'

/**
 * Index keys: bytes whose memcmp order is BSON order, so that one B-tree of blobs answers equality, ranges and sorts
 * over every type, arrays and missing fields included, as a MongoDB index does.
 */
export function encodeKey(value: unknown): Buffer {
  const out: Buffer[] = []
  append(value, out)
  return out.length === 1 ? out[0]! : Buffer.concat(out)
}

/** The same key for a descending field: every byte turned over. */
export function invert(key: Buffer): Buffer {
  const out = Buffer.allocUnsafe(key.length)
  for (let i = 0; i < key.length; i++) out[i] = 255 - key[i]!
  return out
}

/** The least key greater than every key that starts with `prefix`; undefined when there is none. */
export function successor(prefix: Buffer): Buffer | undefined {
  for (let i = prefix.length - 1; i >= 0; i--) {
    if (prefix[i]! < 255) {
      const out = Buffer.from(prefix.subarray(0, i + 1))
      out[i]! += 1
      return out
    }
  }
  return undefined
}

const TAGS = Array.from({ length: 64 }, (_, n) => Buffer.from([n]))
const tag = (n: number) => TAGS[n]!

function append(value: unknown, out: Buffer[]): void {
  if (value === EMPTY_ARRAY) {
    out.push(tag(RANK.emptyArray))
    return
  }
  const type = rank(value)
  switch (type) {
    case RANK.null:
      out.push(tag(type))
      return
    case RANK.number:
      out.push(numberKey(type, Number(value)))
      return
    case RANK.date:
      out.push(numberKey(type, (value as Date).getTime()))
      return
    case RANK.string:
      out.push(textKey(type, value as string))
      return
    case RANK.boolean:
      out.push(Buffer.from([type, value ? 1 : 0]))
      return
    case RANK.objectId:
      out.push(textKey(type, (value as ObjectId).hex))
      return
    case RANK.array:
      out.push(tag(type))
      for (const item of value as unknown[]) append(item, out)
      out.push(tag(0))
      return
    case RANK.object:
      out.push(tag(type))
      for (const [field, child] of Object.entries(value as Doc)) {
        out.push(textKey(rank(child), field))
        append(child, out)
      }
      out.push(tag(0))
      return
    default:
      out.push(textKey(type, value instanceof OpaqueValue ? JSON.stringify(value.json) : String(value)))
  }
}

/** IEEE bits with the sign turned so that they order as unsigned bytes; NaN lowest, -0 as 0. */
function numberKey(type: number, value: number): Buffer {
  // allocUnsafe takes from a shared pool: keys are many and short. Every byte is written.
  const out = Buffer.allocUnsafe(9)
  out[0] = type
  if (Number.isNaN(value)) return out.fill(0, 1)
  out.writeDoubleBE(value === 0 ? 0 : value, 1)
  if (out[1]! & 0x80) for (let i = 1; i < 9; i++) out[i] = 255 - out[i]!
  else out[1]! |= 0x80
  return out
}

/** UTF-8, closed by a double zero; a zero inside is followed by 255 so that the end still sorts first. */
function textKey(type: number, text: string): Buffer {
  const body = text.includes('\0') ? text.replaceAll('\0', '\0\uffff') : text
  const size = Buffer.byteLength(body)
  const out = Buffer.allocUnsafe(size + 3)
  out[0] = type
  out.write(body, 1)
  out[size + 1] = out[size + 2] = 0
  return out
}

/** The part of a string key that every longer string with this beginning shares. */
export const stringPrefixKey = (prefix: string): Buffer => textKey(RANK.string, prefix).subarray(0, -2)
