import { isDoc, own, type Doc } from './values'

const INDEX = /^(0|[1-9]\d*)$/
const split = new Map<string, string[]>()

/** The components of a dotted path (cached: the same few paths are asked for again and again). */
export function pathParts(path: string): string[] {
  let parts = split.get(path)
  if (!parts) {
    parts = path.split('.')
    if (split.size > 10_000) split.clear()
    split.set(path, parts)
  }
  return parts
}

/**
 * Every value a path leads to, the way a query walks it: through the elements of arrays on the way, and by position
 * where a component is a number. A missing field gives `undefined`; an array at the end is given whole.
 */
export function valuesAt(doc: unknown, path: string): unknown[] {
  const out: unknown[] = []
  walk(doc, pathParts(path), 0, out)
  return out
}

function walk(value: unknown, parts: string[], at: number, out: unknown[]): void {
  if (at === parts.length) {
    out.push(value)
    return
  }
  const part = parts[at]!
  if (Array.isArray(value)) {
    if (INDEX.test(part) && Number(part) < value.length) walk(value[Number(part)], parts, at + 1, out)
    for (const item of value) if (isDoc(item)) walk(item, parts, at, out)
    return
  }
  if (isDoc(value)) walk(own(value, part), parts, at + 1, out)
  else out.push(undefined)
}

/** The values a field puts into an index, and the array they came from (two arrays in one index are refused). */
export function indexValues(doc: Doc, path: string): { values: unknown[]; array?: string } {
  const parts = pathParts(path)
  const values: unknown[] = []
  let array: string | undefined
  const visit = (value: unknown, at: number): void => {
    if (Array.isArray(value)) {
      array ??= parts.slice(0, at).join('.')
      if (at === parts.length) {
        // An empty array has a key of its own, below null.
        if (value.length === 0) values.push(EMPTY_ARRAY)
        else values.push(...value)
        return
      }
      const part = parts[at]!
      if (INDEX.test(part) && Number(part) < value.length) visit(value[Number(part)], at + 1)
      for (const item of value) if (isDoc(item)) visit(item, at)
      return
    }
    if (at === parts.length) values.push(value)
    else if (isDoc(value)) visit(own(value, parts[at]!), at + 1)
    else values.push(undefined)
  }
  visit(doc, 0)
  if (values.length === 0) values.push(undefined)
  return { values, array }
}

export const EMPTY_ARRAY = Symbol('empty array')
