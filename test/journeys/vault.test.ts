import { createCipheriv } from 'node:crypto'
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { callAs, good } from '../../local/call-as'
import { personas } from '../../local/city/personas'
import type { Paper } from '../../cloudfunctions/kernel/vault'
import { see, shown, startJourney, tap, type Journey } from './support'

/** A worker's papers by hand: photographed big, cut half-way, gone on with after the app was closed, looked at, removed. */

let journey: Journey
beforeAll(async () => void (journey = await startJourney(20)), 120_000)
afterEach(() => journey.picture(expect.getState().currentTestName?.slice(-30) ?? 'end'))
afterAll(() => journey.close())

/** A picture that no compressor likes: every pixel by chance, the same each time. More than 20 MB. */
function bigPicture(): Buffer {
  const png = new PNG({ width: 2700, height: 2600, colorType: 2 })
  const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16, 7), Buffer.alloc(16, 7))
  png.data = noise.update(Buffer.alloc(2700 * 2600 * 3))
  return PNG.sync.write(png, { colorType: 2, inputColorType: 2, inputHasAlpha: false, filterType: 0, deflateLevel: 0 })
}
const picture = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer })

/** From the list of kinds to the pages on the screen. */
async function photograph(page: Page, kind: string, files: ReturnType<typeof picture>[], first = false): Promise<void> {
  await tap(page, '加一份材料')
  await tap(page, kind)
  const chooser = page.waitForEvent('filechooser')
  await tap(page, '从手机相册选')
  if (first) await tap(page, '同意，往下走')
  await (await chooser).setFiles(files)
}

test('a big photo becomes a paper; cut half-way it goes on after the app was closed; it is seen, and removed', async () => {
  const page = await journey.phoneOf('lostcard', 'pages/me/me')
  await tap(page, '我的材料')
  await see(page, '还没有材料')
  const big = bigPicture()
  expect(big.length).toBeGreaterThan(20 * 1024 * 1024)
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'PUT') sent.push(request.url().slice(-6))
  })

  // The net lets go at the second page, each time.
  await page.route(/storage\/.*-2\.jpg$/, (route) => route.abort())
  await photograph(page, '收入证明', [picture('a.png', big), picture('b.png', big)], true)
  await see(page, '传上去')
  await tap(page, '传上去')
  await see(page, /断了/)
  const mine = () =>
    good(callAs(journey.started.cloud, personas.find(({ id }) => id === 'lostcard')!.openid)('vault.mine', {}))
  expect((await mine()).papers).toEqual([])
  expect(sent).toEqual(['-1.jpg', '-2.jpg', '-2.jpg'])

  // The app is closed and opened again: the photos are still there, and only the missing one is sent.
  await page.unroute(/storage\/.*-2\.jpg$/)
  await page.reload()
  await tap(page, '我的材料')
  await see(page, /接着传就行/)
  await tap(page, '接着传')
  await see(page, /能用到 .* · 2\u00a0页/)
  expect(sent.slice(3)).toEqual(['-2.jpg'])
  const [paper] = (await mine()).papers
  expect(paper).toMatchObject({ type: 'incomeProof', pages: 2 })
  const { files } = journey.started.cloud.read('papers', paper!.id) as Paper
  expect(files).toHaveLength(2)
  for (const { bytes, mime } of files) {
    expect(mime).toBe('image/jpeg')
    expect(bytes).toBeLessThan(2 * 1024 * 1024)
  }

  // What is no photo is refused before anything is sent.
  await see(page, '加一份材料')
  await photograph(page, '诊断证明', [picture('c.png', Buffer.from('MZ this is a program'))])
  await see(page, /只能用照片或 PDF/)
  await tap(page, '不要了')
  expect(sent).toHaveLength(4)

  await tap(page, '收入证明')
  await tap(page, '看一眼')
  await page.waitForFunction(`(document.querySelector('.wxp-viewer img') || {}).naturalWidth > 1000`)
  await page.locator('.wxp-viewer').tap()

  await tap(page, '收入证明')
  await tap(page, '删掉')
  await see(page, /找不回来/)
  await tap(page, '删掉')
  await see(page, '还没有材料')
  expect((await mine()).papers).toEqual([])

  await tap(page, '谁看过我的资料')
  await see(page, '还没有人看过')
  expect(await shown(page, '没取到').count()).toBe(0)
  await journey.noErrors()
}, 120_000)
