import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dateBy } from '../../local/cloud/clock'
import { collection, startCloud, type TestCloud } from './support'

/** An ordinary function that knows of no clock but Date. */
const FUNCTION = `
  const cloud = require('wx-server-sdk')
  const other = require('./other')
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
  const db = cloud.database()
  class Day extends Date { day() { return this.toISOString().slice(0, 10) } }
  exports.main = async (event) => {
    if (event.action === 'slow') return new Promise((resolve) => setTimeout(resolve, 6000))
    if (event.action === 'store') {
      await db.collection('moments').doc('one').set({ data: { mine: new Date(), server: db.serverDate() } })
      const { data } = await db.collection('moments').doc('one').get()
      return { same: Math.abs(data.mine - data.server), isDate: data.mine instanceof Date, mine: data.mine.toISOString() }
    }
    if (event.action === 'transaction') {
      const count = await db.runTransaction(async (transaction) => {
        const found = await transaction.collection('moments').doc('two').get().catch(() => ({ data: { n: 0 } }))
        event.before && (await new Promise((resolve) => setTimeout(resolve, event.before)))
        await transaction.collection('moments').doc('two').set({ data: { n: found.data.n + 1 } })
        return found.data.n + 1
      })
      return count
    }
    return {
      now: Date.now(), made: new Date().getTime(), said: Date(), day: new Day().day(), other: other.now(),
      given: [new Date(0).getTime(), new Date('2020-02-29').getTime(), new Date(2020, 1, 29).getDate(), new Date(new Date(5)).getTime()],
      statics: [Date.parse('2020-02-29'), Date.UTC(2020, 1, 29), Date.length, Date.name],
      instances: [new Date() instanceof Date, new Day() instanceof Date, new Day() instanceof Day, other.made() instanceof Date, {} instanceof Date],
      kind: Object.prototype.toString.call(new Date()),
    }
  }`
const OTHER = `
  const Own = Date
  exports.now = () => Own.now()
  exports.made = () => new Own(1)
  exports.is = (value) => value instanceof Date`
/** A package may declare a Date of its own. */
const ITS_OWN = `'use strict'
  const Date = { now: () => 7 }
  exports.main = () => Date.now()`

const start = new Date('2031-03-04T15:59:58.000Z')
let moment = start
let dir: string
let t: TestCloud

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'clock-'))
  const write = (path: string, text: string) => {
    mkdirSync(join(dir, path, '..'), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
  write('reads/index.js', FUNCTION)
  write('reads/other.js', OTHER)
  write('own/index.js', ITS_OWN)
  t = await startCloud({
    functionsDir: dir,
    collections: [collection('moments')],
    clock: () => moment,
    functionTimeoutSeconds: 4,
    transactionSeconds: 1.5,
  })
})
afterAll(async () => {
  await t.close()
  rmSync(dir, { recursive: true, force: true })
})
beforeEach(() => void (moment = start))

const call = (event: object = {}, name = 'reads') => t.cloud.invoke(name, event, { openid: 'o-one' })

test("every way to ask for now gives the cloud's clock, in every module of a function", async () => {
  const now = start.getTime()
  expect(await call()).toMatchObject({ now, made: now, other: now, day: '2031-03-04', said: start.toString() })
  moment = new Date(now + 3_600_000 * 24 * 365)
  expect(await call()).toMatchObject({ now: moment.getTime(), day: '2032-03-03' })
  moment = new Date('1999-12-31T00:00:00Z')
  expect(await call()).toMatchObject({ made: moment.getTime(), day: '1999-12-31' })
})

test('what is not about now is the real Date', async () => {
  expect(await call()).toMatchObject({
    given: [0, Date.UTC(2020, 1, 29), 29, 5],
    statics: [Date.UTC(2020, 1, 29), Date.UTC(2020, 1, 29), 7, 'Date'],
    instances: [true, true, true, true, false],
    kind: '[object Date]',
  })
})

test('stored moments, of the function and of the server, are of the same clock and come back as Dates', async () => {
  expect(await call({ action: 'store' })).toEqual({ same: 0, isDate: true, mine: start.toISOString() })
})

test('a function that declares a Date of its own keeps it', async () => {
  expect(await call({}, 'own')).toBe(7)
})

test('Dates pass both ways between those who see the clock and those who do not', () => {
  const Clocked = dateBy(() => moment)
  expect(new Date(1) instanceof Clocked).toBe(true)
  expect(new Clocked()).toBeInstanceOf(Date)
  expect(new Clocked()).toEqual(start)
  expect(Object('2031-03-04') instanceof Clocked).toBe(false)
})

test('how long a call or a transaction may take is real time, however far the clock jumps or when it stands', async () => {
  expect(await call({ action: 'transaction' })).toBe(1)
  // The clock goes a day on while a transaction is open: it is not late.
  const open = call({ action: 'transaction', before: 100 })
  moment = new Date(start.getTime() + 86_400_000)
  expect(await open).toBe(2)
  // The clock stands still: a transaction and a call that take too long are cut off all the same.
  await expect(call({ action: 'transaction', before: 2200 })).rejects.toMatchObject({ errCode: -504002 })
  await expect(call({ action: 'slow' })).rejects.toMatchObject({ errCode: -504003 })
})

test('without a clock a function has the real time', async () => {
  const real = await startCloud({ functionsDir: dir })
  const before = Date.now()
  const { now } = (await real.cloud.invoke('reads', {}, { openid: 'o-one' })) as { now: number }
  expect(now).toBeGreaterThanOrEqual(before)
  expect(now).toBeLessThanOrEqual(Date.now())
  await real.close()
})
