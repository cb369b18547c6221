/** Bundles each area of cloudfunctions/ into one deployable function, and its collections into one list. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'
import type { CollectionSpec } from '../../cloudfunctions/kernel/collections'

/** Where packages' files are. */
const packages = createRequire(__filename)
const SOURCES = resolve(__dirname, '../../cloudfunctions')

export interface BuiltFunction {
  area: string
  /** Of its index.js. */
  bytes: number
  /** Of the files beside it, which it reads when it needs them. */
  assetBytes: number
  /** WeChat's server calls in its code, like `subscribeMessage.send`. */
  wechatCalls: string[]
}

/** Folders of cloudfunctions/ that are functions: those with an index.ts. The kernel is bundled into each. */
export function areaNames(): string[] {
  return readdirSync(SOURCES)
    .filter((name) => name !== 'kernel' && existsSync(join(SOURCES, name, 'index.ts')))
    .sort()
}

/**
 * Writes outDir/<area>/{index.js, package.json, config.json}, beside them the files that the area's assets.ts names, and
 * outDir/collections.json. Nothing is left to install in the cloud: the SDKs are in the bundle. Throws when two areas
 * declare one collection differently.
 */
export async function buildFunctions(outDir = 'dist/functions'): Promise<BuiltFunction[]> {
  rmSync(outDir, { recursive: true, force: true })
  mkdirSync(outDir, { recursive: true })
  const areas = areaNames()
  const built = await Promise.all(areas.map((area) => buildFunction(area, join(outDir, area))))
  writeFileSync(join(outDir, 'collections.json'), JSON.stringify(await readCollections(), null, 2))
  return built
}

async function buildFunction(area: string, folder: string): Promise<BuiltFunction> {
  const outfile = join(folder, 'index.js')
  const { metafile } = await build({
    entryPoints: [join(SOURCES, area, 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // The oldest runtime CloudBase offers.
    target: 'node16.13',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'error',
    metafile: true,
    plugins: [withoutDeadWeight, asCommonJs],
  })
  const manifest = { name: area, version: '1.0.0', private: true, main: 'index.js' }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2))
  const wechatCalls = callsIn(Object.keys(metafile.inputs))
  // WeChat answers a call only from a function whose config.json names it (-604101 otherwise).
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ permissions: { openapi: wechatCalls } }, null, 2))
  const assets = await assetsOf(area)
  for (const file of assets) copyFileSync(file, join(folder, basename(file)))
  const assetBytes = assets.reduce((sum, file) => sum + statSync(file).size, 0)
  return { area, bytes: statSync(outfile).size, assetBytes, wechatCalls }
}

/** The files that cloudfunctions/<area>/assets.ts asks for, which exports `assets`: paths in node_modules. */
async function assetsOf(area: string): Promise<string[]> {
  const file = join(SOURCES, area, 'assets.ts')
  if (!existsSync(file)) return []
  const { assets } = (await import(file)) as { assets: string[] }
  return assets.map((asset) => packages.resolve(asset))
}

/** The `cloud.openapi.x.y(` of our own sources among the files of a bundle. */
function callsIn(inputs: string[]): string[] {
  const own = inputs.filter((file) => !file.includes('node_modules') && /\.ts$/.test(file))
  const calls = own.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bcloud\.openapi\.(\w+\.\w+)\(/g)].map((match) => match[1]!),
  )
  return [...new Set(calls)].sort()
}

/** Types of files that functions store, in place of a list of two thousand: form-data calls others octet-stream. */
const FILE_TYPES = JSON.stringify({
  'image/jpeg': { extensions: ['jpg', 'jpeg'] },
  'image/png': { extensions: ['png'] },
  'application/pdf': { extensions: ['pdf'] },
  'application/json': { extensions: ['json'] },
})

/**
 * What a bundle cannot shed by itself and no function of ours uses, a fifth of it: zod's messages in fifty languages
 * (ours stand in the contracts) and the SDK's AI client. `app.ai()` would throw; everything else of the SDKs is whole.
 * And the dictionary with which fontkit would read WOFF2 fonts; ours is none.
 */
const withoutDeadWeight: Plugin = {
  name: 'without-dead-weight',
  setup(builder) {
    const leaveOut = (filter: RegExp, from: RegExp) =>
      builder.onResolve({ filter }, ({ path, importer }) =>
        from.test(importer) ? { path, namespace: 'left-out' } : undefined,
      )
    leaveOut(/\/locales\/index\.js$/, /[\\/]node_modules[\\/]zod[\\/]/)
    leaveOut(/^@cloudbase\/ai$/, /[\\/]node_modules[\\/]@cloudbase[\\/]node-sdk[\\/]/)
    leaveOut(/^brotli\/decompress\.js$/, /[\\/]node_modules[\\/]fontkit[\\/]/)
    builder.onResolve({ filter: /^mime-db$/ }, ({ path }) => ({ path, namespace: 'file-types' }))
    builder.onLoad({ filter: /.*/, namespace: 'file-types' }, () => ({ contents: FILE_TYPES, loader: 'json' }))
    builder.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {}' }))
  },
}

/** Packages that come in two builds, of which only the CommonJS one finds itself in a CommonJS bundle (import.meta); and once, not twice. */
const asCommonJs: Plugin = {
  name: 'as-commonjs',
  setup(builder) {
    builder.onResolve({ filter: /^(pdfkit|fontkit)$/ }, ({ path }) => ({ path: packages.resolve(path) }))
  },
}

/** Every collection that the kernel and the areas declare, once, by name. */
export async function readCollections(): Promise<CollectionSpec[]> {
  const found = new Map<string, CollectionSpec>()
  const files = readdirSync(SOURCES)
    .map((name) => join(SOURCES, name, 'collections.ts'))
    .filter((file) => existsSync(file))
  for (const file of files) {
    const { collections } = (await import(file)) as { collections: CollectionSpec[] }
    for (const collection of collections) {
      const before = found.get(collection.name)
      if (before && JSON.stringify(before) !== JSON.stringify(collection)) {
        throw new Error(`${file}: collection ${collection.name} is declared differently elsewhere`)
      }
      found.set(collection.name, collection)
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}
