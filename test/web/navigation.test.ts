/** Moving between pages: the stack, its limits, tabs, subpackages, channels, pull-down, reach-bottom, sharing. */
import type { Page } from 'playwright-core'
import { errorsOf } from './browser'
import { startSite, takeLog, textOf, waitText, type TestSite } from './site'

let site: TestSite
beforeAll(async () => void (site = await startSite()))
afterAll(() => site.close())

const routes = (page: Page): Promise<unknown> => page.evaluate('getCurrentPages().map((it) => it.route)')
/** Calls a wx function and returns its result or its errMsg. */
const ask = (page: Page, expression: string): Promise<unknown> =>
  page.evaluate(`${expression}.then((it) => it.errMsg, (it) => it.errMsg)`)

test('navigateTo and back: life cycle order, query, event channel both ways', async () => {
  const page = await site.open()
  expect(await takeLog(page)).toEqual(['app.onLaunch', 'app.onShow', 'home.onLoad', 'home.onShow', 'home.onReady'])
  await page.getByText('单元格').tap()
  await waitText(page, '#hello', '你好 林 好吗')
  expect(await page.locator('.wxp-page:not([data-hidden]) .wxp-nav-title').innerText()).toBe('第二页')
  await page.getByText('回答', { exact: true }).tap()
  await waitText(page, '#heard', '很好')
  expect(await takeLog(page)).toEqual([
    'home.onHide',
    'second.onLoad',
    'second.onShow',
    'second.onReady',
    'second.onUnload',
    'home.onShow',
  ])
  await page.context().close()
})

test('the back arrow, ten pages at most, unknown pages, tab rules', async () => {
  const page = await site.open({ page: 'pages/second/second?name=a' })
  for (let depth = 2; depth <= 10; depth += 1)
    expect(await ask(page, `wx.navigateTo({ url: '/pages/second/second?name=${depth}' })`)).toBe('navigateTo:ok')
  expect(await ask(page, `wx.navigateTo({ url: '/pages/second/second' })`)).toBe(
    'navigateTo:fail webview count limit exceed',
  )
  expect(await ask(page, `wx.navigateTo({ url: '/pages/none/none' })`)).toBe(
    'navigateTo:fail page "pages/none/none" is not found',
  )
  expect(await ask(page, `wx.navigateTo({ url: '/pages/home/home' })`)).toBe(
    'navigateTo:fail can not navigateTo a tabbar page',
  )
  expect(await ask(page, `wx.switchTab({ url: '/pages/second/second' })`)).toBe(
    'switchTab:fail can not switch to no-tabBar page',
  )
  await page.locator('.wxp-page:not([data-hidden]) .wxp-nav-back').tap()
  await waitText(page, '#hello', '你好 9')
  expect(await ask(page, 'wx.navigateBack({ delta: 5 })')).toBe('navigateBack:ok')
  expect(await textOf(page, '#hello')).toContain('你好 4')
  await ask(page, `wx.redirectTo({ url: '../second/second?name=r' })`)
  expect(await routes(page)).toHaveLength(4)
  expect(await textOf(page, '#hello')).toContain('你好 r')
  await page.context().close()
})

test('tabs: tapped, kept alive, badges, red dots', async () => {
  const page = await site.open()
  await page.getByText('加一').tap()
  await takeLog(page)
  await page.getByRole('tab', { name: '零件' }).tap()
  await page.waitForFunction(`getCurrentPages()[0].route === 'pages/parts/parts'`)
  await page.getByRole('tab', { name: '首页' }).tap()
  await page.waitForFunction(`getApp().globalData.log.includes('home.onTabItemTap 0')`)
  expect(await takeLog(page)).toEqual(['home.onHide', 'home.onShow', 'home.onTabItemTap 0'])
  expect(await page.evaluate('getCurrentPages()[0].data.count')).toBe(1)
  await ask(page, `wx.setTabBarBadge({ index: 1, text: '2' })`)
  expect(await page.getByRole('tab').nth(1).locator('em').innerText()).toBe('2')
  await ask(page, 'wx.removeTabBarBadge({ index: 1 })')
  expect(await page.getByRole('tab').nth(1).locator('em').count()).toBe(0)
  expect(await page.evaluate('wx.getWindowInfo().windowHeight')).toBe(844 - 47 - 44 - 49 - 34)
  expect(await errorsOf(page)).toEqual([])
  await page.context().close()
})

test('a custom navigation page begins at the top and keeps the safe area', async () => {
  const page = await site.open({ page: 'pages/custom/custom' })
  const box = (selector: string) =>
    page.evaluate(
      `(() => { const { top, bottom, height } = getCurrentPages()[0]._$.getShadowRoot().querySelector('${selector}').$$.getBoundingClientRect(); return { top, bottom, height } })()`,
    ) as Promise<{ top: number; bottom: number; height: number }>
  expect(await box('#bar')).toMatchObject({ top: 0, height: 53 + 32 + 6 })
  const foot = await box('#foot')
  expect(foot.bottom).toBe(844)
  expect(foot.height).toBeGreaterThan(34 + 10)
  const { capsule, info } = (await page.evaluate(
    `({ capsule: wx.getMenuButtonBoundingClientRect(), info: wx.getWindowInfo() })`,
  )) as Record<string, Record<string, number>>
  expect(capsule).toEqual({ width: 87, height: 32, top: 53, left: 296, right: 383, bottom: 85 })
  expect(info).toMatchObject({ windowHeight: 844, statusBarHeight: 47, pixelRatio: 2 })
  await page.context().close()
})

test('pull-down by touch, reach-bottom and scrolling', async () => {
  const page = await site.open({ page: 'pages/scroll/scroll' })
  const client = await page.context().newCDPSession(page)
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: 200, y: 200 }] })
  for (let y = 220; y <= 420; y += 40)
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: 200, y }] })
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await waitText(page, '#top', '刷新 1')
  await page.waitForFunction(`!document.querySelector('.wxp-pull[data-on]')`)
  await ask(page, 'wx.startPullDownRefresh()')
  await waitText(page, '#top', '刷新 2')
  await ask(page, `wx.pageScrollTo({ selector: '#end', duration: 0 })`)
  await waitText(page, '#top', '到底 1')
  await page.context().close()
})

test('sharing from a button', async () => {
  const page = await site.open({ page: 'pages/second/second?name=a' })
  await page.getByText('转发').tap()
  await page.getByText('发送', { exact: true }).tap()
  expect(await page.evaluate('window.__shared')).toEqual({ title: '给你看', path: '/pages/second/second?name=a' })
  await page.context().close()
})

test('the font setting of the phone', async () => {
  const page = await site.open({ font: 24 })
  expect(await page.evaluate('wx.getAppBaseInfo().fontSizeSetting')).toBe(24)
  await page.context().close()
})

test('a mouse on a desktop: taps once, drags like a finger', async () => {
  const context = await site.browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await site.open({ page: 'pages/scroll/scroll', context })
  await page.mouse.move(600, 200)
  await page.mouse.down()
  await page.mouse.move(600, 300, { steps: 4 })
  await page.mouse.move(600, 420, { steps: 4 })
  await page.mouse.up()
  await waitText(page, '#top', '刷新 1')
  await page.evaluate(`wx.reLaunch({ url: '/pages/home/home' })`)
  await page.getByText('加一').click()
  await page.getByText('加一').click()
  expect(await page.evaluate('getCurrentPages()[0].data.count')).toBe(2)
  expect(await errorsOf(page)).toEqual([])
  await context.close()
})
