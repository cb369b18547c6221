import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collection, startCloud, type TestCloud } from './support'

/** Ordinary cloud functions, as anyone writes them: plain JavaScript on wx-server-sdk. */
const FUNCTIONS: Record<string, string> = {
  notes: `
    const cloud = require('wx-server-sdk')
    const { shout } = require('./lib/shout')
    const config = require('./config.json')
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
    const db = cloud.database()
    const _ = db.command
    const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
    exports.main = async (event, context) => {
      const before = cloud.getWXContext()
      if (event.action === 'add') return db.collection('notes').add({ data: { by: before.OPENID, text: shout(event.text), at: db.serverDate() } })
      if (event.action === 'mine') return (await db.collection('notes').where({ by: before.OPENID }).get()).data
      if (event.action === 'who') {
        await sleep(Math.random() * 30)
        await db.collection('notes').where({ by: before.OPENID }).count()
        await sleep(Math.random() * 30)
        await Promise.all([1, 2, 3].slice(0, event.n % 4).map(() => db.collection('notes').where({ by: before.OPENID }).get()))
        return { before, after: cloud.getWXContext(), userInfo: event.userInfo, request: context.request_id, env: process.env.SCF_REQUEST_ID }
      }
      if (event.action === 'throw') { await db.collection('notes').limit(1).get(); throw new Error('secret document 370602199001011234') }
      if (event.action === 'sleep') { await sleep(900); return 'late' }
      if (event.action === 'big') return { text: 'x'.repeat(event.size) }
      if (event.action === 'chain') return (await cloud.callFunction({ name: 'helper', data: { n: event.n } })).result
      if (event.action === 'chain-fail') return cloud.callFunction({ name: 'helper', data: { fail: true } })
      if (event.action === 'retry') {
        let tries = 0
        await db.runTransaction(async (t) => { tries++; await t.collection('notes').doc('counter').set({ data: { n: 1 } }) })
        return tries
      }
      return { config, setting: process.env.SETTING, env: before.ENV, appid: before.APPID, nothing: undefined }
    }`,
  helper: `
    const tcb = require('@cloudbase/node-sdk')
    const cloud = require('wx-server-sdk')
    cloud.init()
    const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV })
    exports.main = async (event) => {
      if (event.fail) throw new Error('inner')
      await app.database().collection('notes').limit(1).get()
      const { OPENID, SOURCE } = cloud.getWXContext()
      return { n: event.n + 1, OPENID, SOURCE, user: event.userInfo }
    }`,
  broken: `exports.nothing = 1`,
  own: `exports.main = () => require('left-alone')`,
  version: `exports.main = () => 1`,
}

let dir: string
let t: TestCloud
const log: { error?: string; requestId?: string }[] = []
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'functions-'))
  for (const [name, source] of Object.entries(FUNCTIONS)) {
    mkdirSync(join(dir, name, 'lib'), { recursive: true })
    writeFileSync(join(dir, name, 'index.js'), source)
  }
  writeFileSync(join(dir, 'notes', 'lib', 'shout.js'), 'exports.shout = (text) => text.toUpperCase()')
  writeFileSync(join(dir, 'notes', 'config.json'), '{ "colour": "red" }')
  mkdirSync(join(dir, 'own', 'node_modules', 'left-alone'), { recursive: true })
  writeFileSync(join(dir, 'own', 'node_modules', 'left-alone', 'index.js'), 'module.exports = "own package"')
  t = await startCloud({
    functionsDir: dir,
    collections: [collection('notes', { keys: [['by', 1]] })],
    env: { SETTING: 'yes' },
    log: (line) => log.push(line),
  })
})
afterAll(async () => {
  await t.close()
  rmSync(dir, { recursive: true, force: true })
})

async function call(name: string, event: unknown, openid = 'o-one') {
  const response = await fetch(`${t.url}/functions/${name}`, {
    method: 'POST',
    headers: { 'x-wx-openid': openid, 'content-type': 'application/json' },
    body: JSON.stringify(event),
  })
  return { status: response.status, body: (await response.json()) as never }
}

test('a plain folder of functions runs, with its files, packages and settings', async () => {
  expect((await call('notes', {})).body).toEqual({
    config: { colour: 'red' },
    setting: 'yes',
    env: 'local',
    appid: expect.any(String),
  })
  expect((await call('own', {})).body).toBe('own package')
  await call('notes', { action: 'add', text: 'hello' })
  expect((await call('notes', { action: 'mine' })).body).toMatchObject([{ by: 'o-one', text: 'HELLO' }])
  expect((await call('notes', { action: 'mine' }, 'o-two')).body).toEqual([])
  expect(await t.cloud.invoke('notes', { action: 'mine' }, { openid: 'o-one' })).toHaveLength(1)
})

test('identity comes from the caller, whatever the event claims', async () => {
  const { body } = await call('notes', { action: 'who', n: 0, userInfo: { openId: 'o-forged' } })
  expect(body).toMatchObject({ before: { OPENID: 'o-one' }, userInfo: { openId: 'o-one' } })
})

test('500 calls at once keep their identities and their costs apart', async () => {
  t.cloud.resetCosts()
  const calls = Array.from({ length: 500 }, (_, n) =>
    t.cloud.invoke('notes', { action: 'who', n }, { openid: `o-${n}` }),
  )
  const results = (await Promise.all(calls)) as {
    before: { OPENID: string }
    after: { OPENID: string }
    userInfo: { openId: string }
    request: string
    env: string
  }[]
  results.forEach((result, n) => {
    expect([result.before.OPENID, result.after.OPENID, result.userInfo.openId]).toEqual([`o-${n}`, `o-${n}`, `o-${n}`])
    expect(result.env).toBe(result.request)
  })
  // One count each, and 0, 1, 2 or 3 gets: 500 + 125 * 6.
  expect(t.cloud.costs()).toEqual([
    expect.objectContaining({ function: 'notes', action: 'who', calls: 500, requests: 1250, examined: 0 }),
  ])
}, 60_000)

test('costs are booked to the function and action that caused them, also when mixed', async () => {
  t.cloud.resetCosts()
  await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      n % 2
        ? t.cloud.invoke('notes', { action: 'mine' }, { openid: 'o-one' })
        : t.cloud.invoke('notes', { action: 'chain', n }, { openid: `o-${n}` }),
    ),
  )
  const rows = (await (await fetch(`${t.url}/costs`)).json()) as {
    function: string
    action: string
    calls: number
    bytes: number
  }[]
  expect(rows.sort((a, b) => a.function.localeCompare(b.function) || a.action.localeCompare(b.action))).toEqual([
    { function: 'helper', action: '', calls: 20, requests: 20, examined: 20, returned: 20, bytes: expect.any(Number) },
    { function: 'notes', action: 'chain', calls: 20, requests: 0, examined: 0, returned: 0, bytes: expect.any(Number) },
    {
      function: 'notes',
      action: 'mine',
      calls: 20,
      requests: 20,
      examined: 20,
      returned: 20,
      bytes: expect.any(Number),
    },
  ])
  const one = JSON.stringify(await t.cloud.invoke('notes', { action: 'mine' }, { openid: 'o-one' }))
  expect(rows.find((row) => row.action === 'mine')!.bytes).toBe(20 * Buffer.byteLength(one))
  await fetch(`${t.url}/costs`, { method: 'DELETE' })
  expect(t.cloud.costs()).toEqual([])
})

test('a transaction costs its start and its commit too', async () => {
  t.cloud.resetCosts()
  expect((await call('notes', { action: 'retry' })).body).toBe(1)
  expect(t.cloud.costs()).toMatchObject([{ action: 'retry', requests: 3 }])
})

test('a function calls another, which sees the same user and where the call came from', async () => {
  expect((await call('notes', { action: 'chain', n: 1 })).body).toEqual({
    n: 2,
    OPENID: 'o-one',
    SOURCE: 'wx_client,scf',
    user: expect.objectContaining({ openId: 'o-one' }),
  })
  expect((await call('notes', { action: 'chain-fail' })).status).toBe(500)
})

describe('what goes wrong', () => {
  test('a function that throws gives a reference number, no stack and no document; the log has the rest', async () => {
    const { status, body } = await call('notes', { action: 'throw' })
    expect(status).toBe(500)
    expect(body).toEqual({
      errCode: -504002,
      errMsg: expect.any(String),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(JSON.stringify(body)).not.toMatch(/secret|index\.js|370602/)
    expect(log.find((line) => line.requestId === (body as { requestId: string }).requestId)?.error).toContain('secret')
  })

  test('a function that takes too long', async () => {
    const hurried = await startCloud({ functionsDir: dir, functionTimeoutSeconds: 0.3 })
    const error = await hurried.cloud.invoke('notes', { action: 'sleep' }, { openid: 'o' }).catch((e: Error) => e)
    expect(error).toMatchObject({ errCode: -504003, message: expect.stringContaining('timed out after 0.3 seconds') })
    await hurried.close()
  })

  test('an event above 100 KB, a reply above 1 MB', async () => {
    expect(await call('notes', { action: 'x', text: 'x'.repeat(100 * 1024) })).toMatchObject({
      status: 413,
      body: { errCode: -401002 },
    })
    expect(await call('notes', { action: 'big', size: 1024 * 1024 })).toMatchObject({
      status: 500,
      body: { errCode: -604001 },
    })
    expect((await call('notes', { action: 'big', size: 1024 * 1024 - 100 })).status).toBe(200)
  })

  test('a function that is not there, has no main, or a name that is none', async () => {
    expect(await call('nowhere', {})).toMatchObject({ status: 404, body: { errCode: -501000 } })
    expect(await call('broken', {})).toMatchObject({ status: 500, body: { errCode: -504002 } })
    expect(await call(encodeURIComponent('../notes'), {})).toMatchObject({ status: 404 })
    expect(await call('notes', [1])).toMatchObject({ status: 400 })
  })

  test('a body that is not JSON', async () => {
    const response = await fetch(`${t.url}/functions/notes`, { method: 'POST', body: '{' })
    expect(response.status).toBe(400)
  })
})

test('a changed function is loaded anew', async () => {
  expect((await call('version', {})).body).toBe(1)
  const file = join(dir, 'version', 'index.js')
  writeFileSync(file, 'exports.main = () => 2')
  utimesSync(file, new Date(), new Date(Date.now() + 5000))
  expect((await call('version', {})).body).toBe(2)
})

test('outside a call the process has its own environment', async () => {
  await call('notes', {})
  expect(process.env['WX_OPENID']).toBeUndefined()
  expect(process.env['SETTING']).toBeUndefined()
  expect(process.env['PATH']).toBeTruthy()
})

test('only this machine is answered', async () => {
  const from = async (remoteAddress: string) => {
    const answered = { status: 0 }
    const response = {
      writeHead: (status: number) => ((answered.status = status), response),
      end: () => response,
      setHeader: () => response,
    }
    const request = { url: '/costs', method: 'GET', headers: {}, socket: { remoteAddress } }
    expect(await t.cloud.handle(request as never, response as never)).toBe(true)
    return answered.status
  }
  expect(await Promise.all(['127.0.0.1', '::1', '::ffff:127.0.0.1'].map(from))).toEqual([200, 200, 200])
  expect(await Promise.all(['192.168.1.5', '10.0.0.1', '::ffff:8.8.8.8', ''].map(from))).toEqual([403, 403, 403, 403])
})

test("an unknown path is nobody's", async () => {
  expect((await fetch(`${t.url}/elsewhere`)).status).toBe(404)
  expect((await fetch(`${t.url}/wx/nothing`, { headers: { 'x-wx-openid': 'o' } })).status).toBe(404)
})
