import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCloud } from '../../local/cloud/index'
import { collection, sdk, startCloud } from './support'

const root = join(__dirname, '..', '..')

/** `npm run cloud` as a process of its own. */
async function startProcess(dataDir: string, functionsDir: string): Promise<{ url: string; process: ChildProcess }> {
  const arguments_ = [
    '--import',
    'tsx',
    join(root, 'local/cloud/main.ts'),
    '--port',
    '0',
    '--data',
    dataDir,
    '--functions',
    functionsDir,
  ]
  const child = spawn(process.execPath, arguments_, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk) => {
      const ready = /ready (\S+)/.exec((output += chunk))
      if (ready) resolve(ready[1]!)
    })
    child.once('exit', (code) => reject(new Error(`exited with ${code} before it was ready`)))
  })
  return { url, process: child }
}

test('kill -9 loses no acknowledged write', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'killed-'))
  const functions = join(dir, 'functions')
  mkdirSync(join(functions, 'hello'), { recursive: true })
  writeFileSync(join(functions, 'hello', 'index.js'), 'exports.main = async (event) => ({ hello: event.name })')
  const acknowledged = new Set<string>()
  for (let round = 0; round < 2; round++) {
    const { url, process: child } = await startProcess(join(dir, 'data'), functions)
    const db = sdk(url).database()
    if (round === 0) {
      const response = await fetch(`${url}/functions/hello`, {
        method: 'POST',
        body: '{"name":"you"}',
        headers: { 'x-wx-openid': 'o' },
      })
      expect(await response.json()).toEqual({ hello: 'you' })
      await db.createCollection('kept')
    }
    let killed = false
    let enough = () => {}
    const many = new Promise<void>((resolve) => (enough = resolve))
    const writer = async (w: number) => {
      for (let n = 0; !killed; n++) {
        const _id = `${round}-${w}-${n}`
        const done = await db
          .collection('kept')
          .add({ _id, n })
          .then(
            () => true,
            () => false,
          )
        if (done && acknowledged.add(_id).size >= (round + 1) * 100) enough()
      }
    }
    const writers = Array.from({ length: 8 }, (_, w) => writer(w))
    await many
    const exited = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    killed = true
    await exited
    await Promise.all(writers)
  }
  expect(acknowledged.size).toBeGreaterThanOrEqual(200)
  const cloud = await openCloud({ dataDir: join(dir, 'data') })
  for (const id of acknowledged) expect(cloud.read('kept', id)).toMatchObject({ _id: id })
  await cloud.close()
  rmSync(dir, { recursive: true, force: true })
}, 60_000)

test('300 concurrent writes all arrive, and each increment counts', async () => {
  const t = await startCloud({ collections: [collection('writes', { keys: [['by', 1]] })] })
  const db = t.app.database()
  await db.collection('writes').add({ _id: 'sum', n: 0 })
  await Promise.all(
    Array.from({ length: 300 }, async (_, n) => {
      await db.collection('writes').add({ _id: `w${n}`, by: n % 3 })
      await db
        .collection('writes')
        .doc('sum')
        .update({ n: db.command.inc(1) })
    }),
  )
  expect(t.cloud.count('writes')).toBe(301)
  expect(t.cloud.read('writes', 'sum')).toEqual({ _id: 'sum', n: 300 })
  expect((await db.collection('writes').where({ by: 1 }).count()).total).toBe(100)
  await t.close()
})

describe('limits', () => {
  let t: Awaited<ReturnType<typeof startCloud>>
  beforeAll(async () => {
    t = await startCloud()
    t.cloud.load(
      'many',
      Array.from({ length: 1200 }, (_, n) => ({ _id: `m${n}`, n: 1200 - n })),
    )
    t.cloud.load('docs', [])
  })
  afterAll(() => t.close())
  const ids = (data: unknown) => (data as { _id: string }[]).map((doc) => doc._id)

  test('get gives 100 by default and 1000 at most, in the order of insertion', async () => {
    const many = t.app.database().collection('many')
    const all = Array.from({ length: 1200 }, (_, n) => `m${n}`)
    expect(ids((await many.get()).data)).toEqual(all.slice(0, 100))
    expect(ids((await many.limit(2000).get()).data)).toEqual(all.slice(0, 1000))
    expect(ids((await many.skip(1150).limit(1000).get()).data)).toEqual(all.slice(1150))
  })

  test('an updated document keeps its place', async () => {
    const many = t.app.database().collection('many')
    await many.doc('m0').update({ touched: 'x'.repeat(1000) })
    await many.doc('m1').set({ n: 0 })
    expect(ids((await many.limit(3).get()).data)).toEqual(['m0', 'm1', 'm2'])
  })

  test('big documents: some megabytes go, more than 16 are refused', async () => {
    const docs = t.app.database().collection('docs')
    await docs.add({ _id: 'big', text: '大'.repeat(1_500_000) })
    expect(((await docs.doc('big').get()).data as { text: string }[])[0]!.text).toHaveLength(1_500_000)
    await expect(docs.add({ _id: 'huge', text: 'x'.repeat(17_000_000) })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    })
    expect(t.cloud.read('docs', 'huge')).toBeUndefined()
  })

  test('20 indexes a collection', async () => {
    const indexes = Array.from({ length: 21 }, (_, n) => ({ keys: [[`f${n}`, 1]] as [string, 1][] }))
    const dataDir = mkdtempSync(join(tmpdir(), 'limits-'))
    await expect(openCloud({ dataDir, collections: [{ name: 'x', indexes }] })).rejects.toThrow('at most 20 indexes')
    rmSync(dataDir, { recursive: true, force: true })
  })

  test('numbers, dates, text and nothing come back as they went', async () => {
    const docs = t.app.database().collection('docs')
    const odd = {
      whole: 1,
      half: 1.5,
      big: 2 ** 53 - 1,
      negative: -1,
      zero: 0,
      tiny: 5e-324,
      text: '中文\u0000😀"\\',
      at: new Date(-1),
      no: false,
      nothing: null,
      list: [],
      empty: {},
    }
    await docs.add({ _id: 'odd', ...odd })
    expect((await docs.doc('odd').get()).data).toEqual([{ _id: 'odd', ...odd }])
  })
})

test('collections and indexes are declared anew at every start, documents stay', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'again-'))
  const first = await openCloud({ dataDir, collections: [collection('c', { keys: [['a', 1]] }, { keys: [['b', 1]] })] })
  first.load('c', [{ _id: 1, a: 1, b: 2 }])
  await first.close()
  const second = await openCloud({
    dataDir,
    collections: [collection('c', { keys: [['b', 1]] }, { keys: [['a', -1]], unique: true })],
  })
  expect(second.read('c', 1)).toEqual({ _id: 1, a: 1, b: 2 })
  expect(() => second.load('c', [{ _id: 2, a: 1 }])).toThrow('E11000')
  expect(second.count('c')).toBe(1)
  await second.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a bulk load goes in by the thousand', async () => {
  const t = await startCloud({
    collections: [
      collection(
        'bulk',
        {
          keys: [
            ['org', 1],
            ['n', -1],
          ],
        },
        { keys: [['card', 1]], unique: true },
      ),
    ],
  })
  const size = 20_000
  t.cloud.load(
    'bulk',
    (function* () {
      for (let n = 0; n < size; n++) yield { _id: `b${n}`, org: `org${n % 300}`, n, card: `card${n}` }
    })(),
  )
  expect(t.cloud.count('bulk')).toBe(size)
  expect((await t.app.database().collection('bulk').where({ card: 'card777' }).get()).data).toHaveLength(1)
  await t.close()
})
