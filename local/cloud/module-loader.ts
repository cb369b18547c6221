import { readFileSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'

type Exports = Record<string, unknown>
type Wrapper = (exports: unknown, require: unknown, module: unknown, filename: string, dirname: string) => void

/** This repository's packages, for functions that bring none of their own. */
const repository = join(__dirname, '..', '..')
const native = createRequire(__filename)

/**
 * Loads a function with a module graph of its own: its state, and the SDK's, is shared with no other function, as on
 * the cloud, and a changed function can be loaded anew. Packages resolve from the function's folder, then from here.
 */
export function loadFunction(file: string): Exports {
  return load(file, new Map())
}

function load(file: string, cache: Map<string, { exports: unknown }>): Exports {
  const known = cache.get(file)
  if (known) return known.exports as Exports
  const module = { exports: {} as unknown, id: file, filename: file, loaded: false }
  cache.set(file, module)
  if (file.endsWith('.json')) module.exports = JSON.parse(readFileSync(file, 'utf8'))
  else if (file.endsWith('.node') || file.endsWith('.mjs')) module.exports = native(file)
  else {
    const source = readFileSync(file, 'utf8').replace(/^#!.*/, '')
    // `new Function` rather than vm: the code must live in the realm of its callers, or instanceof fails under jest.
    const wrapper = new Function(
      'exports',
      'require',
      'module',
      '__filename',
      '__dirname',
      `${source}\n//# sourceURL=${file}`,
    )
    ;(wrapper as Wrapper)(module.exports, requireFrom(file, cache), module, file, dirname(file))
  }
  module.loaded = true
  return module.exports as Exports
}

function requireFrom(file: string, cache: Map<string, { exports: unknown }>) {
  const resolve = (request: string): string => native.resolve(request, { paths: [dirname(file), repository] })
  const require = (request: string): unknown => (isBuiltin(request) ? native(request) : load(resolve(request), cache))
  return Object.assign(require, { resolve, cache: {}, main: undefined })
}
