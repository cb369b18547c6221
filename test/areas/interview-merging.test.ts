import fc from 'fast-check'
import { good } from '../../local/call-as'
import type { Question } from '../../cloudfunctions/interviews/interview'
import { hostedSession, putQuestion, questionIn, type Hosted } from './interview-world'
import { openWorld, type World } from './world'

/** Questions that ask the same become one, and nobody who asked or voted is lost: through the real entry. */

const now = Date.parse('2026-07-13T02:00:00Z')
let world: World
let hosted: Hosted
beforeAll(async () => {
  world = await openWorld(200, {}, () => new Date(now))
  hosted = await hostedSession(world, 'ivw_merging', now, 'lostcard')
}, 60_000)
afterAll(() => world.close())

const accepted = (id: string, who: string, more: Partial<Question> = {}) =>
  putQuestion(world, hosted.session, id, who, {
    state: 'accepted',
    shown: true,
    acceptedAt: new Date(now - 600_000),
    ...more,
  })
const merge = (question: string, into: string, version = questionIn(world, question).version) =>
  world.as('county')('interviews.merge', { desk: hosted.desk, question, version, into })
const membersOf = (): string[] =>
  (world.cloud.all('memberships') as { openid: string; scopes: string[]; state: string }[])
    .filter(
      ({ openid, scopes, state }) =>
        openid.startsWith('member-') && state === 'active' && scopes.includes(hosted.session.org),
    )
    .map(({ openid }) => openid)
const refusal = (code: string, words: string) => ({
  ok: false,
  error: { code, message: expect.stringContaining(words) },
})

test('askers keep their place, voters count once, the other is read there, and its askers are told once', async () => {
  accepted('ivq_into', 'member', { voters: ['a', 'b', 'c'], votes: 3 })
  accepted('ivq_from', 'member-3', { voters: ['c', 'd'], votes: 2 })
  const merged = await good(merge('ivq_from', 'ivq_into'))
  expect(merged.into).toMatchObject({ votes: 4, askers: 2 })
  expect(merged.question).toMatchObject({ standing: 'merged', root: 'ivq_into' })
  const into = questionIn(world, 'ivq_into')
  expect(into.askers.map(({ question }) => question)).toEqual(['ivq_into', 'ivq_from'])
  expect([...into.voters].sort()).toEqual(['a', 'b', 'c', 'd'])
  await world.cloud.fireTimer('interviews', 'tell')
  await world.cloud.fireTimer('interviews', 'tell')
  const told = (await good(world.as('member-3')('inbox.list', {}))).messages
  expect(told).toHaveLength(1)
  expect(told[0]).toMatchObject({
    title: '您问的，跟别人的合在一起了',
    link: '/packages/interviews/question/question?id=ivq_into',
  })
  const others = (await good(world.as('member')('inbox.list', {}))).messages
  expect(others.filter(({ title }) => title.includes('合在一起'))).toEqual([])
  // The same again is once; the other way round is no longer possible.
  expect((await good(merge('ivq_from', 'ivq_into', 1))).into.askers).toBe(2)
  expect(await merge('ivq_into', 'ivq_from')).toMatchObject(refusal('NOT_NOW', '得先收下'))
  const mine = await good(world.as('member-3')('interviews.mine', { interview: 'ivw_merging' }))
  expect(mine.questions.map(({ id }) => id).sort()).toEqual(['ivq_from', 'ivq_into'])
})

test('what cannot be merged says why', async () => {
  accepted('ivq_one', 'member')
  accepted('ivq_answered', 'member', { answers: [{ id: 'ans_x' } as never] })
  putQuestion(world, hosted.session, 'ivq_waits', 'member')
  expect(await merge('ivq_one', 'ivq_one')).toMatchObject(refusal('BAD_INPUT', '另一个'))
  expect(await merge('ivq_one', 'ivq_waits')).toMatchObject(refusal('NOT_NOW', '先收下'))
  expect(await merge('ivq_one', 'ivq_nowhere')).toMatchObject(refusal('NOT_FOUND', ''))
  expect(await merge('ivq_answered', 'ivq_one')).toMatchObject(refusal('NOT_NOW', '有人答了'))
  expect(await merge('ivq_one', 'ivq_answered', 7)).toMatchObject(refusal('MOVED_ON', ''))
  expect(
    await world.as('member')('interviews.merge', {
      desk: hosted.desk,
      question: 'ivq_one',
      version: 1,
      into: 'ivq_waits',
    }),
  ).toMatchObject(refusal('FORBIDDEN', ''))
})

test('what is merged before it was let in counts as asked, and the pinned place moves along', async () => {
  accepted('ivq_target', 'member')
  putQuestion(world, hosted.session, 'ivq_new', 'member-3')
  await good(merge('ivq_new', 'ivq_target'))
  const asked = world.cloud.all('ledger').filter((one) => (one as { source: string }).source === 'ivq_new')
  expect(asked).toHaveLength(1)
  accepted('ivq_held_up', 'member')
  await good(
    world.as('county')('interviews.pin', { desk: hosted.desk, interview: 'ivw_merging', question: 'ivq_held_up' }),
  )
  await good(merge('ivq_held_up', 'ivq_target'))
  expect((world.cloud.read('interviews', 'ivw_merging') as { pinned: string }).pinned).toBe('ivq_target')
})

test('merging while others vote: whatever comes first, every voter counts once and every asker stays', async () => {
  const members = membersOf()
  expect(members.length).toBeGreaterThan(20)
  let round = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ who: fc.nat(members.length - 1), at: fc.nat(3) }), { minLength: 4, maxLength: 30 }),
      fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 4 }),
      async (votes, merges) => {
        const ids = [0, 1, 2, 3].map((n) => `ivq_r${round}_${n}`)
        round += 1
        ids.forEach((id, n) => accepted(id, members[n]!, { voters: [`own-${id}`] }))
        const voted = new Set<string>()
        await Promise.all([
          ...votes.map(async ({ who, at }) => {
            const reply = await world.as(members[who]!)('interviews.vote', { question: ids[at]! })
            // Busy is an answer too: nothing was counted, and pressing again is safe.
            if (reply.ok) voted.add(members[who]!)
          }),
          ...merges.map(([from, into]) => merge(ids[from]!, ids[into]!).catch(() => null)),
        ])
        const all = ids.map((id) => questionIn(world, id))
        const open = all.filter(({ state }) => state === 'accepted')
        // Every asker stands in exactly one open question.
        expect(open.flatMap(({ askers }) => askers.map(({ question }) => question)).sort()).toEqual([...ids].sort())
        for (const { voters, votes: count } of open) {
          expect(new Set(voters).size).toBe(voters.length)
          expect(count).toBe(voters.length)
        }
        const counted = new Set(open.flatMap(({ voters }) => voters))
        // The four askers' own, and each who voted.
        expect(counted.size).toBe(4 + voted.size)
        for (const { state, root, askers } of all)
          if (state === 'merged') {
            expect(askers).toEqual([])
            expect(ids).toContain(root)
          }
      },
    ),
    { numRuns: 12 },
  )
}, 60_000)
