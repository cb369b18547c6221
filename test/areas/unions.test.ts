import type { Carry } from '../../cloudfunctions/unions/carry'
import { good } from '../../local/call-as'
import type { Person } from '../../cloudfunctions/kernel/people'
import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import { makeCardCode } from '../../miniprogram/rules/card-code'
import { addDays } from '../../miniprogram/rules/days'
import { joinAs } from '../../local/costs'
import { COUNTY, elected, faultsOf, HARBOUR, JOINT, openUnions, TOWN, type Unions } from './union-world'

/** The tree of unions through the real entries: changed with approval one level up, members following, history kept. */

const MONDAY = '2026-07-13'
let u: Unions
beforeAll(async () => {
  u = await openUnions(MONDAY)
}, 120_000)
afterAll(() => u.world.close())

const faults = () => faultsOf(u.unions(), u.living())
const newUnionForm = (more: object = {}) => ({
  parent: u.named(TOWN)._id,
  name: '竹岛湾机械厂工会',
  form: 'grassrootsUnion',
  employers: [{ name: '竹岛湾机械厂' }],
  workers: 230,
  members: 40,
  takes: 'no',
  phone: '0631-5180001',
  preparers: '于海、林秀兰',
  ...elected('2026-07-01'),
  ...more,
})

test('the city begins whole', () => {
  expect(faults()).toEqual([])
})

describe('founding', () => {
  test('asked for by the town, decided by the county; workers find the union at once', async () => {
    const made = await u.asked('town', 'unionFounding', newUnionForm())
    expect(made).toMatchObject({ name: '竹岛湾机械厂工会', orgName: COUNTY, state: 'submitted' })
    expect(await u.decide('town', made.id)).toMatchObject({ ok: false })
    const { warnings } = (await good(u.world.as('county')('unions.read', { caseId: made.id }))).case
    expect(warnings.join('；')).toMatch(/姜晓燕来申请的.*工会法 第11条.*满 200 人可以设专职工会主席（工会法 第14条）/)
    await good(u.decide('county', made.id))
    const union = u.named('竹岛湾机械厂工会')
    expect(union).toMatchObject({
      parent: u.named(TOWN)._id,
      path: `${u.named(TOWN).path}${union._id}/`,
      townName: '竹岛街道',
      since: MONDAY,
      term: { electedOn: '2026-07-01', years: 5, endsOn: '2031-06-30' },
      termRemindOn: '2031-04-01',
      version: 1,
    })
    const { unions } = await good(u.world.as('newcomer')('membership.findUnion', { text: '竹岛湾机械' }))
    expect(unions.map(({ id }) => id)).toEqual([union._id])
    expect(faults()).toEqual([])
  })

  test('a name that is there already warns; the same application is open once', async () => {
    const made = await u.asked('town', 'unionFounding', newUnionForm())
    expect(await u.ask('town', 'unionFounding', newUnionForm())).toMatchObject({ error: { code: 'ALREADY' } })
    const { warnings } = (await good(u.world.as('county')('unions.read', { caseId: made.id }))).case
    expect(warnings.join()).toContain('环翠区竹岛街道已经有一个同名的工会')
    await good(u.decide('county', made.id, 'refuse', '名称跟别的工会一样，请改一个'))
  })

  test.each([
    ['under a union that has none below', () => ({ parent: u.named(HARBOUR)._id }), '下面不能再建工会'],
    ['elected in the future', () => ({ electedOn: '2026-08-01' }), '日子还没到'],
    ['under a union that is none', () => ({ parent: 'org_nowhere' }), '没找到'],
  ])('%s: refused', async (_what, more, words) => {
    const answer = await u.ask('town', 'unionFounding', newUnionForm(more()))
    expect(answer).toMatchObject({ ok: false, error: { message: expect.stringContaining(words) } })
  })

  test('nobody asks for what is not hers, no worker asks at all', async () => {
    expect(await u.ask('officer', 'unionFounding', newUnionForm())).toMatchObject({ error: { code: 'FORBIDDEN' } })
    expect(await u.ask('member', 'unionFounding', newUnionForm())).toMatchObject({ error: { code: 'FORBIDDEN' } })
  })
})

describe('dissolving', () => {
  test('members keep membership and card, open applications go on, posts end, all in one act', async () => {
    const harbour = u.named(HARBOUR)
    const joint = u.named(JOINT)
    const before = u.membersOf(harbour._id)
    const waiting = await joinAs(u.world.cloud, u.world.url, 'late-worker', 40, harbour._id)
    const made = await u.asked('officer', 'unionDissolving', {
      union: harbour._id,
      cause: 'closed',
      on: '2026-07-01',
      why: '物业公司注销了',
      into: joint._id,
    })
    expect(made).toMatchObject({ orgName: TOWN, name: HARBOUR })
    await good(u.decide('town', made.id))

    // Small enough to be done with the decision.
    expect(u.membersOf(harbour._id)).toEqual([])
    expect(u.named(HARBOUR)).toMatchObject({ status: 'dissolved', until: MONDAY, successor: joint._id, term: null })
    const moved = u.living().filter(({ _id }) => before.some((one) => one._id === _id))
    expect(moved).toHaveLength(before.length)
    for (const one of moved)
      expect(one).toMatchObject({
        org: joint._id,
        orgName: JOINT,
        past: [{ org: harbour._id, orgName: HARBOUR, until: MONDAY, why: '原来的工会撤销了' }],
      })
    expect(faults()).toEqual([])

    const officer = (u.world.cloud.all('people') as Person[]).find(
      ({ openid }) => openid === u.world.openidOf('officer'),
    )!
    expect(officer.posts).toEqual([])
    const standing = u.world.cloud.read('cases', waiting.id) as CaseDocument
    expect(standing).toMatchObject({
      desk: `${joint._id}/officer`,
      org: joint._id,
      orgName: JOINT,
      facts: { unionName: JOINT },
      open: true,
    })
    const { case: read } = await good(u.world.as('late-worker')('membership.read', { caseId: waiting.id }))
    expect(read.story.map(({ title }) => title)).toContain(`${HARBOUR}不在了，由${JOINT}接着办`)
    expect(read.news).toMatchObject({ title: `${JOINT}接着办`, unread: true })
    await good(
      u.world.as('town')('membership.decide', { caseId: waiting.id, version: read.version, act: 'approve', note: '' }),
    )
    await u.follow()
    expect(u.living().find(({ openid }) => openid === 'late-worker')).toMatchObject({ org: joint._id, orgName: JOINT })
    expect(faults()).toEqual([])
  })

  test('her card works, and she reads where she belongs now', async () => {
    const { card, now } = await good(u.world.as('officer')('membership.myCard', {}))
    expect(card).toMatchObject({ state: 'active', unionName: JOINT })
    const { counters } = await good(u.world.as('clerk')('membership.me', {}))
    const seen = await good(
      u.world.as('clerk')('benefits.verify', { merchantId: counters[0]!.merchantId, code: makeCardCode(card!, now) }),
    )
    expect(seen).toMatchObject({ valid: true })
    const { messages } = await good(u.world.as('officer')('inbox.list', {}))
    const told = messages.filter(({ title }) => title === `您的会籍转到${JOINT}了`)
    expect(told).toHaveLength(1)
  })

  test('run again, nothing moves; looked at for ten minutes more, then it is done', async () => {
    const members = JSON.stringify(u.living())
    await u.follow()
    expect(JSON.stringify(u.living())).toBe(members)
    const open = () => (u.world.cloud.all('carries') as Carry[]).filter(({ state }) => state === 'open')
    expect(open()).toHaveLength(1)
    u.wait(11)
    await u.follow()
    expect(open()).toEqual([])
    u.world.cloud.resetCosts()
    await u.follow()
    const [row] = u.world.cloud.costs().filter((one) => one.function === 'unions')
    expect(row).toMatchObject({ calls: 1 })
    expect(row!.requests).toBeLessThanOrEqual(4)
    expect(row!.examined).toBeLessThanOrEqual(2)
  })

  test('the workers of a union that is no more find it no longer, its history stays', async () => {
    const { unions } = await good(u.world.as('newcomer')('membership.findUnion', { text: '海滨物业' }))
    expect(unions).toEqual([])
    const desk = `${u.named(TOWN)._id}/officer`
    const { union } = await good(u.world.as('town')('unions.union', { desk, union: u.named(HARBOUR)._id }))
    expect(union).toMatchObject({ successor: { name: JOINT }, until: MONDAY, may: [] })
    expect(union.history[0]).toEqual({ on: MONDAY, words: `撤销，会员转到${JOINT}`, was: '' })
    const thenOn = async (day: string) =>
      (await good(u.world.as('town')('unions.asOf', { desk, union: union.id, day }))).then
    expect(await thenOn(addDays(MONDAY, -1))).toMatchObject({ state: 'active', parentName: TOWN })
    expect(await thenOn(MONDAY)).toMatchObject({ state: 'over' })
    expect(await thenOn('1990-01-01')).toMatchObject({ state: 'notYet' })
  })
})
