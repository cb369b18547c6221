/** Files that a function lends the phone by a temporary address: wx.downloadFile, wx.openDocument. */
import type { Page } from 'playwright-core'
import { startCloudSite, type CloudSite } from './cloud-site'

let site: CloudSite
let page: Page
beforeAll(async () => {
  site = await startCloudSite()
  page = await site.open({ persona: 'lin', page: 'pages/abilities/abilities' })
})
afterAll(() => site.close())

const lend = async (cloudPath: string, text: string): Promise<string> => {
  const call = `wx.cloud.callFunction(${JSON.stringify({ name: 'lend-file', data: { cloudPath, text } })})`
  return (await page.evaluate(`${call}.then((it) => it.result)`)) as string
}
const download = (options: object) =>
  page.evaluate((given) => {
    const { wx } = globalThis as unknown as { wx: Record<string, (options: object) => void> }
    return new Promise<Record<string, unknown>>((resolve) =>
      wx.downloadFile!({ ...given, complete: (it: object) => resolve({ ...it }) }),
    )
  }, options)
const readBack = (path: unknown) =>
  page.evaluate(
    `wx.getFileSystemManager().readFile({ filePath: ${JSON.stringify(path)}, encoding: 'utf8' }).then((it) => it.data)`,
  )

test('a lent file comes down, as a temporary file or under a name of its own', async () => {
  const url = await lend('documents/a.pdf', '%PDF-')
  const { statusCode, tempFilePath } = await download({ url })
  expect(statusCode).toBe(200)
  expect(await readBack(tempFilePath)).toBe('%PDF-')
  const filePath = 'wxfile://usr/受理通知书.pdf'
  expect(await download({ url, filePath })).toMatchObject({ statusCode: 200, filePath })
  expect(await readBack(filePath)).toBe('%PDF-')
})

test("it does by whatever name of this machine the cloud knows itself; a stranger's address does not", async () => {
  const { port } = new URL(site.origin)
  const url = new URL(await lend('documents/b.pdf', 'b'))
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`]) {
    url.host = host
    expect(await download({ url: url.href })).toMatchObject({ statusCode: 200 })
  }
  url.host = 'files.invalid'
  expect(await download({ url: url.href })).toMatchObject({ errMsg: expect.stringContaining('url not in domain list') })
})

test('an address that was changed is answered with its status, as on the phone', async () => {
  const url = new URL(await lend('documents/c.pdf', 'c'))
  url.searchParams.set('sign', 'x')
  expect((await download({ url: url.href })).statusCode).toBe(403)
})

test('a document opens in a window of its own, as a PDF', async () => {
  const filePath = 'wxfile://usr/决定书.pdf'
  await download({ url: await lend('documents/d.pdf', '%PDF-1.3'), filePath })
  await page.evaluate(() => {
    const shown = globalThis as unknown as { opened: string[]; open: unknown }
    shown.opened = []
    shown.open = (address: string) => void shown.opened.push(address)
  })
  await page.evaluate(`wx.openDocument({ filePath: '${filePath}', fileType: 'pdf', showMenu: true })`)
  const type = await page.evaluate(`fetch(opened[0]).then((it) => it.headers.get('content-type'))`)
  expect(type).toBe('application/pdf')
  const missing = await page.evaluate(`wx.openDocument({ filePath: 'wxfile://usr/none.pdf' }).catch((it) => it.errMsg)`)
  expect(missing).toMatch(/^openDocument:fail/)
})
