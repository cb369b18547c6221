import { good } from '../../local/call-as'
import { hostedSession, putQuestion, questionIn, type Hosted } from './interview-world'
import { openWorld, type World } from './world'

/** Hosts let questions in and hand them on, interviewees answer them, askers are told: through the real entry. */

let now = Date.parse('2026-07-13T02:00:00Z')
let world: World
let hosted: Hosted
beforeAll(async () => {
  world = await openWorld(80, {}, () => new Date(now))
  hosted = await hostedSession(world, 'ivw_answering', now, 'lostcard')
}, 60_000)
afterAll(() => world.close())

const host = (question: string, version: number, act: 'accept' | 'return' | 'refuse' | 'tag' | 'hand', more = {}) =>
  world.as('county')('interviews.moderate', { desk: hosted.desk, question, version, act, ...more })
const put = (id: string, who = 'member', more = {}) => putQuestion(world, hosted.session, id, who, more)
const accepted = (id: string, more = {}) =>
  put(id, 'member', { state: 'accepted', shown: true, acceptedAt: new Date(now - 600_000), ...more })
const room = async (show: 'waiting' | 'open' | 'settled' | 'away', after?: string) =>
  good(world.as('county')('interviews.room', { desk: hosted.desk, interview: 'ivw_answering', show, after }))
const told = async (who: string) => (await good(world.as(who)('inbox.list', {}))).messages
const refusal = (code: string, words: string) => ({
  ok: false,
  error: { code, message: expect.stringContaining(words) },
})

test('two hosts at once: one lets it in, the other is told what was done; the ledger has it once', async () => {
  put('ivq_two_hosts')
  const replies = await Promise.all([host('ivq_two_hosts', 1, 'accept'), host('ivq_two_hosts', 1, 'accept')])
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
  expect(replies.find(({ ok }) => !ok)).toMatchObject(refusal('MOVED_ON', '另一位主持人刚刚收下了这个问题'))
  expect(await host('ivq_two_hosts', 1, 'refuse', { why: '不合适' })).toMatchObject(
    refusal('MOVED_ON', '另一位主持人刚刚收下了这个问题'),
  )
  const entries = world.cloud.all('ledger').filter((one) => (one as { source: string }).source === 'ivq_two_hosts')
  expect(entries).toHaveLength(1)
  expect(entries[0]).toMatchObject({ kind: 'interview.asked', org: 'o_asker', persons: 1, detail: { subject: 'pay' } })
  expect(questionIn(world, 'ivq_two_hosts')).toMatchObject({ state: 'accepted', shown: true, version: 2 })
})

test('returned and refused: the asker reads why at once, and once', async () => {
  put('ivq_returned')
  expect(await host('ivq_returned', 1, 'return')).toMatchObject(refusal('BAD_INPUT', '为什么'))
  await good(host('ivq_returned', 1, 'return', { why: '请写清楚是哪个单位' }))
  expect((await told('member'))[0]).toMatchObject({
    title: '您问的，请换个说法再问',
    text: expect.stringContaining('请写清楚是哪个单位'),
    link: '/packages/interviews/question/question?id=ivq_returned',
  })
  expect(questionIn(world, 'ivq_returned')).toMatchObject({ state: 'returned', why: '请写清楚是哪个单位', tell: null })
  expect(await host('ivq_returned', 2, 'accept')).toMatchObject(refusal('NOT_NOW', '还没收下'))
  const count = world.cloud.count('messages')
  await world.cloud.fireTimer('interviews', 'tell')
  expect(world.cloud.count('messages')).toBe(count)
})

test('what was let in and refused after all is taken back in the ledger', async () => {
  put('ivq_taken_back')
  await good(host('ivq_taken_back', 1, 'accept'))
  now += 1000
  await good(host('ivq_taken_back', 2, 'refuse', { why: '跟这一场没关系' }))
  const entries = world.cloud.all('ledger').filter((one) => (one as { source: string }).source === 'ivq_taken_back')
  expect((entries as { persons: number }[]).reduce((sum, { persons }) => sum + persons, 0)).toBe(0)
  expect(entries).toHaveLength(2)
})

test('tags and seats are those of the session', async () => {
  accepted('ivq_tags')
  expect(await host('ivq_tags', 1, 'tag', { department: '税务局' })).toMatchObject(refusal('BAD_INPUT', '没有这个部门'))
  const tagged = await good(host('ivq_tags', 1, 'tag', { department: '劳动监察' }))
  expect(tagged.question).toMatchObject({ department: '劳动监察', version: 2 })
  expect(await host('ivq_tags', 2, 'hand', { seat: 'seat_else' })).toMatchObject(refusal('BAD_INPUT', '没有这个人'))
  expect((await good(host('ivq_tags', 2, 'hand', { seat: 'seat_one' }))).question.seat).toBe('seat_one')
  expect((await good(host('ivq_tags', 3, 'hand', { seat: null }))).question.seat).toBeNull()
})

test('the room shows names to its hosts only, by what is to be done, page by page, in one request', async () => {
  for (let n = 0; n < 25; n += 1) put(`ivq_page_${n}`, `member-${n}`, { at: new Date(now - 10_000 + n) })
  world.cloud.resetCosts()
  const first = await room('waiting')
  expect(world.cloud.costs()[0]).toMatchObject({ requests: 1 })
  const second = await room('waiting', first.next!)
  const ids = [...first.questions, ...second.questions].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => id.startsWith('ivq_page_'))).toHaveLength(25)
  expect(first.questions[0]).toMatchObject({ name: expect.stringContaining('真名') })
  expect((await room('away')).questions.map(({ standing }) => standing)).toContain('returned')
  for (const who of ['member', 'officer', 'clerk', 'stranger'])
    expect(
      await world.as(who)('interviews.room', { desk: hosted.desk, interview: 'ivw_answering', show: 'waiting' }),
    ).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
})
