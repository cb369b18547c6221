/**
 * Packs into <root>/miniprogram_npm exactly what the mini-program uses of its npm packages, in the place where WeChat
 * looks for it, so that DevTools opens the folder as it is. DevTools' own "build npm" copies whole packages (TDesign
 * alone is twice the limit of the main package) and cannot read packages that are ES modules only.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, extname, join, posix, resolve } from 'node:path'
import { build } from 'esbuild'
import { splitName } from '../web/build/npm'
import { componentsIn, filesBelow, importsOf, pathsIn } from './sources'

export interface PackedFile {
  /** From the mini-program's root, with `/`. */
  path: string
  bytes: number
}

/** What one tree of sources asks of npm. */
interface Wanted {
  /** Mini-program component packages: files without extension or with, inside the package. */
  components: Map<string, Set<string>>
  /** Modules by specifier: the names used; null when it is the whole module. */
  modules: Map<string, Set<string> | null>
}

const MODULES = resolve(__dirname, '../../node_modules')
/** A component or page is these files, where they exist. */
const UNIT = ['.js', '.json', '.wxml', '.wxss']

/**
 * Brings miniprogram_npm up to date: writes what differs, removes what is not used any more, leaves the rest alone, so
 * that a preview that reads the folder meanwhile sees no gap. Returns all files. Throws when a package that is used is
 * not installed.
 */
export async function packMiniprogramNpm(root = 'miniprogram'): Promise<PackedFile[]> {
  const target = join(root, 'miniprogram_npm')
  const wanted = readWanted(root)
  const copied = [...wanted.components].flatMap(([name, entries]) => readComponents(name, entries))
  const bundled = await Promise.all([...wanted.modules].map(([specifier, names]) => bundleModule(specifier, names)))
  const files = [...copied, ...bundled]
  for (const { path, content } of files) writeIfChanged(join(target, path), content)
  const kept = new Set(files.map(({ path }) => join(target, path)))
  for (const file of existsSync(target) ? filesBelow(target, []) : []) if (!kept.has(file)) rmSync(file)
  return files.map(({ path, content }) => ({ path: `miniprogram_npm/${path}`, bytes: content.length }))
}

/** A file of miniprogram_npm, its path from there, with `/`. */
interface Content {
  path: string
  content: Buffer
}

function writeIfChanged(file: string, content: Buffer): void {
  if (existsSync(file) && readFileSync(file).equals(content)) return
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

function readWanted(root: string): Wanted {
  const wanted: Wanted = { components: new Map(), modules: new Map() }
  for (const file of filesBelow(root)) {
    const type = extname(file)
    if (type === '.json') {
      for (const path of componentsIn(readFileSync(file, 'utf8'))) want(wanted, root, file, path)
    } else if ((type === '.ts' && !file.endsWith('.d.ts')) || type === '.js') {
      for (const { specifier, value, names } of importsOf(file)) {
        if (value && !/^[./]/.test(specifier)) wantModule(wanted.modules, specifier, names)
      }
    } else {
      // `/miniprogram_npm/name/file`, as styles and templates have to write it.
      for (const path of pathsIn(file)) {
        const inside = /(?:^|\/)miniprogram_npm\/(.+)$/.exec(path)?.[1]
        if (inside) wantFile(wanted.components, inside)
      }
    }
  }
  return wanted
}

/** A name in usingComponents is a file of ours, or else of a package. */
function want(wanted: Wanted, root: string, from: string, path: string): void {
  if (path.startsWith('plugin://') || path.startsWith('/') || path.startsWith('.')) return
  const own = [join(dirname(from), path), join(root, path)]
  if (own.some((base) => existsSync(`${base}.json`) || existsSync(join(base, 'index.json')))) return
  wantFile(wanted.components, path)
}

function wantFile(components: Wanted['components'], path: string): void {
  const { name, rest } = splitName(path)
  const entries = components.get(name) ?? new Set()
  components.set(name, entries.add(rest || 'index'))
}

function wantModule(modules: Wanted['modules'], specifier: string, names: string[] | null): void {
  const before = modules.get(specifier)
  if (names === null || before === null) modules.set(specifier, null)
  else modules.set(specifier, new Set([...(before ?? []), ...names]))
}

/** The components' files, and whatever those refer to. */
function readComponents(name: string, entries: Set<string>): Content[] {
  const folder = distOf(name)
  const left = [...entries].flatMap((entry) => (extname(entry) ? [entry] : unitFiles(folder, entry)))
  const seen = new Set<string>()
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    if (!existsSync(join(folder, file))) throw new Error(`${name}/${file}: used, but not in the package`)
    left.push(...referencesOf(folder, file))
  }
  return [...seen].sort().map((file) => ({ path: `${name}/${file}`, content: readFileSync(join(folder, file)) }))
}

/** The folder of a package that DevTools would copy. */
function distOf(name: string): string {
  const folder = join(MODULES, name)
  const manifestFile = join(folder, 'package.json')
  if (!existsSync(manifestFile)) throw new Error(`${name}: used by the mini-program, but not installed`)
  const { miniprogram = 'miniprogram_dist' } = JSON.parse(readFileSync(manifestFile, 'utf8')) as {
    miniprogram?: string
  }
  return join(folder, miniprogram)
}

function unitFiles(folder: string, path: string): string[] {
  const base = existsSync(join(folder, `${path}.json`)) ? path : posix.join(path, 'index')
  const found = UNIT.map((type) => base + type).filter((file) => existsSync(join(folder, file)))
  if (found.length === 0) throw new Error(`${path}: no such component in ${folder}`)
  return found
}

/** The files of the package that one of its files refers to. */
function referencesOf(folder: string, file: string): string[] {
  const at = (path: string) => posix.join(path.startsWith('/') ? '' : posix.dirname(file), path.replace(/^\//, ''))
  const full = join(folder, file)
  switch (extname(file)) {
    case '.json':
      return componentsIn(readFileSync(full, 'utf8')).flatMap((path) => unitFiles(folder, at(path)))
    case '.js':
      return importsOf(full).map(({ specifier }) => moduleFile(folder, file, specifier))
    default:
      return pathsIn(full).map((path) => (extname(path) ? at(path) : at(`${path}${extname(file)}`)))
  }
}

/** A module of the package, or of the miniprogram_npm that the package brings along. */
function moduleFile(folder: string, from: string, specifier: string): string {
  const base = specifier.startsWith('.')
    ? posix.join(posix.dirname(from), specifier)
    : posix.join('miniprogram_npm', specifier)
  const file = [base, `${base}.js`, posix.join(base, 'index.js')].find(
    (path) => extname(path) === '.js' && existsSync(join(folder, path)),
  )
  if (!file) throw new Error(`${from}: "${specifier}" is not in the package`)
  return file
}

/** Bundles a JavaScript package into one CommonJS file at its import path, with no more of it than is used. */
async function bundleModule(specifier: string, names: Set<string> | null): Promise<Content> {
  const { name, rest } = splitName(specifier)
  const what = names ? `{ ${[...names].sort().join(', ')} }` : '*'
  const result = await build({
    stdin: { contents: `export ${what} from '${specifier}'`, resolveDir: dirname(MODULES) },
    bundle: true,
    write: false,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['import'],
    format: 'cjs',
    target: 'es2018',
    minify: true,
    legalComments: 'inline',
    logLevel: 'error',
  })
  const file = rest ? rest.replace(/(\.m?js)?$/, '.js') : 'index.js'
  return { path: `${name}/${file}`, content: Buffer.from(result.outputFiles[0]!.contents) }
}
