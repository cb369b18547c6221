import { good } from '../../local/call-as'
import { verifyDraw, type DrawEntry } from '../../miniprogram/rules/draw'
import { openWorld, type World } from './world'

/** Scarce goods by a draw that anybody can work out again, through the real entry and its timer. */

const HOUR = 3_600_000
let now = Date.parse('2026-07-13T02:00:00Z')
let world: World
let desk: string
beforeAll(async () => {
  world = await openWorld(80, {}, () => new Date(now))
  desk = (await good(world.as('county')('membership.me', {}))).posts.find(({ level }) => level === 'county')!.desk
}, 60_000)
afterAll(() => world.close())

const asked = (clientKey: string, more: object = {}) => ({
  desk,
  clientKey,
  title: '疗休养名额',
  what: '那香海五天四晚，吃住都包',
  seats: 5,
  closesAt: now + 24 * HOUR,
  groups: [],
  series: '疗休养',
  collect: '带身份证到区总工会 203 室领通知',
  ...more,
})
const open = async (clientKey: string, more: object = {}) =>
  (await good(world.as('county')('draws.open', asked(clientKey, more)))).draw
const everyone = Array.from({ length: 80 }, (_, n) => `member-${n}`)

/** Everybody tries, twice at once; who may has one number. */
async function enterAll(draw: string): Promise<Map<string, string>> {
  const handles = new Map<string, string>()
  for (const who of everyone) {
    const replies = await Promise.all([1, 2].map(() => world.as(who)('draws.enter', { draw })))
    for (const reply of replies) {
      if (reply.ok) handles.set(who, reply.data.mine.handle)
      else expect(['NOT_FOUND', 'NOT_A_MEMBER']).toContain(reply.error.code)
    }
  }
  return handles
}
/** The whole proof as a phone fetches it. */
async function proofOf(who: string, draw: string) {
  const entries: DrawEntry[] = []
  let winners: string[] = []
  for (let after: string | undefined; ;) {
    const page = await good(world.as(who)('draws.proof', { draw, after }))
    entries.push(...page.entries)
    winners = page.winners
    if (!page.next) return { entries, winners }
    after = page.next
  }
}

let first: Map<string, string>
test('who lives under the union enters once; the seed is told after the list is closed; any phone works it out again', async () => {
  const [made, again] = await Promise.all([open('draw-one-key'), open('draw-one-key')])
  expect(again).toEqual(made)
  expect(made).toMatchObject({ state: 'open', seed: '', commitment: expect.stringMatching(/^[0-9a-f]{64}$/) })
  first = await enterAll(made.id)
  expect(first.size).toBeGreaterThan(10)
  expect(first.size).toBeLessThan(80)
  expect(new Set(first.values()).size).toBe(first.size)
  const someone = [...first.keys()][0]!
  expect((await proofOf(someone, made.id)).entries).toEqual([])
  expect(await world.as('stranger')('draws.read', { draw: made.id })).toMatchObject({ ok: false })
  await world.cloud.fireTimer('draws', 'draw')
  expect((await good(world.as(someone)('draws.read', { draw: made.id }))).draw.state).toBe('open')

  now += 25 * HOUR
  expect(await world.as('county')('draws.deskRead', { desk, draw: made.id })).toMatchObject({
    ok: true,
    data: { entered: first.size, winners: [], draw: { state: 'closed', seed: '' } },
  })
  const late = everyone.find((who) => !first.has(who))!
  expect((await world.as(late)('draws.enter', { draw: made.id })).ok).toBe(false)
  expect(await world.as(someone)('draws.leave', { draw: made.id })).toMatchObject({
    ok: false,
    error: { code: 'NOT_NOW' },
  })
  await world.cloud.fireTimer('draws', 'draw')
  const { draw } = await good(world.as(someone)('draws.read', { draw: made.id }))
  expect(draw.state).toBe('drawn')
  const { entries, winners } = await proofOf(someone, made.id)
  expect(winners).toHaveLength(5)
  expect(verifyDraw({ ...draw, winners }, entries)).toEqual({ ok: true, words: '您手机上算出来的，跟公布的一样' })
  expect(entries.map(({ handle }) => handle).sort()).toEqual([...first.values()].sort())
  // The timer once more changes nothing, and nobody is told twice.
  const told = world.cloud.count('messages')
  await world.cloud.fireTimer('draws', 'draw')
  expect(await proofOf(someone, made.id)).toEqual({ entries, winners })
  expect(world.cloud.count('messages')).toBe(told)

  const winner = [...first].find(([, handle]) => handle === winners[0])![0]
  expect((await good(world.as(winner)('inbox.list', {}))).messages[0]).toMatchObject({ title: '抽中了：疗休养名额' })
  await good(world.as('county')('draws.collected', { desk, draw: made.id, handle: winners[0]! }))
  const mine = (await good(world.as(winner)('draws.read', { draw: made.id }))).mine
  expect(mine).toMatchObject({ place: 1, won: true, collected: true })
  const loser = entries.find(({ handle }) => !winners.includes(handle))!.handle
  expect(await world.as('county')('draws.collected', { desk, draw: made.id, handle: loser })).toMatchObject({
    ok: false,
    error: { code: 'NOT_FOUND' },
  })
}, 120_000)

test('the next draw of the same series: who won before comes after all who never had one', async () => {
  const { id } = await open('draw-two-key', { seats: 3 })
  await enterAll(id)
  now += 25 * HOUR
  await world.cloud.fireTimer('draws', 'draw')
  const { entries, winners } = await proofOf([...first.keys()][0]!, id)
  expect(entries.filter(({ had }) => had === 1)).toHaveLength(5)
  const had = new Map(entries.map((entry) => [entry.handle, entry.had]))
  expect(winners.map((handle) => had.get(handle))).toEqual([0, 0, 0])
  // Another series is another thing.
  const other = await open('draw-three-key', { series: '电影票' })
  const entered = await good(world.as([...first.keys()][0]!)('draws.enter', { draw: other.id }))
  expect(entered.mine.had).toBe(0)
}, 120_000)

test('a draw that is no draw is refused in words; another desk sees nothing of it', async () => {
  const county = world.as('county')
  for (const [more, words] of [
    [{ closesAt: now }, '一个小时'],
    [{ closesAt: now + 90 * 24 * HOUR }, '两个月'],
    [{ seats: 0 }, '至少 1 个'],
    [{ title: '' }, '抽的是什么'],
  ] as [object, string][])
    expect(await county('draws.open', asked('draw-bad-key', more))).toMatchObject({
      ok: false,
      error: { code: 'BAD_INPUT', message: expect.stringContaining(words) },
    })
  const { id } = await open('draw-four-key')
  for (const who of ['officer', 'member', 'clerk'])
    expect(await world.as(who)('draws.deskRead', { desk, draw: id })).toMatchObject({ ok: false })
})

test('costs: entering four requests, a list three, whatever takes part', async () => {
  const { id } = await open('draw-cost-key')
  const who = world.as([...first.keys()][1]!)
  const costOf = async (act: () => Promise<unknown>) => {
    world.cloud.resetCosts()
    await act()
    return world.cloud.costs()[0]!
  }
  expect(await costOf(() => good(who('draws.enter', { draw: id })))).toMatchObject({ requests: 4 })
  const list = await costOf(() => good(who('draws.list', {})))
  expect(list.requests).toBe(3)
  expect(list.examined).toBeLessThanOrEqual(list.returned + 1)
})
