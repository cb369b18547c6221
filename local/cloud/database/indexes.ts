import { requestFailed } from '../errors'
import { geoKey } from './geo-cells'
import { encodeKey, invert } from './keys'
import { indexValues, valuesAt } from './paths'
import type { Doc } from './values'

export interface IndexSpec {
  name?: string
  /** A field may be a dotted path, and any indexed field may hold an array. */
  keys: [field: string, direction: 1 | -1 | '2dsphere'][]
  unique?: boolean
}

/** The name MongoDB would give: `status_1_due_-1`. */
export const indexName = (spec: IndexSpec): string =>
  spec.name ?? spec.keys.map(([field, direction]) => `${field}_${direction}`).join('_')

/** The key component of one value in one field of an index. */
export function component(value: unknown, direction: 1 | -1 | '2dsphere'): Buffer {
  if (direction === '2dsphere') return geoKey(value)
  return direction === 1 ? encodeKey(value) : invert(encodeKey(value))
}

export interface Entries {
  keys: Buffer[]
  /** For each field of the index, whether this document holds an array there. */
  arrays: boolean[]
}

/** Every key a document has in an index: one, or one an element where a field holds an array. */
export function entriesOf(doc: Doc, spec: IndexSpec): Entries {
  let keys: Buffer[] = [Buffer.alloc(0)]
  const arrays: boolean[] = []
  let arrayPath: string | undefined
  for (const [field, direction] of spec.keys) {
    const { values, array } = direction === '2dsphere' ? geoValues(doc, field) : indexValues(doc, field)
    arrays.push(array !== undefined)
    if (array !== undefined) {
      if (arrayPath !== undefined && arrayPath !== array)
        throw requestFailed(`cannot index parallel arrays [${array}] [${arrayPath}]`)
      arrayPath = array
    }
    const parts = values.map((value) => component(value, direction))
    keys = keys.flatMap((key) => parts.map((part) => (key.length === 0 ? part : Buffer.concat([key, part]))))
  }
  return { keys: arrayPath === undefined ? keys : distinct(keys), arrays }
}

const geoValues = (doc: Doc, field: string) => ({ values: [valuesAt(doc, field)[0]], array: undefined })

const distinct = (keys: Buffer[]): Buffer[] => [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()]
