/**
 * `npm run screens`: draws every page as the right person sees it, at 390×844 in ordinary and large type, the officer's
 * desk on a wide window and the start page, into docs/screens/. Ends badly when a page reports an error.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { addDays, dayOf } from '../miniprogram/rules/days'
import { makeCardCode } from '../miniprogram/rules/card-code'
import { errorsOf, launchBrowser, phone, type TestBrowser } from '../test/web/browser'
import { callAs, good } from './call-as'
import { personas } from './city/personas'
import { codeImage } from './cloud/wechat/code-image'
import { interviewShots } from './interview-shots'
import { startAll, type Started } from './start-all'

const OUT = 'docs/screens'
/** WeChat's font setting: ordinary, and the care mode's 1.4 times as large. */
const FONTS = { ordinary: 17, large: 23.8 }
/** So that the public board has something to say. */
const SOME_CASES = 600
const WIDE = { width: 1280, height: 800 }

export interface Shot {
  name: string
  persona: string
  page: string
  wide?: boolean
  /** What is tapped first. */
  taps?: string
  /** The code that the clerk scans first, made at that moment. */
  scans?: () => string
}

async function main(): Promise<void> {
  // The functions log each call to this process's console.
  console.log = () => undefined
  const only = process.argv.slice(2)
  const dataDir = mkdtempSync(join(tmpdir(), 'screens-'))
  const started = await startAll({ port: 0, dataDir, cases: SOME_CASES })
  const browser = await launchBrowser()
  const faults: string[] = []
  try {
    mkdirSync(OUT, { recursive: true })
    const all = await listShots(started)
    const unknown = only.filter((name) => name !== 'start' && !all.some((shot) => shot.name === name))
    if (unknown.length > 0)
      throw new Error(`no page named ${unknown.join(', ')}: ${all.map(({ name }) => name).join(' ')}`)
    for (const shot of all.filter(({ name }) => only.length === 0 || only.includes(name))) {
      const fonts = shot.wide ? { ordinary: FONTS.ordinary } : FONTS
      for (const [type, font] of Object.entries(fonts)) {
        const file = `${shot.name}${type === 'large' ? '-large' : ''}.png`
        for (const error of await draw(browser, started.url, shot, font, file)) faults.push(`${file}: ${error}`)
      }
    }
    if (only.length === 0 || only.includes('start')) await drawStart(browser, started.url)
  } finally {
    await browser.close()
    await started.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  const bytes = readdirSync(OUT).reduce((sum, file) => sum + statSync(join(OUT, file)).size, 0)
  process.stdout.write(`${readdirSync(OUT).length} pictures, ${(bytes / 1024 / 1024).toFixed(1)} MB\n`)
  if (faults.length > 0) throw new Error(faults.join('\n'))
}

/** The pages of app.json, with what each needs to show something. */
async function listShots({ cloud }: Started): Promise<Shot[]> {
  const as = (persona: string) => callAs(cloud, personas.find((one) => one.id === persona)!.openid)
  const officer = (await good(as('officer')('membership.me', {}))).posts[0]!
  const ofHers = (await good(as('officer')('membership.members', { desk: officer.desk }))).members[0]!
  const queue = await good(as('officer')('cases.queue', { desk: officer.desk }))
  const waiting = queue.rows[0]!
  const merchant = (await good(as('clerk')('membership.me', {}))).counters[0]!.merchantId
  const { offers } = await good(as('clerk')('benefits.counter', { merchantId: merchant }))
  const mine = (await good(as('rider')('cases.mine', {}))).rows[0]!
  const asked = (await good(as('member')('cases.mine', {}))).rows.find(({ state }) => state === 'returned')!
  const hanging = (await good(as('officer')('cases.notices', {}))).notices[0]!
  const county = (await good(as('county')('membership.me', {}))).posts.find(({ level }) => level === 'county')!
  const atCounty = (await good(as('county')('cases.queue', { desk: county.desk }))).rows
  const aid = atCounty.find(({ kind }) => kind === 'hardship')!
  const stall = await openStall(as('officer'), officer.desk)
  const drawId = await openDraw(as('officer'), officer.desk)
  await good(as('lostcard')('draws.enter', { draw: drawId }))
  // Once a day: the public board.
  await cloud.fireTimer('cases', 'tick')
  await cloud.fireTimer('benefits', 'figures')
  const { card } = await good(as('member')('membership.myCard', {}))
  const counter = 'packages/merchant/counter/counter'
  const staffCase = `packages/staff/case/case?area=${waiting.area}&id=${waiting.id}`
  return [
    { name: 'home', persona: 'member', page: 'pages/home/home' },
    { name: 'home-newcomer', persona: 'newcomer', page: 'pages/home/home' },
    { name: 'services', persona: 'member', page: 'pages/services/services' },
    { name: 'card', persona: 'member', page: 'pages/card/card' },
    { name: 'card-offline', persona: 'member', page: 'pages/card/card', taps: '店里没网？换离线码' },
    { name: 'card-lost', persona: 'lostcard', page: 'pages/card/card' },
    { name: 'card-newcomer', persona: 'newcomer', page: 'pages/card/card' },
    { name: 'inbox', persona: 'member', page: 'pages/inbox/inbox' },
    { name: 'me', persona: 'member', page: 'pages/me/me' },
    { name: 'me-officer', persona: 'officer', page: 'pages/me/me' },
    { name: 'my-data', persona: 'member', page: 'packages/me/data/data' },
    { name: 'my-union', persona: 'member', page: 'packages/me/union/union' },
    { name: 'leave-account', persona: 'member', page: 'packages/me/leave-account/leave-account' },
    { name: 'join', persona: 'newcomer', page: 'packages/membership/join/join' },
    { name: 'find-union', persona: 'newcomer', page: 'packages/membership/find-union/find-union' },
    { name: 'notice', persona: 'newcomer', page: 'packages/membership/notice/notice' },
    { name: 'cases', persona: 'rider', page: 'packages/cases/mine/mine' },
    { name: 'cases-asked', persona: 'member', page: 'packages/cases/mine/mine' },
    { name: 'story-asked', persona: 'member', page: `packages/cases/story/story?area=${asked.area}&id=${asked.id}` },
    { name: 'supply', persona: 'member', page: `packages/cases/supply/supply?area=${asked.area}&id=${asked.id}` },
    { name: 'notices', persona: 'officer', page: 'packages/cases/notices/notices' },
    { name: 'public-notice', persona: 'officer', page: `packages/cases/notice/notice?id=${hanging.id}` },
    { name: 'board', persona: 'member', page: 'packages/cases/board/board' },
    { name: 'family', persona: 'member', page: 'packages/cases/family/family' },
    { name: 'papers', persona: 'member', page: 'packages/vault/papers/papers' },
    { name: 'paper-looks', persona: 'member', page: 'packages/vault/looks/looks' },
    { name: 'story', persona: 'rider', page: `packages/cases/story/story?area=${mine.area}&id=${mine.id}` },
    { name: 'precheck', persona: 'member', page: 'packages/cases/precheck/precheck' },
    { name: 'apply', persona: 'lostcard', page: 'packages/cases/apply/apply?kind=hardship' },
    { name: 'nearby', persona: 'member', page: 'packages/benefits/nearby/nearby' },
    { name: 'offer', persona: 'member', page: `packages/benefits/offer/offer?id=${offers[0]!.id}` },
    { name: 'savings', persona: 'member', page: 'packages/benefits/savings/savings' },
    { name: 'here', persona: 'member', page: 'packages/benefits/here/here' },
    { name: 'shop-code', persona: 'clerk', page: `packages/merchant/code/code?merchant=${merchant}` },
    { name: 'my-shop', persona: 'owner', page: 'packages/merchant/shop/shop' },
    { name: 'clerks', persona: 'owner', page: `packages/merchant/clerks/clerks?merchant=${merchant}` },
    { name: 'shop-figures', persona: 'owner', page: `packages/merchant/figures/figures?merchant=${merchant}` },
    { name: 'merchant-begin', persona: 'rider', page: 'packages/merchant/begin/begin' },
    { name: 'merchants', persona: 'county', page: `packages/staff/merchants/merchants?desk=${county.desk}` },
    {
      name: 'merchants-wide',
      persona: 'county',
      page: `packages/staff/merchants/merchants?desk=${county.desk}`,
      wide: true,
    },
    {
      name: 'merchant',
      persona: 'county',
      page: `packages/staff/merchants/merchant?desk=${county.desk}&id=${merchant}`,
    },
    { name: 'merchant-invite', persona: 'county', page: `packages/staff/merchants/invite?desk=${county.desk}` },
    { name: 'card-figures', persona: 'county', page: `packages/staff/savings/savings?desk=${county.desk}` },
    {
      name: 'card-figures-wide',
      persona: 'county',
      page: `packages/staff/savings/savings?desk=${county.desk}`,
      wide: true,
    },
    { name: 'desk', persona: 'officer', page: 'packages/staff/desk/desk' },
    { name: 'desk-wide', persona: 'officer', page: 'packages/staff/desk/desk', wide: true },
    { name: 'staff-case', persona: 'officer', page: staffCase },
    { name: 'staff-aid', persona: 'county', page: `packages/staff/case/case?area=${aid.area}&id=${aid.id}` },
    {
      name: 'staff-aid-wide',
      persona: 'county',
      page: `packages/staff/case/case?area=${aid.area}&id=${aid.id}`,
      wide: true,
    },
    { name: 'desk-lawyer', persona: 'lawyer', page: 'packages/staff/desk/desk' },
    {
      name: 'members',
      persona: 'officer',
      page: `packages/staff/members/members?desk=${encodeURIComponent(officer.desk)}`,
    },
    {
      name: 'member',
      persona: 'officer',
      page: `packages/staff/members/member?desk=${encodeURIComponent(officer.desk)}&id=${ofHers.id}`,
    },
    {
      name: 'unions-tree',
      persona: 'county',
      page: `packages/unions/tree/tree?desk=${encodeURIComponent(county.desk)}`,
    },
    {
      name: 'unions-terms',
      persona: 'county',
      page: `packages/unions/terms/terms?desk=${encodeURIComponent(county.desk)}`,
    },
    {
      name: 'unions-union',
      persona: 'officer',
      page: `packages/unions/union/union?desk=${encodeURIComponent(officer.desk)}`,
    },
    {
      name: 'unions-appoint',
      persona: 'officer',
      page: `packages/unions/appoint/appoint?desk=${encodeURIComponent(officer.desk)}&id=${officer.desk.split('/')[0]}&name=${encodeURIComponent(officer.orgName)}`,
    },
    { name: 'for-worker', persona: 'officer', page: 'packages/staff/for-worker/for-worker' },
    { name: 'recruiting', persona: 'officer', page: `packages/recruiting/home/home?desk=${stall.desk}` },
    {
      name: 'recruiting-wide',
      persona: 'officer',
      page: `packages/recruiting/home/home?desk=${stall.desk}`,
      wide: true,
    },
    { name: 'stall-event', persona: 'officer', page: stall.page },
    { name: 'stall-event-wide', persona: 'officer', page: stall.page, wide: true },
    { name: 'new-event', persona: 'officer', page: `packages/recruiting/new-event/new-event?desk=${stall.desk}` },
    { name: 'roster', persona: 'officer', page: `packages/recruiting/roster/roster?desk=${stall.desk}` },
    { name: 'stall', persona: 'newcomer', page: `packages/recruiting/stall/stall?scene=${stall.code}` },
    { name: 'draws', persona: 'lostcard', page: 'packages/draws/list/list' },
    { name: 'draw', persona: 'lostcard', page: `packages/draws/draw/draw?id=${drawId}` },
    { name: 'draws-desk', persona: 'officer', page: `packages/draws/desk/desk?desk=${stall.desk}` },
    { name: 'new-draw', persona: 'officer', page: `packages/draws/new-draw/new-draw?desk=${stall.desk}` },
    { name: 'draw-result', persona: 'officer', page: `packages/draws/result/result?desk=${stall.desk}&id=${drawId}` },
    ...(await interviewShots(as)),
    { name: 'counter', persona: 'clerk', page: counter },
    { name: 'verify-valid', persona: 'clerk', page: counter, scans: () => makeCardCode(card!, Date.now()) },
    { name: 'verify-invalid', persona: 'clerk', page: counter, scans: () => makeCardCode(card!, Date.now() - 180_000) },
  ]
}

/** A joining event that is on today. */
async function openStall(officer: ReturnType<typeof callAs>, desk: string) {
  const today = dayOf(Date.now())
  const words = { title: '建材市场集中入会', place: '建材市场南门' }
  const days = { from: today, to: today, codeUntil: addDays(today, 3) }
  const { event } = await good(officer('recruiting.openEvent', { desk, clientKey: 'screens-stall', ...words, ...days }))
  const named = encodeURIComponent(desk)
  return { desk: named, code: event.code, page: `packages/recruiting/event/event?desk=${named}&id=${event.id}` }
}

/** A draw that takes entries. Its id. */
async function openDraw(officer: ReturnType<typeof callAs>, desk: string): Promise<string> {
  const words = {
    title: '疗休养名额',
    what: '那香海五天四晚，吃住都包',
    series: '疗休养',
    collect: '带身份证到会里领通知',
  }
  const terms = { seats: 10, closesAt: Date.now() + 3 * 86_400_000, groups: [] }
  return (await good(officer('draws.open', { desk, clientKey: 'screens-draw', ...words, ...terms }))).draw.id
}

/** Draws one page. Returns what it complained of. */
async function draw(browser: TestBrowser, url: string, shot: Shot, font: number, file: string): Promise<string[]> {
  const context = shot.wide
    ? await browser.newContext({ viewport: WIDE, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    : undefined
  const page = await phone(browser, url, { persona: shot.persona, page: shot.page, font, ...(context && { context }) })
  await settle(page)
  if (shot.taps) {
    await page.getByText(shot.taps).tap()
    await settle(page)
  }
  if (shot.scans) {
    await page.getByText('扫顾客的会员卡').tap()
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('选一张图片').tap()])
    await chooser.setFiles({ name: 'code.png', mimeType: 'image/png', buffer: codeImage(shot.scans(), 430) })
    await settle(page)
  }
  save(file, await page.screenshot())
  const errors = await errorsOf(page)
  await page.context().close()
  return errors
}

async function drawStart(browser: TestBrowser, url: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 960 }, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(`${url}/`)
  await settle(page)
  save('start.png', await page.screenshot())
  await context.close()
}

/** Replies in, fonts in, what moves has come to rest. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(700)
}

/** Packed harder than the browser does, without the alpha channel that a screen does not have. */
function save(file: string, screenshot: Buffer): void {
  const options = { colorType: 2, deflateLevel: 9, deflateStrategy: 0 } as const
  const smaller = PNG.sync.write(PNG.sync.read(screenshot), options)
  const best = smaller.length < screenshot.length ? smaller : screenshot
  const path = join(OUT, file)
  // Unchanged pictures stay the same file for git.
  try {
    if (readFileSync(path).equals(best)) return
  } catch {
    // not there yet
  }
  writeFileSync(path, best)
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
