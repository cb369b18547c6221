import { createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import jsQR from 'jsqr'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { codeOf, startCloud, type TestCloud } from './support'

// A function that passes any WeChat call on, so that the tests speak through the unmodified wx-server-sdk.
const PASS_ON = `
  const cloud = require('wx-server-sdk')
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
  exports.main = async ({ api, data, list, media }) => {
    try {
      if (list) return await cloud.getOpenData({ list })
      if (media) data = { media: { contentType: 'image/png', value: Buffer.from(media, 'base64') } }
      const call = api.split('.').reduce((object, name) => object[name], cloud.openapi)
      const result = await call(data)
      return result.buffer ? { contentType: result.contentType, base64: result.buffer.toString('base64') } : result
    } catch (error) {
      return { errCode: error.errCode, errMsg: error.errMsg }
    }
  }`

let dir: string
let t: TestCloud
let now = new Date('2026-03-01T00:00:00Z')
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'functions-'))
  mkdirSync(join(dir, 'wx'))
  writeFileSync(join(dir, 'wx', 'index.js'), PASS_ON)
  t = await startCloud({ functionsDir: dir, clock: () => now })
})
afterAll(async () => {
  await t.close()
  rmSync(dir, { recursive: true, force: true })
})

const wx = (event: object, openid = 'o-one') =>
  t.cloud.invoke('wx', event, { openid }) as Promise<Record<string, unknown>>
async function endpoint(path: string, openid: string, body?: object) {
  const method = path.endsWith('inbox') ? 'GET' : 'POST'
  const response = await fetch(`${t.url}/wx/${path}`, {
    method,
    headers: { 'x-wx-openid': openid },
    body: body && JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('files', () => {
  const content = Buffer.from([0, 255, 1, 254, ...Buffer.from('图片')])

  test('up, down, its address, away', async () => {
    const { fileID } = await t.app.uploadFile({ cloudPath: 'papers/身份证 1.png', fileContent: content })
    expect(fileID).toMatch(/^cloud:\/\/.+\/papers\/身份证 1\.png$/)
    expect((await t.app.downloadFile({ fileID })).fileContent).toEqual(content)
    const { fileList } = await t.app.getTempFileURL({ fileList: [fileID, 'cloud://x.y/none.png'] })
    expect(fileList).toMatchObject([{ fileID, code: 'SUCCESS' }, { code: 'STORAGE_FILE_NONEXIST' }])
    const response = await fetch(fileList[0]!.tempFileURL)
    expect([response.headers.get('content-type'), Buffer.from(await response.arrayBuffer())]).toEqual([
      'image/png',
      content,
    ])
    expect(await t.app.deleteFile({ fileList: [fileID] })).toMatchObject({ fileList: [{ code: 'SUCCESS' }] })
    expect(await codeOf(t.app.downloadFile({ fileID }))).toBe('STORAGE_FILE_NONEXIST')
    expect((await fetch(fileList[0]!.tempFileURL)).status).toBe(404)
  })

  test('a stream, several megabytes, replaced by a second upload', async () => {
    const file = join(dir, 'big.bin')
    writeFileSync(file, Buffer.alloc(5_000_000, 7))
    const { fileID } = await t.app.uploadFile({ cloudPath: 'big.bin', fileContent: createReadStream(file) })
    expect((await t.app.downloadFile({ fileID })).fileContent).toHaveLength(5_000_000)
    await t.app.uploadFile({ cloudPath: 'big.bin', fileContent: Buffer.from('small') })
    expect(String((await t.app.downloadFile({ fileID })).fileContent)).toBe('small')
  })

  test('an address is signed and expires; a path leads nowhere else', async () => {
    const { fileID } = await t.app.uploadFile({ cloudPath: 'private.txt', fileContent: Buffer.from('x') })
    const address = async (maxAge: number) =>
      (await t.app.getTempFileURL({ fileList: [{ fileID, maxAge } as never] })).fileList[0]!.tempFileURL
    expect((await fetch(await address(60))).status).toBe(200)
    expect((await fetch((await address(60)).replace(/.$/, (c) => (c === '0' ? '1' : '0')))).status).toBe(403)
    expect((await fetch(await address(-1))).status).toBe(403)
    for (const cloudPath of ['../x', '/x', 'a//b', ''])
      expect(await codeOf(t.app.uploadFile({ cloudPath, fileContent: Buffer.from('x') }))).toBe('INVALID_PARAM')
  })
})

describe('phone number', () => {
  test('a code is good once, for its user, for five minutes', async () => {
    t.cloud.registerUser({ openid: 'o-known', phone: '19900001234' })
    const { code } = (await endpoint('phone-code', 'o-known')).body
    const ask = (value: unknown) => wx({ api: 'phonenumber.getPhoneNumber', data: { code: value } })
    expect(await ask(code)).toMatchObject({
      phoneInfo: { phoneNumber: '19900001234', purePhoneNumber: '19900001234', countryCode: '86' },
    })
    expect(await ask(code)).toMatchObject({ errCode: 40029 })
    expect(await ask('invented')).toMatchObject({ errCode: 40029 })
    const late = (await endpoint('phone-code', 'o-known')).body['code']
    now = new Date(now.getTime() + 5 * 60_000 + 1)
    expect(await ask(late)).toMatchObject({ errCode: 40029 })
  })

  test('a stranger has an invented number, always the same', async () => {
    const phone = async () => {
      const { code } = (await endpoint('phone-code', 'o-stranger')).body
      return ((await wx({ api: 'phonenumber.getPhoneNumber', data: { code } }))['phoneInfo'] as { phoneNumber: string })
        .phoneNumber
    }
    expect(await phone()).toMatch(/^100\d{8}$/)
    expect(await phone()).toBe(await phone())
  })

  test('getOpenData', async () => {
    const { cloudID } = (await endpoint('phone-code', 'o-known')).body
    expect(await wx({ list: [cloudID] })).toMatchObject({ list: [{ cloudID, data: { phoneNumber: '19900001234' } }] })
  })
})

describe('subscribe messages', () => {
  const data = { thing1: { value: '入会申请已通过' }, date2: { value: '2026年3月1日' }, phrase3: { value: '已通过' } }
  const send = (touser: string, extra: object = {}) =>
    wx({ api: 'subscribeMessage.send', data: { touser, templateId: 'T1', page: 'pages/card/index', data, ...extra } })

  test('one acceptance is one message, and the receiver can read it', async () => {
    expect(await send('o-reader')).toMatchObject({ errCode: 43101 })
    expect((await endpoint('subscribe', 'o-reader', { templateIds: ['T1', 'T2'] })).body).toEqual({
      T1: 'accept',
      T2: 'accept',
    })
    expect(await send('o-reader')).toMatchObject({ errCode: 0 })
    expect(await send('o-reader')).toMatchObject({ errCode: 43101 })
    const message = { templateId: 'T1', page: 'pages/card/index', data, sentAt: now.toISOString() }
    expect((await endpoint('inbox', 'o-reader')).body).toEqual([message])
    expect(t.cloud.inbox('o-reader')).toEqual([message])
    expect(t.cloud.inbox('o-other')).toEqual([])
  })

  test.each<[string, object]>([
    ['a thing above 20 characters', { thing1: { value: '一'.repeat(21) } }],
    ['a phrase above 5 characters', { phrase1: { value: '一二三四五六' } }],
    ['a name above 10', { name1: { value: '一'.repeat(11) } }],
    ['an empty value', { thing1: { value: '' } }],
    ['no such kind', { title: { value: 'x' } }],
  ])('refused: %s', async (_name, fields) => {
    await endpoint('subscribe', 'o-strict', { templateIds: ['T1'] })
    expect(await send('o-strict', { data: fields })).toMatchObject({ errCode: 47003 })
    expect(await send('o-strict')).toMatchObject({ errCode: 0 })
  })

  test('more than five templates at once are refused', async () => {
    expect((await endpoint('subscribe', 'o', { templateIds: ['1', '2', '3', '4', '5', '6'] })).status).toBe(400)
    expect((await endpoint('inbox', '')).status).toBe(400)
  })
})

describe('content checks', () => {
  test.each([
    ['今天天气好', 'pass'],
    ['这句话待审测试', 'review'],
    ['这句话违禁测试', 'risky'],
  ])('text: %s is %s', async (content, suggest) => {
    expect(
      await wx({ api: 'security.msgSecCheck', data: { version: 2, scene: 2, openid: 'o-one', content } }),
    ).toMatchObject({ result: { suggest } })
  })

  test('text, first version; too long; empty', async () => {
    const check = (content: string) => wx({ api: 'security.msgSecCheck', data: { content } })
    expect(await check('你好')).toMatchObject({ errCode: 0 })
    expect(await check('违禁测试')).toMatchObject({ errCode: 87014 })
    expect(await check('一'.repeat(2501))).toMatchObject({ errCode: 45002 })
  })

  test('pictures', async () => {
    const check = (bytes: string) => wx({ api: 'security.imgSecCheck', media: Buffer.from(bytes).toString('base64') })
    expect(await check('harmless')).toMatchObject({ errCode: 0 })
    expect(await check('RISKY-PICTURE-SAMPLE')).toMatchObject({ errCode: 87014 })
    expect(
      await wx({
        api: 'security.mediaCheckAsync',
        data: { mediaUrl: 'https://x/y.png', mediaType: 2, version: 2, scene: 1, openid: 'o' },
      }),
    ).toMatchObject({ traceId: expect.any(String) })
  })
})

test('a mini-program code is a picture that can be read', async () => {
  const { contentType, base64 } = await wx({
    api: 'wxacode.getUnlimited',
    data: { scene: 'm=42', page: 'pages/card/index', width: 430 },
  })
  expect(contentType).toBe('image/png')
  const png = PNG.sync.read(Buffer.from(base64 as string, 'base64'))
  expect(jsQR(new Uint8ClampedArray(png.data), png.width, png.height)?.data).toBe(
    'weapp://pages/card/index?scene=m%3D42',
  )
  expect(await wx({ api: 'wxacode.getUnlimited', data: { scene: '中文' } })).toMatchObject({ errCode: 40169 })
})

test('a call that is not known fails by name', async () => {
  expect(await wx({ api: 'logistics.addOrder', data: {} })).toMatchObject({
    errCode: 40066,
    errMsg: expect.stringContaining('logistics.addOrder'),
  })
})
