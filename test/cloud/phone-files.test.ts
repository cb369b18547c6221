/** /storage/PATH: files as a phone stores and reads them, by its header. test/web/abilities.test.ts drives wx.cloud over it. */
import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { startCloud, type TestCloud } from './support'

let t: TestCloud
beforeAll(async () => void (t = await startCloud()))
afterAll(() => t.close())

async function ask(method: string, path: string, openid?: string, body?: string | Uint8Array | ReadableStream) {
  const headers = openid === undefined ? undefined : { 'x-wx-openid': openid }
  const response = await fetch(`${t.url}/storage/${path}`, { method, headers, body, duplex: 'half' } as RequestInit)
  const text = await response.text()
  return { status: response.status, text, json: () => JSON.parse(text) as Record<string, unknown>, response }
}
const onDisk = () => readdirSync(join(t.dataDir, 'files'))
const MB = 1024 * 1024

test('PUT gives the id the SDKs know it by; GET gives it back, and lets no browser keep or run it', async () => {
  const path = encodeURIComponent('papers/合同 #1?%.html')
  const put = await ask('PUT', path, 'o-one', '<script>')
  expect(put.json()).toEqual({ fileID: 'cloud://local.local-bucket/papers/合同 #1?%.html' })
  const { response, text } = await ask('GET', path, 'o-one')
  expect(text).toBe('<script>')
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  const fileID = put.json()['fileID'] as string
  expect(String((await t.app.downloadFile({ fileID })).fileContent)).toBe('<script>')
})

test.each(['PUT', 'GET', 'HEAD', 'DELETE'])(
  "%s is its uploader's alone, and nobody's without a header",
  async (method) => {
    await ask('PUT', 'own.txt', 'o-one', 'mine')
    const body = method === 'PUT' ? 'stolen' : undefined
    expect((await ask(method, 'own.txt', 'o-two', body)).status).toBe(403)
    expect((await ask(method, 'own.txt', undefined, body)).status).toBe(403)
    expect((await ask(method, 'own.txt?expires=9999999999&sign=00', 'o-one', body)).status).toBe(403)
    expect((await ask('GET', 'own.txt', 'o-one')).text).toBe('mine')
  },
)

test("a function's file is nobody's; what a function writes over is no longer the phone's", async () => {
  await t.app.uploadFile({ cloudPath: 'report.txt', fileContent: Buffer.from('x') })
  expect((await ask('GET', 'report.txt', 'o-one')).status).toBe(403)
  await ask('PUT', 'form.txt', 'o-one', 'a')
  await t.app.uploadFile({ cloudPath: 'form.txt', fileContent: Buffer.from('b') })
  expect((await ask('GET', 'form.txt', 'o-one')).status).toBe(403)
})

test('temporary addresses: of own files only; good for the file without a header, for reading only', async () => {
  await ask('PUT', 'own.txt', 'o-one', 'mine')
  const fileList = ['own.txt', 'none.txt'].map((path) => `cloud://any.env/${path}`)
  const addresses = async (openid: string, maxAge?: number) => {
    const body = JSON.stringify({ fileList: fileList.map((fileID) => ({ fileID, maxAge })) })
    const response = await fetch(`${t.url}/storage`, { method: 'POST', headers: { 'x-wx-openid': openid }, body })
    return ((await response.json()) as { fileList: { tempFileURL: string; status: number; errMsg: string }[] }).fileList
  }
  const [own, none] = await addresses('o-one')
  expect(await (await fetch(own!.tempFileURL)).text()).toBe('mine')
  expect((await fetch(own!.tempFileURL, { method: 'DELETE' })).status).toBe(403)
  expect((await fetch(own!.tempFileURL, { method: 'PUT', body: 'x' })).status).toBe(403)
  expect(none).toMatchObject({ status: 1, tempFileURL: '', errMsg: 'file not exist' })
  expect((await addresses('o-two'))[0]).toMatchObject({ status: 1, tempFileURL: '' })
  expect((await fetch((await addresses('o-one', -1))[0]!.tempFileURL)).status).toBe(403)
})

test.each([
  '..%2f..%2fcloud.db',
  'a%2f..%2fb',
  '%2fetc%2fpasswd',
  'a//b',
  'a/',
  '',
  '%',
  '%2e%2e%2fx',
  'x'.repeat(851),
])('no path: %.20s', async (path) => {
  const { status, json } = await ask('PUT', path, 'o-one', 'x')
  expect([status, json()['errCode']]).toEqual([400, -401002])
})

test('10 MB go in, a byte more does not, whether announced or not; nothing of it stays', async () => {
  expect((await ask('PUT', 'big', 'o-one', new Uint8Array(10 * MB))).status).toBe(200)
  const before = onDisk()
  const late = new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(MB))
      if ((sent += 1) === 11) controller.close()
    },
  })
  let sent = 0
  for (const body of [new Uint8Array(10 * MB + 1), late]) {
    const { status, json } = await ask('PUT', 'bigger', 'o-one', body)
    expect([status, json()]).toEqual([413, { errCode: -403001, errMsg: 'file is larger than 10 MB' }])
  }
  expect(onDisk()).toEqual(before)
})

test('an upload cut half-way leaves what was there before', async () => {
  await ask('PUT', 'cut.txt', 'o-one', 'whole')
  const before = onDisk()
  const upload = request(`${t.url}/storage/cut.txt`, {
    method: 'PUT',
    headers: { 'x-wx-openid': 'o-one', 'content-length': 1000 },
  })
  const ended = new Promise((done) => upload.on('error', done))
  upload.write('half')
  await until(() => onDisk().length > before.length)
  upload.destroy()
  await ended
  await until(() => onDisk().length === before.length)
  expect(onDisk()).toEqual(before)
  expect((await ask('GET', 'cut.txt', 'o-one')).text).toBe('whole')
})

test('of many who want a new path at once one gets it', async () => {
  const tries = Array.from({ length: 8 }, (_, n) => ask('PUT', 'wanted.txt', `o-${n}`, `${n}`))
  const won = (await Promise.all(tries)).flatMap(({ status }, n) => (status === 200 ? [n] : []))
  expect(won).toHaveLength(1)
  expect((await ask('GET', 'wanted.txt', `o-${won[0]}`)).text).toBe(String(won[0]))
})

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((next) => setImmediate(next))
}
