import type { Membership } from '../../cloudfunctions/kernel/memberships'
import { good } from '../../local/call-as'
import { personas } from '../../local/city/personas'
import { openWorld, type World } from './world'

/** An officer's members: found by name and by the end of a number, at the same cost in a small city and a large one. */

let small: World
let large: World
beforeAll(async () => {
  small = await openWorld(60)
  large = await openWorld(3000)
}, 180_000)
afterAll(async () => {
  await small.close()
  await large.close()
})

const worker = personas.find(({ id }) => id === 'lostcard')!
/** The union desk of the highest level she has: some hold a post in their own office's union as well. */
async function deskOf(world: World, who: string): Promise<string> {
  const { posts } = await good(world.as(who)('membership.me', {}))
  const levels = ['city', 'county', 'town', 'grassroots']
  const desks = posts.filter(({ desk }) => desk.endsWith('/officer'))
  return desks.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level))[0]!.desk
}
/** The worker as an officer finds her by her whole name. */
const found = async (world: World, who = 'officer') => {
  const desk = await deskOf(world, who)
  const { members } = await good(world.as(who)('membership.findMembers', { desk, by: 'name', text: worker.name }))
  return { desk, ...members.find(({ name, idTail }) => name === worker.name && idTail === worker.idNumber.slice(-4))! }
}

test('a union reads its own members by name, 20 a page, each once', async () => {
  const desk = await deskOf(large, 'officer')
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await good(large.as('officer')('membership.members', { desk, after }))
    expect(new Set(page.members.map(({ state }) => state))).toEqual(new Set(['active']))
    seen.push(...page.members.map(({ name, id }) => `${name} ${id}`))
    after = page.next ?? undefined
  } while (after)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBeGreaterThan(20)
  expect(seen).toEqual([...seen].sort((a, b) => (a < b ? -1 : 1)))
})

test('states are read apart; a federation has no members of its own', async () => {
  const { desk, id } = await found(small)
  const living = small.cloud.read('memberships', id) as Membership
  const own = { _id: 'mem_retained', holder: 'mem_retained', livingOf: 'mem_retained', openid: 'w-retained' }
  const card = { ...living.card, number: '371099999999', state: 'active' }
  small.cloud.load('memberships', [{ ...living, ...own, card, name: '保籍友', state: 'retained' }])
  const idsIn = async (state: 'active' | 'retained') =>
    (await good(small.as('officer')('membership.members', { desk, state }))).members.map((one) => one.id)
  expect(await idsIn('retained')).toEqual(['mem_retained'])
  expect(await idsIn('active')).not.toContain('mem_retained')
  const { member } = await good(small.as('officer')('membership.member', { desk, id: 'mem_retained' }))
  expect(member.acts).toEqual(['suspendCard', 'expel'])
  const city = await deskOf(small, 'city')
  expect(await good(small.as('city')('membership.members', { desk: city }))).toEqual({ members: [], next: null })
})

describe.each(['officer', 'town', 'county', 'city'])('%s finds her', (who) => {
  test.each([
    ['name', worker.name],
    ['name', worker.name.slice(0, 1)],
    ['phoneTail', worker.phone.slice(-4)],
    ['idTail', worker.idNumber.slice(-4)],
    ['idTail', worker.idNumber.slice(-4).toLowerCase()],
  ] as const)('by %s %s', async (by, text) => {
    const desk = await deskOf(small, who)
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await good(small.as(who)('membership.findMembers', { desk, by, text, after } as never))
      seen.push(...page.members.map(({ name }) => name))
      after = page.next ?? undefined
    } while (after)
    expect(seen).toContain(worker.name)
  })
})

test('nobody finds members of unions that are not hers, nor from a desk that is not hers', async () => {
  const { id } = await found(small)
  const desk = await deskOf(small, 'officer')
  const other = (await good(small.as('rider')('membership.findUnion', { text: '工会' }))).unions.find(
    (union) => !desk.startsWith(union.id),
  )!
  for (const action of ['membership.members', 'membership.findMembers', 'membership.member'] as const) {
    const input = { desk: `${other.id}/officer`, ...(action === 'membership.member' ? { id } : {}) }
    const more = action === 'membership.findMembers' ? { by: 'name', text: worker.name } : {}
    expect(await small.as('officer')(action, { ...input, ...more } as never)).toMatchObject({
      ok: false,
      error: { code: 'FORBIDDEN' },
    })
  }
  // A lawyer's desk has no roll, though it is hers.
  const lawyer = (await good(small.as('lawyer')('membership.me', {}))).posts[0]!.desk
  expect(await small.as('lawyer')('membership.members', { desk: lawyer })).toMatchObject({
    error: { code: 'FORBIDDEN' },
  })
})

test('one member: masked, with what the table of states allows; she reads who looked', async () => {
  const { desk, id } = await found(small)
  const { member } = await good(small.as('officer')('membership.member', { desk, id }))
  expect(member).toMatchObject({ name: worker.name, state: 'active', acts: ['lapse', 'expel'] })
  expect(JSON.stringify(member)).not.toContain(worker.phone)
  expect(JSON.stringify(member)).not.toContain(worker.idNumber)
  // Twice within a minute is one look.
  await good(small.as('officer')('membership.member', { desk, id }))
  const { looks } = await good(small.as(worker.id)('vault.looks', {}))
  expect(looks.filter(({ title }) => title === '您的会员资料')).toMatchObject([
    { kindTitle: '管理会员', by: expect.stringContaining('工会') as string },
  ])
  // The city's officer sees her and acts on nothing: that is her own union's committee's.
  const city = await deskOf(small, 'city')
  expect((await good(small.as('city')('membership.member', { desk: city, id }))).member.acts).toEqual([])
})

test('an officer acts on nothing of her own', async () => {
  const officer = personas.find((one) => one.id === 'officer')!
  const desk = await deskOf(small, 'officer')
  const { members } = await good(
    small.as('officer')('membership.findMembers', { desk, by: 'name', text: officer.name }),
  )
  const looksBefore = small.cloud.count('looks')
  const { member } = await good(small.as('officer')('membership.member', { desk, id: members[0]!.id }))
  expect(member.acts).toEqual([])
  expect(small.cloud.count('looks')).toBe(looksBefore)
})

test.each([
  ['phoneTail', '12', '手机号最后四位'],
  ['idTail', '12345', '身份证号最后四位'],
  ['name', ' ', '请输姓名'],
])('%s %s is refused in words', async (by, text, words) => {
  const desk = await deskOf(small, 'officer')
  const reply = await small.as('officer')('membership.findMembers', { desk, by, text } as never)
  expect(!reply.ok && reply.error.message).toContain(words)
})

test.each([
  ['membership.members', {}],
  ['membership.findMembers', { by: 'name', text: '王' }],
  ['membership.findMembers', { by: 'name', text: worker.name }],
  ['membership.findMembers', { by: 'phoneTail', text: worker.phone.slice(-4) }],
  ['membership.findMembers', { by: 'idTail', text: worker.idNumber.slice(-4) }],
] as const)('%s %j: one request, nothing examined in vain, in a city of any size', async (action, input) => {
  for (const world of [small, large])
    for (const who of ['officer', 'city']) {
      const desk = await deskOf(world, who)
      world.cloud.resetCosts()
      const first = await good(world.as(who)(action, { desk, ...input } as never))
      const next = (first as { next: string | null }).next
      if (next) await good(world.as(who)(action, { desk, ...input, after: next } as never))
      const row = world.cloud.costs().find((one) => `membership.${one.action}` === action)!
      expect(row.requests).toBe(next ? 2 : 1)
      // Her own record, which proves the desk, is one of those examined.
      expect(row.examined - row.returned).toBeLessThanOrEqual(row.calls)
    }
})
