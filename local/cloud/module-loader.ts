import { readFileSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { dateBy } from './clock'

type Exports = Record<string, unknown>
type Wrapper = (exports: unknown, require: unknown, module: unknown, filename: string, dirname: string) => void

/** One function's modules, by file, and the Date that they see. */
interface Graph {
  modules: Map<string, { exports: unknown }>
  date: DateConstructor
}

/** Names of the language that reckoning modules use most: jest's sandbox finds them slowly when they are not handed in. */
const LANGUAGE = { Math, Object, Array, String, Number, Uint8Array, Float64Array }

/** This repository's packages, for functions that bring none of their own. */
const repository = join(__dirname, '..', '..')
const native = createRequire(__filename)

/**
 * Loads a function with a module graph of its own: its state, and the SDK's, is shared with no other function, as on
 * the cloud, and a changed function can be loaded anew. Packages resolve from the function's folder, then from here.
 * With a clock, `Date` in all of them takes its now from there.
 */
export function loadFunction(file: string, clock?: () => Date): Exports {
  return load(file, { modules: new Map(), date: clock ? dateBy(clock) : Date })
}

function load(file: string, graph: Graph): Exports {
  const known = graph.modules.get(file)
  if (known) return known.exports as Exports
  const module = { exports: {} as unknown, id: file, filename: file, loaded: false }
  graph.modules.set(file, module)
  if (file.endsWith('.json')) module.exports = JSON.parse(readFileSync(file, 'utf8'))
  else if (file.endsWith('.node') || file.endsWith('.mjs')) module.exports = native(file)
  else {
    const source = readFileSync(file, 'utf8').replace(/^#!.*/, '')
    // `new Function` rather than vm: the code must live in the realm of its callers, or instanceof fails under jest.
    // Date comes from a scope further out, so that a module may declare a Date of its own.
    const wrap = new Function(
      'Date',
      ...Object.keys(LANGUAGE),
      `return function (exports, require, module, __filename, __dirname) {${source}\n}\n//# sourceURL=${file}`,
    ) as (date: DateConstructor, ...language: unknown[]) => Wrapper
    wrap(graph.date, ...Object.values(LANGUAGE))(module.exports, requireFrom(file, graph), module, file, dirname(file))
  }
  module.loaded = true
  return module.exports as Exports
}

function requireFrom(file: string, graph: Graph) {
  const resolve = (request: string): string => native.resolve(request, { paths: [dirname(file), repository] })
  const require = (request: string): unknown => (isBuiltin(request) ? native(request) : load(resolve(request), graph))
  return Object.assign(require, { resolve, cache: {}, main: undefined })
}
