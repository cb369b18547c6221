/** Headless Chromium for tests and journeys: one way to start it, one way to open the app as a person. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that hears a beep each second, and a person who lets the program hear it.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
]

/** The browser's program: CHROMIUM, else the usual places. Throws one line that says what to install. */
export function findChromium(): string {
  const found = [process.env.CHROMIUM, ...PLACES].find((path) => path && existsSync(path))
  if (!found) throw new Error('Chromium not found: apt-get install chromium fonts-noto-cjk, or set CHROMIUM')
  return found
}

export interface TestBrowser {
  newContext(options?: object): Promise<BrowserContext>
  close(): Promise<void>
}

/** Starts Chromium with a fresh profile; `close()` ends it and removes the profile. */
export async function launchBrowser(): Promise<TestBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'))
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...FLAGS, `--disk-cache-dir=${profile}`],
  })
  return {
    newContext: (options) => browser.newContext(options),
    close: async () => {
      await browser.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

export interface PhoneOptions {
  persona?: string
  /** Page path with its own query, e.g. `pages/a/a?id=1`. */
  page?: string
  /** wx fontSizeSetting, 17 is ordinary. */
  font?: number
  /** Open in this context (a second window of the same phone) instead of a new one. */
  context?: BrowserContext
}

/** The profile of a 390×844@2x touch phone. */
export function phoneContext(browser: TestBrowser): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
}

/** Opens the app in a phone and waits until its first page is ready. `origin` without `/app/`. */
export async function phone(browser: TestBrowser, origin: string, options: PhoneOptions = {}): Promise<Page> {
  const context = options.context ?? (await phoneContext(browser))
  const page = await context.newPage()
  const query = new URLSearchParams()
  if (options.persona) query.set('persona', options.persona)
  if (options.page) query.set('page', options.page)
  if (options.font) query.set('font', String(options.font))
  await page.goto(`${origin.replace(/\/$/, '')}/app/?${query}`)
  await page.waitForFunction(`'ready' in document.body.dataset || document.querySelector('.wxp-fatal')`, undefined, {
    timeout: 15_000,
  })
  return page
}

/** What went wrong in a phone so far. */
export async function errorsOf(page: Page): Promise<string[]> {
  return (await page.evaluate('window.__errors')) as string[]
}
