import type { Person } from '../../cloudfunctions/kernel/people'
import { unseal } from '../../cloudfunctions/kernel/seal'
import { good, phoneCode } from '../../local/call-as'
import { joinAs } from '../../local/costs'
import type { CostRow } from '../../local/cloud/index'
import { elected, HARBOUR, JOINT, openUnions, TOWN, type Unions } from './union-world'

/** Who answers a union's desk: named by the level above or by its own chair, told, and shut out at once. */

const NEW = '新港物流工会'
let u: Unions
beforeAll(async () => {
  u = await openUnions('2026-07-13', 30)
}, 60_000)
afterAll(() => u.world.close())

const deskOf = (name: string) => `${u.named(name)._id}/officer`
const whoIs = (who: string) =>
  (u.world.cloud.all('people') as unknown as Person[]).find(({ openid }) => openid === u.world.openidOf(who))!
const postsAt = (who: string, union: string) => whoIs(who).posts.filter(({ desk }) => desk === deskOf(union))
const told = async (who: string) => (await good(u.world.as(who)('inbox.list', {}))).messages.map(({ title }) => title)
const queueOf = (who: string, union: string) => u.world.as(who)('cases.queue', { desk: deskOf(union) })
const read = async (who: string, from: string, union: string) =>
  (await good(u.world.as(who)('unions.union', { desk: deskOf(from), union: u.named(union)._id }))).union

/** Opens the app and leaves the number that WeChat vouches for; answers with it. */
async function opensTheApp(who: string, agrees = true): Promise<string> {
  const { noticeVersion } = await good(u.world.as(who)('membership.city', {}))
  if (agrees) await good(u.world.as(who)('membership.agree', { noticeVersion }))
  await good(u.world.as(who)('membership.givePhone', { code: await phoneCode(u.world.url, who) }))
  return unseal(whoIs(who).phone!)
}

let tries = 0
const appoint = (who: string, from: string, union: string, phone: string, more: object = {}) =>
  u.world.as(who)('unions.appoint', {
    desk: deskOf(from),
    union: u.named(union)._id,
    phone,
    name: '于小海',
    title: '工会主席',
    clientKey: `appoint-${(tries += 1)}`,
    ...more,
  })
const dismiss = (who: string, from: string, union: string, whom: string) =>
  u.world.as(who)('unions.dismiss', { desk: deskOf(from), union: u.named(union)._id, person: whoIs(whom)._id })

test('a union just founded has nobody, which the level above reads; it names one, who is told and opens the desk', async () => {
  const form = { parent: u.named(TOWN)._id, name: NEW, form: 'grassrootsUnion', employers: [{ name: '新港物流' }] }
  const more = { workers: 20, members: 5, takes: 'no', phone: '0631-5180009', preparers: '于海、林秀兰' }
  await u.done(
    'town',
    'unionFounding',
    { ...form, ...more, ...elected('2026-07-01', { leads: 'organiser' }) },
    'county',
  )
  const rows = async () =>
    (await good(u.world.as('town')('unions.below', { desk: deskOf(TOWN), union: u.named(TOWN)._id }))).unions
  expect((await rows()).filter(({ staffed }) => !staffed).map(({ name }) => name)).toEqual([NEW])
  expect(await read('town', TOWN, NEW)).toMatchObject({ officers: [], staffed: false, mayAppoint: true })

  const phone = await opensTheApp('first')
  expect(await queueOf('first', NEW)).toMatchObject({ ok: false })
  await good(appoint('town', TOWN, NEW, phone))
  const as = { title: '工会主席', name: '于小海', role: 'officer', orgName: NEW, level: 'grassroots' }
  expect(postsAt('first', NEW)).toMatchObject([as])
  expect(await told('first')).toEqual([`您是${NEW}的干部了`])
  await good(queueOf('first', NEW))
  expect((await rows()).every(({ staffed }) => staffed)).toBe(true)
  const { officers } = await read('town', TOWN, NEW)
  expect(officers).toEqual([{ title: '工会主席', name: '于小海', person: whoIs('first')._id }])
})

test('the same again changes nothing, another title changes the title, a late retry brings nothing back', async () => {
  const phone = unseal(whoIs('first').phone!)
  const once = { title: '主席', clientKey: 'once-and-again' }
  await good(appoint('town', TOWN, NEW, phone, once))
  await good(appoint('town', TOWN, NEW, phone, once))
  await good(appoint('town', TOWN, NEW, phone, { title: '主席' }))
  expect(postsAt('first', NEW)).toMatchObject([{ title: '主席' }])
  expect((await told('first')).sort()).toEqual([`您在${NEW}的职务改了`, `您是${NEW}的干部了`])
  await good(appoint('town', TOWN, NEW, phone, { title: '工会主席' }))
  await good(appoint('town', TOWN, NEW, phone, once))
  expect(postsAt('first', NEW)).toMatchObject([{ title: '工会主席' }])
})

test('two at once: one post, one title', async () => {
  const phone = await opensTheApp('second')
  const answers = await Promise.all([
    appoint('town', TOWN, NEW, phone, { title: '组织委员' }),
    appoint('first', NEW, NEW, phone, { title: '组织委员' }),
  ])
  expect(answers.every(({ ok }) => ok)).toBe(true)
  expect(postsAt('second', NEW)).toMatchObject([{ title: '组织委员' }])
  expect(await told('second')).toEqual([`您是${NEW}的干部了`])
})

test('neither from another union, nor by one who is no chair, nor up the tree; a chair makes no chair', async () => {
  const phone = await opensTheApp('third')
  const refused = async (answer: ReturnType<typeof appoint>) => {
    const so = await answer
    return so.ok ? 'done' : so.error.code
  }
  expect(await refused(appoint('officer', HARBOUR, NEW, phone))).toBe('NOT_FOUND')
  expect(await refused(appoint('officer', HARBOUR, TOWN, phone))).toBe('NOT_FOUND')
  expect(await refused(appoint('stranger', TOWN, NEW, phone))).toBe('NOT_FOUND')
  expect(await refused(appoint('second', NEW, NEW, phone))).toBe('FORBIDDEN')
  // The town's own desk is answered by a 副主席: the county says who else is there.
  expect(await refused(appoint('town', TOWN, TOWN, phone))).toBe('FORBIDDEN')
  expect(await refused(appoint('first', NEW, NEW, phone))).toBe('FORBIDDEN')
  expect(await refused(dismiss('second', NEW, NEW, 'first'))).toBe('FORBIDDEN')
  expect(await refused(dismiss('officer', HARBOUR, NEW, 'first'))).toBe('NOT_FOUND')
  const seen = await read('second', NEW, NEW)
  expect(seen.mayAppoint).toBe(false)
  expect(seen.officers.map(({ person }) => person)).toEqual([null, null])
  expect(whoIs('third').posts).toEqual([])
})

test('a number nobody left, one that several have, and one of somebody who has not agreed: the same words', async () => {
  const notAgreed = await opensTheApp('not-agreed', false)
  const twice = await opensTheApp('twice')
  u.world.cloud.load('people', [{ ...whoIs('twice'), _id: 'p_twin', openid: 'twin' }])
  const answers = await Promise.all(
    ['13900001234', notAgreed, twice].map(async (phone) => appoint('town', TOWN, NEW, phone)),
  )
  const words = answers.map((one) => (one.ok ? '' : `${one.error.code} ${one.error.message}`))
  expect(new Set(words).size).toBe(1)
  expect(words[0]).toMatch(/^NOT_FOUND .*先打开工会在线/)
  expect(await appoint('town', TOWN, NEW, '12')).toMatchObject({ error: { code: 'BAD_INPUT' } })
  expect([...whoIs('twice').posts, ...whoIs('not-agreed').posts]).toEqual([])
})

test('dismissed: her next call at that desk is refused, what lay there stays, she is told once', async () => {
  const { id } = await joinAs(u.world.cloud, u.world.url, 'worker', 700, u.named(NEW)._id)
  const waiting = async (who: string) => (await good(queueOf(who, NEW))).rows.map((row) => row.id)
  expect(await waiting('second')).toEqual([id])
  const both = await Promise.all([dismiss('first', NEW, NEW, 'second'), dismiss('town', TOWN, NEW, 'second')])
  expect(both.every(({ ok }) => ok)).toBe(true)
  expect(await queueOf('second', NEW)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  expect((await told('second')).filter((title) => title === `您不再是${NEW}的干部了`)).toHaveLength(1)
  expect(await u.world.as('second')('membership.read', { caseId: id })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  expect(await waiting('first')).toEqual([id])
})

test('nobody dismisses herself as the last, not even two at once; the level above may', async () => {
  expect(await dismiss('first', NEW, NEW, 'first')).toMatchObject({ error: { code: 'NOT_NOW' } })
  expect((await read('first', NEW, NEW)).officers).toMatchObject([{ person: null }])
  await good(appoint('town', TOWN, NEW, unseal(whoIs('third').phone!)))
  const both = await Promise.all([dismiss('first', NEW, NEW, 'first'), dismiss('third', NEW, NEW, 'third')])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  const stays = both[0]!.ok ? 'third' : 'first'
  expect(postsAt(stays, NEW)).toHaveLength(1)
  await good(dismiss('town', TOWN, NEW, stays))
  expect(await read('town', TOWN, NEW)).toMatchObject({ officers: [], staffed: false })
  // The town answers the joint union's desk itself, alone.
  expect(await dismiss('town', TOWN, JOINT, 'town')).toMatchObject({ error: { code: 'NOT_NOW' } })
})

test('costs: few requests, whatever the size of the city', async () => {
  const phone = unseal(whoIs('second').phone!)
  const costOf = async (act: () => Promise<unknown>) => {
    u.world.cloud.resetCosts()
    await act()
    const [row] = u.world.cloud.costs() as [CostRow]
    return row
  }
  const named = await costOf(() => good(appoint('town', TOWN, NEW, phone)))
  expect(named.requests).toBeLessThanOrEqual(11)
  const ended = await costOf(() => good(dismiss('town', TOWN, NEW, 'second')))
  expect(ended.requests).toBeLessThanOrEqual(10)
  for (const { examined, returned } of [named, ended]) expect(examined - returned).toBeLessThanOrEqual(8)
})
