import { good } from '../../local/call-as'
import { someId } from '../../local/city/identity'
import { sdk } from '../cloud/support'
import { openAid } from './aid'
import { addPaper, addPapers } from './papers'
import type { World } from './world'

/** 困难帮扶 at its edges: consents taken back, papers that do not serve, silent desks, many at once. */

let aid: Awaited<ReturnType<typeof openAid>>
let world: World
beforeAll(async () => {
  aid = await openAid('2026-08-03')
  world = aid.world
}, 60_000)
afterAll(() => world.close())

describe('consent', () => {
  test('taken back before the next desk: that desk is refused and told so, also the one that saw it before', async () => {
    aid.goTo('2026-08-03')
    const made = (
      await good(aid.apply('member', { members: [{ relation: 'self', idNumber: someId(710), incomeFen: 0 }] }))
    ).case
    await aid.acted('town', made.id, 'accept')
    await good(world.as('member')('cases.dropConsent', { caseId: made.id, slot: 'diagnosis' }))
    await good(world.as('member')('cases.dropConsent', { caseId: made.id, slot: 'diagnosis' }))
    const reply = await world.as('town')('cases.openPaper', {
      caseId: made.id,
      slot: 'diagnosis',
      reason: '家访前看看',
    })
    expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN', message: expect.stringContaining('收回') } })
    const seen = await aid.read('town', made.id)
    expect(seen.papers.find(({ slot }) => slot === 'diagnosis')).toMatchObject({ consent: 'withdrawn' })
    expect(seen.story.some(({ title }) => title.includes('收回'))).toBe(true)
    await good(world.as('member')('cases.withdraw', { caseId: made.id }))
  })

  test('without the consent to a notice there is none: the case goes on, and the desk knows', async () => {
    const made = (
      await good(
        aid.apply('member', {
          noticeConsent: false,
          members: [{ relation: 'self', idNumber: someId(711), incomeFen: 0 }],
        }),
      )
    ).case
    await aid.acted('town', made.id, 'accept')
    await aid.acted('town', made.id, 'visited', {
      fields: { visitors: '姜晓燕、王海', agrees: 'yes', findings: '属实' },
    })
    const next = await aid.acted('county', made.id, 'compared', { fields: { result: '一致' } })
    expect(next).toMatchObject({ state: 'reviewing' })
    expect((await aid.read('county', made.id)).warnings.join('')).toContain('没有同意公示')
    expect(await aid.hanging('town')).toEqual([])
    await good(world.as('member')('cases.withdraw', { caseId: made.id }))
  })

  test('taken back while the notice hangs: it comes down in the same moment', async () => {
    const made = (
      await good(aid.apply('member', { members: [{ relation: 'self', idNumber: someId(712), incomeFen: 0 }] }))
    ).case
    await aid.acted('town', made.id, 'accept')
    await aid.acted('town', made.id, 'visited', {
      fields: { visitors: '姜晓燕、王海', agrees: 'yes', findings: '属实' },
    })
    await aid.acted('county', made.id, 'compared', { fields: { result: '一致' } })
    expect(await aid.hanging('town')).toHaveLength(1)
    await good(world.as('member')('cases.dropConsent', { caseId: made.id, slot: 'notice' }))
    expect(await aid.hanging('town')).toEqual([])
    await good(world.as('member')('cases.withdraw', { caseId: made.id }))
  })
})

describe('papers', () => {
  test.each([
    ['missing', {}, '还差 5 样材料'],
    ['of the wrong type', { idCard: 'ticket' }, '不能当'],
  ] as const)('%s: refused in words, nothing stored', async (_what, slots, words) => {
    const papers = await addPapers(world, 'officer', slots)
    const reply = await aid.apply('officer', {}, papers)
    expect(reply).toMatchObject({ ok: false, error: { code: 'BAD_INPUT', message: expect.stringContaining(words) } })
    expect((await good(world.as('officer')('cases.mine', {}))).rows.filter(({ kind }) => kind === 'hardship')).toEqual(
      [],
    )
  })

  test('somebody else’s, or past its day: refused', async () => {
    const theirs = await addPaper(world, 'member', 'idCard')
    expect(await aid.apply('officer', {}, [{ slot: 'idCard', paper: theirs, consent: true }])).toMatchObject({
      error: { code: 'NOT_FOUND' },
    })
    const old = await addPaper(world, 'officer', 'incomeProof', '2025-01-05')
    expect(await aid.apply('officer', {}, [{ slot: 'income', paper: old, consent: true }])).toMatchObject({
      error: { code: 'BAD_INPUT', message: expect.stringContaining('过了日子') },
    })
  })
})

describe('many at once', () => {
  test('two desks decide at the same moment: one act stands, the other is told', async () => {
    const made = (
      await good(aid.apply('member', { members: [{ relation: 'self', idNumber: someId(713), incomeFen: 0 }] }))
    ).case
    const replies = await Promise.all(Array.from({ length: 6 }, () => aid.act('town', made.id, 'accept')))
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    for (const reply of replies) if (!reply.ok) expect(['MOVED_ON', 'NOT_NOW']).toContain(reply.error.code)
    await good(world.as('member')('cases.withdraw', { caseId: made.id }))
  })

  test('a silent desk loses the case to the level above after the city’s days', async () => {
    aid.goTo('2026-09-07')
    const made = (
      await good(aid.apply('member', { members: [{ relation: 'self', idNumber: someId(714), incomeFen: 0 }] }))
    ).case
    expect(made.orgName).toBe('竹岛街道联合工会')
    aid.goTo('2026-09-16')
    await aid.tick()
    expect((await aid.read('member', made.id)).orgName).toBe('竹岛街道联合工会')
    aid.goTo('2026-09-17')
    await aid.tick()
    await aid.tick()
    const risen = await aid.read('member', made.id)
    expect(risen).toMatchObject({ orgName: '竹岛街道总工会', due: '2026-09-14' })
    expect(risen.story.filter(({ title }) => title.includes('没按时答复'))).toHaveLength(1)
    await good(world.as('member')('cases.withdraw', { caseId: made.id }))
  })

  test('a holiday added to the settings moves open cases at the next tick', async () => {
    aid.goTo('2026-10-19')
    const made = (
      await good(aid.apply('member', { members: [{ relation: 'self', idNumber: someId(715), incomeFen: 0 }] }))
    ).case
    expect(made.due).toBe('2026-10-26')
    await db()
      .collection('settings')
      .doc('city')
      .update({ calendar: { version: 2, holidays: ['2026-10-22'], workedWeekends: [] } })
    aid.wait(61_000)
    await aid.tick()
    expect((await aid.read('member', made.id)).due).toBe('2026-10-27')
  })
})

const db = () => sdk(world.url).database()
