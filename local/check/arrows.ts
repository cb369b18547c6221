/** Which folder may know which: the arrows `rules ← kernel ← areas`, `rules ← miniprogram`, nothing → local. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join, relative, resolve, sep } from 'node:path'
import { filesBelow, importsOf } from '../build/sources'

export interface Arrow {
  /** Paths from the repository's root with `/`; `to` is a package's name when it is not a file of ours. */
  from: string
  to: string
  /** False when only types cross: nothing of `to` ships with `from`. */
  value: boolean
}

/** Packages that a folder's shipped code may use. Whoever adds one thinks of the phone's limits and the bundle's. */
const PACKAGES: [folder: RegExp, allowed: RegExp][] = [
  [/^miniprogram\/rules\//, /^(@noble\/hashes\/|@stablelib\/ed25519$|dayjs($|\/))/],
  [/^miniprogram\//, /^(@noble\/hashes\/|@stablelib\/ed25519$|dayjs($|\/)|lean-qr($|\/)|tdesign-miniprogram\/)/],
  [
    /^cloudfunctions\/kernel\//,
    /^(node:|zod$|@cloudbase\/node-sdk$|wx-server-sdk$|chinese-days$|fflate$|@noble\/hashes\/|@stablelib\/ed25519$|dayjs)/,
  ],
  // The one function that sets type; in any other the library and its font would cost every start.
  [/^cloudfunctions\/documents\//, /^(node:|zod$|pdfkit$|fontkit$)/],
  // Reads spreadsheets that officers upload.
  [/^cloudfunctions\/recruiting\//, /^(node:|zod$|fflate$|saxen$)/],
  [/^cloudfunctions\//, /^(node:|zod$|@noble\/hashes\/|@stablelib\/ed25519$|dayjs)/],
]

/** Why an arrow may not be, or null. */
export function faultOf({ from, to, value }: Arrow): string | null {
  const ours = /^(miniprogram|cloudfunctions|local|test|typings)\//
  if (!ours.test(to)) {
    const rule = PACKAGES.find(([folder]) => folder.test(from))
    return value && rule && !rule[1].test(to) ? `may not use the package ${to}` : null
  }
  const [fromTop, fromPart] = from.split('/')
  const [toTop, toPart] = to.split('/')
  if (fromTop === 'local' || fromTop === 'test') return null
  if (toTop === 'local' || toTop === 'test') return `nothing that ships may know ${toTop}/`
  if (/^miniprogram\/rules\//.test(from)) return to.startsWith('miniprogram/rules/') ? null : 'rules know only rules'
  if (fromTop === 'miniprogram' && toTop === 'cloudfunctions') {
    if (value) return 'the phone takes only types from the functions'
    return /\/contract\.ts$/.test(to) ? null : 'the phone takes types only from a contract.ts'
  }
  if (fromTop !== 'cloudfunctions') return null
  if (toTop === 'miniprogram') return toPart === 'rules' ? null : 'functions take only rules from the phone'
  if (toPart === fromPart || toPart === 'kernel') return null
  return fromPart === 'kernel' ? 'the kernel knows no area' : 'areas do not know each other'
}

/** Every arrow that starts in one of the folders (from the repository's root). */
export function arrowsOf(root: string, folders: string[]): Arrow[] {
  const scripts = folders
    .flatMap((folder) => filesBelow(join(root, folder)))
    .filter((file) => /\.(ts|cjs|mjs)$/.test(file) && !file.endsWith('.d.ts'))
  return scripts.flatMap((file) =>
    importsOf(file).map(({ specifier, value }) => ({
      from: named(root, file),
      to: specifier.startsWith('.') ? named(root, moduleAt(resolve(dirname(file), specifier))) : specifier,
      value,
    })),
  )
}

function moduleAt(path: string): string {
  const found = [path, `${path}.ts`, join(path, 'index.ts'), `${path}.js`, `${path}.cjs`].find(
    (file) => existsSync(file) && statSync(file).isFile(),
  )
  return found ?? path
}

function named(root: string, file: string): string {
  return relative(root, file).split(sep).join('/')
}

/** What a script says outside its imports that it may not: file and fault. `from` as in Arrow. */
export function faultsOfText(from: string, text: string): string[] {
  const faults: string[] = []
  const inPhone = from.startsWith('miniprogram/')
  // An area with much to keep may have a store for each thing: `roster-store.ts`.
  const keepsDocuments = /^cloudfunctions\/(kernel\/|[^/]+\/([a-z]+-)?store\.ts$)/.test(from)
  if (inPhone && /\brequire\(\s*[^'"\s)]/.test(text)) faults.push('require of something that is not a plain string')
  if (inPhone && /\bnew Function\b|\beval\(/.test(text)) faults.push('makes code from text')
  if (from.startsWith('cloudfunctions/') && !keepsDocuments && /\bdb\s*\.|\.collection\(/.test(text)) {
    faults.push('queries outside store.ts and the kernel')
  }
  return faults
}

/** Names: folders and files in small-letters-with-dashes. `types.d.ts`, `x.test.ts` and the like keep their dots. */
export function isNamedWell(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return !/\.(ts|wxml|wxss|wxs|json|cjs)$/.test(name) || /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)+$/.test(name)
}

/** All scripts, templates and data of the folders, as [path from the root, text]. */
export function textsOf(root: string, folders: string[]): [path: string, text: string][] {
  return folders
    .flatMap((folder) => filesBelow(join(root, folder)))
    .filter((file) => ['.ts', '.wxml', '.wxss', '.wxs', '.json', '.cjs'].includes(extname(file)))
    .map((file) => [named(root, file), readFileSync(file, 'utf8')])
}
