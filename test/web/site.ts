/** A mini-program in a browser for one test file: the built preview and Chromium. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { buildPreview } from '../../local/web/index'
import { errorsOf, launchBrowser, phone, type PhoneOptions, type TestBrowser } from './browser'

export interface TestSite {
  origin: string
  browser: TestBrowser
  open(options?: PhoneOptions): Promise<Page>
  close(): Promise<void>
}

export const FIXTURE = join(__dirname, 'fixture')
const location = { latitude: 37.5, longitude: 122.1 }
const PEOPLE = [
  { id: 'lin', name: '林', openid: 'openid-lin', location },
  { id: 'wang', name: '王', openid: 'openid-wang', location },
]

/** Builds the fixture, serves it and starts a browser. `answer`: what else is served, such as a cloud (cloud-site.ts). */
export async function startSite(
  answer: (req: IncomingMessage, res: ServerResponse) => Promise<boolean> = async () => false,
): Promise<TestSite> {
  const [preview, browser] = await Promise.all([buildPreview({ root: FIXTURE }), launchBrowser()])
  const serve = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if ((await preview.handle(req, res)) || (await answer(req, res))) return
    if (req.url === '/personas.json')
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(PEOPLE))
    else res.writeHead(404).end()
  }
  const server = createServer((req, res) => {
    serve(req, res).catch((error: Error) => res.writeHead(500).end(error.stack))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    browser,
    open: (options) => phone(browser, origin, options),
    close: async () => {
      await browser.close()
      await preview.close()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
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
