/** Serves a built mini-program under /app/. */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, normalize } from 'node:path'
import { iconSvg } from './build/icons'
import { isInside } from './build/npm'
import { mimeOf } from './mime'

export interface Site {
  root: string
  cloudUrl: string
  script: string
  style: string
  runtime: string
  /** Grows with each build; open pages reload when it changes. */
  version: number
  /** Problems of the last build; the page shows them among its errors. */
  warnings: string[]
  /** Open pages look for a newer version. */
  watched: boolean
}

/** A mini-program that `buildPreview` wrote into a folder: served without loading what builds one. */
export function readSite(folder: string): Site {
  return JSON.parse(readFileSync(join(folder, SITE_FILE), 'utf8')) as Site
}

export const SITE_FILE = 'site.json'

const HTML = 'text/html; charset=utf-8'
const JS = 'text/javascript; charset=utf-8'

/** Answers a request under /app/; false when it is not one. */
export async function serve(site: Site, req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  const path = decodeURIComponent((req.url ?? '/').split('?')[0]!)
  if (path === '/app') {
    res.writeHead(302, { location: '/app/' }).end()
    return true
  }
  if (!path.startsWith('/app/')) return false
  const name = path.slice(5)
  if (name === '') return send(res, HTML, indexHtml(site))
  if (name === 'app.js') return send(res, JS, site.script)
  if (name === 'runtime.js') return send(res, JS, site.runtime)
  if (name === 'app.css') return send(res, 'text/css; charset=utf-8', site.style)
  if (name === 'version') return send(res, 'text/plain', String(site.version))
  if (name.startsWith('icons/')) {
    const svg = iconSvg(name.slice(6, -4))
    return svg ? send(res, 'image/svg+xml', svg) : missing(res, path)
  }
  if (name.startsWith('assets/')) return sendAsset(site, name.slice(7), res)
  return missing(res, path)
}

function indexHtml(site: Site): string {
  const config = JSON.stringify({
    cloudUrl: site.cloudUrl,
    version: site.version,
    warnings: site.warnings,
    watched: site.watched,
  })
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,maximum-scale=1,viewport-fit=cover">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/app/app.css?${site.version}">
<title>小程序</title>
<body>
<script>window.__wxConfigOfPreview=${config}</script>
<script src="/app/runtime.js?${site.version}"></script>
<script src="/app/app.js?${site.version}"></script>
</body>
</html>`
}

function send(res: ServerResponse, type: string, body: string): true {
  res.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(body)
  return true
}

function missing(res: ServerResponse, path: string): true {
  res.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end(`no ${path}`)
  return true
}

/** A file of the mini-program's package that a page may show. */
function sendAsset(site: Site, name: string, res: ServerResponse): true {
  const file = join(site.root, normalize(name))
  const type = mimeOf(file)
  if (!type || !isInside(file, site.root) || !existsSync(file) || !statSync(file).isFile()) return missing(res, name)
  res.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' })
  createReadStream(file).pipe(res)
  return true
}
