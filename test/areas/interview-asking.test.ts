import { good } from '../../local/call-as'
import type { Question } from '../../cloudfunctions/interviews/interview'
import { hostedSession, putQuestion, questionIn, type Hosted } from './interview-world'
import { openWorld, type World } from './world'

/** Workers ask, vote, follow and take back: through the real entry. */

let now = Date.parse('2026-07-13T02:00:00Z')
let world: World
let hosted: Hosted
let keys = 0
beforeAll(async () => {
  world = await openWorld(320, {}, () => new Date(now))
  hosted = await hostedSession(world, 'ivw_asking', now, 'lostcard')
}, 60_000)
afterAll(() => world.close())

const newKey = () => `asking-key-${(keys += 1)}`
const ask = (who: string, text: string, more: object = {}) =>
  world.as(who)('interviews.ask', { interview: 'ivw_asking', clientKey: newKey(), text, files: [], ...more })
const accepted = (id: string, who = 'member', more: Partial<Question> = {}) =>
  putQuestion(world, hosted.session, id, who, {
    state: 'accepted',
    shown: true,
    acceptedAt: new Date(now - 600_000),
    touchedAt: new Date(now),
    changedAt: new Date(now),
    ...more,
  })
const refusal = (code: string, words: string) => ({
  ok: false,
  error: { code, message: expect.stringContaining(words) },
})
/** Members of the county's union or of one below it, as the city was filled. */
const votersOf = (most: number): string[] =>
  (world.cloud.all('memberships') as { openid: string; scopes: string[]; state: string }[])
    .filter(
      ({ openid, scopes, state }) =>
        openid.startsWith('member-') && state === 'active' && scopes.includes(hosted.session.org),
    )
    .slice(0, most)
    .map(({ openid }) => openid)

test('asked within three requests: it waits for a host, under a name that is none, and one vote is in it', async () => {
  world.cloud.resetCosts()
  const { question } = await good(ask('member', '高温津贴一天该发多少？'))
  expect(world.cloud.costs()[0]!.requests).toBeLessThanOrEqual(3)
  expect(question).toMatchObject({ standing: 'waiting', state: 'gone', votes: 1, askers: 1, hidden: [] })
  expect(question.by).toMatch(/^工友 \d{4}$/)
  const mine = await good(world.as('member')('interviews.mine', { interview: 'ivw_asking' }))
  expect(mine).toMatchObject({ mayAsk: true, left: 4, voted: [question.id], seat: null, reminded: false })
  expect(mine.questions.map(({ id }) => id)).toEqual([question.id])
  // Nobody else reads what no host has let in.
  expect(await world.as('lostcard')('interviews.question', { question: question.id })).toMatchObject({ ok: false })
  expect((await good(world.as('member')('interviews.question', { question: question.id }))).question.id).toBe(
    question.id,
  )
})

test('the same press twice is one question, also at once', async () => {
  const clientKey = newKey()
  const input = { clientKey }
  const replies = await Promise.all([
    ask('member-3', '工资条能不能按月给', input),
    ask('member-3', '工资条能不能按月给', input),
  ])
  const ids = replies.map((one) => one.ok && one.data.question.id)
  expect(ids[0]).toBeTruthy()
  expect(ids[1]).toBe(ids[0])
  const again = await good(ask('member-3', '工资条能不能按月给', input))
  expect(again.question.id).toBe(ids[0])
})

test('numbers of persons are hidden before anything is kept, and she is told which', async () => {
  const { question } = await good(ask('member', '我手机号13800138000，身份证990001198001010127，没发津贴'))
  expect(question.text).not.toMatch(/13800138000|990001198001010127/)
  expect(question.hidden).toContain('手机号')
  expect(JSON.stringify(questionIn(world, question.id))).not.toMatch(/13800138000|990001198001010127/)
  expect(JSON.stringify(world.logged)).not.toMatch(/13800138000|990001198001010127/)
})

test('what WeChat refuses is kept nowhere; what it doubts its host looks at twice', async () => {
  const before = world.cloud.count('interviewQuestions')
  expect(await ask('member', '哪里能代开发票')).toMatchObject(refusal('BAD_CONTENT', '换个说法'))
  expect(world.cloud.count('interviewQuestions')).toBe(before)
  const { question } = await good(ask('member', '有人叫我加微信办补贴，是真的吗'))
  expect(questionIn(world, question.id).verdict).toBe('review')
})

test('who may not ask is told why: no member, not of this union, too early, too late', async () => {
  expect(await ask('stranger', '怎么入会')).toMatchObject(refusal('NOT_A_MEMBER', '入会'))
  const elsewhere = (world.cloud.all('memberships') as { openid: string; scopes: string[]; state: string }[]).find(
    ({ openid, scopes, state }) =>
      openid.startsWith('member-') && state === 'active' && !scopes.includes(hosted.session.org),
  )!
  expect(await ask(elsewhere.openid, '我也想问')).toMatchObject(refusal('FORBIDDEN', '会员'))
  const start = now
  now = Number(hosted.session.asksFrom) - 1
  expect(await ask('member', '早一点问')).toMatchObject(refusal('NOT_NOW', '还没到'))
  now = Number(hosted.session.liveUntil)
  expect(await ask('member', '晚一点问')).toMatchObject(refusal('NOT_NOW', '下一场'))
  now = start
  expect(await ask('member', '去哪问', { interview: 'ivw_nowhere' })).toMatchObject(refusal('NOT_FOUND', ''))
})

test('a vote is two requests, once, by anybody of the union; the asker has hers already', async () => {
  accepted('ivq_voting')
  world.cloud.resetCosts()
  expect(await good(world.as('member-3')('interviews.vote', { question: 'ivq_voting' }))).toEqual({
    question: 'ivq_voting',
    votes: 2,
    already: false,
  })
  expect(world.cloud.costs()[0]!.requests).toBeLessThanOrEqual(2)
  expect(await good(world.as('member-3')('interviews.vote', { question: 'ivq_voting' }))).toMatchObject({
    votes: 2,
    already: true,
  })
  expect(await world.as('stranger')('interviews.vote', { question: 'ivq_voting' })).toMatchObject(
    refusal('NOT_A_MEMBER', '入会'),
  )
  const { question } = await good(ask(votersOf(9)[5]!, '宿舍什么时候装空调'))
  expect(await world.as('member-3')('interviews.vote', { question: question.id })).toMatchObject(
    refusal('NOT_FOUND', ''),
  )
})

test('a vote on a merged question counts for the one it went into, along a chain of them', async () => {
  accepted('ivq_root')
  accepted('ivq_middle', 'member', { state: 'merged', root: 'ivq_root' })
  accepted('ivq_leaf', 'member', { state: 'merged', root: 'ivq_middle' })
  const vote = () => world.as('member-3')('interviews.vote', { question: 'ivq_leaf' })
  expect(await good(vote())).toMatchObject({ question: 'ivq_root', votes: 2, already: false })
  expect(await good(vote())).toMatchObject({ question: 'ivq_root', votes: 2, already: true })
  accepted('ivq_refused', 'member', { state: 'refused' })
  expect(await world.as('member-3')('interviews.vote', { question: 'ivq_refused' })).toMatchObject(
    refusal('NOT_NOW', '不在了'),
  )
})

test('two hundred votes at once, some by the same persons: votes are as many as persons who voted', async () => {
  accepted('ivq_rush')
  const voters = votersOf(120)
  expect(voters.length).toBeGreaterThan(60)
  // Each of them at least once, the first ones again, in any order, all at once.
  const presses = [...voters, ...voters, ...voters].slice(0, 200)
  const replies = await Promise.all(presses.map((who) => world.as(who)('interviews.vote', { question: 'ivq_rush' })))
  expect(replies.filter(({ ok }) => !ok)).toEqual([])
  const persons = new Set(presses)
  expect(replies.filter((one) => one.ok && !one.data.already)).toHaveLength(persons.size)
  const kept = questionIn(world, 'ivq_rush')
  // The asker's own, and one of each.
  expect(kept.votes).toBe(persons.size + 1)
  expect(new Set(kept.voters).size).toBe(kept.votes)
  expect(kept.voters).toHaveLength(kept.votes)
})

test('followed and no longer; twice is once', async () => {
  accepted('ivq_followed')
  const follow = (on: boolean) => good(world.as('member-3')('interviews.follow', { question: 'ivq_followed', on }))
  const followed = async () =>
    (await good(world.as('member-3')('interviews.mine', { interview: 'ivw_asking' }))).followed
  await follow(true)
  await follow(true)
  expect(await followed()).toEqual(['ivq_followed'])
  await follow(false)
  await follow(false)
  expect(await followed()).toEqual([])
  expect(await world.as('member-3')('interviews.follow', { question: 'ivq_nowhere', on: true })).toMatchObject({
    ok: false,
  })
})

test('taken back while nobody joined; not by anybody else, and not once somebody asks it too', async () => {
  const asker = votersOf(9)[6]!
  const { question } = await good(ask(asker, '饭补能涨吗'))
  const back = (who: string, id: string) => world.as(who)('interviews.withdrawQuestion', { question: id })
  expect(await back('member-3', question.id)).toMatchObject(refusal('NOT_FOUND', ''))
  expect((await good(back(asker, question.id))).question.standing).toBe('withdrawn')
  expect((await good(back(asker, question.id))).question.standing).toBe('withdrawn')
  accepted('ivq_joined', asker)
  await good(world.as('member-3')('interviews.vote', { question: 'ivq_joined' }))
  expect(await back(asker, 'ivq_joined')).toMatchObject(refusal('NOT_NOW', '收不回来'))
  const mine = await good(world.as(asker)('interviews.mine', { interview: 'ivw_asking' }))
  // What was taken back counts: nobody asks and takes back without end.
  expect(mine.left).toBe(3)

  // What was let in is taken back in the ledger too.
  const again = (await good(ask(asker, '班车能不能早一点'))).question
  const act = { desk: hosted.desk, question: again.id, version: 1, act: 'accept' as const }
  await good(world.as('county')('interviews.moderate', act))
  await good(back(asker, again.id))
  const entries = world.cloud.all('ledger') as { source: string; persons: number }[]
  const counted = entries.filter(({ source }) => source === again.id).map(({ persons }) => persons)
  expect([counted.length, counted.reduce((sum, n) => sum + n, 0)]).toEqual([2, 0])
})

test('questions that ask much the same are offered, with how many ask them', async () => {
  accepted('ivq_dorm', 'member-9', { text: '夜班宿舍太吵，能不能换到后面那栋', votes: 12 })
  now += 1500
  await new Promise((done) => setTimeout(done, 1100))
  const { questions } = await good(
    world.as('member')('interviews.similar', { interview: 'ivw_asking', text: '宿舍太吵了夜班睡不好，能换吗' }),
  )
  expect(questions[0]).toMatchObject({ id: 'ivq_dorm', votes: 12 })
})
