import { good } from '../../local/call-as'
import { decide, handIn, ledgerOf, member, membershipOf, tryAct, submit, unionsOf, type Town } from './membership-life'
import { someId } from '../../local/city/identity'
import { openWorld, type World } from './world'

/** Transfer, retained membership, leaving: through the real entries, with everything that may go another way. */

let world: World
let at: Town
let now = new Date('2026-11-02T02:00:00Z')
beforeAll(async () => {
  world = await openWorld(40, {}, () => now)
  at = await unionsOf(world)
}, 60_000)
afterAll(() => world.close())

const stateOf = (openid: string) => membershipOf(world, openid).state

describe('transfer', () => {
  test('from handing in to the new union: state, card, past, ledger, and what she reads', async () => {
    const before = await member(world, 't-1', 600, at.estate)
    const made = await handIn(world, 't-1', 'transfer', { union: at.street, employer: '竹岛菜场' })
    expect(made).toMatchObject({ orgName: '竹岛街道联合工会', may: { withdraw: true } })
    expect(membershipOf(world, 't-1')).toMatchObject({ state: 'transferring', before: 'active', org: at.estate })
    expect((await good(world.as('t-1')('membership.myCard', {}))).card).toMatchObject({ state: 'active' })
    const seen = (await good(world.as('town')('membership.read', { caseId: made.id }))).case
    expect(seen.warnings).toContain('从海滨物业工会转来')
    await decide(world, 'town', made, 'approve')
    const after = membershipOf(world, 't-1')
    expect(after).toMatchObject({
      _id: before._id,
      state: 'active',
      org: at.street,
      employer: '竹岛菜场',
      past: [{ org: at.estate, orgName: '海滨物业工会', until: '2026-11-02', why: '转会' }],
      since: before.since,
      card: { number: before.card.number, serial: 1, state: 'active' },
    })
    expect(after.scopes).toContain(at.street)
    expect(ledgerOf(world, made.id)).toEqual(['application.submitted', 'member.transferred'])
    const told = (await good(world.as('t-1')('inbox.list', {}))).messages.map(({ title }) => title)
    expect(told).toContain('转会办好了')
  })

  test.each(['refused', 'withdrawn'])('%s: it is as it was before, and she may try again', async (how) => {
    const who = `t-${how}`
    await member(world, who, how === 'refused' ? 601 : 602, at.estate)
    const made = await handIn(world, who, 'transfer', { union: at.street })
    if (how === 'refused') await decide(world, 'town', made, 'refuse', { note: '您不在我们这里上班' })
    else await good(world.as(who)('membership.withdraw', { caseId: made.id }))
    expect(membershipOf(world, who)).toMatchObject({ state: 'active', org: at.estate, past: [] })
    await handIn(world, who, 'transfer', { union: at.street })
    expect(stateOf(who)).toBe('transferring')
  })

  test('her own union, a federation, one that is no more, one that never was: each in its own words', async () => {
    await member(world, 't-2', 603, at.estate)
    const town = membershipOf(world, 't-2').scopes[0]!
    const gone = { ...(world.cloud.read('orgs', at.street) as object), _id: 'o_gone', status: 'dissolved' }
    world.cloud.load('orgs', [gone])
    const said = async (union: string) => {
      const reply = await submit(world, 't-2', 'transfer', { union })
      return reply.ok ? '' : reply.error.message
    }
    expect(await said(at.estate)).toMatch(/本来就在海滨物业工会/)
    expect(await said(town)).toMatch(/单位、街道或行业/)
    expect(await said('o_gone')).toMatch(/已经不在了/)
    expect(await said('o_never')).toMatch(/没找到/)
    expect(stateOf('t-2')).toBe('active')
  })

  test('one press many times is one application; another press while it is open is refused', async () => {
    await member(world, 't-3', 604, at.estate)
    const sent = { clientKey: 'one-press-01' }
    const tap = () => submit(world, 't-3', 'transfer', { union: at.street }, sent)
    const replies = await Promise.all([tap(), tap(), tap(), tap(), tap()])
    const ids = replies.flatMap((reply) => (reply.ok ? [reply.data.case.id] : []))
    expect([ids.length, new Set(ids).size]).toEqual([5, 1])
    const another = await submit(world, 't-3', 'transfer', { union: at.street })
    expect(another).toMatchObject({ ok: false, error: { code: 'ALREADY' } })
  })

  test('two officers, and the worker herself, at once: exactly one outcome', async () => {
    for (let round = 0; round < 4; round += 1) {
      const who = `t-race-${round}`
      await member(world, who, 610 + round, at.estate)
      const made = await handIn(world, who, 'transfer', { union: at.street })
      const replies = await Promise.all([
        tryAct(world, 'town', made, 'approve'),
        tryAct(world, 'town', made, 'refuse', { note: '不在这里上班' }),
        tryAct(world, 'town', made, 'approve'),
        world.as(who)('membership.withdraw', { caseId: made.id }),
      ])
      expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
      const moved = replies[0]!.ok || replies[2]!.ok
      const { state, org, past } = membershipOf(world, who)
      expect([state, org, past.length]).toEqual(['active', moved ? at.street : at.estate, moved ? 1 : 0])
    }
  })

  test('leaving declared while the new union takes her: left once, and never taken after', async () => {
    for (let round = 0; round < 4; round += 1) {
      const who = `t-left-${round}`
      await member(world, who, 620 + round, at.estate)
      const transfer = await handIn(world, who, 'transfer', { union: at.street })
      const leaving = await handIn(world, who, 'leaving', { sure: true })
      const [taken, left] = await Promise.all([
        tryAct(world, 'town', transfer, 'approve'),
        tryAct(world, 'officer', leaving, 'declare'),
      ])
      expect(left.ok).toBe(true)
      const { _id, state, org, card, livingOf } = membershipOf(world, who)
      expect([state, card.state, livingOf]).toEqual(['left', 'retired', _id])
      expect(org).toBe(taken.ok ? at.street : at.estate)
      // What is still open finds its end, and changes nothing.
      if (!taken.ok) await decide(world, 'town', transfer, 'refuse', { note: '已经退会了' })
      expect(stateOf(who)).toBe('left')
    }
  })
})

describe('from either end, by an officer who was asked in person', () => {
  const spoken = (officer: string, desk: string, name: string, idNumber: string, comes: boolean) =>
    world.as(officer)('cases.recordSpoken', { desk, name, idNumber, basis: '本人到办公室口头申请', comes })
  const deskOf = (org: string) => `${org}/officer`

  test('the new union begins it, and nothing else; she is told and takes it back', async () => {
    await member(world, 't-new', 630, at.estate)
    const id = someId(630)
    const notComing = await spoken('town', deskOf(at.street), '试工友', id, false)
    expect(notComing).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
    const { authority } = await good(spoken('town', deskOf(at.street), '试工友', id, true))
    expect(authority).toMatchObject({ only: 'transfer', basis: expect.stringContaining('只办转会') })
    const leaves = await submit(world, 'town', 'retaining', { why: 'retired' }, { authority: authority.id })
    expect(leaves).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    const made = await handIn(world, 'town', 'transfer', { union: at.street }, { authority: authority.id })
    expect(stateOf('t-new')).toBe('transferring')
    // Who handed it in does not decide it; she herself may take it back.
    const own = await tryAct(world, 'town', made, 'approve')
    expect(own).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    const { messages } = await good(world.as('t-new')('inbox.list', {}))
    expect(messages.some(({ title }) => title.includes('替您交了转会申请'))).toBe(true)
    await good(world.as('t-new')('membership.withdraw', { caseId: made.id }))
    expect(stateOf('t-new')).toBe('active')
  })

  test('the old union begins it to wherever she goes; leaving is nobody else’s act', async () => {
    await member(world, 't-old', 631, at.estate)
    const id = someId(631)
    const { authority } = await good(spoken('officer', deskOf(at.estate), '试工友', id, false))
    const leaving = await submit(world, 'officer', 'leaving', { sure: true }, { authority: authority.id })
    expect(leaving).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    const made = await handIn(world, 'officer', 'transfer', { union: at.street }, { authority: authority.id })
    await decide(world, 'town', made, 'approve')
    expect(membershipOf(world, 't-old')).toMatchObject({ state: 'active', org: at.street })
  })
})

describe('retained membership', () => {
  test('kept, and resumed in the same union or by a transfer to another', async () => {
    await member(world, 'r-1', 640, at.estate)
    const made = await handIn(world, 'r-1', 'retaining', { why: 'jobless' })
    await decide(world, 'officer', made, 'approve')
    expect(membershipOf(world, 'r-1')).toMatchObject({ state: 'retained', card: { state: 'active' } })
    expect(ledgerOf(world, made.id)).toContain('member.retained')
    expect(await submit(world, 'r-1', 'retaining', { why: 'retired' })).toMatchObject({ ok: false })
    const back = await handIn(world, 'r-1', 'resuming', { employer: '海滨物业' })
    await decide(world, 'officer', back, 'approve')
    expect(membershipOf(world, 'r-1')).toMatchObject({ state: 'active', employer: '海滨物业' })

    await decide(world, 'officer', await handIn(world, 'r-1', 'retaining', { why: 'retired' }), 'approve')
    const first = await handIn(world, 'r-1', 'transfer', { union: at.street })
    await decide(world, 'town', first, 'refuse', { note: '还没来上班' })
    expect(stateOf('r-1')).toBe('retained')
    await decide(world, 'town', await handIn(world, 'r-1', 'transfer', { union: at.street }), 'approve')
    expect(membershipOf(world, 'r-1')).toMatchObject({ state: 'active', org: at.street })
  })
})

describe('leaving', () => {
  test('free: no act against it; taken back until declared; then over, and she may join again', async () => {
    const before = await member(world, 'l-1', 650, at.estate)
    const first = await handIn(world, 'l-1', 'leaving', { sure: true })
    const seen = (await good(world.as('officer')('membership.read', { caseId: first.id }))).case
    expect(seen.acts.map(({ act }) => act)).toEqual(['declare'])
    expect(stateOf('l-1')).toBe('active')
    await good(world.as('l-1')('membership.withdraw', { caseId: first.id }))
    expect(stateOf('l-1')).toBe('active')

    const made = await handIn(world, 'l-1', 'leaving', { sure: true })
    const presses = await Promise.all([0, 1, 2].map(() => tryAct(world, 'officer', made, 'declare')))
    expect(presses.filter(({ ok }) => ok)).toHaveLength(1)
    expect(membershipOf(world, 'l-1')).toMatchObject({ state: 'left', holder: before._id, card: { state: 'retired' } })
    expect(ledgerOf(world, made.id)).toContain('member.left')
    expect((await good(world.as('l-1')('membership.myCard', {}))).card).toMatchObject({ state: 'retired', key: '' })
    expect((await good(world.as('l-1')('membership.me', {}))).membership).toBeNull()

    const again = { name: '试工友', idNumber: someId(650) }
    const form = { ...again, employment: 'employee', union: at.street, consent: true }
    await decide(world, 'town', await handIn(world, 'l-1', 'joining', form), 'approve')
    expect(membershipOf(world, 'l-1')).toMatchObject({ state: 'active', org: at.street })
    expect((await good(world.as('l-1')('membership.myCard', {}))).card).toMatchObject({ state: 'active' })
  })

  test('a silent desk loses it to the level above, which declares it', async () => {
    await member(world, 'l-2', 651, at.estate)
    const made = await handIn(world, 'l-2', 'leaving', { sure: true })
    now = new Date('2026-11-20T02:00:00Z')
    await world.cloud.fireTimer('membership', 'tick')
    const risen = (await good(world.as('l-2')('membership.read', { caseId: made.id }))).case
    expect(risen.orgName).toBe('竹岛街道总工会')
    await decide(world, 'town', risen, 'declare')
    expect(stateOf('l-2')).toBe('left')
  })
})
