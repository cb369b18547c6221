import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { personas } from '../city/personas'
import { weihai } from '../city/weihai'

/**
 * The start page: phones with the mini-program, people to be, a tour of the main job. Plain files under site/, served
 * as they are: what a browser reads is what stands here.
 */
const FILES: Record<string, string> = {
  '/': 'index.html',
  '/shell.css': 'shell.css',
  '/dom.js': 'dom.js',
  '/main.js': 'main.js',
  '/people.js': 'people.js',
  '/phones.js': 'phones.js',
  '/state.js': 'state.js',
  '/tour.js': 'tour.js',
}

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

/** Answers what neither the mini-program nor the cloud did. `reset` empties and fills the city anew. */
export async function serveShell(req: IncomingMessage, res: ServerResponse, reset: () => Promise<void>): Promise<void> {
  const path = (req.url ?? '/').split('?')[0]!
  if (path === '/reset') return resetCity(req, res, reset)
  if (req.method !== 'GET' && req.method !== 'HEAD') return void res.writeHead(405).end()
  if (path === '/personas.json') return sendJson(res, personas)
  if (path === '/city.json') {
    const { brand, cityName, hotline } = weihai.settings
    return sendJson(res, { brand, cityName, hotline })
  }
  const name = FILES[path]
  if (!name) return void res.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('没有这一页')
  const body = readFileSync(join(__dirname, 'site', name))
  res.writeHead(200, { 'content-type': TYPES[name.split('.').pop()!], 'cache-control': 'no-cache' }).end(body)
}

/** Only our own page may ask for it: another site open in the same browser must not. */
async function resetCity(req: IncomingMessage, res: ServerResponse, reset: () => Promise<void>): Promise<void> {
  if (req.method !== 'POST') return void res.writeHead(405).end()
  if (req.headers.origin !== `http://${req.headers.host}`) return void res.writeHead(403).end()
  await reset()
  sendJson(res, {})
}

function sendJson(res: ServerResponse, body: object): void {
  res.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' })
  res.end(JSON.stringify(body))
}
