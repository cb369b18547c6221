import { startJourney, type Journey } from './support'

/** The start page as a visitor sees it: the tour, the chooser, and two phones of which one scans the other's screen. */

let journey: Journey
beforeAll(async () => {
  journey = await startJourney()
}, 120_000)
afterAll(() => journey.close())

test('two phones side by side: the clerk’s scan decodes the pixels of the worker’s screen', async () => {
  const context = await journey.browser.newContext({ viewport: { width: 1440, height: 960 }, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(journey.started.url)
  await page.getByText('工友入会').waitFor()
  await page.frameLocator('iframe').first().getByText('我要入会').waitFor({ timeout: 20_000 })

  const phones = [
    { persona: 'member', page: 'pages/card/card' },
    { persona: 'clerk', page: 'packages/merchant/counter/counter' },
  ]
  const state = JSON.stringify({ phones, target: 0, tab: 'people', step: 0 })
  await page.evaluate(`localStorage.setItem('shell', ${JSON.stringify(state)})`)
  await page.reload()
  const [worker, clerk] = [page.frameLocator('iframe').nth(0), page.frameLocator('iframe').nth(1)]
  await worker.getByText(/秒后换新码/).waitFor({ timeout: 20_000 })
  await clerk.getByText('扫顾客的会员卡').click()
  await clerk.getByText('扫另一部手机的屏幕').click()
  await clerk.getByText('有效', { exact: true }).waitFor({ timeout: 20_000 })
  await clerk.getByText('林＊兰').waitFor()
  await context.close()
}, 90_000)
