import type { Org } from '../../cloudfunctions/kernel/orgs'
import { good } from '../../local/call-as'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import { COUNTY, elected, HARBOUR, JOINT, openUnions, TOWN, type Unions } from './union-world'
import type { CostRow } from '../../local/cloud/index'
import { openWorld, type World } from './world'

/** The tree as officers read it, page by page, at the same cost in a small city and a larger one; terms and reminders. */

describe('pages of the tree', () => {
  let small: World
  let large: World
  beforeAll(async () => {
    small = await openWorld(60)
    large = await openWorld(60)
    large.cloud.load('orgs', manyBelow(named(large, TOWN)))
  }, 120_000)
  afterAll(async () => {
    await small.close()
    await large.close()
  })

  const named = (world: World, name: string) => (world.cloud.all('orgs') as Org[]).find((org) => org.name === name)!
  /** Hundreds of unions more below one, some of whose terms end soon. */
  const manyBelow = (town: Org): Org[] =>
    Array.from({ length: 300 }, (_, n) => {
      const _id = `org_many_${n}`
      const path = `${town.path}${_id}/`
      const endsOn = addDays(dayOf(Date.now()), (n % 6) * 40 - 20)
      const term = { ...town.term!, endsOn }
      const of = { parent: town._id, path, scopes: [...town.scopes, _id], keys: ['多得很', '得很'] }
      return {
        ...town,
        ...of,
        _id,
        name: `多得很${(n * 7) % 300}号工会`,
        form: 'grassrootsUnion',
        level: 'grassroots',
        term,
        children: 0,
      }
    })
  const deskOf = (world: World, name: string) => `${named(world, name)._id}/officer`
  const CITY = '威海市总工会'

  async function costOf(world: World, act: () => Promise<unknown>) {
    world.cloud.resetCosts()
    await act()
    const [{ requests, examined, returned }] = world.cloud.costs() as [CostRow]
    return { requests, beyond: examined - returned }
  }

  const reads: [string, (world: World) => Promise<unknown>][] = [
    [
      'unions.union',
      (world) =>
        good(world.as('county')('unions.union', { desk: deskOf(world, COUNTY), union: named(world, HARBOUR)._id })),
    ],
    [
      'unions.below',
      (world) =>
        good(world.as('county')('unions.below', { desk: deskOf(world, COUNTY), union: named(world, TOWN)._id })),
    ],
    ['unions.terms', (world) => good(world.as('city')('unions.terms', { desk: deskOf(world, CITY) }))],
    [
      'unions.search',
      (world) => good(world.as('city')('unions.search', { desk: deskOf(world, CITY), text: '竹岛街道' })),
    ],
  ]

  test.each(reads)(
    '%s: one request, examining no more than it returns and one, however many there are',
    async (_name, read) => {
      for (const world of [small, large]) {
        const { requests, beyond } = await costOf(world, () => read(world))
        expect(requests).toBe(1)
        expect(beyond).toBeLessThanOrEqual(1)
      }
    },
  )

  test('20 a page, each once, in the order of names; terms by their end', async () => {
    const town = named(large, TOWN)
    const desk = deskOf(large, CITY)
    const pages = async (
      read: (after?: string) => Promise<{ unions: { id: string; name: string }[]; next: string | null }>,
    ) => {
      const seen: { id: string; name: string }[] = []
      let after: string | undefined
      do {
        const page = await read(after)
        seen.push(...page.unions)
        after = page.next ?? undefined
      } while (after)
      return seen
    }
    const all = large.cloud.all('orgs') as Org[]
    const there = all.filter(({ parent }) => parent === town._id).length
    const below = await pages((after) => good(large.as('city')('unions.below', { desk, union: town._id, after })))
    expect(there).toBeGreaterThan(300)
    expect(new Set(below.map(({ id }) => id)).size).toBe(there)
    expect(below.map(({ name }) => name)).toEqual(below.map(({ name }) => name).sort())
    const due = await pages((after) => good(large.as('city')('unions.terms', { desk, after })))
    const last = addDays(dayOf(Date.now()), 90)
    expect(due).toHaveLength(all.filter(({ term }) => term && term.endsOn <= last).length)
    expect(due.length).toBeGreaterThan(20)
  })

  test('an officer sees her own union and those below, and no other', async () => {
    const desk = deskOf(small, HARBOUR)
    const stranger = small.as('officer')
    expect(await stranger('unions.union', { desk, union: named(small, JOINT)._id })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    })
    const below = (await good(stranger('unions.below', { desk, union: named(small, TOWN)._id }))).unions
    expect(below.map(({ name }) => name)).toEqual([HARBOUR])
    expect((await good(stranger('unions.search', { desk, text: '竹岛街道' }))).unions).toEqual([])
    const claimed = deskOf(small, CITY)
    expect(await stranger('unions.terms', { desk: claimed })).toMatchObject({ error: { code: 'FORBIDDEN' } })
    expect(await stranger('unions.union', { desk: claimed, union: named(small, JOINT)._id })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    })
  })

  test('a union says who leads it, its size and what may be asked for', async () => {
    const desk = deskOf(small, HARBOUR)
    const { union } = await good(small.as('officer')('unions.union', { desk, union: named(small, HARBOUR)._id }))
    expect(union).toMatchObject({
      officers: [{ name: '宋丽华', title: '工会主席' }],
      parent: { name: TOWN },
      employers: ['海滨物业'],
      may: ['unionElection', 'unionMoving', 'unionMerging', 'unionUpgrading', 'unionDissolving'],
    })
    expect(union.history.map(({ words }) => words)).toEqual(['换届', '建会'])
    expect(union.own).toBe(named(small, HARBOUR).memberCounts.own)
  })
})

describe('terms of office', () => {
  let u: Unions
  beforeAll(async () => {
    u = await openUnions('2026-07-13', 30)
  }, 60_000)
  afterAll(() => u.world.close())

  const told = async () =>
    (await good(u.world.as('officer')('inbox.list', {}))).messages.filter(({ title }) => title.startsWith(HARBOUR))
  const tick = () => u.world.cloud.fireTimer('unions', 'tick')

  test('its officers are reminded 90, 30 and 7 days before the end, once each, and after an election no more', async () => {
    const { endsOn } = u.named(HARBOUR).term!
    const heard: [number, number][] = []
    // The city begins 41 days before the end.
    for (const left of [31, 30, 29, 8, 7, 0, -30]) {
      u.goTo(addDays(endsOn, -left))
      await tick()
      await tick()
      heard.push([left, (await told()).length])
    }
    expect(heard).toEqual([
      [31, 0],
      [30, 1],
      [29, 1],
      [8, 1],
      [7, 2],
      [0, 2],
      [-30, 2],
    ])
    const [newest] = await told()
    expect(newest).toMatchObject({ title: `${HARBOUR}还有 7 天任期满，准备换届`, unread: true })
    expect(newest!.text).toContain('工会法 第16条')
    const desk = `${u.named(HARBOUR)._id}/officer`
    const overdue = async () => (await good(u.world.as('officer')('unions.terms', { desk }))).unions.map(({ id }) => id)
    expect(await overdue()).toEqual([u.named(HARBOUR)._id])
    const form = { union: u.named(HARBOUR)._id, workers: 40, ...elected(addDays(endsOn, 20), { years: '3' }) }
    await u.done('officer', 'unionElection', form, 'town')
    expect(await overdue()).toEqual([])
    u.goTo(addDays(u.named(HARBOUR).term!.endsOn, -90))
    await tick()
    expect(await told()).toHaveLength(3)
  })
})
