import { good, phoneCode } from '../../local/call-as'
import { someId } from '../../local/city/identity'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import { idFrom } from '../../cloudfunctions/kernel/ids'
import { newPerson } from '../../cloudfunctions/kernel/people'
import type { Membership } from '../../cloudfunctions/kernel/memberships'
import { readPdf } from './read-pdf'
import { openWorld, type World } from './world'

/** A stall (集中入会): one code, workers who each join for herself, the committee approving together. */

/** How many come. 2,000 came to one market on one day: STALL_WORKERS=2000 is as many; all tests together have 900 s. */
const WORKERS = Number(process.env.STALL_WORKERS ?? 600)
/** So many of them give an ID number that another one gives too. */
const TWICE = 30
const IN_FLIGHT = 20

let world: World
let desk: string
let union: { id: string; name: string }
let noticeVersion: string
beforeAll(async () => {
  // Twelve thousand calls each log a line, and jest looks up where each line was written.
  jest.spyOn(console, 'log').mockImplementation(() => undefined)
  world = await openWorld(20)
  union = (await good(world.as('newcomer')('membership.findUnion', { text: '海滨物业' }))).unions[0]!
  desk = `${union.id}/officer`
  const me = await good(world.as('officer')('membership.me', {}))
  const posts = me.posts.map((post) => ({ ...post, org: union.id, orgPath: '', role: 'officer', name: '试副主席' }))
  world.cloud.load('people', [{ ...newPerson('chair', new Date()), posts }])
  noticeVersion = (await good(world.as('officer')('membership.city', {}))).noticeVersion
}, 60_000)
afterAll(() => world.close())

const officer = () => world.as('officer')
const today = dayOf(new Date())
const stall = (key: string, more: object = {}) => ({
  desk,
  clientKey: `stall-${key}`,
  title: '建材市场集中入会',
  place: '建材市场南门',
  from: today,
  to: today,
  codeUntil: addDays(today, 3),
  ...more,
})

/** Meets the union and hands in, as the phone of one worker does; `taps` of an impatient finger all at once. */
async function joinAt(event: string, openid: string, id: number, taps = 1) {
  const worker = world.as(openid)
  await good(worker('membership.agree', { noticeVersion }))
  await good(worker('membership.givePhone', { code: await phoneCode(world.url, openid) }))
  const sent = sentBy(event, openid, id)
  const [first, ...others] = await Promise.all(Array.from({ length: taps }, () => worker('membership.submit', sent)))
  for (const other of others) expect(other).toEqual(first)
  return first!
}
const sentBy = (event: string, openid: string, id: number) => ({
  kind: 'joining',
  version: 1,
  clientKey: `join-${openid}`,
  form: { name: '试工友', idNumber: someId(id), employment: 'migrant', union: union.id, event, consent: true },
})

/** Presses 全部同意 and keeps going, as the officer's page does. Returns what was approved by this officer. */
async function approveAll(who: string, event: string): Promise<string[]> {
  const done: string[] = []
  let after: string | undefined
  for (;;) {
    const portion = await good(world.as(who)('recruiting.clean', { desk, event, after }))
    if (portion.cases.length > 0) {
      const sent = { cases: portion.cases, act: 'approve', note: '' }
      const reply = await world.as(who)('membership.decideMany', sent)
      if (reply.ok) done.push(...reply.data.done)
    }
    if (!portion.next) return done
    after = portion.next
  }
}

const caseOf = (id: string) => world.cloud.read('cases', id) as CaseDocument
const membershipOf = (id: string) => world.cloud.read('memberships', idFrom('mem', id)) as Membership | undefined

/** Runs jobs so many at a time. */
async function inFlight<T>(jobs: (() => Promise<T>)[], width: number): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const run = async () => {
    while (next < jobs.length) {
      const at = next++
      results[at] = await jobs[at]!()
    }
  }
  await Promise.all(Array.from({ length: width }, run))
  return results
}

test(`${WORKERS} workers within minutes, each exactly once`, async () => {
  const { event } = await good(officer()('recruiting.openEvent', stall('big')))
  // Who was there before has a number of nobody here.
  const before = world.cloud.count('memberships')
  const idOf = (nth: number) => 10_000 + (nth < WORKERS - TWICE ? nth : nth - (WORKERS - TWICE))
  const started = Date.now()
  world.cloud.resetCosts()
  const jobs = Array.from({ length: WORKERS }, (_, nth) => async () => {
    const openid = `stall-worker-${nth}`
    const reply = await joinAt(event.id, openid, idOf(nth), nth % 10 === 0 ? 3 : 1)
    // An answer that was lost: sent again.
    if (nth % 10 === 5)
      expect(await world.as(openid)('membership.submit', sentBy(event.id, openid, idOf(nth)))).toEqual(reply)
    return reply
  })
  const replies = await inFlight(jobs, IN_FLIGHT)
  expect(replies.filter((reply) => !reply.ok)).toEqual([])
  const joined = Date.now()
  const submits = world.cloud.costs().find(({ action }) => action === 'submit')!
  expect(submits.examined - submits.returned).toBeLessThanOrEqual(6 * submits.calls)

  const read = () => good(officer()('recruiting.event', { desk, event: event.id }))
  expect((await read()).counts).toEqual({ applied: WORKERS, approved: 0, waiting: WORKERS, heldBack: 0 })

  const [one, other] = await Promise.all([approveAll('officer', event.id), approveAll('chair', event.id)])
  const approved = [...one!, ...other!]
  expect(new Set(approved).size).toBe(approved.length)
  expect(approved).toHaveLength(WORKERS - 2 * TWICE)
  const costs = (action: string) => {
    const row = world.cloud.costs().find((one) => one.action === action)!
    return { requests: row.requests / row.calls, examined: (row.examined - row.returned) / row.calls }
  }
  // The same at any size of the event and of the city: counts come from the index, a portion from its twenty.
  expect(costs('event').requests).toBeLessThanOrEqual(5)
  expect(costs('event').examined).toBeLessThanOrEqual(1)
  expect(costs('clean').requests).toBeLessThanOrEqual(6)
  expect(costs('clean').examined).toBeLessThanOrEqual(20)
  const { counts, held } = await read()
  expect(counts).toEqual({
    applied: WORKERS,
    approved: WORKERS - 2 * TWICE,
    waiting: 2 * TWICE,
    heldBack: 2 * TWICE,
  })
  expect(held).toHaveLength(20)

  // Again changes nothing.
  expect(await approveAll('officer', event.id)).toEqual([])

  // One by one: of two with one number, the officer sees both and one becomes a member.
  const ids = replies.map((reply) => (reply.ok ? reply.data.case.id : ''))
  const waiting = ids.filter((id) => caseOf(id).open)
  expect(waiting).toHaveLength(2 * TWICE)
  let refused = 0
  for (const caseId of waiting) {
    const { warnings } = (await good(officer()('membership.read', { caseId }))).case
    expect(warnings[0]).toMatch(/另一个微信也用|已经有会籍/)
    const reply = await officer()('membership.decide', { caseId, version: 1, act: 'approve', note: '' })
    if (!reply.ok) refused += 1
  }
  expect(refused).toBe(TWICE)
  const members = ids.flatMap((id) => membershipOf(id) ?? [])
  const distinct = WORKERS - TWICE
  expect(world.cloud.count('memberships') - before).toBe(distinct)
  expect(members).toHaveLength(distinct)
  expect(new Set(members.map(({ holder }) => holder)).size).toBe(distinct)
  expect(new Set(members.map(({ card }) => card.number)).size).toBe(distinct)
  process.stdout.write(`stall: ${WORKERS} joined in ${joined - started} ms, approved in ${Date.now() - joined} ms\n`)
}, 600_000)

test('the code: drawn for WeChat, typed, and dead once the event is closed', async () => {
  const { event } = await good(officer()('recruiting.openEvent', stall('code')))
  expect((await good(officer()('recruiting.openEvent', stall('code')))).event).toEqual(event)
  expect(event.code).toMatch(/^\d{6}$/)
  const seen = await good(world.as('newcomer')('recruiting.stall', { code: event.code }))
  expect(seen).toMatchObject({ event: { id: event.id, open: true }, union: { id: union.id, name: union.name } })
  const { image } = await good(officer()('recruiting.eventCode', { desk, event: event.id }))
  expect(Buffer.from(image, 'base64').subarray(1, 4).toString()).toBe('PNG')

  await good(officer()('recruiting.closeEvent', { desk, event: event.id }))
  await good(officer()('recruiting.closeEvent', { desk, event: event.id }))
  expect(await world.as('newcomer')('recruiting.stall', { code: event.code })).toMatchObject({
    ok: false,
    error: { code: 'NOT_FOUND' },
  })
  const late = await joinAt(event.id, 'stall-late', 9000)
  expect(late).toMatchObject({ ok: false, error: { code: 'NOT_NOW' } })
  expect(await joinAt('event_nowhere', 'stall-late', 9000)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } })
  const listed = await good(officer()('recruiting.events', { desk }))
  expect(listed.events.find(({ id }) => id === event.id)).toMatchObject({ open: false })
})

test('the roll prints with masked names and numbers, and lines to sign', async () => {
  const { event } = await good(officer()('recruiting.openEvent', stall('roll')))
  const nothing = await officer()('recruiting.roll', { desk, event: event.id, part: 1 })
  expect(nothing).toMatchObject({ ok: false, error: { code: 'NOT_NOW' } })
  for (let i = 0; i < 60; i += 1) await joinAt(event.id, `stall-roll-${i}`, 9100 + i)
  expect(await approveAll('officer', event.id)).toHaveLength(60)
  const { ticket } = await good(officer()('recruiting.roll', { desk, event: event.id, part: 1 }))
  const { url } = await good(officer()('documents.render', { ticket }))
  const pages = readPdf(new Uint8Array(await (await fetch(url)).arrayBuffer()))
  const text = pages.map(({ lines }) => lines.map((line) => line.text).join('\n')).join('\n')
  for (const words of ['新会员名册', '建材市场集中入会', '试＊友', '经办人：', '工会主席：', union.name])
    expect(text).toContain(words)
  // The columns are named on every page with rows.
  expect(pages.filter(({ lines }) => lines.some((line) => line.text.includes('申请编号'))).length).toBeGreaterThan(1)
  expect(text).not.toContain(someId(9100))
})

test.each([
  ['days the wrong way round', { to: addDays(today, -2) }],
  ['a past day', { from: addDays(today, -9), to: addDays(today, -8), codeUntil: today }],
  ['a code for ever', { codeUntil: addDays(today, 300) }],
  ['no title', { title: ' ' }],
  ['no day', { from: '2026-02-31' }],
])('%s is refused in words', async (what, more) => {
  const reply = await officer()('recruiting.openEvent', stall(`bad-${what.length}`, more))
  expect(reply).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } })
  expect(!reply.ok && reply.error.message).toMatch(/[\u4e00-\u9fff]/)
})

test('other desks see nothing of it', async () => {
  const { event } = await good(officer()('recruiting.openEvent', stall('mine')))
  const town = (await good(world.as('town')('membership.me', {}))).posts[0]!.desk
  for (const reply of [
    await world.as('town')('recruiting.event', { desk, event: event.id }),
    await world.as('town')('recruiting.event', { desk: town, event: event.id }),
    await world.as('member')('recruiting.closeEvent', { desk, event: event.id }),
    await world.as('town')('recruiting.openEvent', stall('town', { desk: town })),
  ])
    expect(!reply.ok && reply.error.code).toMatch(/FORBIDDEN|NOT_FOUND|NOT_NOW/)
})
