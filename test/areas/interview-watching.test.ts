import { good } from '../../local/call-as'
import type { Question } from '../../cloudfunctions/interviews/interview'
import { hostedSession, putQuestion, type Hosted } from './interview-world'
import { openWorld, type World } from './world'

/** Thousands watch: each look costs a request at most, whatever is asked. Through the real entry. */

let now = Date.parse('2026-07-13T02:00:00Z')
let world: World
let hosted: Hosted
beforeAll(async () => {
  world = await openWorld(40, {}, () => new Date(now))
  hosted = await hostedSession(world, 'ivw_watched', now, 'lostcard')
}, 60_000)
afterAll(() => world.close())

const accepted = (id: string, more: Partial<Question> = {}) =>
  putQuestion(world, hosted.session, id, 'member', {
    state: 'accepted',
    shown: true,
    acceptedAt: new Date(now),
    touchedAt: new Date(now),
    changedAt: new Date(now),
    ...more,
  })
const poll = (since: number, who = 'stranger') =>
  good(world.as(who)('interviews.poll', { interview: 'ivw_watched', since }))
/** An instance looks again after a second of its own clock. */
const aSecond = () => {
  now += 1100
  return new Promise((done) => setTimeout(done, 1100))
}

test('a look is one request however many questions there are; whoever looks in the same second costs none', async () => {
  for (let n = 0; n < 400; n += 1)
    accepted(`ivq_many_${n}`, { votes: n + 1, at: new Date(now - 1000 * n), touchedAt: new Date(now - 60_000) })
  world.cloud.resetCosts()
  const first = await poll(0)
  expect(world.cloud.costs()[0]).toMatchObject({ calls: 1, requests: 1 })
  // Those with most votes first; the others are read page by page.
  expect(first.changed.map(({ votes }) => votes)).toEqual(Array.from({ length: 30 }, (_one, n) => 400 - n))
  expect(first).toMatchObject({ phase: 'live', here: ['seat_one'], left: [], counts: { asked: 400, answered: 0 } })
  world.cloud.resetCosts()
  await Promise.all(Array.from({ length: 50 }, () => poll(first.asOf)))
  expect(world.cloud.costs()[0]).toMatchObject({ calls: 50 })
  expect(world.cloud.costs()[0]!.requests).toBeLessThanOrEqual(1)
})

test('later looks examine what was touched, not all there is', async () => {
  const { asOf } = await poll(0)
  await aSecond()
  await good(world.as('member-3')('interviews.vote', { question: 'ivq_many_7' }))
  await aSecond()
  world.cloud.resetCosts()
  const news = await poll(asOf)
  const cost = world.cloud.costs()[0]!
  expect(cost.requests).toBe(1)
  expect(cost.examined).toBeLessThan(20)
  expect(news.votes).toContainEqual(['ivq_many_7', 9])
  expect(news.changed.map(({ id }) => id)).not.toContain('ivq_many_7')
})

test('what is new comes within one look: a question let in, a vote, an answer, one that is gone', async () => {
  const { asOf } = await poll(0)
  await aSecond()
  accepted('ivq_new', { text: '新来的一个问题' })
  await aSecond()
  const news = await poll(asOf)
  expect(news.changed.map(({ id }) => id)).toContain('ivq_new')
  await good(world.as('member')('interviews.withdrawQuestion', { question: 'ivq_new' }))
  await aSecond()
  const later = await poll(news.asOf)
  expect(later.changed.find(({ id }) => id === 'ivq_new')).toMatchObject({ state: 'gone' })
  expect(later.counts.asked).toBe(400)
})

test('page by page, by votes and by time: each question once', async () => {
  for (const order of ['votes', 'newest'] as const) {
    const ids: string[] = []
    let after: string | undefined
    do {
      const page = await good(world.as('stranger')('interviews.questions', { interview: 'ivw_watched', order, after }))
      ids.push(...page.questions.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after)
    expect(ids).toHaveLength(400)
    expect(new Set(ids).size).toBe(400)
  }
})

test('nothing of what is read outside names anybody, or shows what no host let in', async () => {
  const { asOf } = await poll(0)
  putQuestion(world, hosted.session, 'ivq_waiting', 'member', { text: '还没有收下的问题', touchedAt: new Date(now) })
  accepted('ivq_picture', {
    touchedAt: new Date(now + 1),
    files: [
      { id: 'cloud://x/a.jpg', hash: 'h', bytes: 1, kind: 'jpeg', trace: 't', verdict: 'pending' } as never,
      { id: 'cloud://x/b.jpg', hash: 'h', bytes: 1, kind: 'jpeg', trace: 't2', verdict: 'pass' } as never,
    ],
  })
  await aSecond()
  const news = await poll(asOf)
  const text = JSON.stringify([
    news,
    await good(world.as('stranger')('interviews.question', { question: 'ivq_picture' })),
  ])
  expect(text).not.toMatch(/真名|还没有收下|key-of-|m_ivq|p_ivq|cloud:/)
  expect(text).not.toContain(world.openidOf('member'))
  expect(text).not.toContain(world.openidOf('lostcard'))
  expect(news.changed.find(({ id }) => id === 'ivq_picture')).toMatchObject({ pictures: 1 })
})

test('a session that is not there, or not published, is watched by nobody', async () => {
  world.cloud.load('interviews', [{ ...hosted.session, _id: 'ivw_draft', state: 'draft' }])
  for (const interview of ['ivw_nowhere', 'ivw_draft'])
    for (const call of [
      world.as('member')('interviews.poll', { interview, since: 0 }),
      world.as('member')('interviews.questions', { interview, order: 'votes' }),
      world.as('member')('interviews.mine', { interview }),
      world.as('member')('interviews.similar', { interview, text: '高温津贴' }),
    ])
      expect(await call).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
})
