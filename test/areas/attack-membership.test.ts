import { good } from '../../local/call-as'
import { joinAs } from '../../local/costs'
import type { Membership } from '../../cloudfunctions/kernel/memberships'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import { readUpload } from '../../cloudfunctions/recruiting/read-upload'
import { message } from './attack'
import { decide, handIn, member, membershipOf, submit, tryAct, unionsOf, type Town } from './membership-life'
import { sheetData, xlsxOf } from './roster-files'
import { faultsOf } from './union-world'
import { LIVING } from '../../miniprogram/rules/membership-states'
import { openWorld, type World } from './world'

/** Ways around the rules of membership and of the union tree, each shut: tried through the real entries. */

let world: World
let at: Town
let now = new Date('2026-07-13T02:00:00Z')
beforeAll(async () => {
  jest.spyOn(console, 'log').mockImplementation(() => undefined)
  world = await openWorld(40, {}, () => now)
  at = await unionsOf(world)
}, 60_000)
afterAll(() => world.close())

const unions = () => world.cloud.all('orgs') as unknown as Org[]
const named = (name: string) => unions().find((org) => org.name === name)!
const living = () =>
  (world.cloud.all('memberships') as unknown as Membership[]).filter(({ state }) => LIVING.includes(state))
const reason = '会籍资料要重新核对'
const above = () => `${named('竹岛街道总工会')._id}/officer`
const card = (who: string, act: 'suspendCard' | 'restoreCard', desk: string, id: string) =>
  world.as(who)(`membership.${act}`, { desk, id, reason })
const follow = () => world.cloud.fireTimer('unions', 'follow')

describe('a stopped card', () => {
  test('stopped above is given back above, not by the union below', async () => {
    const { _id: id } = await member(world, 'am-1', 801, at.estate)
    const own = `${at.estate}/officer`
    await good(card('town', 'suspendCard', above(), id))
    expect(message(await card('officer', 'restoreCard', own, id))).toMatch(/上级工会停的/)
    expect((await good(world.as('officer')('membership.member', { desk: own, id }))).member.acts).not.toContain(
      'restoreCard',
    )
    expect(await good(card('town', 'restoreCard', above(), id))).toEqual({ cardState: 'active' })
    // What she stopped herself, she or a union above gives back.
    await good(card('officer', 'suspendCard', own, id))
    expect(await good(card('town', 'restoreCard', above(), id))).toEqual({ cardState: 'active' })
    expect(membershipOf(world, 'am-1').card).not.toHaveProperty('stoppedBy')
  })

  test('reported lost, it is not stopped and given back as if it were found', async () => {
    const { _id: id } = await member(world, 'am-2', 802, at.estate)
    await good(world.as('am-2')('membership.reportCardLost', {}))
    expect(message(await card('officer', 'suspendCard', `${at.estate}/officer`, id))).toMatch(/挂失/)
    expect(membershipOf(world, 'am-2').card.state).toBe('lost')
  })

  test('stays stopped under another WeChat', async () => {
    const { _id: id } = await member(world, 'am-3', 803, at.estate)
    await good(card('town', 'suspendCard', above(), id))
    const made = await joinAs(world.cloud, world.url, 'am-3b', 803, at.estate)
    await decide(world, 'officer', made, 'sameMan', { fields: { seen: true } })
    const moved = membershipOf(world, 'am-3b')
    expect(moved.card).toMatchObject({ state: 'suspended', why: reason, serial: 2 })
    expect(message(await card('officer', 'restoreCard', `${at.estate}/officer`, moved._id))).toMatch(/上级工会停的/)
  })
})

describe('races', () => {
  test('joining twice, the same man, leaving and a transfer at once: one living membership, counts right', async () => {
    const first = await member(world, 'am-4', 804, at.estate)
    const moving = await handIn(world, 'am-4', 'transfer', { union: at.street })
    const leaving = await handIn(world, 'am-4', 'leaving', { sure: true })
    const b = await joinAs(world.cloud, world.url, 'am-4b', 804, at.estate)
    const c = await joinAs(world.cloud, world.url, 'am-4c', 804, at.street)
    const seen = { fields: { seen: true } }
    await Promise.all([
      tryAct(world, 'officer', b, 'sameMan', seen),
      tryAct(world, 'town', c, 'sameMan', seen),
      tryAct(world, 'officer', b, 'approve'),
      tryAct(world, 'town', c, 'approve'),
      tryAct(world, 'town', moving, 'approve'),
      tryAct(world, 'officer', leaving, 'declare'),
    ])
    expect(living().filter(({ holder }) => holder === first.holder).length).toBeLessThanOrEqual(1)
    now = new Date(Number(now) + 60_000)
    await follow()
    expect(faultsOf(unions(), living())).toEqual([])
  })
})

describe('who may', () => {
  test('nobody but she and the desk acts on a transfer of hers; no other desk decides or reads it', async () => {
    await member(world, 'am-5', 805, at.estate)
    const moving = await handIn(world, 'am-5', 'transfer', { union: at.street })
    expect(message(await world.as('am-1')('membership.withdraw', { caseId: moving.id }))).toMatch(/没找到/)
    expect(message(await tryAct(world, 'officer', moving, 'approve'))).toMatch(/没找到/)
    expect(message(await tryAct(world, 'am-5', moving, 'approve'))).toMatch(/没找到/)
    for (const who of ['am-1', 'officer', 'county'])
      expect(await world.as(who)('membership.read', { caseId: moving.id })).toMatchObject({ ok: false })
    await decide(world, 'town', moving, 'approve')
  })

  test('a desk that is somebody else’s opens nothing of rosters, events, unions, officers', async () => {
    const desk = `${at.street}/officer`
    const shut = await Promise.all([
      world.as('officer')('recruiting.events', { desk }),
      world.as('officer')('recruiting.rosters', { desk }),
      world.as('officer')('unions.union', { desk, union: at.street }),
      world.as('officer')('unions.dismiss', { desk, union: at.street, person: 'p_somebody' }),
      world.as('officer')('unions.dismiss', { desk: `${at.estate}/officer`, union: at.street, person: 'p_somebody' }),
      world.as('officer')('recruiting.template', { format: 'xlsx', desk } as never),
    ])
    expect(shut.map(({ ok }) => ok)).toEqual(shut.map(() => false))
    const nonsense = { member: { $gt: '' }, lastActiveOn: '2025-01-01' }
    expect(await submit(world, 'officer', 'lapsing', nonsense)).toMatchObject({ error: { code: 'BAD_INPUT' } })
    const nobody = { member: 'mem_nobody', lastActiveOn: '2025-01-01' }
    expect(await submit(world, 'officer', 'lapsing', nobody)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })
})

describe('the tree moves under an application', () => {
  let tries = 0
  const ask = async (who: string, kind: string, form: object) =>
    good(
      world.as(who)('unions.submit', {
        kind,
        version: 1,
        clientKey: `am-${kind}-${(tries += 1)}`,
        form: form as never,
        papers: [],
      }),
    )
  const approve = (who: string, { id, version }: { id: string; version: number }) =>
    world.as(who)('unions.decide', { caseId: id, version, act: 'approve', note: '' })
  const far = () =>
    unions().find(({ form, scopes }) => form === 'jointUnion' && scopes[1] !== named('海滨物业工会').scopes[1])!

  test('members go to a union of another county only with the word of who stands above both', async () => {
    const form = { union: at.estate, cause: 'moved', on: '2026-07-01', why: '单位迁走了', into: far()._id }
    const { case: made } = await ask('officer', 'unionDissolving', form)
    expect(made.orgName).toBe('威海市总工会')
    expect(await approve('town', made)).toMatchObject({ ok: false })
    await good(world.as('officer')('unions.withdraw', { caseId: made.id }))
  })

  test('unions merged while she moves: she leaves the one she is in, and all are counted', async () => {
    const estate = named('海滨物业工会')
    const third = unions().find(
      ({ _id, form, parent, children }) =>
        form === 'grassrootsUnion' && parent === estate.parent && _id !== estate._id && children === 0,
    )!
    await member(world, 'am-6', 806, at.estate)
    await member(world, 'am-7', 807, at.street, 'town')
    const away = await handIn(world, 'am-6', 'transfer', { union: at.street })
    const back = await handIn(world, 'am-7', 'transfer', { union: third._id })
    const into = (union: string, other: string) => ({ union, into: other, why: '人太少了' })
    await good(approve('town', (await ask('officer', 'unionMerging', into(at.estate, third._id))).case))
    await decide(world, 'town', away, 'approve')
    expect(membershipOf(world, 'am-6').past.map(({ orgName }) => orgName)).toEqual(['海滨物业工会', third.name])

    await good(approve('county', (await ask('town', 'unionMerging', into(third._id, at.street))).case))
    const { case: passed } = await good(world.as('town')('membership.read', { caseId: back.id }))
    await decide(world, 'town', passed, 'approve')
    expect(membershipOf(world, 'am-7')).toMatchObject({ state: 'active', org: at.street, past: [] })
    now = new Date(Number(now) + 60_000)
    await Promise.all([follow(), follow()])
    expect(faultsOf(unions(), living())).toEqual([])
  })
})

describe('a file that is no roster', () => {
  const reads = (xml: string) => () => readUpload(xlsxOf({ xml }))
  const rows = sheetData([['姓名', '身份证号'], ...Array.from({ length: 2000 }, () => ['试名册', 'x'])])

  test('columns hidden from minus a thousand million on keep nobody busy', () => {
    const hidden = '<cols><col min="-999999999" max="99999999" hidden="1"/></cols>'
    expect(reads(`${hidden.repeat(2)}${rows}`)().notes).toEqual(['隐藏的列也一起读了：A、B、C、D、E'])
  })

  test('nor do merged cells that all cover each other', () => {
    const merges = '<mergeCell ref="A1:BH2000"/>'.repeat(200)
    expect(reads(`${rows}<mergeCells>${merges}</mergeCells>`)).toThrow(/文件坏了/)
  })
})
