/**
 * `npm run bench`: what our code adds, as ratios that hold on any machine. A function's process from start to first
 * reply beside a process that only loads the SDKs and makes the same one request; pages beside an empty page in the
 * same runtime. Medians of several runs, one after the other.
 */
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser, phone, type TestBrowser } from '../test/web/browser'
import { personas } from './city/personas'
import type { Cloud } from './cloud/index'
import { callEnvironment } from './cloud/call-environment'
import { startAll } from './start-all'
import { buildPreview } from './web/index'

const say = (text: string) => process.stdout.write(`${text}\n`)

const STARTS = 9
const OPENINGS = 7

/** The same one request (settings/city) that `membership.city` makes. */
const BARE = `
const sdk = require('@cloudbase/node-sdk'), cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
sdk.init({ env: sdk.SYMBOL_CURRENT_ENV }).database().collection('settings').where({ _id: 'city' }).limit(1).get()
  .then(({ data }) => process.exit(data.length === 1 ? 0 : 1))`
const OURS = (file: string) => `
require(${JSON.stringify(file)}).main({ action: 'city', input: {} }).then(({ ok }) => process.exit(ok ? 0 : 1))`

async function main(): Promise<void> {
  // The functions log each call to this process's console.
  console.log = () => undefined
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-'))
  const started = await startAll({ port: 0, dataDir })
  try {
    await benchStart(started.url, dataDir)
    await benchPages(started.url, started.cloud, dataDir)
  } finally {
    await started.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function benchStart(url: string, dataDir: string): Promise<void> {
  const who = { callId: 'bench', functionName: 'membership', openid: personas[0]!.openid, source: 'wx_client' }
  const env = callEnvironment(who, `${url}/admin`, { UNION_KEYS: process.env.UNION_KEYS ?? '' })
  const ours = OURS(join(dataDir, 'functions/membership/index.js'))
  const times: Record<'bare' | 'ours', number[]> = { bare: [], ours: [] }
  for (let i = 0; i < STARTS; i += 1) {
    times.bare.push(await timeProcess(BARE, env))
    times.ours.push(await timeProcess(ours, env))
  }
  say('process start to first reply, one database request in each:')
  line('both SDKs alone', median(times.bare), median(times.bare))
  line('the function membership', median(times.ours), median(times.bare))
}

/** Milliseconds from the start of a node process to its end. Throws when it ends badly. */
function timeProcess(script: string, env: NodeJS.Dict<string>): Promise<number> {
  const begun = performance.now()
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['-e', script], { env: { PATH: process.env.PATH, ...env }, stdio: 'pipe' })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('close', (code) => (code === 0 ? done(performance.now() - begun) : fail(new Error(said))))
  })
}

async function benchPages(url: string, cloud: Cloud, dataDir: string): Promise<void> {
  const browser = await launchBrowser()
  const empty = await serveEmptyApp(join(dataDir, 'empty'))
  try {
    say('\npage opened in a fresh phone to its first drawing, and the calls and database requests it makes:')
    const bare = await timePage(browser, empty.url, {})
    line('an empty page', bare, bare)
    for (const [name, persona, page] of [
      ['首页 home', 'member', 'pages/home/home'],
      ['会员卡 card', 'member', 'pages/card/card'],
      ['核销 verify', 'clerk', 'packages/merchant/verify/verify'],
    ] as const) {
      cloud.resetCosts()
      const time = await timePage(browser, url, { persona, page })
      // The first opening warms up and is not timed, but it is counted.
      const each = (sum: number) => (sum / (OPENINGS + 1)).toFixed(1)
      const sum = (of: 'calls' | 'requests') => cloud.costs().reduce((total, row) => total + row[of], 0)
      line(name, time, bare, `${each(sum('calls'))} calls, ${each(sum('requests'))} requests`)
    }
  } finally {
    await browser.close()
    await empty.close()
  }
}

async function timePage(browser: TestBrowser, url: string, options: { persona?: string; page?: string }) {
  const times: number[] = []
  for (let i = 0; i <= OPENINGS; i += 1) {
    const begun = performance.now()
    const page = await phone(browser, url, options)
    if (i > 0) times.push(performance.now() - begun)
    // What it asked for is let arrive, so that it is counted and does not slow the next.
    await page.waitForLoadState('networkidle')
    await page.context().close()
  }
  return median(times)
}

/** A mini-program of one empty page in the same runtime. */
async function serveEmptyApp(root: string) {
  mkdirSync(join(root, 'page'), { recursive: true })
  const files = { 'app.json': '{"pages":["page/page"]}', 'app.ts': 'App({})', 'page/page.ts': 'Page({})' }
  for (const [path, text] of Object.entries({ ...files, 'page/page.json': '{}', 'page/page.wxml': '<view>.</view>' })) {
    writeFileSync(join(root, path), text)
  }
  const preview = await buildPreview({ root })
  const server = createServer((req, res) => {
    void preview.handle(req, res).then((ours) => ours || res.writeHead(404).end())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await preview.close()
    },
  }
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function line(name: string, ms: number, bare: number, more = ''): void {
  say(`  ${name.padEnd(26)} ${(ms / bare).toFixed(2).padStart(6)} ×  (${ms.toFixed(0)} ms here)  ${more}`.trimEnd())
}

main().catch((error: Error) => {
  console.error(error.stack)
  process.exitCode = 1
})
