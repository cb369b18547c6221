/** Every TDesign component draws without an error, offline icons included. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorsOf } from './browser'
import { FIXTURE, startSite, type TestSite } from './site'

let site: TestSite
beforeAll(async () => void (site = await startSite()))
afterAll(() => site.close())

test('all of them, in a subpackage page', async () => {
  const page = await site.open({ page: 'packages/tdesign/all/all' })
  await page.waitForTimeout(300)
  expect(await errorsOf(page)).toEqual([])
  const { usingComponents } = JSON.parse(readFileSync(join(FIXTURE, 'packages/tdesign/all/all.json'), 'utf8')) as { usingComponents: object }
  const missing = await page.evaluate(`${JSON.stringify(Object.keys(usingComponents))}.filter((tag) => !document.querySelector('wx-' + tag))`)
  expect(Object.keys(usingComponents)).toHaveLength(98)
  expect(missing).toEqual([])
  for (const text of ['单元格', '多选一', '步骤一', '选项卡一', '什么也没有', '公告栏', '标签栏一']) expect(await page.getByText(text).first().isVisible()).toBe(true)
  await page.context().close()
})

test.each(['calendar', 'cascader', 'date', 'dialog', 'drawer', 'picker', 'popup', 'sheet', 'viewer'])('%s opens', async (name) => {
  const page = await site.open({ page: `packages/tdesign/all/all?show=${name}` })
  await page.waitForTimeout(300)
  expect(await errorsOf(page)).toEqual([])
  await page.context().close()
})

test('icons are masks from the SVG package, without a request', async () => {
  const page = await site.open()
  const mask = await page.evaluate(`getComputedStyle(document.querySelector('.t-icon-time, [class*=t-icon-time]'), '::before').maskImage`)
  expect(String(mask)).toMatch(/^url\("data:image\/svg\+xml/)
  await page.context().close()
})
