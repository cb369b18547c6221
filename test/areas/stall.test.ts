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

/** How many come; `npm run bench:stall` sends 2,000. */
const WORKERS = Number(process.env.STALL_WORKERS ?? 300)
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

/** Meets the union and hands in, as the phone of one worker does. */
async function joinAt(event: string, openid: string, id: number, more: object = {}) {
  const worker = world.as(openid)
  await good(worker('membership.agree', { noticeVersion }))
  await good(worker('membership.givePhone', { code: await phoneCode(world.url, openid) }))
  return worker('membership.submit', sentBy(event, openid, id, more))
}
const sentBy = (event: string, openid: string, id: number, more: object = {}) => ({
  kind: 'joining',
  version: 1,
  clientKey: `join-${openid}`,
  form: { name: '试工友', idNumber: someId(id), employment: 'migrant', union: union.id, event, consent: true, ...more },
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
    const first = joinAt(event.id, openid, idOf(nth))
    const reply = await first
    // Every tenth taps twice or sends again after a lost answer.
    if (nth % 10 === 0)
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
}, 180_000)
