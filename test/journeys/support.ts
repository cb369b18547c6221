import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import type { InputOf } from '../../miniprogram/client/call'
import { good } from '../../local/call-as'
import { startAll, type Started } from '../../local/start-all'
import { startOfDay, type Day } from '../../miniprogram/rules/days'
import type { World } from '../areas/world'
import { builtPreview, functionsFor } from '../built'
import { errorsOf, launchBrowser, phone, phoneContext, type TestBrowser } from '../web/browser'
import { worldOf } from './desk-cases'

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
  const started = await startAll({
    port: 0,
    dataDir,
    functionsDir: await functionsFor(dataDir),
    previewDir: builtPreview(),
    members,
    log: () => undefined,
    clock,
  })
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

/** A journey through days: cloud and phones share one clock, which stands until it is moved. */
export interface TimedJourney extends Journey {
  /** The same city without a browser, for steps that another journey takes by hand. */
  world: World
  /** Ten in the morning of that day, everywhere at once. */
  goTo(day: Day): Promise<void>
  /** A picture of this phone, to look at; `at` opens the same page in large type as well. */
  look(page: Page, name: string, at?: { persona: string; page: string }): Promise<void>
  /** The code of a town by its name. */
  townOf(name: string): Promise<string>
  /** What a case's applicant, or its desk, reads of it. */
  read(who: string, caseId: string): Promise<CaseNow>
  /** An act at a desk without a browser. */
  act(who: string, caseId: string, act: string, more?: Partial<InputOf<'cases.decide'>>): Promise<CaseNow>
}
type CaseNow = Awaited<ReturnType<typeof readCase>>

const readCase = async (world: World, who: string, caseId: string) =>
  (await good(world.as(who)('cases.read', { caseId }))).case

/** Starts a journey on a day of 2026, in a city of so many members. */
export async function startJourneyOn(day: Day, members = 40): Promise<TimedJourney> {
  const tenOn = (some: Day) => startOfDay(some) + 10 * 3_600_000
  let now = tenOn(day)
  const contexts: BrowserContext[] = []
  const phones: [string, Page][] = []
  const missing: string[] = []
  const journey = await startJourney(members, () => new Date(now))
  const world = worldOf(journey.started)
  const open = async (persona: string, page?: string, font?: number) => {
    const context = await phoneContext(journey.browser)
    contexts.push(context)
    // A picture that is not there shows as a broken one.
    context.on('response', (answer) => {
      if (answer.status() >= 400 && answer.url().includes('/assets/')) missing.push(answer.url())
    })
    await context.clock.setFixedTime(now)
    const opened = await phone(journey.browser, journey.started.url, { persona, page, font, context })
    phones.push([persona, opened])
    return opened
  }
  return {
    ...journey,
    world,
    phoneOf: open,
    async noErrors() {
      for (const [persona, page] of phones) expect([persona, await errorsOf(page)]).toEqual([persona, []])
      expect(missing).toEqual([])
    },
    async picture(name) {
      for (const [i, [persona, page]] of phones.entries()) await shoot(page, `${name}-${i}-${persona}`)
    },
    async goTo(some) {
      now = tenOn(some)
      for (const context of contexts) await context.clock.setFixedTime(now)
    },
    async look(page, name, at) {
      await shoot(page, name, true)
      if (at && process.env.JOURNEY_PICTURES) await shoot(await open(at.persona, at.page, 23.8), `${name}-large`, true)
    },
    async townOf(name) {
      const { districts } = await good(world.as('member')('membership.city', {}))
      return districts.flatMap(({ towns }) => towns).find((town) => town.name === name)!.code
    },
    read: (who, caseId) => readCase(world, who, caseId),
    async act(who, caseId, act, more = {}) {
      const { version } = await readCase(world, who, caseId)
      return (await good(world.as(who)('cases.decide', { caseId, version, act, note: '', ...more }))).case
    },
  }
}

async function shoot(page: Page, name: string, fullPage = false): Promise<void> {
  const folder = process.env.JOURNEY_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.waitForTimeout(500)
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage })
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

/** Photographs a paper for a slot: a picture from the phone's album, one page. `first`: WeChat asks whether it may. */
export async function photograph(
  page: Page,
  title: string,
  more: { first?: boolean; type?: string } = {},
): Promise<void> {
  await page.getByRole('button', { name: `拍照，${title}`, exact: true }).tap()
  if (more.type) await tap(page, more.type)
  const chooser = page.waitForEvent('filechooser')
  await tap(page, '从手机相册选')
  if (more.first) await tap(page, '同意，往下走')
  const buffer = await page.screenshot()
  await (await chooser).setFiles({ name: 'paper.png', mimeType: 'image/png', buffer })
  await tap(page, '传上去')
  await tickOf(page, title).waitFor({ timeout: 20_000 })
}

/** The tick by which she agrees that a paper is used this time. */
export function tickOf(page: Page, title: string) {
  return page.getByRole('checkbox', { name: `同意这次用${title}`, exact: true }).filter({ visible: true })
}

/** Scans by choosing a picture instead of holding up the camera: a file, or the bytes of one. */
export async function scan(
  page: Page,
  button: string | RegExp,
  picture: string | { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  // As a person does: press again when nothing came of it (a button fresh on the screen is deaf for a moment).
  for (let tries = 0; tries < 5 && (await shown(page, '选一张图片').count()) === 0; tries += 1) {
    await tap(page, button)
    await shown(page, '选一张图片')
      .waitFor({ timeout: 1000 })
      .catch(() => undefined)
  }
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), tap(page, '选一张图片')])
  await chooser.setFiles(picture)
}

/** Turns the wheel of a day to a date of the month that it shows. */
export async function turnTo(page: Page, label: string, date: string): Promise<void> {
  await page.getByLabel(label).filter({ visible: true }).last().tap()
  const row = page.locator('.wxp-wheel').getByText(date, { exact: true })
  await row.tap()
  await page.waitForFunction(
    `(row) => row.parentElement.scrollTop === row.offsetHeight * [...row.parentElement.children].indexOf(row)`,
    await row.elementHandle(),
  )
  await tap(page, '确定')
}
