/** Reads a native mini-program: app.json, every page and the closure of the components they use. */
import { existsSync, readFileSync } from 'node:fs'
import { join, posix, resolve } from 'node:path'
import { firstFile, nearestPackages, packageFolder, splitName } from './npm'

export interface PageJson {
  component?: boolean
  usingComponents?: Record<string, string>
  componentGenerics?: Record<string, unknown>
  styleIsolation?: string
  [key: string]: unknown
}
export interface AppJson extends PageJson {
  pages: string[]
  subpackages?: { root: string; pages: string[] }[]
  subPackages?: { root: string; pages: string[] }[]
  tabBar?: { custom?: boolean; list: { pagePath: string; text: string }[] }
}
/** One page or component: `path` is its name in the mini-program, without extension. */
export interface Unit {
  path: string
  json: PageJson
  script: string | null
  template: string | null
  style: string | null
  npm: boolean
}

export class Project {
  readonly root: string
  readonly packages: string
  readonly warnings: string[] = []
  readonly units = new Map<string, Unit>()
  app!: AppJson
  pages: string[] = []
  /** npm packages in use: mini-program path prefix → folder on disk. */
  private readonly mounts = new Map<string, string>()

  constructor(root: string, packages?: string) {
    this.root = resolve(root)
    this.packages = resolve(packages ?? nearestPackages(this.root))
  }

  /** Reads everything anew. Throws when app.json is missing or broken. */
  load(): void {
    this.warnings.length = 0
    this.units.clear()
    const appFile = join(this.root, 'app.json')
    if (!existsSync(appFile)) throw new Error(`${appFile}: not found; --root must be a folder with app.json`)
    this.app = this.readJson(appFile) as AppJson
    const subpackages = this.app.subpackages ?? this.app.subPackages ?? []
    this.pages = [
      ...(this.app.pages ?? []),
      ...subpackages.flatMap((sub) => sub.pages.map((page) => posix.join(sub.root, page))),
    ]
    const globals = this.resolveUsing(this.app.usingComponents, 'app', appFile)
    this.app.usingComponents = globals
    for (const path of Object.values(globals)) this.addUnit(path)
    for (const page of this.pages) this.addUnit(page, globals)
    if (this.app.tabBar?.custom) this.addUnit('custom-tab-bar/index', globals)
  }

  /** Absolute file of a mini-program path (with extension), following npm mounts; null when there is none. */
  file(path: string): string | null {
    const clean = posix.normalize(path).replace(/^\//, '')
    for (const [prefix, folder] of this.mounts) {
      if (clean.startsWith(`${prefix}/`)) return firstFile([join(folder, clean.slice(prefix.length + 1))])
    }
    return firstFile([join(this.root, clean)])
  }

  /** What will look different on a phone than here. */
  advice(): string[] {
    const tdesign = [...this.mounts.keys()].some((prefix) => prefix.includes('tdesign'))
    return this.app.style === 'v2' && tdesign
      ? ['app.json: "style": "v2" spoils TDesign on phones (its guide says to remove it)']
      : []
  }

  private addUnit(path: string, globals: Record<string, string> = {}): void {
    if (this.units.has(path)) return
    const script = this.file(`${path}.ts`) ?? this.file(`${path}.js`)
    const template = this.file(`${path}.wxml`)
    const jsonFile = this.file(`${path}.json`)
    if (!script && !template) {
      this.warnings.push(`${this.pages.includes(path) ? 'page' : 'component'} ${path}: no ${path}.ts, .js or .wxml`)
      return
    }
    const json = jsonFile ? this.readJson(jsonFile) : {}
    const npm = path.startsWith('miniprogram_npm/')
    const unit: Unit = { path, json, script, template, style: this.file(`${path}.wxss`), npm }
    this.units.set(path, unit)
    // Components of app.json are global in our own pages and components, not in packages.
    const own = this.resolveUsing(json.usingComponents, path, jsonFile ?? path)
    json.usingComponents = npm ? own : { ...globals, ...this.app.usingComponents, ...own }
    for (const used of Object.values(own)) this.addUnit(used)
    for (const generic of Object.values(json.componentGenerics ?? {})) {
      const fallback = (generic as { default?: string }).default
      if (fallback) this.addUnit(this.resolveComponent(fallback, path) ?? fallback)
    }
  }

  private resolveUsing(using: Record<string, string> | undefined, from: string, where: string): Record<string, string> {
    const resolved: Record<string, string> = {}
    for (const [tag, name] of Object.entries(using ?? {})) {
      const path = this.resolveComponent(name, from)
      if (path) resolved[tag] = path
      else this.warnings.push(`${where}: component <${tag}> "${name}" not found`)
    }
    return Object.fromEntries(Object.entries(resolved).map(([tag, path]) => [tag, path]))
  }

  /** A component name as written in usingComponents → its mini-program path, or null. */
  private resolveComponent(name: string, from: string): string | null {
    if (name.startsWith('plugin')) return null
    const relative = posix.join(posix.dirname(from), name)
    const own = name.startsWith('/') ? [name.slice(1)] : [relative, name]
    for (const path of own) {
      const found = this.unitAt(path)
      if (found) return found
    }
    if (name.startsWith('/') || name.startsWith('.')) return null
    const { name: pack, rest } = splitName(name)
    const folder = packageFolder(pack, join(this.root, posix.dirname(from)), this.root, this.packages)
    if (!folder) return null
    this.mounts.set(`miniprogram_npm/${pack}`, folder)
    return this.unitAt(`miniprogram_npm/${pack}/${rest || 'index'}`)
  }

  private unitAt(path: string): string | null {
    const clean = posix.normalize(path).replace(/\/$/, '')
    return [clean, `${clean}/index`].find((it) => this.file(`${it}.json`) ?? this.file(`${it}.wxml`)) ?? null
  }

  private readJson(file: string): PageJson {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as PageJson
    } catch (error) {
      throw new Error(`${file}: ${(error as Error).message}`)
    }
  }
}
