/** TDesign's icons offline: its font lives on a CDN, so the SVG package draws them as CSS masks. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Root } from 'postcss'

const ICON_RULE = /^\.t-icon-([a-z0-9-]+):{1,2}before$/

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

/** Rewrites icon/icon.wxss: no font, each `.t-icon-NAME:before` names its mask by a custom property. */
export function adaptIconSheet(path: string, root: Root): void {
  root.walkAtRules('font-face', (rule) => {
    if (/url\(\s*['"]?(https?:)?\/\//.test(rule.toString())) rule.remove()
  })
  if (!/(^|\/)icon\/icon$/.test(path)) return
  root.walkRules((rule) => {
    const name = ICON_RULE.exec(rule.selector)?.[1]
    if (!name) return
    rule.removeAll()
    rule.append({ prop: '--wx-icon', value: `url(/app/icons/${name}.svg)` })
  })
  root.append(
    `.t-icon-base:before{content:'';display:inline-block;width:1em;height:1em;background:currentColor;` +
      `-webkit-mask:var(--wx-icon) center/100% 100% no-repeat;mask:var(--wx-icon) center/100% 100% no-repeat}`,
  )
}

/** Puts the icons whose names occur in `sources` into the CSS itself, so that they show without a network. */
export function inlineIcons(css: string, sources: string): string {
  const words = new Set(sources.match(/[a-z][a-z0-9-]*/g))
  return css.replace(/url\(\/app\/icons\/([\w-]+)\.svg\)/g, (all, name: string) => {
    const svg = words.has(name) ? iconSvg(name) : null
    return svg ? `url("data:image/svg+xml,${encodeURIComponent(svg)}")` : all
  })
}
