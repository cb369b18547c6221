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

const questionOf = (id: string) => questionIn(world, id)
const answer = (question: string, more: object, who = 'lostcard') =>
  world.as(who)('interviews.answer', {
    question,
    version: questionOf(question).version,
    clientKey: newKey(),
    kind: 'answered',
    text: '按天发，一天 12 元',
    files: [],
    ...more,
  })
let keys = 0
const newKey = () => `answer-key-${(keys += 1)}`

test('an answer stands at once for all, is told to everybody who asked or follows, and is once though sent twice', async () => {
  accepted('ivq_answer', { seat: 'seat_one' })
  await good(world.as('member-3')('interviews.follow', { question: 'ivq_answer', on: true }))
  const clientKey = newKey()
  const first = await good(answer('ivq_answer', { clientKey, text: '按天发。有事打 13800138000' }))
  expect(first.question).toMatchObject({ outcome: 'answered', version: 2 })
  expect(first.question.answers[0]).toMatchObject({ name: '周敏', title: '副主席', kind: 'answered' })
  expect(first.question.answers[0]!.text).not.toContain('13800138000')
  const again = await good(answer('ivq_answer', { clientKey, text: '按天发。有事打 13800138000' }))
  expect(again.question.answers).toHaveLength(1)
  await world.cloud.fireTimer('interviews', 'tell')
  await world.cloud.fireTimer('interviews', 'tell')
  const titles = async (who: string, title: string) => (await told(who)).filter((one) => one.title === title).length
  expect(await titles('member', '您问的有人答了')).toBe(1)
  expect(await titles('member-3', '您关注的有人答了')).toBe(1)
  const led = world.cloud.all('ledger').filter((one) => (one as { kind: string }).kind === 'interview.answered')
  expect(led).toHaveLength(1)
  expect(led[0]).toMatchObject({ source: 'ivq_answer', detail: { outcome: 'answered', minutes: 10 } })
})

test('a promise is a document of its own in the same act; it wants what, who and a day that can be kept', async () => {
  accepted('ivq_promise')
  const promise = { what: '月底前给 3 号楼装空调', who: '后勤部', by: '2026-07-31' }
  const bad = (more: object) => answer('ivq_promise', { kind: 'promised', text: '装', ...more })
  expect(await bad({ text: '装上' })).toMatchObject(refusal('BAD_INPUT', '谁来办'))
  expect(await bad({ text: '装上', promise: { ...promise, by: '2026-07-01' } })).toMatchObject(
    refusal('BAD_INPUT', '已经过了'),
  )
  expect(await bad({ text: '装上', promise: { ...promise, by: '2028-07-01' } })).toMatchObject(
    refusal('BAD_INPUT', '近一点'),
  )
  const { question } = await good(bad({ text: '给装上', promise }))
  expect(question).toMatchObject({ outcome: 'promised' })
  const made = question.answers[0]!.promise!
  expect(world.cloud.read('interviewPromises', made.id)).toMatchObject({
    ...promise,
    state: 'open',
    question: 'ivq_promise',
    seat: 'seat_one',
  })
  // Whatever is said later: what was promised stands until it is kept.
  expect((await good(answer('ivq_promise', { text: '师傅已经来量过了' }))).question.outcome).toBe('promised')
})

test('referred: an application with its own clock, in the same act, in the name of who asked', async () => {
  accepted('ivq_referred')
  const { question } = await good(answer('ivq_referred', { kind: 'referred', text: '请权益部查一查' }))
  expect(question.outcome).toBe('referred')
  const { case: id } = questionOf('ivq_referred')
  expect(world.cloud.read('cases', id!)).toMatchObject({ openid: world.openidOf('member'), kind: 'interviewQuestion' })
  expect(await answer('ivq_referred', {})).toMatchObject(refusal('NOT_NOW', '转去办了'))
  const mine = await good(world.as('member')('interviews.mine', { interview: 'ivw_answering' }))
  expect(mine.questions.find((one) => one.id === 'ivq_referred')!.case).toBe(id)
})

test('put off to a day, then answered', async () => {
  accepted('ivq_later')
  expect(await answer('ivq_later', { kind: 'later', text: '要问一下人社局' })).toMatchObject(
    refusal('BAD_INPUT', '哪天'),
  )
  const off = await good(answer('ivq_later', { kind: 'later', text: '要问一下人社局', due: '2026-07-20' }))
  expect(off.question).toMatchObject({ outcome: 'later', laterBy: '2026-07-20' })
  expect((await good(answer('ivq_later', { text: '问到了，可以补' }))).question).toMatchObject({
    outcome: 'answered',
    laterBy: null,
  })
})

test('who does not sit there does not answer; a host may for a seat, and it says so', async () => {
  accepted('ivq_seats')
  for (const who of ['member', 'officer', 'stranger'])
    expect(await answer('ivq_seats', {}, who)).toMatchObject({
      ok: false,
      error: { code: expect.stringMatching(/NOT_FOUND|NOT_SIGNED/) },
    })
  expect(await answer('ivq_seats', { desk: hosted.desk }, 'county')).toMatchObject(refusal('BAD_INPUT', '替谁'))
  expect(await answer('ivq_seats', { desk: hosted.desk, seat: 'seat_two' }, 'member')).toMatchObject(
    refusal('FORBIDDEN', ''),
  )
  const { question } = await good(answer('ivq_seats', { desk: hosted.desk, seat: 'seat_two' }, 'county'))
  expect(question.answers[0]).toMatchObject({ name: '陈立', title: '副主席，主持人代发' })
})

test('a tag or a merge while she types does not throw away her answer; somebody else’s answer does', async () => {
  accepted('ivq_typing')
  const typing = questionOf('ivq_typing').version
  await good(host('ivq_typing', typing, 'tag', { department: '劳动监察' }))
  await good(answer('ivq_typing', { version: typing }))
  accepted('ivq_both')
  const read = questionOf('ivq_both').version
  const replies = await Promise.all([
    answer('ivq_both', { version: read }),
    answer('ivq_both', { version: read, desk: hosted.desk, seat: 'seat_two', text: '我也来答' }, 'county'),
  ])
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
  expect(replies.find(({ ok }) => !ok)).toMatchObject(refusal('MOVED_ON', '刚刚答了'))
})

test('corrected for all to see; the same again is once; not by another seat', async () => {
  accepted('ivq_correct')
  const { question } = await good(answer('ivq_correct', { text: '一天 10 元' }))
  const send = (who: string, more: object = {}) =>
    world.as(who)('interviews.correct', {
      question: 'ivq_correct',
      version: question.version,
      answer: question.answers[0]!.id,
      text: '一天 12 元',
      why: '记错了标准',
      ...more,
    })
  expect(await send('member')).toMatchObject(refusal('NOT_FOUND', ''))
  const corrected = await good(send('lostcard'))
  expect(corrected.question.answers[0]).toMatchObject({
    text: '一天 12 元',
    corrections: [{ text: '一天 10 元', why: '记错了标准' }],
  })
  expect((await good(send('lostcard'))).question.answers[0]!.corrections).toHaveLength(1)
  const now2 = questionOf('ivq_correct').version
  expect(
    (await good(send('county', { desk: hosted.desk, version: now2, text: '一天 15 元' }))).question.answers[0]!
      .corrections,
  ).toHaveLength(2)
})

test('an interviewee sees what was handed to her first; leaving half-way, it goes back and she answers no more', async () => {
  accepted('ivq_handed', { seat: 'seat_one', votes: 1 })
  accepted('ivq_free', { votes: 50 })
  const { questions } = await good(world.as('lostcard')('interviews.seatQuestions', { interview: 'ivw_answering' }))
  const places = questions.map(({ id }) => id)
  expect(places.indexOf('ivq_handed')).toBeLessThan(places.indexOf('ivq_free'))
  expect(places.indexOf('ivq_free')).toBeLessThan(places.indexOf('ivq_answer'))
  expect(JSON.stringify(questions)).not.toMatch(/真名|openid|key-of/)
  await good(world.as('lostcard')('interviews.leaveSeat', { interview: 'ivw_answering' }))
  expect(questionOf('ivq_handed').seat).toBeNull()
  expect(await answer('ivq_free', {})).toMatchObject(refusal('NOT_FOUND', '座位'))
})
