/** esbuild: the browser side of the runtime (once), and the mini-program's scripts, templates and data (each build). */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { mimeOf } from '../mime'
import { firstFile, isInside, packageFolder, splitName } from './npm'
import type { Project } from './project'
import { isScoped, scopeName } from './styles'

/** Below this size a picture or other file of the package travels inside app.js, so that it is there without a network. */
const INLINE_ASSET_BYTES = 60_000

const FOR_BROWSER = {
  bundle: true,
  write: false,
  format: 'iife',
  platform: 'browser',
  target: 'chrome105',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
  tsconfigRaw: {},
} as const

/** Builds the browser side of the runtime; the text of runtime.js. */
export async function bundleRuntime(): Promise<string> {
  const result = await build({
    entryPoints: [join(__dirname, '../runtime/main.ts')],
    ...FOR_BROWSER,
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return result.outputFiles[0]!.text
}

/** Builds app.js: registers every unit's config and module with the runtime. Throws with file:line on a script error. */
export async function bundleApp(project: Project, templates: string): Promise<string> {
  const result = await build({
    stdin: {
      contents: entrySource(project, templates),
      resolveDir: project.root,
      sourcefile: 'app-entry.js',
      loader: 'js',
    },
    ...FOR_BROWSER,
    mainFields: ['module', 'main'],
    sourcemap: 'inline',
    sourcesContent: false,
    // A phone has no DOM: what a page reaches for must be missing here too.
    define: {
      'process.env.NODE_ENV': '"development"',
      window: 'undefined',
      document: 'undefined',
      localStorage: 'undefined',
      sessionStorage: 'undefined',
      fetch: 'undefined',
      XMLHttpRequest: 'undefined',
      navigator: 'undefined',
      location: 'undefined',
    },
    plugins: [miniprogramModules(project)],
  })
  return result.outputFiles[0]!.text
}

function entrySource(project: Project, templates: string): string {
  const units = [...project.units.values()]
  const app = project.file('app.ts') ?? project.file('app.js')
  const modules = units.filter((unit) => unit.script)
  const lines = modules.map((unit) => `${JSON.stringify(unit.path)}: () => require(${JSON.stringify(unit.script)}),`)
  const configs = Object.fromEntries(
    units.map((unit) => {
      const using = Object.entries(unit.json.usingComponents ?? {}).map(([tag, path]) => [tag, `/${path}`])
      const page = project.pages.includes(unit.path)
      const styleIsolation = page ? 'shared' : unit.json.styleIsolation
      const scope = !page && isScoped(unit) ? scopeName(unit.path) : undefined
      return [unit.path, { ...unit.json, styleIsolation, usingComponents: Object.fromEntries(using), scope }]
    }),
  )
  return `globalThis.__wxApp({
  app: ${JSON.stringify(project.app)},
  pages: ${JSON.stringify(project.pages)},
  configs: ${JSON.stringify(configs)},
  assets: ${JSON.stringify(readAssets(project.root))},
  templates: ${templates},
  modules: {${lines.join('\n')}},
  start: () => ${app ? `require(${JSON.stringify(app)})` : 'undefined'},
})`
}

/** Small pictures of the package as data: addresses by their path in it. */
function readAssets(root: string): Record<string, string> {
  const assets: Record<string, string> = {}
  const walk = (folder: string, path: string): void => {
    for (const name of readdirSync(folder)) {
      if (name === 'node_modules' || name === 'miniprogram_npm' || name.startsWith('.')) continue
      const file = join(folder, name)
      const stat = statSync(file)
      if (stat.isDirectory()) walk(file, `${path}/${name}`)
      else if (mimeOf(name)?.startsWith('image/') && stat.size <= INLINE_ASSET_BYTES)
        assets[`${path}/${name}`] = `data:${mimeOf(name)};base64,${readFileSync(file).toString('base64')}`
    }
  }
  walk(root, '')
  return assets
}

/** Resolves as a mini-program does: `/x` from the root, npm names through the packages' mini-program folder. */
function miniprogramModules(project: Project): Plugin {
  const candidates = (path: string): string[] => [
    path,
    `${path}.ts`,
    `${path}.js`,
    `${path}.json`,
    join(path, 'index.ts'),
    join(path, 'index.js'),
  ]
  return {
    name: 'miniprogram-modules',
    setup(builder) {
      builder.onResolve({ filter: /^\// }, (args) => {
        if (args.kind === 'entry-point' || isInside(args.path, project.root)) return undefined
        const file = firstFile(candidates(join(project.root, args.path)))
        return file ? { path: file } : undefined
      })
      builder.onResolve({ filter: /^[^./]/ }, (args) => {
        const { name, rest } = splitName(args.path)
        const folder = packageFolder(name, dirname(args.importer || project.root), project.root, project.packages)
        const file = folder && rest ? firstFile(candidates(join(folder, rest))) : null
        if (file) return { path: file }
        if (folder && !rest && folder.includes('miniprogram')) {
          const index = firstFile([join(folder, 'index.js')])
          if (index) return { path: index }
        }
        // An ordinary package: node's own rules, from the packages' folder.
        const from = createRequire(join(project.packages, 'package.json'))
        try {
          if (!isInside(args.importer, project.root)) return undefined
          return folder?.includes('node_modules') ? undefined : { path: from.resolve(args.path) }
        } catch {
          return undefined
        }
      })
    },
  }
}
