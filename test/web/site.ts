/** A mini-program in a browser for one test file: the built preview, a pretend cloud, Chromium. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { buildPreview } from '../../local/web/index'
import { errorsOf, launchBrowser, phone, type PhoneOptions, type TestBrowser } from './browser'

export interface Call {
  method: string
  path: string
  openid: string
  body: string
}

export interface TestSite {
  origin: string
  browser: TestBrowser
  warnings: string[]
  /** What the pretend cloud was asked. */
  calls: Call[]
  open(options?: PhoneOptions): Promise<Page>
  close(): Promise<void>
}

export const FIXTURE = join(__dirname, 'fixture')
const PEOPLE = [{ id: 'lin', name: '林', openid: 'openid-lin', location: { latitude: 37.5, longitude: 122.1 } }]

/** Builds `root`, serves it and starts a browser. */
export async function startSite(root = FIXTURE): Promise<TestSite> {
  const calls: Call[] = []
  const files = new Map<string, Buffer>()
  const preview = await buildPreview({ root })
  const server = createServer((req, res) => {
    preview.handle(req, res).then(
      (ours) => ours || void cloud(req, res, calls, files),
      (error: Error) => res.writeHead(500).end(error.stack),
    )
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser = await launchBrowser()
  return {
    origin,
    browser,
    calls,
    warnings: preview.warnings,
    open: (options) => phone(browser, origin, options),
    close: async () => {
      await browser.close()
      await preview.close()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

async function cloud(
  req: IncomingMessage,
  res: ServerResponse,
  calls: Call[],
  files: Map<string, Buffer>,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const path = req.url!.split('?')[0]!
  const json = (status: number, value: unknown) =>
    void res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  if (path === '/personas.json') return json(200, PEOPLE)
  calls.push({
    method: req.method!,
    path,
    openid: String(req.headers['x-wx-openid'] ?? ''),
    body: body.toString('latin1'),
  })
  if (path === '/functions/echo') return json(200, { echo: JSON.parse(body.toString()) as unknown })
  if (path.startsWith('/functions/'))
    return json(404, { errCode: -501000, errMsg: 'FunctionName parameter could not be found' })
  if (path === '/wx/phone-code') return json(200, { code: 'phone-code-1' })
  if (path === '/wx/subscribe') return json(200, {})
  if (path.startsWith('/storage/') && req.method === 'PUT') {
    files.set(path, body)
    return json(200, { fileID: `cloud://local.bucket${path.slice(8)}` })
  }
  if (path.startsWith('/storage/')) return void res.writeHead(files.has(path) ? 200 : 404).end(files.get(path))
  res.writeHead(404).end()
}

/** The text of an element by its id in the template's order of appearance (ids are not DOM ids). */
export async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.evaluate(`(() => {
    const page = getCurrentPages().at(-1)
    const found = page._$.getShadowRoot().querySelector(${JSON.stringify(selector)})
    return found ? found.$$.innerText : ''
  })()`)) as string
}

/** Waits until the text of an element (by its selector in the page's template) fits. */
export async function waitText(page: Page, selector: string, expected: RegExp | string): Promise<string> {
  const fits = (text: string): boolean => (typeof expected === 'string' ? text.includes(expected) : expected.test(text))
  let text = ''
  for (let tries = 0; tries < 60; tries += 1) {
    text = await textOf(page, selector)
    if (fits(text)) return text
    await page.waitForTimeout(50)
  }
  throw new Error(`${selector} says "${text}", not ${String(expected)}; errors: ${(await errorsOf(page)).join(' | ')}`)
}

/** The life-cycle steps the fixture wrote down so far; they are cleared. */
export async function takeLog(page: Page): Promise<string[]> {
  return (await page.evaluate('getApp().globalData.log.splice(0)')) as string[]
}
