import { good } from '../../local/call-as'
import type { Interview } from '../../cloudfunctions/interviews/interview'
import { putQuestion, questionIn } from './interview-world'
import { openWorld, type World } from './world'

/** Hosts prepare a session, invite who answers, keep its hours, call it off: through the real entry. */

const HOUR = 3_600_000
const start = Date.parse('2026-07-13T02:00:00Z')
let now = start
let world: World
let desk = ''
let keys = 0
beforeAll(async () => {
  world = await openWorld(60, {}, () => new Date(now))
  desk = (await good(world.as('county')('membership.me', {}))).posts.find(({ level }) => level === 'county')!.desk
}, 60_000)
afterAll(() => world.close())
beforeEach(() => (now = start))

const newKey = () => `hosting-key-${(keys += 1)}`
const written = (more: object = {}) => ({
  ...{ desk, clientKey: newKey(), publish: true, topic: '高温天怎么干活', subject: 'safety' as const },
  ...{ about: '高温津贴、歇班、防暑', departments: ['权益保障部', '劳动监察'], names: 'pseudonym' as const },
  ...{ asksFrom: start, liveFrom: start + 48 * HOUR, liveUntil: start + 49 * HOUR, closesAt: start + 96 * HOUR },
  seats: [
    { name: '周敏', title: '副主席', department: '权益保障部' },
    { name: '陈立', title: '大队长', department: '劳动监察' },
  ],
  ...more,
})
const prepare = (more: object = {}, who = 'county') => world.as(who)('interviews.prepare', written(more))
const made = async (more: object = {}) => (await good(prepare(more))).session
const sessionIn = (id: string) => world.cloud.read('interviews', id) as Interview
const told = async (who: string, words: string) =>
  (await good(world.as(who)('inbox.list', {}))).messages.filter(({ title }) => title.includes(words))
const refusal = (code: string, words: string) => ({
  ok: false,
  error: { code, message: expect.stringContaining(words) },
})

test('made and published once though sent twice; a draft is read by hosts alone', async () => {
  const clientKey = newKey()
  const [one, two] = await Promise.all([good(prepare({ clientKey })), good(prepare({ clientKey }))])
  expect(two.session.id).toBe(one.session.id)
  expect(one.session).toMatchObject({ phase: 'published', counts: { waiting: 0, open: 0 }, version: 1 })
  const draft = await made({ publish: false })
  expect(draft.phase).toBe('draft')
  expect(await world.as('member')('interviews.session', { interview: draft.id })).toMatchObject(
    refusal('NOT_FOUND', ''),
  )
  const listed = await good(world.as('county')('interviews.hostList', { desk }))
  expect(listed.sessions.map(({ id }) => id)).toEqual(expect.arrayContaining([draft.id, one.session.id]))
  const seen = await good(world.as('stranger')('interviews.list', {}))
  expect(seen.sessions.map(({ id }) => id)).toContain(one.session.id)
  expect(seen.sessions.map(({ id }) => id)).not.toContain(draft.id)
  for (const who of ['member', 'officer', 'clerk'])
    expect(await prepare({}, who)).toMatchObject(refusal('FORBIDDEN', ''))
})

test.each([
  ['it begins in the past', { liveFrom: start - HOUR, asksFrom: start - 2 * HOUR }, '已经过了'],
  ['it ends before it begins', { liveUntil: start + 47 * HOUR }, '晚于开始'],
  ['asking begins after it', { asksFrom: start + 50 * HOUR }, '往前选'],
  ['after-care ends before it does', { closesAt: start + 48.5 * HOUR }, '往后选'],
  ['it is longer than three hours', { liveUntil: start + 52 * HOUR }, '最长 3 小时'],
  [
    'a year is wrong',
    { liveFrom: start + 9000 * HOUR, liveUntil: start + 9001 * HOUR, closesAt: start + 9002 * HOUR },
    '半年',
  ],
  ['nobody answers', { seats: [] }, '至少写一位'],
])('hours and seats that cannot be are refused with what to do: %s', async (_name, more, words) => {
  expect(await prepare(more)).toMatchObject(refusal('BAD_INPUT', words))
})

test('two hosts change it: the second is told by whom and what; a change of the hour is told to all once', async () => {
  const session = await made()
  const question = putQuestion(world, sessionIn(session.id), 'ivq_hosted', 'member')
  await good(world.as('member-3')('interviews.remindMe', { interview: session.id, on: true }))
  const seats = session.seats.map(({ id, name, title, department }) => ({ id, name, title, department }))
  const change = (more: object) => prepare({ interview: session.id, version: 1, seats, ...more })
  await good(change({ liveFrom: start + 50 * HOUR, liveUntil: start + 51 * HOUR }))
  expect(await change({ topic: '别的题目' })).toMatchObject(refusal('MOVED_ON', '把时间改到了'))
  await world.cloud.fireTimer('interviews', 'remind')
  await world.cloud.fireTimer('interviews', 'remind')
  expect(await told('member', '微访谈改了时间')).toHaveLength(1)
  expect(await told('member-3', '微访谈改了时间')).toHaveLength(1)
  expect(questionIn(world, question._id).state).toBe('waiting')
})

test('reminded once half an hour before, whoever asked for it; moved to another day, once more', async () => {
  const session = await made({ liveFrom: start + 4 * HOUR, liveUntil: start + 5 * HOUR })
  await good(world.as('member')('interviews.remindMe', { interview: session.id, on: true }))
  await good(world.as('member-3')('interviews.remindMe', { interview: session.id, on: true }))
  await good(world.as('member-3')('interviews.remindMe', { interview: session.id, on: false }))
  await world.cloud.fireTimer('interviews', 'remind')
  expect(await told('member', '微访谈快开始了')).toHaveLength(0)
  now = start + 4 * HOUR - 20 * 60_000
  await world.cloud.fireTimer('interviews', 'remind')
  await world.cloud.fireTimer('interviews', 'remind')
  expect(await told('member', '微访谈快开始了')).toHaveLength(1)
  expect(await told('member-3', '微访谈快开始了')).toHaveLength(0)
  expect((await good(world.as('stranger')('interviews.session', { interview: session.id }))).session.phase).toBe(
    'reminded',
  )
})

test('a seat is taken by its code, once; by nobody else; left half-way, the hosts are told and may ask another', async () => {
  const session = await made()
  const [seat] = session.seats
  const code = () => world.as('county')('interviews.seatCode', { desk, interview: session.id, seat: seat!.id })
  const first = await good(code())
  const { code: shown } = await good(code())
  expect(await world.as('lostcard')('interviews.takeSeat', { code: first.code })).toMatchObject(
    refusal('NOT_FOUND', '码'),
  )
  const typed = `${shown.slice(0, 5).toLowerCase()} ${shown.slice(5)}`
  expect(await good(world.as('lostcard')('interviews.takeSeat', { code: typed }))).toEqual({
    interview: session.id,
    seat: seat!.id,
  })
  await good(world.as('lostcard')('interviews.takeSeat', { code: shown }))
  expect(await world.as('member')('interviews.takeSeat', { code: shown })).toMatchObject(refusal('ALREADY', '用过了'))
  expect(JSON.stringify(sessionIn(session.id))).not.toContain(shown)
  expect(await code()).toMatchObject(refusal('ALREADY', '已经坐下'))
  const { sessions } = await good(world.as('lostcard')('interviews.seats', {}))
  expect(sessions).toMatchObject([{ id: session.id, seat: seat!.id, waiting: 0 }])
  await good(world.as('lostcard')('interviews.leaveSeat', { interview: session.id }))
  await good(world.as('lostcard')('interviews.leaveSeat', { interview: session.id }))
  expect(await told('county', '先走了')).toHaveLength(1)
  expect((await good(world.as('lostcard')('interviews.seats', {}))).sessions).toEqual([])
  const next = await good(code())
  await good(world.as('member')('interviews.takeSeat', { code: next.code }))
  expect(sessionIn(session.id).seats[0]).toMatchObject({ openid: world.openidOf('member'), left: false })
})

test('begun, given a quarter of an hour, ended: each once though pressed twice', async () => {
  const session = await made({ liveFrom: start + HOUR, liveUntil: start + 2 * HOUR })
  const keep = (act: 'begin' | 'extend' | 'end', version: number) =>
    world.as('county')('interviews.keepTime', { desk, interview: session.id, version, act })
  expect(await keep('extend', 1)).toMatchObject(refusal('NOT_NOW', '还没开始'))
  expect((await good(keep('begin', 1))).session.phase).toBe('live')
  const { session: longer } = await good(keep('extend', 2))
  expect(longer.liveUntil).toBe(start + 2.25 * HOUR)
  expect((await good(keep('extend', 2))).session.liveUntil).toBe(start + 2.25 * HOUR)
  // The city's own session is over by then.
  now = start + HOUR
  expect((await good(world.as('stranger')('interviews.now', {}))).session).toMatchObject({
    id: session.id,
    phase: 'live',
  })
  expect((await good(keep('end', 3))).session.phase).toBe('closing')
  expect(await keep('begin', 4)).toMatchObject(refusal('NOT_NOW', ''))
})

test('called off before it begins: whoever asked is told why, and its link says so', async () => {
  const session = await made()
  putQuestion(world, sessionIn(session.id), 'ivq_called_off', 'lostcard')
  const cancel = () =>
    world.as('county')('interviews.cancel', { desk, interview: session.id, version: 1, why: '台风，改到下个月' })
  expect((await good(cancel())).session.phase).toBe('cancelled')
  expect((await good(cancel())).session.phase).toBe('cancelled')
  await world.cloud.fireTimer('interviews', 'remind')
  await world.cloud.fireTimer('interviews', 'remind')
  const messages = await told('lostcard', '微访谈不办了')
  expect(messages).toHaveLength(1)
  expect(messages[0]!.text).toContain('台风')
  const read = await good(world.as('stranger')('interviews.session', { interview: session.id }))
  expect(read.session).toMatchObject({ phase: 'cancelled', why: '台风，改到下个月' })
  const asked = await world.as('member')('interviews.ask', {
    ...{ interview: session.id, clientKey: newKey(), text: '还能问吗', files: [] },
  })
  expect(asked).toMatchObject(refusal('NOT_NOW', '不办了'))
})
