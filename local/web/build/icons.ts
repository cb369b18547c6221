/** TDesign's icons offline: its font lives on a CDN, so the SVG package draws them as CSS masks. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Root } from 'postcss'

const ICON_RULE = /\.t-icon-([a-z0-9-]+):{1,2}before\s*\{\s*content:[^}]*\}/g

/** The folder of tdesign-icons-svg, or null when it is not installed. */
function iconFolder(): string | null {
  try {
    return join(dirname(createRequire(__filename).resolve('tdesign-icons-svg/package.json')), 'src')
  } catch {
    return null
  }
}

/** One icon's SVG, mended (the package writes `view-box`), or null. */
export function iconSvg(name: string): string | null {
  const folder = iconFolder()
  const file = folder && /^[\w-]+$/.test(name) ? join(folder, `${name}.svg`) : null
  if (!file || !existsSync(file)) return null
  return readFileSync(file, 'utf8')
    .replace('view-box=', 'viewBox=')
    .replace(/\sclass="[^"]*"/, '')
}

/** Drops fonts that come from the network. */
export function dropRemoteFonts(root: Root): void {
  root.walkAtRules('font-face', (rule) => {
    if (/url\(\s*['"]?(https?:)?\/\//.test(rule.toString())) rule.remove()
  })
}

/**
 * Takes the 2,300 icon rules out of TDesign's icon/icon.wxss as text (parsing them took longer than all the rest of a
 * build). `rest` is the sheet without them, `css` the same icons as masks, their classes written with `prefix`.
 */
export function takeIcons(path: string, source: string, prefix: string): { rest: string; css: string } {
  if (!/(^|\/)icon\/icon\.wxss$/.test(path)) return { rest: source, css: '' }
  const names: string[] = []
  const rest = source.replace(ICON_RULE, (_all, name: string) => {
    names.push(name)
    return ''
  })
  if (!names.length) return { rest, css: '' }
  const rules = names.map((name) => `.${prefix}t-icon-${name}:before{--wx-icon:url(/app/icons/${name}.svg)}`)
  const mask = 'var(--wx-icon) center/100% 100% no-repeat'
  const base =
    `.${prefix}t-icon-base:before{content:'';display:inline-block;width:1em;height:1em;` +
    `background:currentColor;-webkit-mask:${mask};mask:${mask}}`
  return { rest, css: [...rules, base].join('\n') }
}

/** Puts the icons whose names occur in `sources` into the CSS itself, so that they show without a network. */
export function inlineIcons(css: string, sources: string): string {
  const words = new Set(sources.match(/[a-z][a-z0-9-]*/g))
  return css.replace(/url\(\/app\/icons\/([\w-]+)\.svg\)/g, (all, name: string) => {
    const svg = words.has(name) ? iconSvg(name) : null
    return svg ? `url("data:image/svg+xml,${encodeURIComponent(svg)}")` : all
  })
}
