import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { startAll, type Started } from '../../local/start-all'
import { errorsOf, launchBrowser, phone, type TestBrowser } from '../web/browser'

/** A whole city with its browser, for journeys: everything real, in a folder that goes away. */
export interface Journey {
  started: Started
  browser: TestBrowser
  /** A phone of its own (storage, network) in the hands of a persona. */
  phoneOf(persona: string, page?: string, font?: number): Promise<Page>
  /** Throws what went wrong unseen in any phone so far. */
  noErrors(): Promise<void>
  /** Pictures of every phone as it is now, into the folder JOURNEY_PICTURES: to see where a journey stopped. */
  picture(name: string): Promise<void>
  close(): Promise<void>
}

/** `clock`: now for the cloud and its city; a phone's own time is set with Playwright's `page.clock`. */
export async function startJourney(members = 200, clock?: () => Date): Promise<Journey> {
  const dataDir = mkdtempSync(join(tmpdir(), 'union-journey-'))
  const started = await startAll({ port: 0, dataDir, members, log: () => undefined, clock })
  const browser = await launchBrowser()
  const phones: [string, Page][] = []
  return {
    started,
    browser,
    async phoneOf(persona, page, font) {
      const opened = await phone(browser, started.url, { persona, page, font })
      phones.push([persona, opened])
      return opened
    },
    async noErrors() {
      for (const [persona, page] of phones) expect([persona, await errorsOf(page)]).toEqual([persona, []])
    },
    async picture(name) {
      const folder = process.env.JOURNEY_PICTURES
      if (!folder) return
      mkdirSync(folder, { recursive: true })
      for (const [i, [persona, page]] of phones.entries())
        await page.screenshot({ path: join(folder, `${name}-${i}-${persona}.png`) })
    },
    async close() {
      await browser.close()
      await started.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** What shows these words to the eye now. */
export function shown(page: Page, words: string | RegExp) {
  return page.getByText(words, { exact: typeof words === 'string' }).filter({ visible: true })
}

/** Taps what shows these words, waiting for it to be there. */
export async function tap(page: Page, words: string | RegExp): Promise<void> {
  await shown(page, words).last().tap({ timeout: 10_000 })
}

/** Waits until these words are on the screen. */
export async function see(page: Page, words: string | RegExp): Promise<void> {
  await shown(page, words).last().waitFor({ timeout: 10_000 })
}

/** Types into the field with this name. */
export async function fill(page: Page, name: string | RegExp, text: string): Promise<void> {
  await page.getByRole('textbox', { name }).filter({ visible: true }).fill(text, { timeout: 10_000 })
}
