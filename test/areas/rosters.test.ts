import { good } from '../../local/call-as'
import { joinAs } from '../../local/costs'
import { someId } from '../../local/city/identity'
import { idFrom } from '../../cloudfunctions/kernel/ids'
import { blindIndex } from '../../cloudfunctions/kernel/seal'
import { readUpload } from '../../cloudfunctions/recruiting/read-upload'
import { addDays, dayOf, startOfDay } from '../../miniprogram/rules/days'
import { xlsxOf } from './roster-files'
import { openWorld, type World } from './world'

/** Rosters through the real entry: uploaded, checked, taken in whole or not at all, and what they are good for. */

let world: World
let desk: string
let union: string
let now = new Date('2026-11-25T02:00:00Z')
beforeAll(async () => {
  jest.spyOn(console, 'log').mockImplementation(() => undefined)
  world = await openWorld(60, {}, () => now)
  union = (await good(world.as('newcomer')('membership.findUnion', { text: '海滨物业' }))).unions[0]!.id
  desk = `${union}/officer`
}, 60_000)
afterAll(() => world.close())

const officer = () => world.as('officer')
const HEAD = ['姓名', '身份证号', '手机号', '单位']
const person = (nth: number, name = '试名册') => [name, someId(nth), '13800000000', '海滨物业']

let uploads = 0
async function upload(bytes: Buffer, ending = 'xlsx', who = 'officer'): Promise<string> {
  const { folder } = await good(world.as(who)('vault.mine', {}))
  const path = `${folder}/roster-upload-${(uploads += 1)}-1.${ending}`
  const answer = await fetch(`${world.url}/storage/${path}`, {
    method: 'PUT',
    headers: { 'x-wx-openid': world.openidOf(who) },
    body: bytes as never,
  })
  return ((await answer.json()) as { fileID: string }).fileID
}
async function begin(bytes: Buffer, ending = 'xlsx') {
  const fileId = await upload(bytes, ending)
  return officer()('recruiting.beginRoster', { desk, fileId, fileName: `名册.${ending}` })
}
async function checked(bytes: Buffer, ending = 'xlsx') {
  let { roster } = await good(begin(bytes, ending))
  while (roster.state === 'checking')
    ({ roster } = await good(officer()('recruiting.checkRoster', { desk, roster: roster.id })))
  return roster
}
async function taken(id: string, withoutFaulty = false) {
  for (;;) {
    const { roster } = await good(officer()('recruiting.takeRoster', { desk, roster: id, withoutFaulty }))
    if (roster.state === 'done') return roster
  }
}
const warningsOf = async (caseId: string) => (await good(officer()('membership.read', { caseId }))).case.warnings

test('nothing is taken in while a row is wrong; each fault by row and column; mended, it is taken in whole', async () => {
  const wrong = [HEAD, person(600), ['试名册', someId(601).slice(1), '', ''], person(600, '又一个'), person(602)]
  const roster = await checked(xlsxOf({ rows: wrong }))
  expect(roster).toMatchObject({ state: 'checked', rows: 4, faulty: 2, members: 0 })
  const { faults, next } = await good(officer()('recruiting.faults', { desk, roster: roster.id }))
  expect(faults).toEqual([
    { row: 3, where: 'B 列 身份证号', words: '身份证号是 18 位。请对着身份证再看一遍', kind: 'fault' },
    { row: 4, where: 'B 列 身份证号', words: '跟第 2 行是同一个身份证号。请留一行', kind: 'fault' },
  ])
  expect(next).toBeNull()
  const entries = world.cloud.count('rosterEntries')
  const refused = await officer()('recruiting.takeRoster', { desk, roster: roster.id, withoutFaulty: false })
  expect(refused).toMatchObject({ ok: false, error: { code: 'NOT_NOW' } })
  expect(world.cloud.count('rosterEntries')).toBe(entries)

  const { url } = await good(officer()('recruiting.fetchFaults', { desk, roster: roster.id }))
  const list = readUpload(Buffer.from(await (await fetch(url)).arrayBuffer()))
  expect(list.rows.map(({ cells }) => cells[0])).toEqual(['行', '第 3 行', '第 4 行'])

  // Made once: its packing holds the second at which it was made.
  const mended = xlsxOf({ rows: [HEAD, person(600), person(601), person(602)] })
  expect(await taken((await checked(mended)).id)).toMatchObject({ entries: 3, known: 0, faulty: 0 })
  expect(world.cloud.count('rosterEntries')).toBe(entries + 3)
  // The same file, and other files with the same people, change nothing.
  const again = await good(begin(mended))
  expect(again).toMatchObject({ again: true, roster: { state: 'done', entries: 3 } })
  const other = await taken((await checked(xlsxOf({ rows: [HEAD, person(602), person(601)] }))).id)
  expect(other).toMatchObject({ entries: 0, known: 2 })
  expect(world.cloud.count('rosterEntries')).toBe(entries + 3)
})

test('an officer may go on without the faulty rows', async () => {
  const roster = await checked(Buffer.from(`${HEAD.join(',')}\n${person(610).join(',')}\n试名册,123,,\n`), 'csv')
  expect(await taken(roster.id, true)).toMatchObject({ rows: 2, faulty: 1, entries: 1 })
  const none = await checked(xlsxOf({ rows: [HEAD, ['试名册', '123', '', '']] }))
  const reply = await officer()('recruiting.takeRoster', { desk, roster: none.id, withoutFaulty: true })
  expect(reply).toMatchObject({ ok: false, error: { code: 'NOT_NOW', message: '每一行都有毛病。请改好再传' } })
})

test('members are said and not taken in: here, and elsewhere without saying where', async () => {
  const here = await joinAs(world.cloud, world.url, 'r-here', 620, union)
  await good(officer()('membership.decide', { caseId: here.id, version: 1, act: 'approve', note: '' }))
  const other = world.cloud.read('memberships', idFrom('mem', here.id)) as object
  world.cloud.load('memberships', [
    {
      ...other,
      _id: 'mem_elsewhere',
      openid: 'r-elsewhere',
      livingOf: 'p_elsewhere',
      holder: blindIndex('idNumber', someId(621)),
      card: { number: '000000000001' },
      org: 'o_elsewhere',
      orgName: '别处工会',
    },
  ])
  const roster = await checked(xlsxOf({ rows: [HEAD, person(620), person(621), person(622)] }))
  expect(roster).toMatchObject({ faulty: 0, members: 2 })
  const reply = await good(officer()('recruiting.faults', { desk, roster: roster.id }))
  expect(reply.faults.map(({ row, words, kind }) => [row, words, kind])).toEqual([
    [2, '已经是本会会员，不用再收', 'skip'],
    [3, '会籍在别的工会，不收。要转过来，请本人办转会', 'skip'],
  ])
  expect(JSON.stringify(reply)).not.toContain('别处')
  expect(await taken(roster.id)).toMatchObject({ entries: 1 })
})

test('she becomes a member by her own act alone; the desk sees that the roster knows her, once it is done', async () => {
  const roster = await checked(xlsxOf({ rows: [HEAD, person(630, '试工友'), person(631, '别的名')] }))
  const listed = await joinAs(world.cloud, world.url, 'r-listed', 630, union)
  expect(await warningsOf(listed.id)).toEqual([])
  await taken(roster.id)
  expect(await warningsOf(listed.id)).toEqual(['名册里有，姓名对得上'])
  const named = await joinAs(world.cloud, world.url, 'r-named', 631, union)
  expect(await warningsOf(named.id)).toEqual(['名册里有这个身份证号，姓名不一样。请核对'])
  expect((await good(world.as('r-listed')('membership.myCard', {}))).card).toBeNull()
})

test('an import while workers join: each is a member once or expected once, never both', async () => {
  const people = Array.from({ length: 40 }, (_, i) => person(700 + i, '试工友'))
  const roster = await checked(xlsxOf({ rows: [HEAD, ...people] }))
  const cases = await Promise.all(
    [0, 1, 2, 3, 4].map((i) => joinAs(world.cloud, world.url, `r-during-${i}`, 700 + i, union)),
  )
  const before = world.cloud.count('memberships')
  const take = () => officer()('recruiting.takeRoster', { desk, roster: roster.id, withoutFaulty: false })
  const approve = (caseId: string) => officer()('membership.decide', { caseId, version: 1, act: 'approve', note: '' })
  await Promise.all([take(), ...cases.map(({ id }) => approve(id)), take(), take()])
  const done = await taken(roster.id)
  expect(world.cloud.count('memberships')).toBe(before + 5)
  expect(done.entries + done.known).toBeGreaterThanOrEqual(35)
  expect(done.entries).toBeLessThanOrEqual(40)
  // Entries of who has joined are gone by the next morning.
  now = new Date(startOfDay(addDays(dayOf(now), 1)) + 5 * 3_600_000)
  await world.cloud.fireTimer('recruiting', 'sweep')
  const left = people.filter(([, id]) =>
    world.cloud.read('rosterEntries', idFrom('entry', roster.id, blindIndex('idNumber', id!))),
  )
  expect(left).toHaveLength(35)
})

test('over after 180 days, an unfinished one after a week; an event’s code the day after its last', async () => {
  const days = { from: dayOf(now), to: dayOf(now), codeUntil: addDays(dayOf(now), 2) }
  const words = { title: '集中入会', place: '南门', clientKey: 'over-event' }
  const { event } = await good(officer()('recruiting.openEvent', { desk, ...words, ...days }))
  await checked(xlsxOf({ rows: [HEAD, person(640)] }))
  const chunks = world.cloud.count('rosterChunks')
  now = new Date(startOfDay(addDays(dayOf(now), 9)) + 5 * 3_600_000)
  await world.cloud.fireTimer('recruiting', 'sweep')
  expect(world.cloud.count('rosterChunks')).toBeLessThan(chunks)
  expect(world.cloud.read('joiningEvents', event.id)).toMatchObject({ state: 'closed', openCode: event.id })
  now = new Date(startOfDay(addDays(dayOf(now), 181)) + 5 * 3_600_000)
  await world.cloud.fireTimer('recruiting', 'sweep')
  expect(['rosters', 'rosterChunks', 'rosterEntries'].map((name) => world.cloud.count(name))).toEqual([0, 0, 0])
})

test('what is no roster is refused in words and leaves nothing behind', async () => {
  const before = ['rosters', 'rosterChunks', 'rosterEntries'].map((name) => world.cloud.count(name))
  for (const [bytes, code] of [
    [Buffer.from('%PDF-1.7'), 'FILE_REFUSED'],
    [xlsxOf({ rows: [HEAD] }), 'BAD_INPUT'],
    [xlsxOf({ rows: [['电话', '备注']] }), 'BAD_INPUT'],
  ] as const) {
    const reply = await begin(bytes)
    expect(reply).toMatchObject({ ok: false, error: { code } })
    expect(!reply.ok && reply.error.message).toMatch(/请/)
  }
  const foreign = await upload(xlsxOf({ rows: [HEAD, person(1)] }), 'xlsx', 'member')
  const reply = await officer()('recruiting.beginRoster', { desk, fileId: foreign, fileName: 'x' })
  expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
  expect(['rosters', 'rosterChunks', 'rosterEntries'].map((name) => world.cloud.count(name))).toEqual(before)
})

test('another union’s officer reads and takes nothing; no name or number comes back or is logged', async () => {
  const roster = await checked(xlsxOf({ rows: [HEAD, person(650), ['试名册', '6501', '', '']] }))
  const town = (await good(world.as('town')('membership.me', {}))).posts[0]!.desk
  for (const reply of [
    await world.as('town')('recruiting.roster', { desk, roster: roster.id }),
    await world.as('town')('recruiting.faults', { desk: town, roster: roster.id }),
    await world.as('member')('recruiting.takeRoster', { desk, roster: roster.id, withoutFaulty: true }),
  ])
    expect(!reply.ok && reply.error.code).toMatch(/FORBIDDEN|NOT_FOUND/)
  const { faults } = await good(officer()('recruiting.faults', { desk, roster: roster.id }))
  const text = JSON.stringify([roster, faults, world.logged])
  for (const secret of [someId(650), '试名册', '13800000000']) expect(text).not.toContain(secret)
})

test('50,000 rows: calls and documents grow with the rows, and a call with 500 of them', async () => {
  const line = (nth: number) => `试名册,${someId(100_000 + nth)},,海滨物业`
  const text = [HEAD.join(','), ...Array.from({ length: 50_000 }, (_, i) => line(i))].join('\n')
  const members = world.cloud.count('memberships')
  world.cloud.resetCosts()
  const roster = await checked(Buffer.from(text), 'csv')
  expect(roster).toMatchObject({ rows: 50_000, chunks: 100, faulty: 0 })
  expect(await taken(roster.id)).toMatchObject({ entries: 50_000 })
  const costs = world.cloud.costs().filter((row) => row.function === 'recruiting')
  for (const row of costs.filter(({ action }) => action === 'checkRoster' || action === 'takeRoster')) {
    expect(row.calls).toBe(100)
    expect(row.requests / row.calls).toBeLessThanOrEqual(9)
    // Roster, chunk, cursor: nothing grows with the city or the file.
    expect(row.examined / row.calls).toBeLessThanOrEqual(8)
  }
  expect(world.cloud.count('memberships')).toBe(members)
}, 120_000)
