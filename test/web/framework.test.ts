/** The component framework: life cycles in WeChat's order, slots, relations, behaviors, styles, WXS, events. */
import type { Page } from 'playwright-core'
import { errorsOf } from './browser'
import { startSite, takeLog, textOf, waitText, type TestSite } from './site'

let site: TestSite
beforeAll(async () => void (site = await startSite()))
afterAll(() => site.close())

const colour = (page: Page, selector: string, property = 'color'): Promise<unknown> =>
  page.evaluate(
    `getComputedStyle(getCurrentPages().at(-1)._$.getShadowRoot().querySelector('${selector}').$$).${property}`,
  )

describe('life cycles', () => {
  test('launch, then the page, its components before it', async () => {
    const page = await site.open({ page: 'pages/flow/flow?title=题' })
    expect(await takeLog(page)).toEqual([
      'app.onLaunch',
      'app.onShow',
      'panel.behavior.created',
      'panel.created',
      'panel.title 无题',
      'panel.title 题',
      'flow.attached',
      'panel.attached',
      'flow.onLoad 题',
      'flow.onShow',
      'flow.pageShow',
      'panel.show',
      'panel.ready',
      'flow.ready',
      'flow.onReady',
    ])
    await page.evaluate(`wx.navigateTo({ url: '/pages/second/second' })`)
    await page.waitForFunction(`getApp().globalData.log.includes('second.onReady')`)
    expect(await takeLog(page)).toEqual(['panel.hide', 'second.onLoad', 'second.onShow', 'second.onReady'])
    await page.evaluate(`wx.reLaunch({ url: '/pages/home/home' })`)
    await page.waitForFunction(`getApp().globalData.log.includes('home.onReady')`)
    expect(await takeLog(page)).toEqual([
      'second.onUnload',
      'panel.detached',
      'home.onLoad',
      'home.onShow',
      'home.onReady',
    ])
    await page.context().close()
  })
})

describe('components', () => {
  let page: Page
  beforeAll(async () => void (page = await site.open({ page: 'pages/flow/flow?title=x' })))
  afterAll(() => page.context().close())

  test('named and default slots, relations, virtual hosts', async () => {
    expect(await textOf(page, '#panel')).toBe('头里\nx\n身里')
    expect(await page.getByText('1 个：').innerText()).toContain('甲')
    await page.getByText('改', { exact: true }).tap()
    await waitText(page, '#panel', '改了')
    expect(await page.getByText('2 个：').innerText()).toContain('乙')
  })

  test('triggerEvent from a method found by selectComponent', async () => {
    await waitText(page, '#told', '{"word":"喊"}')
  })

  test('an isolated component keeps its styles in and the page out; an external class comes through', async () => {
    const body = `document.querySelector('[wx-host=components-panel-panel] > wx-view')`
    expect(await page.evaluate(`getComputedStyle(${body}).borderTopColor`)).toBe('rgb(0, 128, 0)')
    expect(await page.evaluate(`getComputedStyle(${body}).color`)).toBe('rgb(255, 0, 0)')
    expect(await colour(page, '#panel', 'paddingTop')).toBe('5.2px')
  })

  test('a form reads components with wx://form-field', async () => {
    await page.getByText('交', { exact: true }).tap()
    await waitText(page, '#told', '{"own":"自己的"}')
    expect(await errorsOf(page)).toEqual([])
  })
})

describe('templates, WXS and events', () => {
  let page: Page
  beforeAll(async () => void (page = await site.open({ page: 'pages/parts/parts' })))
  afterAll(() => page.context().close())

  test('WXS: modules, type names, getRegExp as WeChat reads it', async () => {
    expect(await textOf(page, '#wxs')).toBe('tag+big a#b# Array String')
    expect(await page.evaluate(`getCurrentPages()[0]._$.getShadowRoot().querySelector('#wxs').$$.className`)).toContain(
      'tag big',
    )
  })

  test('WXS observers set styles and WXS handlers call methods', async () => {
    await page.evaluate(`getCurrentPages()[0].setData({ step: 2 })`)
    await page.waitForFunction(
      `getCurrentPages()[0]._$.getShadowRoot().querySelector('#moved').$$.classList.contains('step-2')`,
    )
    expect(await colour(page, '#moved', 'marginLeft')).toBe('10.4px')
    await page.getByText('看', { exact: true }).tap()
    await waitText(page, '#change', 'wxs {"word":"点了","x":0}')
  })

  test('template, include, wx:if chain, wx:for with its own names', async () => {
    expect(await textOf(page, '#tmpl')).toBe('头-尾')
    expect(await textOf(page, '#included')).toContain('带进来的')
    expect(await page.getByText('多', { exact: true }).count()).toBe(1)
    expect(await page.getByText('零', { exact: true }).count()).toBe(0)
    await page.getByText('0甲').tap()
    await waitText(page, '#change', 'row 7 0 tap')
  })

  test('longpress is no tap; hover-class shows while pressed', async () => {
    const box = (await page.getByText('按住').boundingBox())!
    const client = await page.context().newCDPSession(page)
    const at = { x: box.x + 5, y: box.y + 5 }
    await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
    await waitText(page, '#change', 'long 1')
    expect(await colour(page, '.press', 'backgroundColor')).toBe('rgb(0, 0, 255)')
    await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    expect(await textOf(page, '#change')).toBe('long 1')
  })

  test('rpx, vh of the page, @import, tag selectors', async () => {
    expect(await colour(page, '#box', 'width')).toBe('195px')
    // A tab page: 844 less status bar, navigation bar, tab bar and safe area.
    expect(await colour(page, '#box', 'height')).toBe('67px')
    expect(await colour(page, '.row')).toBe('rgb(10, 20, 30)')
    expect(await colour(page, '.row', 'paddingLeft')).toBe('10.4px')
  })

  test('errors in handlers reach App.onError and the list', async () => {
    await page.evaluate(`getCurrentPages()[0].stop = undefined; setTimeout(() => { throw new Error('坏了') })`)
    await page.waitForFunction(`getApp().globalData.errors.length > 0`)
    expect((await errorsOf(page)).join()).toContain('坏了')
  })
})
