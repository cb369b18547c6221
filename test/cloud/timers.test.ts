import { build } from 'esbuild'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { checkTimer } from '../../local/build/entries'
import { fireByCron, isDue, readCron } from '../../local/cloud/timers'
import { collection, startCloud, type TestCloud } from './support'

const china = (text: string) => new Date(`${text.replace(' ', 'T')}+08:00`)

describe('a cron of seven fields', () => {
  test.each([
    ['0 0 2 * * * *', '2026-03-01 02:00:00', true],
    ['0 0 2 * * * *', '2026-03-01 02:00:01', false],
    ['0 0 2 * * * *', '2026-02-28 18:00:00', false], // that is 02:00 nowhere but in a clock of UTC+16
    ['0 30 0 1 1 * *', '2026-01-01 00:30:00', true], // still the old year in UTC
    ['0 30 0 1 1 * 2025', '2026-01-01 00:30:00', false],
    ['*/15 * * * * * *', '2026-03-01 09:10:45', true],
    ['*/15 * * * * * *', '2026-03-01 09:10:46', false],
    ['0 1/10 * * * * *', '2026-03-01 09:51:00', true],
    ['0 1/10 * * * * *', '2026-03-01 09:50:00', false],
    ['0 0 8-18/5 * * * *', '2026-03-01 18:00:00', true],
    ['0 0 8-18/5 * * * *', '2026-03-01 17:00:00', false],
    ['0 0 9 * * MON-FRI *', '2026-03-02 09:00:00', true], // a Monday
    ['0 0 9 * * MON-FRI *', '2026-03-01 09:00:00', false], // a Sunday
    ['0 0 9 * * FRI-SUN *', '2026-03-01 09:00:00', true],
    ['0 0 9 * * FRI-SUN *', '2026-03-05 09:00:00', false],
    ['0 0 7 * * MON *', '2026-03-02 07:00:00', true], // Sunday 23:00 in UTC
    ['0 0 0 29 FEB * *', '2028-02-29 00:00:00', true],
    ['0 0 0 1,15 jan,JUL * *', '2026-07-15 00:00:00', true],
    ['0 0 0 1,15 jan,JUL * *', '2026-06-15 00:00:00', false],
    ['0 0 0 1 */3 * 2026-2028', '2027-10-01 00:00:00', true],
    ['0 0 0 1 */3 * 2026-2028', '2029-10-01 00:00:00', false],
  ])('%s at %s in China: %s', (cron, at, due) => expect(isDue(readCron(cron), china(at))).toBe(due))

  test.each([
    ['0 2 * * *', '5 fields'],
    ['0 0 2 * * * * *', '8 fields'],
    ['60 0 2 * * * *', 'second "60"'],
    ['0 0 24 * * * *', 'hour "24"'],
    ['0 0 2 0 * * *', 'day "0"'],
    ['0 0 2 * 13 * *', 'month "13"'],
    ['0 0 2 * * * 1969', 'year "1969"'],
    ['0 0 5-2 * * * *', 'hour "5-2"'],
    ['0 */0 * * * * *', 'minute "*/0"'],
    ['0 0 2 ? * * *', 'day "?"'],
    ['0 0 2 1, * * *', 'day ""'],
    ['0 0 2 * * FREI *', 'weekday "FREI"'],
    ['0 0 2 * MON * *', 'month "MON"'],
    ['0 0 2 * * 1 *', 'MON to SUN'],
    ['0 0 2 1 * MON *', 'not both'],
  ])('%s is refused: %s', (cron, words) => expect(() => readCron(cron)).toThrow(words))

  test('what a source declares is checked before it is built or deployed', () => {
    const good = { name: 'tick', cron: '0 0 2 * * * *' }
    const check =
      (timer: typeof good, all = [timer]) =>
      () =>
        checkTimer('cases', timer, all)
    expect(check(good)).not.toThrow()
    expect(check({ ...good, cron: '0 2 * * *' })).toThrow('cloudfunctions/cases/index.ts: timer tick: cron "0 2 * * *"')
    expect(check({ ...good, name: '1st' })).toThrow('its name must be')
    expect(check({ ...good, name: 'x'.repeat(61) })).toThrow('its name must be')
    expect(check(good, [good, { ...good }])).toThrow('two of this name')
  })
})

/** A function of our own make: the kernel's entry, an action, three timers. */
const AREA = `
  import { db } from '${resolve('cloudfunctions/kernel/cloud')}'
  import { AppError } from '${resolve('cloudfunctions/kernel/errors')}'
  import { serve } from '${resolve('cloudfunctions/kernel/serve')}'
  const note = (name, now) => db.collection('runs').add({ name, at: now, clock: new Date() })
  export const timers = [
    { name: 'tick', cron: '*/2 * * * * * *', run: (now) => note('tick', now) },
    { name: 'nightly', cron: '0 30 2 * * * *', run: (now) => note('nightly', now) },
    { name: 'breaks', cron: '0 0 3 * * * *', run: async () => { throw new Error('paper of 张三') } },
    { name: 'refuses', cron: '0 0 3 * * * *', run: async () => { throw new AppError('GONE', '给人看的话') } },
  ]
  export const actions = {}
  export const main = serve('works', actions, timers)`
/** Anybody's function: says what it was given. */
const PLAIN = `
  const cloud = require('wx-server-sdk')
  cloud.init()
  exports.timers = [{ name: 'hourly', cron: '0 0 * * * * *' }]
  exports.main = (event) => ({ event, SOURCE: cloud.getWXContext().SOURCE, OPENID: cloud.getWXContext().OPENID ?? null })`

const moment = new Date('2031-03-04T15:59:58.123Z')
const lines: { error?: string; function?: string }[] = []
let dir: string
let t: TestCloud

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'timers-'))
  const outfile = join(dir, 'works', 'index.js')
  const stdin = { contents: AREA, resolveDir: resolve('.'), loader: 'ts' as const }
  await build({ stdin, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' })
  for (const [name, source] of Object.entries({ plain: PLAIN, none: 'exports.main = () => 1', broken: 'throw 1' })) {
    mkdirSync(join(dir, name))
    writeFileSync(join(dir, name, 'index.js'), source)
  }
  t = await startCloud({
    functionsDir: dir,
    collections: [collection('runs')],
    clock: () => moment,
    log: (line) => lines.push(line),
  })
}, 60_000)
afterAll(async () => {
  await t.close()
  rmSync(dir, { recursive: true, force: true })
})

const runs = async () => {
  const { data } = (await t.app.database().collection('runs').get()) as { data: { _id: string; name: string }[] }
  await Promise.all(data.map(({ _id }) => t.app.database().collection('runs').doc(_id).remove()))
  return data
}

describe('a timer fires', () => {
  let said: jest.SpyInstance
  beforeEach(() => (said = jest.spyOn(console, 'log').mockImplementation(() => undefined)))
  afterEach(() => said.mockRestore())
  const logged = () => said.mock.calls.map(([line]) => JSON.parse(String(line)) as object)

  test('found in what functions export; one that does not load has none and is in the log', () => {
    expect(t.cloud.timers()).toEqual([
      { area: 'plain', name: 'hourly', cron: '0 0 * * * * *' },
      { area: 'works', name: 'tick', cron: '*/2 * * * * * *' },
      { area: 'works', name: 'nightly', cron: '0 30 2 * * * *' },
      { area: 'works', name: 'breaks', cron: '0 0 3 * * * *' },
      { area: 'works', name: 'refuses', cron: '0 0 3 * * * *' },
    ])
    expect(lines).toEqual([{ level: 'error', function: 'broken', error: '1' }])
  })

  test("with the platform's event, from no person", async () => {
    expect(await t.cloud.fireTimer('plain', 'hourly')).toEqual({
      event: { Type: 'Timer', TriggerName: 'hourly', Time: '2031-03-04T15:59:58Z', Message: '' },
      SOURCE: 'wx_trigger',
      OPENID: null,
    })
  })

  test('its own job and no other, with now from the clock, one line in the log and its own row of costs', async () => {
    t.cloud.resetCosts()
    expect(await t.cloud.fireTimer('works', 'nightly')).toEqual({ ok: true, data: {} })
    expect(t.cloud.costs()).toMatchObject([{ function: 'works', action: 'nightly', calls: 1, requests: 1 }])
    expect(await runs()).toEqual([{ _id: expect.any(String), name: 'nightly', at: moment, clock: moment }])
    expect(logged()).toEqual([{ event: 'timer', area: 'works', action: 'nightly', ms: 0 }])
  })

  test('a job that fails counts as failed, under a reference, and nobody reads whose paper it was', async () => {
    for (const name of ['breaks', 'refuses']) {
      said.mockClear()
      lines.length = 0
      await expect(t.cloud.fireTimer('works', name)).rejects.toMatchObject({ errCode: -504002 })
      const [line] = logged() as { reference: string }[]
      expect(line).toMatchObject({ event: 'failed', area: 'works', action: name, error: expect.any(String) })
      expect(lines[0]!.error).toContain(`timer works.${name} failed, reference ${line!.reference}`)
      expect(JSON.stringify([lines, logged()])).not.toMatch(/张三|给人看的话/)
    }
  })

  test('no person fires it, whatever event she sends; nor does an unknown name', async () => {
    const event = { Type: 'Timer', TriggerName: 'tick', Time: '2031-03-04T15:59:58Z', Message: '' }
    const unknown = { ok: false, error: { code: 'UNKNOWN_ACTION' } }
    expect(await t.cloud.invoke('works', event, { openid: 'o-one' })).toMatchObject(unknown)
    const post = (headers: Record<string, string>, body: object) =>
      fetch(`${t.url}/functions/works`, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(await (await post({ 'x-wx-openid': 'o-one' }, event)).json()).toMatchObject(unknown)
    expect(await (await post({}, { ...event, TriggerName: 'never' })).json()).toMatchObject(unknown)
    expect(await (await post({}, { ...event, Type: 'timer' })).json()).toMatchObject(unknown)
    expect(await runs()).toEqual([])
  })

  test('asking for one that is not there says so', async () => {
    await expect(t.cloud.fireTimer('works', 'never')).rejects.toThrow('the function works has no timer never')
    await expect(t.cloud.fireTimer('none', 'tick')).rejects.toThrow('the function none has no timer tick')
    await expect(t.cloud.fireTimer('nowhere', 'tick')).rejects.toThrow('the function nowhere has no timer tick')
  })
})

describe('while the product runs', () => {
  afterEach(() => jest.useRealTimers())

  /** A cloud that writes down what it is asked to fire, and when. */
  function scribe(...timers: [name: string, cron: string][]) {
    const fired: string[] = []
    return {
      fired,
      timers: () => timers.map(([name, cron]) => ({ area: 'a', name, cron })),
      fireTimer: (_area: string, name: string) => {
        fired.push(`${name} ${new Date().toISOString().slice(11, 19)}`)
        return name === 'breaks' ? Promise.reject(new Error('broken')) : Promise.resolve({})
      },
    }
  }
  const from = (now: string) => jest.useFakeTimers({ now: china(now) })

  test('each fires at its own seconds, once, until stopped', async () => {
    from('2026-03-01 01:59:57.700')
    const cloud = scribe(['nightly', '0 0 2 * * * *'], ['often', '*/2 * * * * * *'])
    const running = fireByCron(() => cloud, fail)
    await jest.advanceTimersByTimeAsync(5000)
    // 18:00 the day before in UTC.
    expect(cloud.fired).toEqual(['often 17:59:58', 'nightly 18:00:00', 'often 18:00:00', 'often 18:00:02'])
    running.stop()
    await jest.advanceTimersByTimeAsync(5000)
    expect(cloud.fired).toHaveLength(4)
  })

  test('a machine that slept a moment leaves nothing out; one that slept long goes on from now', async () => {
    from('2026-03-01 01:59:50')
    const cloud = scribe(['nightly', '0 0 2 * * * *'])
    const running = fireByCron(() => cloud, fail)
    jest.setSystemTime(china('2026-03-01 02:00:20'))
    await jest.advanceTimersByTimeAsync(2000)
    expect(cloud.fired).toHaveLength(1)
    jest.setSystemTime(china('2026-03-02 07:00:00'))
    await jest.advanceTimersByTimeAsync(2000)
    expect(cloud.fired).toHaveLength(1)
    running.stop()
  })

  test('one that fails is logged and the others go on; the cloud is the one of the moment', async () => {
    from('2026-03-01 02:00:00')
    const clouds = [scribe(['breaks', '* * * * * * *'], ['works', '* * * * * * *']), scribe()]
    const log: object[] = []
    const running = fireByCron(
      () => clouds[0]!,
      (line) => log.push(line),
    )
    await jest.advanceTimersByTimeAsync(1000)
    expect(clouds[0]!.fired).toEqual(['breaks 18:00:01', 'works 18:00:01'])
    expect(log).toEqual([{ level: 'error', function: 'a', timer: 'breaks', error: 'broken' }])
    const [old] = clouds.splice(0, 1)
    await jest.advanceTimersByTimeAsync(1000)
    expect(old!.fired).toHaveLength(2)
    expect(clouds[0]!.fired).toEqual(['breaks 18:00:02', 'works 18:00:02'])
    running.stop()
  })

  test('a cron that cannot be read stops the start, in words', () => {
    expect(() => fireByCron(() => scribe(['x', '0 2 * * *']), fail)).toThrow('5 fields')
  })
})

function fail(line: object): void {
  throw new Error(JSON.stringify(line))
}
