/** Built-in components, driven by real touches. */
import type { Page } from 'playwright-core'
import { errorsOf } from './browser'
import { startSite, textOf, waitText, type TestSite } from './site'

let site: TestSite
let page: Page
beforeAll(async () => {
  site = await startSite()
  page = await site.open({ page: 'pages/parts/parts' })
})
afterAll(() => site.close())

const styleOf = (css: string, property: string): Promise<unknown> =>
  page.evaluate(`getComputedStyle(document.querySelector('${css}')).${property}`)

test('input: typing, cursor, maxlength, two-way value, placeholder-class', async () => {
  const field = page.getByPlaceholder('写名字')
  expect(await styleOf('.hint', 'color')).toBe('rgb(1, 2, 3)')
  await field.tap()
  await field.pressSequentially('林秀兰abc')
  await waitText(page, '#change', 'input 林秀兰ab 5')
  expect(await textOf(page, '#included')).toBe('带进来的林秀兰ab')
  await page.evaluate(`getCurrentPages()[0].setData({ name: '王' })`)
  expect(await field.inputValue()).toBe('王')
})

test('input: what the handler returns is shown', async () => {
  await page.getByPlaceholder('大写').pressSequentially('abc')
  expect(await page.getByPlaceholder('大写').inputValue()).toBe('ABC')
})

test('textarea grows with its lines', async () => {
  await page.getByPlaceholder('说一说').fill('一\n二\n三')
  await waitText(page, '#change', 'lines 3')
})

test('switch, checkbox by its label, radio, slider', async () => {
  await page.locator('wx-switch').tap()
  await waitText(page, '#change', 'switch {"value":false}')
  await page.getByText('茶').tap()
  await waitText(page, '#change', 'likes {"value":["a","b"]}')
  await page.getByText('西').tap()
  await waitText(page, '#change', 'one {"value":"y"}')
  await page.locator('.wxp-range').fill('70')
  await waitText(page, '#change', 'slider {"value":70}')
})

test('pickers: selector, date, time, region', async () => {
  /** Turns a wheel to a row and waits until it rests there. */
  const turn = async (text: string) => {
    const row = page.locator('.wxp-wheel').getByText(text, { exact: true })
    await row.tap()
    await page.waitForFunction(
      `(row) => row.parentElement.scrollTop === row.offsetHeight * [...row.parentElement.children].indexOf(row)`,
      await row.elementHandle(),
    )
  }
  const confirm = () => page.getByText('确定').tap()
  await page.getByText('选颜色').tap()
  await turn('蓝')
  await confirm()
  await waitText(page, '#change', 'picker {"value":"2"}')
  await page.getByText('选日子').tap()
  await turn('18日')
  await confirm()
  await waitText(page, '#change', 'date {"value":"2026-07-18"}')
  await page.getByText('选时间').tap()
  await turn('10时')
  await confirm()
  await waitText(page, '#change', 'time {"value":"10:30"}')
  await page.getByText('选地区').tap()
  await confirm()
  await waitText(page, '#change', 'region {"value":["山东省","威海市","环翠区"]')
})

test('form: submit gathers every field by name, reset clears', async () => {
  await page.getByText('交', { exact: true }).tap()
  const text = await waitText(page, '#result', 'story')
  expect(JSON.parse(text)).toEqual({
    name: '王',
    upper: 'ABC',
    story: '一\n二\n三',
    on: false,
    likes: ['a', 'b'],
    one: 'y',
    level: 70,
    pick: 2,
  })
  await page.getByText('清', { exact: true }).tap()
  await waitText(page, '#result', 'reset')
  expect(await page.getByPlaceholder('写名字').inputValue()).toBe('')
})

test('image: widthFix follows the proportions and reports its size', async () => {
  const box = (await page.evaluate(
    `(() => { const { width, height } = getCurrentPages()[0]._$.getShadowRoot().querySelector('#fit').$$.getBoundingClientRect(); return { width, height } })()`,
  )) as object
  expect(box).toEqual({ width: 52, height: 52 })
  expect(await page.evaluate('getCurrentPages()[0].data.picture')).toEqual({ width: 16, height: 16 })
})

test('rich-text draws HTML but runs nothing', async () => {
  expect(await page.locator('wx-rich-text b').innerText()).toBe('文本')
  expect(await page.evaluate('window.bad')).toBeUndefined()
  expect(await styleOf('wx-rich-text p', 'fontSize')).toBe('15.6px')
})

async function drag(selector: string, dx: number, dy: number): Promise<void> {
  await page.locator(selector).first().scrollIntoViewIfNeeded()
  const box = (await page.locator(selector).first().boundingBox())!
  const client = await page.context().newCDPSession(page)
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
  for (let step = 1; step <= 5; step += 1)
    await client.send('Input.dispatchTouchEvent', {
      type: 'touchMove',
      touchPoints: [{ x: at.x + (dx * step) / 5, y: at.y + (dy * step) / 5 }],
    })
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

test('swiper goes on by a swipe', async () => {
  await drag('wx-swiper', -120, 0)
  await waitText(page, '#change', 'swiper {"current":1')
})

test('movable-view is dragged inside its area', async () => {
  await drag('wx-movable-view', 60, 0)
  await waitText(page, '#change', 'movable {"x":60,"y":0,"source":"touch"}')
})

test('picker-view, scroll-view and map tell what happened', async () => {
  await page.evaluate(`document.querySelector('wx-picker-view-column').scrollTop = 68`)
  await waitText(page, '#change', 'picker-view {"value":[2]}')
  await page.evaluate(`document.querySelector('wx-scroll-view').scrollLeft = 400`)
  await waitText(page, '#change', 'scroll {"direction":"right"}')
  await page.getByText('这里').tap()
  await waitText(page, '#change', 'map {"markerId":3}')
})

test('canvas node draws and SelectorQuery measures', async () => {
  const result = (await page.evaluate(`new Promise((done) => {
    const query = wx.createSelectorQuery()
    query.select('#canvas').fields({ node: true, size: true })
    query.select('#box').boundingClientRect()
    query.select('#box').fields({ computedStyle: ['width'], id: true })
    query.selectAll('.row').boundingClientRect()
    query.selectViewport().scrollOffset()
    query.exec(([canvas, box, style, rows, view]) => {
      const context = canvas.node.getContext('2d')
      context.fillStyle = '#f00'
      context.fillRect(0, 0, 10, 10)
      done({ size: [canvas.width, canvas.height], pixel: [...context.getImageData(1, 1, 1, 1).data], width: box.width, id: style.id, style: style.width, rows: rows.length, view: typeof view.scrollTop })
    })
  })`)) as object
  expect(result).toEqual({
    size: [100, 50],
    pixel: [255, 0, 0, 255],
    width: 195,
    id: 'box',
    style: '195px',
    rows: 1,
    view: 'number',
  })
})

test('nothing went wrong on the way', async () => {
  expect(await errorsOf(page)).toEqual([])
})
