import fc from 'fast-check'
import { good } from '../../local/call-as'
import { figuresOf, type Counted } from '../../cloudfunctions/interviews/figures'
import type { Interview, Question } from '../../cloudfunctions/interviews/interview'
import { becomesApplication, countsAsAsked } from '../../cloudfunctions/interviews/settle'
import { OUTCOMES } from '../../miniprogram/rules/interview'
import { hostedSession, putQuestion, questionIn, type Hosted } from './interview-world'
import { readPdf } from './read-pdf'
import { openWorld, type World } from './world'

/** At its end nothing that was asked is lost: through the real entry, and as a property of the rule. */

const HOUR = 3_600_000
const DAY = 24 * HOUR
const start = Date.parse('2026-07-13T02:00:00Z')
let now = start
let world: World
let keys = 0
beforeAll(async () => {
  world = await openWorld(60, {}, () => new Date(now))
}, 60_000)
afterAll(() => world.close())
beforeEach(() => (now = start))

const newKey = () => `closing-key-${(keys += 1)}`
const host = (id: string, who = 'county') => hostedSession(world, id, now, who === 'county' ? 'lostcard' : who)
const put = (hosted: Hosted, id: string, more: Partial<Question> = {}) =>
  putQuestion(world, hosted.session, id, 'member', more)
const letIn = { state: 'accepted', shown: true, acceptedAt: new Date(start - 600_000) } as const
const sessionIn = (id: string) => world.cloud.read('interviews', id) as Interview
const applicationsOf = (interview: string) =>
  (world.cloud.all('cases') as { kind: string; facts: { interview: string; question: string } }[]).filter(
    ({ kind, facts }) => kind === 'interviewQuestion' && facts.interview === interview,
  )
const answer = (question: string, more: object = {}) =>
  world.as('lostcard')('interviews.answer', {
    ...{ question, version: questionIn(world, question).version, clientKey: newKey(), kind: 'answered' as const },
    ...{ text: '按天发，一天 12 元', files: [] },
    ...more,
  })
const close = (hosted: Hosted) =>
  world.as('county')('interviews.close', {
    desk: hosted.desk,
    interview: hosted.session._id,
    version: sessionIn(hosted.session._id).version,
  })
const refusal = (code: string, words: string) => ({
  ok: false,
  error: { code, message: expect.stringContaining(words) },
})

test('the unanswered become applications, each once, in portions; then it is closed with its figures', async () => {
  const hosted = await host('ivw_closing')
  for (let n = 0; n < 45; n += 1) put(hosted, `ivq_c_${n}`, { ...letIn, person: `p_${n % 30}`, slot: n })
  for (let n = 0; n < 3; n += 1) put(hosted, `ivq_w_${n}`)
  put(hosted, 'ivq_c_refused', { state: 'refused' })
  put(hosted, 'ivq_c_merged', { ...letIn, state: 'merged', root: 'ivq_c_0', askers: [] })
  await good(answer('ivq_c_0'))
  await good(answer('ivq_c_1', { kind: 'later', due: '2026-08-01' }))
  await good(answer('ivq_c_2', { kind: 'promised', promise: { what: '装空调', who: '后勤部', by: '2026-07-20' } }))
  expect(await close(hosted)).toMatchObject(refusal('NOT_NOW', '谈完以后'))
  now = Number(hosted.session.liveUntil) + 60_000
  expect((await good(close(hosted))).left).toBe(25)
  expect(sessionIn('ivw_closing').closedAt).toBeNull()
  expect((await good(close(hosted))).left).toBe(5)
  const { left, session } = await good(close(hosted))
  expect({ left, phase: session.phase }).toEqual({ left: 0, phase: 'closed' })
  const made = applicationsOf('ivw_closing')
  expect(made).toHaveLength(45)
  expect(new Set(made.map(({ facts }) => facts.question)).size).toBe(45)
  expect(session.figures).toMatchObject({ asked: 49, outcomes: { answered: 1, later: 1, promised: 1, referred: 45 } })
  expect((await good(close(hosted))).left).toBe(0)
  expect(applicationsOf('ivw_closing')).toHaveLength(45)
  await world.cloud.fireTimer('interviews', 'tell')
  const told = (await good(world.as('member')('inbox.list', {}))).messages
  expect(told.some(({ title }) => title === '您问的转去办了')).toBe(true)
})

test('after-care over: the timer closes it; given more time by the host, it waits; no answer is thrown away', async () => {
  const hosted = await host('ivw_timed')
  put(hosted, 'ivq_t_1', letIn)
  put(hosted, 'ivq_t_2', letIn)
  now = Number(hosted.session.closesAt) - 1000
  await world.cloud.fireTimer('interviews', 'close')
  expect(sessionIn('ivw_timed').closedAt).toBeNull()
  now = Number(hosted.session.closesAt) + 30_000
  const [answered] = await Promise.all([answer('ivq_t_1'), world.cloud.fireTimer('interviews', 'close')])
  await world.cloud.fireTimer('interviews', 'close')
  expect(sessionIn('ivw_timed').closedAt).not.toBeNull()
  const { outcome, answers } = questionIn(world, 'ivq_t_1')
  expect(answered.ok ? ['answered', 1] : ['referred', 0]).toEqual([outcome, answers.length])
  expect(applicationsOf('ivw_timed')).toHaveLength(answered.ok ? 1 : 2)
  expect(await answer('ivq_t_2')).toMatchObject(refusal('NOT_NOW', '结束'))
})

test('the live hour overruns: more time moves the end of after-care along, and closing waits for it', async () => {
  const hosted = await host('ivw_overrun')
  now = Number(hosted.session.liveUntil) + 60_000
  const { desk, session } = hosted
  const extended = await good(
    world.as('county')('interviews.keepTime', { desk, interview: session._id, version: 1, act: 'extend' }),
  )
  expect(extended.session.phase).toBe('live')
  expect(await close(hosted)).toMatchObject(refusal('NOT_NOW', '谈完以后'))
  await good(world.as('county')('interviews.keepTime', { desk, interview: session._id, version: 2, act: 'end' }))
  expect(await close(hosted)).toMatchObject(refusal('NOT_NOW', '半分钟'))
})

test('put off and forgotten: the morning after its day it is an application, also when the session is closed', async () => {
  const hosted = await host('ivw_forgotten')
  put(hosted, 'ivq_f_1', letIn)
  put(hosted, 'ivq_f_2', letIn)
  await good(answer('ivq_f_1', { kind: 'later', due: '2026-07-20' }))
  await good(answer('ivq_f_2', { kind: 'later', due: '2026-07-20' }))
  now = Number(hosted.session.liveUntil) + 60_000
  await good(close(hosted))
  await good(answer('ivq_f_2', { text: '问过人社局了，可以' }))
  await world.cloud.fireTimer('interviews', 'putOff')
  expect(questionIn(world, 'ivq_f_1').outcome).toBe('later')
  now = start + 8 * DAY
  await world.cloud.fireTimer('interviews', 'putOff')
  await world.cloud.fireTimer('interviews', 'putOff')
  expect(questionIn(world, 'ivq_f_1').outcome).toBe('referred')
  expect(questionIn(world, 'ivq_f_2').outcome).toBe('answered')
  expect(applicationsOf('ivw_forgotten')).toHaveLength(1)
})

test('the archive is found by words, subject and department, newest first; figures and record name no asker', async () => {
  const hosted = await host('ivw_archive')
  put(hosted, 'ivq_a_1', { ...letIn, text: '夜班津贴能不能跟着工资条写清楚', department: '权益保障部' })
  put(hosted, 'ivq_a_2', { ...letIn, text: '宿舍漏雨没人管' })
  await good(answer('ivq_a_1', { text: '下个月起写清楚' }))
  await good(answer('ivq_a_2', { kind: 'promised', promise: { what: '修好屋顶', who: '后勤部', by: '2026-07-20' } }))
  const search = async (asked: object) =>
    (await good(world.as('stranger')('interviews.archive', asked))).questions.map(({ id }) => id)
  expect(await search({ words: '夜班津贴' })).toEqual([])
  now = Number(hosted.session.liveUntil) + 60_000
  await good(close(hosted))
  expect(await search({ words: '夜班津贴' })).toEqual(['ivq_a_1'])
  expect(await search({ words: '屋顶' })).toEqual(['ivq_a_2'])
  expect(await search({ subject: 'pay', department: '权益保障部' })).toEqual(['ivq_a_1'])
  expect(await search({ subject: 'skills' })).toEqual([])
  expect(await world.as('stranger')('interviews.archive', { words: '夜' })).toMatchObject(
    refusal('BAD_INPUT', '两个字'),
  )
  world.cloud.resetCosts()
  expect((await search({ words: '漏雨' })).length).toBe(1)
  expect(world.cloud.costs()[0]).toMatchObject({ calls: 1, requests: 1 })
  now = start + 10 * DAY
  const { figures } = await good(world.as('stranger')('interviews.figures', { interview: 'ivw_archive' }))
  expect(figures).toMatchObject({
    asked: 2,
    outcomes: { answered: 1, promised: 1 },
    medianMinutes: 10,
    kept: 0,
    late: 1,
  })
  const { tickets } = await good(
    world.as('county')('interviews.record', { desk: hosted.desk, interview: 'ivw_archive' }),
  )
  expect(tickets).toHaveLength(1)
  const { url } = await good(world.as('county')('documents.render', { ticket: tickets[0]! }))
  const text = readPdf(Buffer.from(await (await fetch(url)).arrayBuffer()))
    .flatMap(({ lines }) => lines.map((line) => line.text))
    .join('')
    .replace(/\s/g, '')
  expect(text).toContain('微访谈实录')
  expect(text).toContain('夜班津贴能不能跟着工资条写清楚')
  expect(text).toContain('修好屋顶')
  expect(text).not.toContain('真名')
  expect(await world.as('member')('interviews.record', { desk: hosted.desk, interview: 'ivw_archive' })).toMatchObject(
    refusal('FORBIDDEN', ''),
  )
})

test('a host archives it, or thirty days do; then nothing in it is corrected any more', async () => {
  const hosted = await host('ivw_archived')
  put(hosted, 'ivq_x_1', letIn)
  const { question } = await good(answer('ivq_x_1'))
  now = Number(hosted.session.liveUntil) + 60_000
  await good(close(hosted))
  const archive = () =>
    world.as('county')('interviews.archiveSession', { desk: hosted.desk, interview: 'ivw_archived', version: 2 })
  expect((await good(archive())).session.phase).toBe('archived')
  expect((await good(archive())).session.phase).toBe('archived')
  const correction = { question: 'ivq_x_1', version: question.version, answer: question.answers[0]!.id }
  expect(
    await world.as('lostcard')('interviews.correct', { ...correction, text: '一天 15 元', why: '写错了' }),
  ).toMatchObject(refusal('NOT_NOW', '归档'))
  const other = await host('ivw_thirty')
  now = Number(other.session.liveUntil) + 60_000
  await good(close(other))
  now += 32 * DAY
  await world.cloud.fireTimer('interviews', 'close')
  expect(sessionIn('ivw_thirty').archivedAt).not.toBeNull()
})

test('property: after closing each that was let in is in exactly one of the four states, and figures add up', () => {
  const outcome = fc.constantFrom(null, 'answered', 'promised', 'referred', 'later') as fc.Arbitrary<
    Question['outcome']
  >
  const question = fc.record({
    state: fc.constantFrom('waiting', 'accepted', 'returned', 'refused', 'withdrawn'),
    outcome,
    late: fc.boolean(),
    person: fc.nat(5),
    into: fc.option(fc.nat(20)),
    minutes: fc.nat(500),
  })
  const today = '2026-07-14'
  fc.assert(
    fc.property(fc.array(question, { maxLength: 20 }), (made) => {
      const all = made.map(({ state, outcome: stands, late, person, minutes }, n) => {
        const open = state === 'accepted'
        const came = open ? stands : null
        return {
          ...{ _id: `q${n}`, state, outcome: came, person: `p${person}`, acceptedAt: open ? new Date(start) : null },
          laterBy: came === 'later' ? (late ? '2026-07-13' : '2026-07-14') : null,
          answeredAt: came && came !== 'referred' ? new Date(start + minutes * 60_000) : null,
          askers: [{ question: `q${n}` }],
        } as unknown as Counted & { _id: string; laterBy: string | null; state: Question['state'] }
      })
      // Some go into another that is open and was not answered when they went.
      made.forEach(({ into }, n) => {
        const gone = all[n]!
        const other = into === null ? undefined : all[into]
        if (!other || other === gone || gone.state !== 'accepted' || other.state !== 'accepted' || gone.outcome) return
        other.askers.push(...gone.askers.splice(0))
        gone.state = 'merged'
      })
      const waiting = all.filter(({ state }) => state === 'waiting')
      // Those that no host looked at count too.
      const asked = all.filter((one) => countsAsAsked(one) || one.state === 'waiting').length
      const settled = () => {
        let applications = 0
        for (const one of all)
          if (becomesApplication(one, today)) {
            expect(one.outcome === null || one.outcome === 'later').toBe(true)
            one.outcome = 'referred'
            one.laterBy = null
            applications += 1
          }
        return applications
      }
      settled()
      expect(settled()).toBe(0)
      for (const one of all) if (one.state === 'accepted') expect(OUTCOMES).toContain(one.outcome)
      for (const one of waiting) expect(one.outcome).toBe('referred')
      for (const one of all)
        if (['returned', 'refused', 'withdrawn'].includes(one.state)) expect(one.outcome).toBeNull()
      const figures = figuresOf(all)
      expect(figures.asked).toBe(asked)
      expect(Object.values(figures.outcomes).reduce((sum, n) => sum + n, 0)).toBe(figures.asked)
      expect(figures.askers).toBeLessThanOrEqual(figures.asked)
    }),
    { numRuns: 500 },
  )
})
