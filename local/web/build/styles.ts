/** WXSS → CSS: imports inlined, rpx and vh made real, tags renamed, classes scoped as the component asks. */
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import postcss, { type AtRule, type Root } from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { dropRemoteFonts, takeIcons } from './icons'
import { convertUnits } from '../units'
import type { Project, Unit } from './project'

/** How class names of a sheet are written. */
interface Scope {
  /** Prefix of every class (`prefix--class`), for components that are isolated; the host is `[wx-host=prefix]`. */
  prefix?: string
  /** Page whose elements alone are meant. */
  page?: string
}

/** The style scope's name of a component. */
export function scopeName(path: string): string {
  return path.replace(/^miniprogram_npm\//, '').replace(/[^\w]+/g, '-')
}

/** All sheets of the project as one CSS text. Order as in WeChat: app, components, then pages. */
export function compileStyles(project: Project): { css: string; warnings: string[] } {
  const warnings: string[] = []
  const parts: string[] = []
  if (project.file('app.wxss')) parts.push(sheet(project, 'app', {}, warnings))
  const units = [...project.units.values()].filter((unit) => unit.style)
  const isPage = (unit: Unit): boolean => project.pages.includes(unit.path)
  for (const unit of units) if (!isPage(unit)) parts.push(sheet(project, unit.path, scopeOf(unit), warnings))
  // A page written with Component() and "component": true is a page all the same.
  for (const unit of units) if (isPage(unit)) parts.push(sheet(project, unit.path, { page: unit.path }, warnings))
  return { css: parts.join('\n'), warnings }
}

/** `isolated` and `apply-shared` have a scope of their own; a `shared` component writes into everybody's. */
export function isScoped(unit: Unit): boolean {
  return unit.json.styleIsolation !== 'shared'
}

function scopeOf(unit: Unit): Scope {
  return isScoped(unit) ? { prefix: scopeName(unit.path) } : {}
}

/** Sheets of packages by file and scope: packages do not change while we run, so rebuilds keep them. */
const packageSheets = new Map<string, string>()

function sheet(project: Project, path: string, scope: Scope, warnings: string[]): string {
  if (!path.startsWith('miniprogram_npm/')) return compileSheet(project, path, scope, warnings)
  const key = `${project.file(`${path}.wxss`)} ${scope.prefix ?? ''}`
  let css = packageSheets.get(key)
  if (css === undefined) packageSheets.set(key, (css = compileSheet(project, path, scope, warnings)))
  return css
}

function compileSheet(project: Project, path: string, scope: Scope, warnings: string[]): string {
  const icons: string[] = []
  const prefix = scope.prefix ? `${scope.prefix}--` : ''
  const read = (file: string, name: string): string => {
    const { rest, css } = takeIcons(name, readFileSync(file, 'utf8'), prefix)
    icons.push(css)
    return rest
  }
  const root = inline(project, `${path}.wxss`, warnings, [], read)
  if (!root) return ''
  dropRemoteFonts(root)
  root.walkDecls((decl) => {
    decl.value = convertUnits(decl.value)
    if (/url\(\s*['"]?(?!data:|https?:|\/\/|cloud:)[^)]/.test(decl.value) && !path.startsWith('miniprogram_npm/')) {
      warnings.push(
        `${path}.wxss:${decl.source?.start?.line ?? 0} local picture in url(): WeChat refuses it, use <image>`,
      )
    }
  })
  root.walkAtRules('media', (rule) => void (rule.params = rule.params.replace(/\bscreen\b\s*and\s*/g, '')))
  const transform = selectorParser((selectors) => scopeSelectors(selectors, scope))
  root.walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && /keyframes$/.test((rule.parent as AtRule).name)) return
    rule.selector = transform.processSync(rule.selector)
  })
  return root.toString() + icons.join('')
}

function scopeSelectors(selectors: selectorParser.Root, scope: Scope): void {
  selectors.walkTags((tag) => {
    const around = tag.parent?.parent
    const counts = around?.type === 'pseudo' && /^:(nth|lang|dir)/.test(around.value ?? '')
    if (/^[a-z][\w-]*$/.test(tag.value) && !counts) tag.value = `wx-${tag.value}`
  })
  if (scope.prefix) {
    selectors.walkClasses((node) => void (node.value = `${scope.prefix}--${node.value}`))
    selectors.walkPseudos((node) => {
      if (node.value === ':host') node.replaceWith(selectorParser.attribute(hostAttribute(scope.prefix!)))
    })
  }
  if (!scope.page) return
  const page = scope.page
  selectors.each((selector) => {
    const first = selector.first
    const mark = `:where(wx-page[data-page="${page}"])`
    // `page` itself: same weight as a tag, but this page's only.
    if (first?.type === 'tag' && first.value === 'wx-page')
      selector.insertAfter(first, selectorParser.pseudo({ value: mark }))
    else selector.prepend(selectorParser.pseudo({ value: `${mark} ` }))
  })
}

function hostAttribute(prefix: string): selectorParser.AttributeOptions {
  return { attribute: 'wx-host', operator: '=', value: prefix, quoteMark: '"', raws: {} }
}

/** Source text of a file; `path` is its name in the mini-program. */
type Read = (file: string, path: string) => string

/** Parses a sheet with its @imports in place; a ring of imports is cut. */
function inline(project: Project, path: string, warnings: string[], trail: string[], read: Read): Root | null {
  const file = project.file(path)
  if (!file || trail.includes(path)) {
    if (!file) warnings.push(`${trail.at(-1) ?? path}: @import "${path}" not found`)
    return null
  }
  const root = postcss.parse(read(file, path), { from: file })
  root.walkAtRules('import', (rule) => {
    const target = rule.params.replace(/^url\(\s*|\s*\)$/g, '').replace(/^['"]|['"].*$/g, '')
    if (/^https?:/.test(target)) return void rule.remove()
    const at = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(path), target)
    const imported = inline(project, at.endsWith('.wxss') ? at : `${at}.wxss`, warnings, [...trail, path], read)
    if (imported) rule.replaceWith(imported.nodes)
    else rule.remove()
  })
  return root
}
