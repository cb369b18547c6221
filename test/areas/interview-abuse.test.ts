import type { Question } from '../../cloudfunctions/interviews/interview'
import { voterKey } from '../../cloudfunctions/interviews/voter'
import { good } from '../../local/call-as'
import { MOST_QUESTIONS } from '../../miniprogram/rules/interview'
import { hostedSession, putQuestion, questionIn, type Hosted } from './interview-world'
import { openWorld, type World } from './world'

/** Vote stuffing, flooding, pasted scripts, overlong and forbidden words: through the real entry. */

const now = Date.parse('2026-07-13T02:00:00Z')
let world: World
let hosted: Hosted
let keys = 0
beforeAll(async () => {
  world = await openWorld(60, {}, () => new Date(now))
  hosted = await hostedSession(world, 'ivw_abused', now, 'lostcard')
}, 60_000)
afterAll(() => world.close())

const newKey = () => `abuse-key-${(keys += 1)}`
const ask = (who: string, text: string) =>
  world.as(who)('interviews.ask', { interview: 'ivw_abused', clientKey: newKey(), text, files: [] })
const put = (id: string, who: string, more: Partial<Question> = {}) =>
  putQuestion(world, hosted.session, id, who, { state: 'accepted', shown: true, acceptedAt: new Date(now), ...more })
const refusal = (code: string, words: string) => ({
  ok: false,
  error: { code, message: expect.stringContaining(words) },
})

test('a script that votes a thousand times is one vote', async () => {
  put('ivq_scripted', 'lostcard')
  let counted = 0
  for (let round = 0; round < 20; round += 1) {
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => world.as('member')('interviews.vote', { question: 'ivq_scripted' })),
    )
    counted += replies.filter((one) => one.ok && !one.data.already).length
  }
  expect(counted).toBe(1)
  expect(questionIn(world, 'ivq_scripted').votes).toBe(2)
}, 30_000)

test('two phones of one member are one vote: an account without a membership has none, and a vote is a person’s', async () => {
  put('ivq_two_phones', 'lostcard')
  await good(world.as('member')('interviews.vote', { question: 'ivq_two_phones' }))
  expect(await world.as('a-second-phone')('interviews.vote', { question: 'ivq_two_phones' })).toMatchObject(
    refusal('NOT_A_MEMBER', '入会'),
  )
  // Voted for from an account she had before: what stands there is made of her ID number, not of the account.
  const membership = (world.cloud.all('memberships') as { holder: string; openid: string }[]).find(
    ({ openid }) => openid === world.openidOf('member'),
  )!
  put('ivq_old_phone', 'lostcard', { voters: ['another', voterKey('ivw_abused', membership)], votes: 2 })
  expect(await good(world.as('member')('interviews.vote', { question: 'ivq_old_phone' }))).toMatchObject({
    votes: 2,
    already: true,
  })
})

test('fifty questions at once: as many as one may ask are kept, the rest are told so', async () => {
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_one, n) => ask('member-3', `第 ${n} 遍问：什么时候涨工资`)),
  )
  expect(replies.filter(({ ok }) => ok)).toHaveLength(MOST_QUESTIONS)
  for (const one of replies) if (!one.ok) expect(one.error.code).toBe('USED_UP')
  expect(await ask('member-3', '再问一个')).toMatchObject(refusal('USED_UP', '最多问 5 个'))
  const kept = (world.cloud.all('interviewQuestions') as { openid: string; interview: string }[]).filter(
    ({ openid, interview }) => openid === 'member-3' && interview === 'ivw_abused',
  )
  expect(kept).toHaveLength(MOST_QUESTIONS)
})

test('a pasted script is words and nothing else', async () => {
  const script = '<script>alert(1)</script>{{wx}}<img src=x onerror=alert(1)> $where 1==1'
  const { question } = await good(ask('member', script))
  expect(question.text).toBe(script)
})

test.each([
  ['ten thousand characters', '问'.repeat(10_000), 'BAD_INPUT', '300'],
  ['nothing', '', 'BAD_INPUT', '写几个字'],
  ['blanks', '   \n ', 'BAD_INPUT', '写几个字'],
  ['a forbidden word', '组织赌博去哪里', 'BAD_CONTENT', '换个说法'],
])('%s is refused in plain words, and nothing is kept', async (_name, text, code, words) => {
  const before = world.cloud.count('interviewQuestions')
  expect(await ask('member', text)).toMatchObject(refusal(code, words))
  expect(world.cloud.count('interviewQuestions')).toBe(before)
})

test('what is no text at all, or a file of somebody else, is refused', async () => {
  const send = (input: object) =>
    world.as('member')('interviews.ask', {
      interview: 'ivw_abused',
      clientKey: newKey(),
      text: '照片里是工地',
      files: [],
      ...input,
    } as never)
  for (const text of [{ $ne: '' }, ['a'], 7, null])
    expect(await send({ text })).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } })
  for (const files of [['cloud://other/papers/p_other/key-1.jpg'], ['https://x/y.jpg'], Array(9).fill('cloud://a')])
    expect(await send({ files })).toMatchObject({ ok: false })
})
