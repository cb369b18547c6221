import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Persona } from '../../local/city/personas'
import { openCloud } from '../../local/cloud/index'
import { startAll, type Started } from '../../local/start-all'

const root = join(__dirname, '../web/fixture')
let dataDir: string
let started: Started
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'union-start-'))
  started = await startAll({ port: 0, dataDir, members: 20, root })
}, 60_000)
afterAll(async () => {
  await started.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** With the functions that the first start built. */
const startAgain = () => startAll({ port: 0, dataDir, members: 20, root, functionsDir: join(dataDir, 'functions') })

const get = (path: string) => fetch(started.url + path)
const call = async (openid: string, area: string, action: string, input: object) => {
  const body = JSON.stringify({ action, input })
  const reply = await fetch(`${started.url}/functions/${area}`, {
    method: 'POST',
    headers: { 'x-wx-openid': openid },
    body,
  })
  return (await reply.json()) as { ok: boolean; data: { card?: { maskedName: string } } }
}

test('one address answers the start page with all its files, the mini-program and the cloud', async () => {
  const page = await (await get('/')).text()
  expect(page).toContain('<html lang="zh-CN">')
  for (const file of readdirSync(join(__dirname, '../../local/shell/site')))
    if (/\.(js|css)$/.test(file)) expect([file, (await get(`/${file}`)).status]).toEqual([file, 200])
  expect((await get('/app/')).status).toBe(200)
  expect((await get('/costs')).status).toBe(200)
  expect((await get('/nothing')).status).toBe(404)
  expect((await get('/%2e%2e/package.json')).status).toBe(404)
})

test('the people of the start page are those of the city', async () => {
  const people = (await (await get('/personas.json')).json()) as Persona[]
  const member = people.find((one) => one.id === 'member')!
  const { data } = await call(member.openid, 'membership', 'myCard', {})
  expect(data.card?.maskedName).toBe('林＊兰')
  const chooser = await (await get('/people.js')).text()
  const listed = [...chooser.matchAll(/ids: \[(.*?)\]/g)].flatMap(([, ids]) => ids!.match(/\w+/g))
  expect(listed.sort()).toEqual(people.map(({ id }) => id).sort())
})

test('a reset asked for by our page makes the city anew; by another site nothing', async () => {
  started.cloud.load('messages', [{ _id: 'left-over', openid: 'x' }])
  const reset = (origin: string) => fetch(`${started.url}/reset`, { method: 'POST', headers: { origin } })
  expect((await reset('http://elsewhere.example')).status).toBe(403)
  expect(started.cloud.read('messages', 'left-over')).toBeDefined()
  expect((await reset(started.url)).status).toBe(200)
  expect(started.cloud.read('messages', 'left-over')).toBeUndefined()
  expect((await call('persona-member', 'membership', 'myCard', {})).ok).toBe(true)
})

test('a second start finds the city as it was left', async () => {
  started.cloud.load('messages', [{ _id: 'kept', openid: 'x' }])
  await started.close()
  started = await startAgain()
  expect(started.cloud.read('messages', 'kept')).toBeDefined()
}, 60_000)

test('a city left half made is made anew', async () => {
  await started.close()
  rmSync(join(dataDir, 'cloud'), { recursive: true })
  const half = await openCloud({ dataDir: join(dataDir, 'cloud') })
  half.load('orgs', [{ _id: 'half' }])
  await half.close()
  started = await startAgain()
  expect(started.cloud.read('orgs', 'half')).toBeUndefined()
  expect(started.cloud.count('settings')).toBe(1)
}, 60_000)

test('a taken port is said in one line', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as { port: number }
  const taken = startAll({ port, dataDir: mkdtempSync(join(dataDir, 'taken-')), root })
  await expect(taken).rejects.toThrow(new RegExp(`^port ${port} is taken: PORT=${port + 1} npm start$`))
  other.close()
})
