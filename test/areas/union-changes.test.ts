import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import type { Person } from '../../cloudfunctions/kernel/people'
import { good } from '../../local/call-as'
import { joinAs } from '../../local/costs'
import { elected, faultsOf, HARBOUR, JOINT, openUnions, TOWN, type Unions } from './union-world'

/** Merging, splitting, upgrading, moving, elections; and two at once, of which one stands. */

const MONDAY = '2026-07-13'
let u: Unions
beforeAll(async () => {
  u = await openUnions(MONDAY)
}, 120_000)
afterAll(() => u.world.close())

const faults = () => faultsOf(u.unions(), u.living())
const idOf = (name: string) => u.named(name)._id
const wrong = async (who: string, kind: string, form: object) => {
  const answer = await u.ask(who, kind, form)
  return answer.ok ? 'taken' : answer.error.message
}
const found = (name: string, form: string, parent: string, employers = [`${name}的单位`]) => ({
  parent,
  name,
  form,
  employers: employers.map((one) => ({ name: one })),
  workers: 20,
  members: 5,
  takes: 'no',
  phone: '0631-5180002',
  preparers: '于海、林秀兰',
  ...elected('2026-07-01', { leads: 'organiser' }),
})

test('splitting: some employers leave with their members; the rest stay', async () => {
  const joint = u.named(JOINT)
  const leaving = ['海味家常菜', '康民药房']
  const members = u.membersOf(joint._id)
  const go = members.filter(({ employer }) => leaving.includes(employer))
  expect(go.length).toBeGreaterThan(0)
  const form = {
    union: joint._id,
    employers: [{ name: '海味家常菜' }, { name: '康民' }],
    name: '竹岛餐饮医药联合工会',
    form: 'jointUnion',
    workers: 10,
    members: go.length,
    takes: 'no',
    phone: '0631-5180003',
    ...elected('2026-07-02'),
  }
  expect(await wrong('town', 'unionSplitting', { ...form, employers: [{ name: '没有这家' }] })).toMatch(
    /“没有这家”不在.*它登记的单位有：海味家常菜/,
  )
  const all = joint.employers.map((name) => ({ name }))
  expect(await wrong('town', 'unionSplitting', { ...form, employers: all })).toContain('空了')
  await u.done('town', 'unionSplitting', form, 'county')
  const made = u.named('竹岛餐饮医药联合工会')
  expect(made).toMatchObject({ parent: joint.parent, employers: leaving, since: MONDAY })
  expect(u.named(JOINT).employers).toEqual(joint.employers.filter((one) => !leaving.includes(one)))
  expect(
    u
      .membersOf(made._id)
      .map(({ _id }) => _id)
      .sort(),
  ).toEqual(go.map(({ _id }) => _id).sort())
  expect(u.membersOf(joint._id)).toHaveLength(members.length - go.length)
  expect(u.membersOf(made._id)[0]!.past).toMatchObject([{ org: joint._id, why: '单位另建了工会' }])
  expect(u.named(JOINT).history.pop()).toMatchObject({ what: 'split', before: { employers: joint.employers } })
  expect(faults()).toEqual([])
})

test('upgrading: another form and name, which members and officers read', async () => {
  const joint = idOf(JOINT)
  const form = { union: joint, form: 'unionAlliance', name: '竹岛街道工会联合会', why: '管的单位多了' }
  expect(await wrong('town', 'unionUpgrading', { ...form, form: 'townshipFederation' })).toContain('一个镇街只有一个')
  expect(await wrong('officer', 'unionUpgrading', { ...form, union: idOf(HARBOUR), form: 'regionalUnion' })).toContain(
    '不能升成',
  )
  await u.done('town', 'unionUpgrading', form, 'county')
  const union = u.unions().find(({ _id }) => _id === joint)!
  expect(union).toMatchObject({ name: '竹岛街道工会联合会', form: 'unionAlliance' })
  const card = (await good(u.world.as('member')('membership.myCard', {}))).card
  expect(card).toMatchObject({ unionName: '竹岛街道工会联合会', state: 'active' })
  const { posts } = await good(u.world.as('town')('membership.me', {}))
  expect(posts.map(({ orgName }) => orgName)).toContain('竹岛街道工会联合会')
  expect(faults()).toEqual([])
})

test('moving: a union goes under another with all its members and open applications; never under itself', async () => {
  const alliance = u.named('竹岛街道工会联合会')._id
  await u.done('town', 'unionFounding', found('竹岛小店工会', 'grassrootsUnion', alliance), 'county')
  const shop = idOf('竹岛小店工会')
  const waiting = await joinAs(u.world.cloud, u.world.url, 'shop-worker', 50, idOf(HARBOUR))
  expect(await wrong('town', 'unionMoving', { union: alliance, parent: shop, why: '试试倒过来' })).toContain(
    '下面不能再有工会',
  )
  expect(await wrong('town', 'unionMoving', { union: alliance, parent: alliance, why: '试试自己' })).toContain('自己')
  // Into the alliance, and the alliance itself below another union of the county.
  await u.done('officer', 'unionMoving', { union: idOf(HARBOUR), parent: alliance, why: '归联合会管' }, 'town')
  expect(faults()).toEqual([])
  expect((u.world.cloud.read('cases', waiting.id) as CaseDocument).chain.map(({ id }) => id)).toEqual(
    [...u.named(HARBOUR).scopes].reverse().filter((id) => id !== alliance),
  )
  const region = found('竹岛商圈区域工会', 'regionalUnion', idOf(TOWN))
  await u.done('town', 'unionFounding', region, 'county')
  const made = await u.asked('town', 'unionMoving', { union: alliance, parent: idOf(region.name), why: '归区域工会' })
  await good(u.decide('county', made.id))
  expect(u.named(HARBOUR).path).toContain(idOf(region.name))
  expect(faults()).toEqual([])
  expect(
    await wrong('town', 'unionMoving', { union: idOf(region.name), parent: alliance, why: '试试倒过来' }),
  ).toContain('不能倒过来')
  const officer = (u.world.cloud.all('people') as Person[]).find(
    ({ openid }) => openid === u.world.openidOf('officer'),
  )!
  expect(officer.posts[0]!.orgPath).toBe(u.named(HARBOUR).path)
  expect(
    await wrong('town', 'unionDissolving', { union: alliance, cause: 'other', on: MONDAY, why: '不办了' }),
  ).toContain('下面还有 2 个工会')
})

test('merging: into another of the same county, not of another', async () => {
  const shop = u.named('竹岛小店工会')
  const far = u.unions().find((org) => org.form === 'jointUnion' && org.scopes[1] !== shop.scopes[1])!
  expect(await wrong('town', 'unionMerging', { union: shop._id, into: far._id, why: '合并试试' })).toContain(
    '同一个区县',
  )
  await u.done('town', 'unionMerging', { union: shop._id, into: idOf(HARBOUR), why: '人太少了' }, 'county')
  expect(u.named(HARBOUR).employers).toEqual(['海滨物业', '竹岛小店工会的单位'])
  expect(u.unions().find(({ _id }) => _id === shop._id)).toMatchObject({
    status: 'dissolved',
    successor: idOf(HARBOUR),
  })
  expect(faults()).toEqual([])
})

test('federations of city and county are not changed here', async () => {
  const county = u.unions().find((org) => org.level === 'county')!._id
  for (const [kind, more] of [
    ['unionDissolving', { cause: 'other', on: MONDAY, why: '试一试看', into: idOf(HARBOUR) }],
    ['unionMerging', { into: idOf(HARBOUR), why: '试一试看' }],
    ['unionMoving', { parent: idOf(TOWN), why: '试一试看' }],
  ] as const)
    expect(await wrong('city', kind, { union: county, ...more })).toContain('一级总工会')
})

describe('elections', () => {
  const form = (more: object = {}) => ({ union: idOf(HARBOUR), workers: 60, ...elected('2026-07-10'), ...more })

  test.each([
    ['in the future', { electedOn: '2026-07-14' }, '日子还没到'],
    ['before the last one', { electedOn: '2020-01-01' }, '要晚一些|不会更早'],
  ])('%s: refused', async (_what, more, words) => {
    expect(await wrong('officer', 'unionElection', form(more))).toMatch(new RegExp(words))
  })

  test('a federation is elected for five years', async () => {
    expect(await wrong('town', 'unionElection', form({ union: idOf(TOWN), years: '3' }))).toContain('总工会一届五年')
  })

  test('the term begins anew, the earlier one stands in the history', async () => {
    const before = u.named(HARBOUR).term
    await u.done('officer', 'unionElection', form(), 'town')
    expect(u.named(HARBOUR)).toMatchObject({ term: { endsOn: '2031-07-09', years: 5 }, workers: 60 })
    expect(u.named(HARBOUR).history.pop()).toMatchObject({ what: 'elected', before: { term: before } })
  })
})

describe('two at once', () => {
  const gone = (union: string, into: string) => ({ union, cause: 'other', on: MONDAY, why: '单位关了', into })

  test('of merging and dissolving one union one stands, the other is refused in words', async () => {
    await u.done('town', 'unionFounding', found('竹岛甲工会', 'grassrootsUnion', idOf(TOWN)), 'county')
    const one = await u.asked('town', 'unionDissolving', gone(idOf('竹岛甲工会'), idOf(HARBOUR)))
    const other = await u.asked('town', 'unionMerging', {
      union: idOf('竹岛甲工会'),
      into: idOf('竹岛餐饮医药联合工会'),
      why: '合到一起',
    })
    const answers = await Promise.all([u.decide('county', one.id), u.decide('county', other.id)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { message: expect.stringContaining('已经不在了') } })
    await u.follow()
    expect(faults()).toEqual([])
  })

  test('two unions that move under each other: one does', async () => {
    for (const name of ['竹岛乙区域工会', '竹岛丙区域工会'])
      await u.done('town', 'unionFounding', found(name, 'regionalUnion', idOf(TOWN)), 'county')
    const [b, c] = [idOf('竹岛乙区域工会'), idOf('竹岛丙区域工会')]
    const one = await u.asked('town', 'unionMoving', { union: b, parent: c, why: '归它来管' })
    const other = await u.asked('town', 'unionMoving', { union: c, parent: b, why: '归它来管' })
    const answers = await Promise.all([u.decide('county', one.id), u.decide('county', other.id)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    await u.follow()
    expect(faults()).toEqual([])
  })

  test('the same application decided by two presses: one stands, the union changes once', async () => {
    const made = await u.asked('officer', 'unionElection', {
      union: idOf(HARBOUR),
      workers: 61,
      ...elected('2026-07-12'),
    })
    const lines = u.named(HARBOUR).history.length
    const answers = await Promise.all([u.decide('town', made.id), u.decide('town', made.id)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(u.named(HARBOUR).history).toHaveLength(lines + 1)
  })
})
