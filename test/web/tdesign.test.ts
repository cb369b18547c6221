/** Every TDesign component draws without an error, offline icons included. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { errorsOf } from './browser'
import { FIXTURE, startSite, type TestSite } from './site'

let site: TestSite
let page: Page
beforeAll(async () => {
  site = await startSite()
  page = await site.open({ page: 'packages/tdesign/all/all' })
})
afterAll(() => site.close())

/** The names of all components alive in the page (most of TDesign has virtual hosts, so the DOM does not tell). */
const alive = (): Promise<string[]> =>
  page.evaluate(`(() => {
    const names = new Set()
    const walk = (node) => {
      if (node.is) names.add(node.is)
      if (node.getShadowRoot) walk(node.getShadowRoot() ?? {})
      for (const child of node.childNodes ?? []) walk(child)
    }
    walk(getCurrentPages()[0]._$)
    return [...names]
  })()`)

test('all of them, in a subpackage page', async () => {
  const { usingComponents } = JSON.parse(readFileSync(join(FIXTURE, 'packages/tdesign/all/all.json'), 'utf8')) as {
    usingComponents: Record<string, string>
  }
  const wanted = Object.values(usingComponents).map((name) => `miniprogram_npm/${name}`)
  expect(wanted).toHaveLength(98)
  const found = await alive()
  expect(wanted.filter((name) => !found.includes(name))).toEqual([])
  for (const text of ['单元格', '多选一', '步骤一', '选项卡一', '什么也没有', '公告栏', '标签栏一'])
    expect(await page.getByText(text).first().isVisible()).toBe(true)
  expect(await errorsOf(page)).toEqual([])
})

test.each([
  ['dialog', '对话框'],
  ['calendar', '请选择日期'],
  ['cascader', '选地址'],
  ['date', '2026年'],
  ['drawer', '菜单二'],
  ['picker', '选一个'],
  ['popup', '弹出层里'],
  ['sheet', '二'],
])('%s opens', async (name, text) => {
  await page.evaluate(`getCurrentPages()[0].setData({ 'show.${name}': true })`)
  await page.getByText(text, { exact: true }).first().waitFor({ state: 'visible', timeout: 3000 })
  await page.evaluate(`getCurrentPages()[0].setData({ 'show.${name}': false })`)
  expect(await errorsOf(page)).toEqual([])
})

test('icons are masks from the SVG package, without a request', async () => {
  const mask = await page.evaluate(
    `getComputedStyle(document.querySelector('[class*=t-icon-time]'), '::before').maskImage`,
  )
  expect(String(mask)).toMatch(/^url\("data:image\/svg\+xml/)
})
