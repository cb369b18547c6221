/** What WeChat gives a page: scanning, phone number, privacy, subscriptions, files, storage, the cloud, and honest refusals. */
import { PNG } from 'pngjs'
import type { BrowserContext, Page } from 'playwright-core'
import { errorsOf, phoneContext } from './browser'
import { startCloudSite, type CloudSite } from './cloud-site'
import { waitText } from './site'

let site: CloudSite
let context: BrowserContext
beforeAll(async () => {
  site = await startCloudSite()
  context = await phoneContext(site.browser)
})
afterAll(() => site.close())

const ask = (page: Page, expression: string): Promise<unknown> =>
  page.evaluate(`${expression}.then((it) => it, (it) => ({ errMsg: it.errMsg }))`)
const said = (page: Page, text: string | RegExp) => waitText(page, '#said', text)
/** Calls a cloud function as the person of the page. */
const run = async (page: Page, name: string, data: object): Promise<unknown> => {
  const reply = await ask(page, `wx.cloud.callFunction(${JSON.stringify({ name, data })})`)
  return (reply as { result?: unknown }).result ?? reply
}
/** The page as a person, all in one browser profile: what is kept for a person must not reach another. */
const open = (persona = 'lin', query = '') =>
  site.open({ persona, page: `pages/abilities/abilities?${query}`, context })
/** Presses a button of the page, agreeing to the privacy notice when it comes first. */
async function press(page: Page, text: string): Promise<void> {
  await page.getByText(text, { exact: true }).tap()
}

describe('scanCode', () => {
  let worker: Page
  let clerk: Page
  beforeAll(async () => void ([worker, clerk] = [await open(), await open('clerk')]))
  afterAll(() => clerk.close())

  test('decodes a screenshot of another phone, refuses a picture without a code', async () => {
    const scan = async (buffer: Buffer): Promise<void> => {
      await press(clerk, '扫码')
      const chooser = clerk.waitForEvent('filechooser')
      await clerk.getByText('选一张图片').tap()
      await (await chooser).setFiles({ name: 'screen.png', mimeType: 'image/png', buffer })
    }
    await scan(await worker.screenshot())
    await said(clerk, '"result":"UNION-CARD-371002","scanType":"QR_CODE"')
    await scan(PNG.sync.write(new PNG({ width: 40, height: 40, fill: true })))
    await said(clerk, 'scanCode:fail')
  })

  test('decodes the pixels of the other phone beside it', async () => {
    // Both show the same code; that the pixels come from the other window is proved when it is closed.
    await press(clerk, '扫码')
    await clerk.getByText('扫另一部手机的屏幕').tap()
    await said(clerk, 'UNION-CARD-371002')
    await press(clerk, '扫码')
    await clerk.getByText('取消').tap()
    await said(clerk, 'scanCode:fail cancel')
    await worker.close()
    await press(clerk, '扫码')
    await clerk.getByText('扫另一部手机的屏幕').tap()
    await said(clerk, 'scanCode:fail the other phone does not answer')
  })
})

describe('privacy', () => {
  test("WeChat's own dialog: refused, then agreed; remembered for that person only", async () => {
    const page = await open()
    expect(await ask(page, 'wx.getPrivacySetting()')).toMatchObject({ needAuthorization: true })
    await press(page, '手机号')
    await page.getByText('不同意').tap()
    await said(page, 'getPhoneNumber:fail privacy permission is not authorized')
    await press(page, '手机号')
    await page.getByText('同意', { exact: true }).tap()
    await page.getByText('不允许').tap()
    await said(page, 'getPhoneNumber:fail user deny')
    await press(page, '手机号')
    await page.getByText('允许', { exact: true }).tap()
    site.cloud.registerUser({ openid: 'openid-lin', phone: '19900001234' })
    const { code } = JSON.parse(await said(page, '"code":"')) as { code: string }
    expect(await run(page, 'whose-number', { code })).toBe('19900001234')
    expect(await ask(page, 'wx.getPrivacySetting()')).toMatchObject({ needAuthorization: false })
    const stranger = await open('other')
    expect(await ask(stranger, 'wx.getPrivacySetting()')).toMatchObject({ needAuthorization: true })
    await page.close()
  })

  test('one button that agrees and asks for the number', async () => {
    const page = await open('newcomer', 'privacy=own')
    await press(page, '同意并给手机号')
    await page.getByText('允许', { exact: true }).tap()
    await said(page, '"code":"')
    expect(await page.evaluate('getCurrentPages()[0].answer')).toBeNull()
    await page.close()
  })

  test("the program's dialog: the interface waits for its button", async () => {
    const page = await open('wang', 'privacy=own')
    await press(page, '位置')
    await page.waitForFunction('getCurrentPages()[0].answer')
    await press(page, '同意隐私')
    await page.evaluate(`getCurrentPages()[0].answer({ event: 'agree', buttonId: 'agree' })`)
    await page.getByText('允许', { exact: true }).tap()
    await said(page, '"latitude":37.5')
    await page.close()
  })
})

const PATH = 'papers/身份证 a.jpg'
const ID = `cloud://local.local-bucket/${PATH}`
const upload = (cloudPath: string, bytes: number): string =>
  `wx.cloud.uploadFile({ cloudPath: '${cloudPath}', filePath: URL.createObjectURL(new Blob([new Uint8Array(${bytes})])) })`

describe('on one phone', () => {
  let page: Page
  beforeAll(async () => void (page = await open()))

  test('subscribe dialog: allowed, one message arrives; refused, none', async () => {
    await press(page, '订阅')
    await page.locator('.wxp-ask').getByText('取消').tap()
    await said(page, '"a":"reject","b":"reject"')
    expect(await run(page, 'notify', { templateId: 'a' })).toEqual({ errCode: 43101 })
    await press(page, '订阅')
    await page.getByText('允许', { exact: true }).tap()
    await said(page, '"a":"accept"')
    expect(await run(page, 'notify', { templateId: 'a' })).toMatchObject({ errCode: 0 })
    expect(site.cloud.inbox('openid-lin')).toMatchObject([{ templateId: 'a', data: { thing1: { value: '已通过' } } }])
  })

  test('a picture is shrunk, uploaded, shown by its id, and is the same file to a function', async () => {
    await page.evaluate('localStorage.setItem("wx-privacy:lin", "agreed")')
    const chooser = page.waitForEvent('filechooser')
    await press(page, '上传')
    const picture = PNG.sync.write(new PNG({ width: 40, height: 20, fill: true }))
    await (await chooser).setFiles({ name: 'paper.png', mimeType: 'image/png', buffer: picture })
    const [fileID, url] = (await said(page, `${ID} ${site.origin}/storage/`)).split(/ (?=http)/)
    expect(fileID).toBe(ID)
    await waitText(page, '#shown', 'load 8')
    const bytes = Buffer.from(await (await fetch(url!)).arrayBuffer())
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
    const base64 = bytes.toString('base64')
    expect(await run(page, 'read-file', { fileID })).toEqual([base64, base64])
    const { tempFilePath } = (await ask(page, `wx.cloud.downloadFile({ fileID: '${ID}' })`)) as { tempFilePath: string }
    const read = `wx.getFileSystemManager().readFile({ filePath: '${tempFilePath}', encoding: 'base64' })`
    expect(await ask(page, read)).toMatchObject({ data: base64 })
  })

  test("a file is its uploader's: nobody else reads, replaces or deletes it; then it is deleted", async () => {
    const other = await open('other')
    const forbidden = 'errCode: -503002 | errMsg: no permission'
    const refused = { errMsg: expect.stringContaining(forbidden) }
    const list = `{ fileList: ['${ID}'] }`
    expect(await ask(other, `wx.cloud.downloadFile({ fileID: '${ID}' })`)).toEqual(refused)
    expect(await ask(other, upload(PATH, 1))).toEqual(refused)
    expect(await ask(other, `wx.cloud.getTempFileURL(${list})`)).toMatchObject({
      fileList: [{ status: 1, tempFileURL: '', errMsg: expect.stringContaining('no permission') }],
    })
    expect(await ask(other, `wx.cloud.deleteFile(${list})`)).toMatchObject({
      fileList: [{ status: -1, errMsg: expect.stringContaining(forbidden) }],
    })
    await other.evaluate(`getCurrentPages()[0].setData({ picture: '${ID}' })`)
    await waitText(other, '#shown', 'error')
    await other.close()
    expect(await ask(page, `wx.cloud.deleteFile(${list})`)).toMatchObject({ fileList: [{ status: 0 }] })
    expect(await ask(page, `wx.cloud.downloadFile({ fileID: '${ID}' })`)).toEqual({
      errMsg: expect.stringContaining('errCode: -503003 | errMsg: file not exist'),
    })
  })

  test("10 MB a file; a function's own file is not the phone's", async () => {
    expect(await ask(page, upload('big.bin', 10 * 1024 * 1024 + 1))).toEqual({
      errMsg: expect.stringContaining('errCode: -403001 | errMsg: file is larger than 10 MB'),
    })
    const { fileID } = (await run(page, 'write-file', { cloudPath: 'report.txt', text: '数' })) as { fileID: string }
    expect(fileID).toBe('cloud://local.local-bucket/report.txt')
    expect(await ask(page, `wx.cloud.downloadFile({ fileID: '${fileID}' })`)).toEqual({
      errMsg: expect.stringContaining('errCode: -503002'),
    })
  })

  test('modal and action sheet answer what was pressed', async () => {
    await press(page, '弹窗')
    await page.getByText('确定').tap()
    await said(page, 'modal true')
    await press(page, '菜单')
    await page.locator('.wxp-sheet').getByText('乙').tap()
    await said(page, 'sheet 1')
    await press(page, '菜单')
    await page.locator('.wxp-sheet').getByText('取消').tap()
    await said(page, 'showActionSheet:fail cancel')
  })

  test('cloud functions: result, unknown function, no network; the network state is seen', async () => {
    await press(page, '云函数')
    await said(page, '{"echo":{"a":1},"openid":"openid-lin"}')
    expect(await ask(page, `wx.cloud.callFunction({ name: 'none' })`)).toEqual({
      errMsg: expect.stringContaining('cloud.callFunction:fail Error: errCode: -501000'),
    })
    await page.evaluate('wx.onNetworkStatusChange((it) => { window.__net = it })')
    await page.context().setOffline(true)
    await page.waitForFunction('window.__net')
    expect(await page.evaluate('window.__net')).toEqual({ isConnected: false, networkType: 'none' })
    await press(page, '云函数')
    await said(page, 'cloud.callFunction:fail Error: errCode: -404011')
    await page.context().setOffline(false)
    expect(await ask(page, `wx.request({ url: 'https://example.org/x' })`)).toEqual({
      errMsg: 'request:fail url not in domain list: https://example.org',
    })
  })

  test('storage: kinds, limits, one space a person', async () => {
    const result = await page.evaluate(`(() => {
    wx.setStorageSync('a', { n: [1, '二'] })
    const outcome = { a: wx.getStorageSync('a'), none: wx.getStorageSync('none'), keys: wx.getStorageInfoSync().keys }
    try { wx.setStorageSync('big', 'x'.repeat(1024 * 1024 + 1)) } catch (error) { outcome.big = error.message }
    return outcome
  })()`)
    expect(result).toEqual({
      a: { n: [1, '二'] },
      none: '',
      keys: ['a'],
      big: 'setStorageSync:fail entry size limit reached',
    })
    const other = await open('other')
    expect(await other.evaluate(`wx.getStorageSync('a')`)).toBe('')
    expect(await ask(other, `wx.getStorage({ key: 'a' })`)).toEqual({ errMsg: 'getStorage:fail data not found' })
  })

  test('files: written, read, removed', async () => {
    const outcome = await page.evaluate(`(() => {
    const files = wx.getFileSystemManager()
    const path = wx.env.USER_DATA_PATH + '/a.txt'
    files.writeFileSync(path, '工会')
    const read = files.readFileSync(path, 'utf8')
    files.unlinkSync(path)
    try { files.accessSync(path) } catch (error) { return [read, error.message] }
  })()`)
    expect(outcome).toEqual(['工会', "no such file or directory, open 'wxfile://usr/a.txt'"])
  })

  test('an interface that is not there fails by its name', async () => {
    await press(page, '没有的')
    await page.waitForFunction('window.__unsupported.length')
    expect(await page.evaluate('window.__unsupported')).toEqual(['wx.bluetoothNothing'])
    expect((await errorsOf(page)).join()).toContain('wx.bluetoothNothing is not supported by the browser runtime')
  })
})
