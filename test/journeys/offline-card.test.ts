import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { good } from '../../local/call-as'
import { startOfDay } from '../../miniprogram/rules/days'
import { fill, scan, see, shown, startJourneyOn, tap, type TimedJourney } from './support'

/**
 * A shop in a cellar: both phones were online this morning and are not now. The clerk's phone checks the worker's code
 * alone, from the pixels of her screen; what it recorded goes up when it is back.
 */

const DAY = '2026-11-26'
const TEN = startOfDay(DAY) + 10 * 3_600_000
const COUNTER = 'packages/merchant/counter/counter'
const CARD = 'pages/card/card'
let journey: TimedJourney
let pictures: string
beforeAll(async () => {
  journey = await startJourneyOn(DAY)
  pictures = mkdtempSync(join(tmpdir(), 'union-screens-'))
}, 120_000)
afterEach(() => journey.picture(expect.getState().currentTestName?.slice(-30) ?? 'end'))
afterAll(async () => {
  await journey.close()
  rmSync(pictures, { recursive: true, force: true })
})

async function photograph(phone: Page, name: string): Promise<string> {
  const path = join(pictures, `${name}.png`)
  await phone.screenshot({ path })
  return path
}

/** The certificate, or the keys: kept behind the page. */
async function readyForNoNetwork(phone: Page, key: string): Promise<void> {
  await phone.waitForFunction(
    `Object.keys(localStorage).some((one) => one.endsWith(':${key}') && !/"certificate":""/.test(localStorage[one]))`,
  )
}

const cut = (phone: Page, off = true) => phone.context().setOffline(off)
const later = (phone: Page, ms: number) => phone.context().clock.setFixedTime(TEN + ms)
const cardOf = async (who: string) => (await good(journey.world.as(who)('membership.myCard', {}))).card!

test('valid, recorded and sent afterwards, with both phones offline; a screenshot is refused', async () => {
  const before = await cardOf('member')
  const worker = await journey.phoneOf('member', CARD)
  await see(worker, /秒后换新码/)
  const clerk = await journey.phoneOf('clerk', COUNTER)
  await see(clerk, '85 折')
  await readyForNoNetwork(worker, 'offline-code')
  await readyForNoNetwork(clerk, 'offline-kit')
  await cut(worker)
  await cut(clerk)

  // The ordinary code cannot be checked here: the page says what helps.
  await scan(clerk, '扫顾客的会员卡', await photograph(worker, 'ordinary'))
  await see(clerk, '没有网，这种码核对不了')
  await journey.look(clerk, 'verify-ordinary')

  await tap(worker, '店里没网？换离线码')
  await see(worker, '离线码，能用到12月3日')
  await journey.look(worker, 'card-offline')
  const screen = await photograph(worker, 'offline')
  await scan(clerk, '再扫一次', screen)
  await see(clerk, '有效')
  await see(clerk, /^没网核对的，码是 \d+ 秒前的$/)
  await see(clerk, '林＊兰')
  await journey.look(clerk, 'verify-offline')
  await tap(clerk, '85 折')
  await fill(clerk, /账单/, '186')
  await see(clerk, /^158\.10/)
  await tap(clerk, '记上这一笔')
  await see(clerk, '先记下了')
  await journey.look(clerk, 'verify-kept')

  // The same code once more, and later its screenshot.
  await later(clerk, 2_000)
  await scan(clerk, '扫下一位', screen)
  await see(clerk, '这个码用过了')
  await later(clerk, 90_000)
  await later(worker, 90_000)
  await scan(clerk, '再扫一次', screen)
  await see(clerk, '这个码过期了')
  // Said with the next code, which is on the screen by then.
  await see(worker, '没有网络，照样能用')
  await scan(clerk, '再扫一次', await photograph(worker, 'next'))
  await see(clerk, '有效')
  await tap(clerk, '85 折')
  await fill(clerk, /账单/, '100')
  await tap(clerk, '记上这一笔')
  await see(clerk, '先记下了')
  await later(clerk, 95_000)
  await tap(clerk, '回柜台')
  await see(clerk, '2 笔等有网再传')
  await journey.look(clerk, 'counter-waiting')
  await tap(clerk, '现在传')
  await see(clerk, /网络不通/)
  expect((await cardOf('member')).usedThisYear).toBe(before.usedThisYear)

  await cut(clerk, false)
  // The answer is lost on its way: sent again, nothing is doubled.
  await clerk.route('**/functions/benefits', async (route) => {
    if (!/"sync"/.test(route.request().postData() ?? '')) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await tap(clerk, '现在传')
  await see(clerk, /网络不通/)
  await clerk.unroute('**/functions/benefits')
  await tap(clerk, '现在传')
  await see(clerk, /传上去 2 笔/)
  await shown(clerk, /等有网再传/).waitFor({ state: 'hidden' })
  const after = await cardOf('member')
  expect(after.savedThisYearFen - before.savedThisYearFen).toBe(2790 + 1500)
  expect(after.usedThisYear - before.usedThisYear).toBe(2)
  await cut(worker, false)
  await journey.noErrors()
}, 120_000)

test('a lost card is refused by a counter that was online since', async () => {
  const worker = await journey.phoneOf('member', CARD)
  await see(worker, /秒后换新码/)
  await readyForNoNetwork(worker, 'offline-code')
  await cut(worker)
  await good(journey.world.as('member')('membership.reportCardLost', {}))
  const clerk = await journey.phoneOf('clerk', COUNTER)
  await see(clerk, '85 折')
  await readyForNoNetwork(clerk, 'offline-kit')
  await cut(clerk)
  await tap(worker, '店里没网？换离线码')
  await see(worker, /^离线码，能用到/)
  await scan(clerk, '扫顾客的会员卡', await photograph(worker, 'lost'))
  await see(clerk, '这张卡停用了')
  await journey.look(clerk, 'verify-dead')
}, 60_000)
