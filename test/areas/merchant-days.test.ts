import { good } from '../../local/call-as'
import { addDays, dayOf, startOfDay } from '../../miniprogram/rules/days'
import { openMerchants } from './merchant-world'

/** What days and changes do to partner merchants: ends, renewals, reminders, quitting, offers that change. */

let now = new Date(startOfDay('2026-07-13') + 10 * 3_600_000)
let area: Awaited<ReturnType<typeof openMerchants>>
beforeAll(async () => (area = await openMerchants(() => now)), 60_000)
afterAll(() => area.world.close())

const as = (who: string) => area.world.as(who)
const goTo = (day: string) => (now = new Date(startOfDay(day) + 10 * 3_600_000))
const tick = () => area.world.cloud.fireTimer('benefits', 'merchants')
const offersOf = async (merchantId: string) =>
  (await good(as('member')('benefits.search', { text: '新开的第' }))).offers.filter(
    (one) => one.merchantId === merchantId,
  )
const shopOf = async (who: string, merchantId: string) => (await good(as(who)('benefits.myShop', { merchantId }))).shop
const titles = async (who: string) => (await good(as(who)('inbox.list', {}))).messages.map(({ title }) => title)
const refused = async (reply: Promise<unknown>) => {
  const answer = (await reply) as { ok: boolean; error?: { code: string; message: string } }
  if (answer.ok) throw new Error('it should have been refused')
  return answer.error!
}
const approve = async (caseId: string, more: object = {}) => good(area.decide('county', caseId, 'approve', more))

test('an offer that changes keeps its name and what was used of it; a stopped one vanishes, workers see each only when the county agreed', async () => {
  const offers = [{ terms: 'percent', payPercent: 90, covers: '全部', limits: 'some', mineTerm: 1 }]
  const merchantId = await area.join('days-1', 1, { offers })
  const [before] = await offersOf(merchantId)
  const order = async () => {
    const seen = await good(area.verify('days-1', merchantId))
    if (!seen.valid) throw new Error(seen.reason)
    return { merchantId, ticket: seen.ticket, offerId: before!.id, billFen: 1000, clientKey: area.key() }
  }
  await good(as('days-1')('benefits.redeem', await order()))
  const { changes } = await good(as('days-1')('benefits.myShop', { merchantId }))
  const form = { merchant: merchantId, deal: 'd1', what: 'put', ...changes[0]!.answers, payPercent: 80 }
  expect((await refused(area.submit('clerk', 'offerChange', form))).code).toBe('FORBIDDEN')
  const { case: made } = await good(area.submit('days-1', 'offerChange', form))
  expect((await refused(area.submit('days-1', 'offerChange', form))).code).toBe('ALREADY')
  expect((await offersOf(merchantId))[0]!.terms).toEqual({ kind: 'percent', payPercent: 90 })
  await approve(made.id)
  const [after] = await offersOf(merchantId)
  expect(after).toMatchObject({ id: before!.id, terms: { kind: 'percent', payPercent: 80 } })
  now = new Date(Number(now) + 120_000)
  expect((await refused(as('days-1')('benefits.redeem', await order()))).code).toBe('USED_UP')
  const stop = { merchant: merchantId, deal: 'd1', what: 'stop', why: '食材涨价' }
  const { case: stopping } = await good(area.submit('days-1', 'offerChange', stop))
  await approve(stopping.id)
  expect(await offersOf(merchantId)).toEqual([])
  const fresh = { merchant: merchantId, what: 'put', terms: 'free', usualFen: 500, covers: '小菜一碟', limits: 'none' }
  const { case: adding } = await good(area.submit('days-1', 'offerChange', fresh))
  await approve(adding.id)
  expect((await offersOf(merchantId)).map(({ covers }) => covers)).toEqual(['小菜一碟'])
})

test('reminded 60, 30 and 7 days before; over on the day after the last; renewed it is back with its clerks', async () => {
  const first = dayOf(now)
  const until = addDays(first, 100)
  const merchantId = await area.join('days-2', 2, {}, until)
  const renewal = { merchant: merchantId, years: '1' }
  expect((await refused(area.submit('days-2', 'merchantRenewal', renewal))).message).toContain('三个月')
  for (const days of [60, 59, 30, 7]) {
    goTo(addDays(until, -days))
    await tick()
    await tick()
  }
  const reminders = (await titles('days-2')).filter((title) => title.includes('天到期'))
  expect(reminders).toHaveLength(3)
  goTo(until)
  await tick()
  expect((await good(area.verify('days-2', merchantId))).valid).toBe(true)
  goTo(addDays(until, 1))
  // Before the timer comes: refused by the day itself.
  expect(await good(area.verify('days-2', merchantId))).toMatchObject({ why: expect.stringContaining('到期') })
  await tick()
  expect(await shopOf('days-2', merchantId)).toMatchObject({ state: 'ended' })
  expect(await offersOf(merchantId)).toEqual([])
  const { case: made } = await good(area.submit('days-2', 'merchantRenewal', renewal))
  const fields = { number: '惠字续 2 号', until: addDays(until, 366) }
  expect((await refused(area.decide('county', made.id, 'approve', { fields: { ...fields, until } }))).code).toBe(
    'BAD_INPUT',
  )
  await approve(made.id, { fields })
  expect(await shopOf('days-2', merchantId)).toMatchObject({ state: 'active', shut: null, until: fields.until })
  expect(await offersOf(merchantId)).toHaveLength(1)
  expect((await good(area.verify('days-2', merchantId))).valid).toBe(true)
})

test('it quits at once, or on a day it names and may take back until then', async () => {
  const merchantId = await area.join('days-3', 3)
  const day = addDays(dayOf(now), 10)
  const form = { merchant: merchantId, when: 'day', day, sure: true }
  const { case: made } = await good(area.submit('days-3', 'merchantQuitting', form))
  expect(await shopOf('days-3', merchantId)).toMatchObject({ state: 'active', quitOn: day })
  await good(as('days-3')('benefits.withdraw', { caseId: made.id }))
  expect(await shopOf('days-3', merchantId)).toMatchObject({ state: 'active', quitOn: null })
  await good(area.submit('days-3', 'merchantQuitting', form))
  goTo(day)
  await tick()
  expect(await shopOf('days-3', merchantId)).toMatchObject({ state: 'ended', why: '店主退出' })
  expect(await offersOf(merchantId)).toEqual([])
  expect(
    (await refused(area.submit('days-3', 'merchantRenewal', { merchant: merchantId, years: '1' }))).message,
  ).toContain('退出')
  // Over, its owner leaves too, and nothing of him is kept there.
  await good(as('days-3')('benefits.leaveCounter', { merchantId }))
  expect((await good(as('days-3')('membership.me', {}))).counters).toEqual([])

  const other = await area.join('days-4', 4)
  const { case: atOnce } = await good(
    area.submit('days-4', 'merchantQuitting', { merchant: other, when: 'now', sure: true }),
  )
  expect(await offersOf(other)).toEqual([])
  expect(await good(area.verify('days-4', other))).toMatchObject({ why: expect.stringContaining('不做会员优惠') })
  expect((await refused(as('days-4')('benefits.withdraw', { caseId: atOnce.id }))).code).toBe('NOT_NOW')
  const noted = await good(area.decide('county', atOnce.id, 'noted'))
  expect(noted.case.state).toBe('closed')
})

test('a county sees its own merchants, the city all, those that end first come first; a page at the cost of a page', async () => {
  const mine = await good(as('county')('benefits.merchants', { desk: area.county, state: 'active' }))
  expect(mine.merchants.every(({ district }) => district === '环翠区')).toBe(true)
  const ends = mine.merchants.map(({ until }) => until)
  expect(ends).toEqual([...ends].sort())
  const { cloud } = area.world
  cloud.resetCosts()
  const all = await good(as('city')('benefits.merchants', { desk: area.city, state: 'active' }))
  expect(new Set(all.merchants.map(({ district }) => district)).size).toBeGreaterThan(1)
  await good(as('city')('benefits.merchants', { desk: area.city, state: 'active', after: all.next! }))
  const cost = cloud.costs().find(({ action }) => action === 'merchants')!
  expect(cost.requests).toBe(2)
  expect(cost.examined).toBeLessThanOrEqual(cost.returned + 2 * 21)
  for (const who of ['town', 'officer', 'clerk', 'owner', 'member'])
    expect((await refused(as(who)('benefits.merchants', { desk: area.county, state: 'active' }))).code).toBe(
      'FORBIDDEN',
    )
  const away = all.merchants.find(({ district }) => district !== '环翠区')!
  expect((await refused(as('county')('benefits.merchant', { desk: area.county, id: away.id }))).code).toBe('NOT_FOUND')
  const { merchants } = await good(as('city')('benefits.findMerchants', { desk: area.city, text: '海味' }))
  expect(merchants.map(({ name }) => name)).toContain('海味家常菜')
})

test('the owner’s views and the timer cost the same whatever the shop and the city hold', async () => {
  const { merchantId } = (await good(as('owner')('membership.me', {}))).counters[0]!
  const { cloud } = area.world
  await tick()
  cloud.resetCosts()
  await good(as('owner')('benefits.myShop', { merchantId }))
  await good(as('owner')('benefits.shopFigures', { merchantId, month: dayOf(now).slice(0, 7) }))
  await good(area.verify('clerk', merchantId))
  await tick()
  const requests = Object.fromEntries(cloud.costs().map(({ action, requests: made }) => [action, made]))
  expect(requests).toMatchObject({ myShop: 1, shopFigures: 1, verify: 2 })
  const timer = cloud.costs().find(({ action }) => /merchants/.test(action))
  expect(timer?.requests ?? 0).toBeLessThanOrEqual(5)
})

test('a month goes into a file, as a spreadsheet and as text', async () => {
  const merchantId = await area.join('days-9', 9)
  const [offer] = await offersOf(merchantId)
  const seen = await good(area.verify('days-9', merchantId))
  if (!seen.valid) throw new Error(seen.reason)
  const order = { merchantId, ticket: seen.ticket, offerId: offer!.id, billFen: 1000, clientKey: area.key() }
  const { receipt } = await good(as('days-9')('benefits.redeem', order))
  await good(as('days-9')('benefits.undo', { merchantId, receiptId: receipt.id, reason: '=金额输错了' }))
  const month = dayOf(now).slice(0, 7)
  const csv = await good(as('days-9')('benefits.exportMonth', { merchantId, month, format: 'csv' }))
  const text = await (await fetch(csv.url)).text()
  expect(text.split('\r\n').filter(Boolean)).toHaveLength(3)
  expect(text).toContain('撤销：=金额输错了')
  const xlsx = await good(as('days-9')('benefits.exportMonth', { merchantId, month, format: 'xlsx' }))
  expect(
    Buffer.from(await (await fetch(xlsx.url)).arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
  expect((await good(as('days-9')('benefits.shopFigures', { merchantId, month }))).sums).toEqual({
    times: 0,
    savedFen: 0,
    billFen: 0,
  })
  expect((await refused(as('clerk')('benefits.exportMonth', { merchantId, month, format: 'csv' }))).code).toBe(
    'FORBIDDEN',
  )
})
