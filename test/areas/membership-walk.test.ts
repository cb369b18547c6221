import fc from 'fast-check'
import { good, type Reply } from '../../local/call-as'
import { joinAs } from '../../local/costs'
import { LIVING, STATE_CHANGES, stateAfter, type MembershipState } from '../../miniprogram/rules/membership-states'
import { makeCardCode } from '../../miniprogram/rules/card-code'
import type { CaseView } from '../../cloudfunctions/kernel/casework/contract'
import type { Membership } from '../../cloudfunctions/kernel/memberships'
import { decide, handIn, member, membershipOf, submit, tryAct, unionsOf, type Town } from './membership-life'
import { openWorld, type World } from './world'

/** Whatever workers and officers do in whatever order: one living membership each, and no change outside the table. */

let world: World
let at: Town
beforeAll(async () => {
  world = await openWorld(40)
  at = await unionsOf(world)
}, 60_000)
afterAll(() => world.close())

/** What she may hand in. */
const WISHES: Record<string, (union: string) => object> = {
  transfer: (union) => ({ union }),
  retaining: () => ({ why: 'retired' }),
  resuming: () => ({ employer: '海滨物业' }),
  leaving: () => ({ sure: true }),
}
const KINDS = Object.keys(WISHES)

/** A change that the table holds leads from one state to the other. */
function inTable(from: MembershipState, to: MembershipState): boolean {
  return (Object.keys(STATE_CHANGES) as (keyof typeof STATE_CHANGES)[]).some((change) =>
    (['active', 'retained'] as const).some((before) => stateAfter(change, from, before) === to),
  )
}

test('a walk by chance of several workers and officers', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ who: fc.nat(2), does: fc.nat(10), kind: fc.nat(3), union: fc.boolean() }), {
        minLength: 6,
        maxLength: 14,
      }),
      async (steps) => {
        run += 1
        const people = [0, 1, 2].map((i) => `walk-${run}-${i}`)
        // Two of them have one ID number: a person with two WeChat accounts.
        const numbers = [800 + run * 3, 801 + run * 3, 801 + run * 3]
        const seen = new Map<string, MembershipState>()
        const open: { who: string; made: CaseView }[] = []
        for (const { who, does, kind, union } of steps) {
          const openid = people[who]!
          await act(openid, numbers[who]!, does, KINDS[kind]!, union ? at.estate : at.street, open)
          check(people, seen)
        }
      },
    ),
    { numRuns: 12, endOnFailure: true },
  )
}, 120_000)

/** One thing that somebody does, allowed or not. */
async function act(
  openid: string,
  nth: number,
  does: number,
  kind: string,
  union: string,
  open: { who: string; made: CaseView }[],
): Promise<void> {
  const keep = async (reply: Promise<Reply<{ case: CaseView }>>) => {
    const answered = await reply
    if (answered.ok) open.push({ who: openid, made: answered.data.case })
  }
  if (does < 2)
    return joinAs(world.cloud, world.url, openid, nth, union).then(
      (made) => void open.push({ who: openid, made }),
      () => undefined,
    )
  if (does < 5) return keep(submit(world, openid, kind, WISHES[kind]!(union)))
  if (does === 10) return expel(openid)
  const standing = open.splice(does % 2 ? 0 : open.length - 1, 1)[0]
  if (!standing) return
  if (does === 9) return void (await world.as(standing.who)('membership.withdraw', { caseId: standing.made.id }))
  const officer = standing.made.orgName === '海滨物业工会' ? 'officer' : 'town'
  const acts = does === 8 ? ['refuse', 'sameMan'] : ['approve', 'declare']
  // Two press at once.
  await Promise.all(
    acts.flatMap((one) => {
      const acting = one === 'sameMan' ? { fields: { seen: true } } : { note: '写明的原因' }
      return [tryAct(world, officer, standing.made, one, acting), tryAct(world, officer, standing.made, one, acting)]
    }),
  )
}

/** Her own union's officer, then the level above: as far as they get. */
async function expel(openid: string): Promise<void> {
  const found = membershipOf(world, openid)
  if (!found) return
  const officer = found.org === at.estate ? 'officer' : 'town'
  const judged = { member: found._id, judgment: '（2026）鲁1002刑初15号', judgedOn: '2026-01-05' }
  const begun = await submit(world, officer, 'expulsion', judged)
  if (!begun.ok) return
  const days = { fields: { groupOn: '2026-01-06', committeeOn: '2026-01-07' } }
  const filed = await tryAct(world, officer, begun.data.case, 'decide', days)
  if (filed.ok) await tryAct(world, 'town', filed.data.case, 'file')
}

function check(people: string[], seen: Map<string, MembershipState>): void {
  const all = (world.cloud.all('memberships') as Membership[]).filter(({ openid }) => people.includes(openid))
  const living = all.filter(({ state }) => LIVING.includes(state))
  for (const one of ['openid', 'holder', 'livingOf', 'person'] as const)
    expect([one, new Set(living.map((membership) => membership[one])).size]).toEqual([one, living.length])
  for (const { _id, state, holder, livingOf, card } of all) {
    const ended = !LIVING.includes(state)
    expect([state, holder === _id, livingOf === _id, card.state === 'retired']).toEqual([state, ended, ended, ended])
    const before = seen.get(_id)
    // One act may bring about no more than one change.
    if (before && before !== state) expect([before, state, inTable(before, state)]).toEqual([before, state, true])
    seen.set(_id, state)
  }
}

describe('a card that an officer stops', () => {
  const reason = '会籍资料要重新核对'

  test('no counter takes it nor learns why; she reads it; given back, only new codes count', async () => {
    const { _id, card } = await member(world, 'c-1', 990, at.estate)
    const clerk = world.as('clerk')
    const merchantId = (await good(clerk('membership.me', {}))).counters[0]!.merchantId
    const shown = async () => {
      const { card: mine, now } = await good(world.as('c-1')('membership.myCard', {}))
      return makeCardCode(mine!, now)
    }
    const code = await shown()
    const { ticket } = (await good(clerk('benefits.verify', { merchantId, code }))) as { ticket: string }
    const asked = { desk: `${at.estate}/officer`, id: _id, reason }
    for (let twice = 0; twice < 2; twice += 1)
      expect(await good(world.as('officer')('membership.suspendCard', asked))).toEqual({ cardState: 'suspended' })
    const seen = await good(clerk('benefits.verify', { merchantId, code }))
    expect(seen).toMatchObject({ valid: false, reason: 'STOPPED' })
    expect(JSON.stringify(seen)).not.toContain(reason)
    const offerId = (await good(clerk('benefits.counter', { merchantId }))).offers[0]!.id
    const bill = { merchantId, ticket, offerId, billFen: 10_000, clientKey: 'stopped-card-1' }
    expect(await clerk('benefits.redeem', bill)).toMatchObject({ ok: false })
    expect((await good(world.as('c-1')('membership.myCard', {}))).card).toMatchObject({
      state: 'suspended',
      why: reason,
    })
    expect((await good(world.as('c-1')('inbox.list', {}))).messages[0]!.text).toContain(reason)
    expect(await world.as('c-1')('membership.reissueCard', { serial: 1 })).toMatchObject({ ok: false })

    const back = { ...asked, reason: '核对过了，没有问题' }
    expect(await good(world.as('officer')('membership.restoreCard', back))).toEqual({ cardState: 'active' })
    expect(await good(clerk('benefits.verify', { merchantId, code }))).toMatchObject({ reason: 'REPLACED' })
    expect(await good(clerk('benefits.verify', { merchantId, code: await shown() }))).toMatchObject({ valid: true })
    expect(membershipOf(world, 'c-1').card).toMatchObject({ number: card.number, serial: 2, why: '' })
    // And once more: each time is recorded.
    await good(world.as('officer')('membership.suspendCard', asked))
    const kinds = (world.cloud.all('ledger') as { kind: string; source: string }[]).filter(
      ({ source }) => source === _id,
    )
    expect(kinds.map(({ kind }) => kind)).toEqual(['card.suspended', 'card.restored', 'card.suspended'])
  })

  test('by her own union or one above; by no other desk, nobody without it, and never her own', async () => {
    const { _id } = await member(world, 'c-2', 991, at.estate)
    const as = (who: string, desk: string, id = _id) => world.as(who)('membership.suspendCard', { desk, id, reason })
    expect(await as('officer', `${at.street}/officer`)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    expect(await as('town', `${at.street}/officer`)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
    expect(await as('c-2', `${at.estate}/officer`)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    const herself = membershipOf(world, world.openidOf('officer'))._id
    expect(await as('officer', `${at.estate}/officer`, herself)).toMatchObject({ ok: false })
    const above = membershipOf(world, 'c-2').scopes.at(-2)!
    expect(await good(as('town', `${above}/officer`))).toEqual({ cardState: 'suspended' })
  })
})

test('what a change of membership costs: within the budgets, and nothing examined in vain', async () => {
  const costOf = (action: string) => world.cloud.costs().find((one) => one.action === action)!
  await member(world, 'k-0', 995, at.estate)
  await decide(world, 'town', await handIn(world, 'k-0', 'transfer', { union: at.street }), 'approve')
  for (const [nth, kind, officer, name] of [
    [996, 'transfer', 'town', 'approve'],
    [997, 'retaining', 'officer', 'approve'],
    [998, 'leaving', 'officer', 'declare'],
  ] as const) {
    await member(world, `k-${nth}`, nth, at.estate)
    world.cloud.resetCosts()
    const made = await handIn(world, `k-${nth}`, kind, WISHES[kind]!(at.street))
    await decide(world, officer, made, name)
    for (const action of ['submit', 'decide']) {
      const { requests, examined, returned } = costOf(action)
      expect([kind, action, requests <= 6, examined <= returned + 1]).toEqual([kind, action, true, true])
    }
  }
})
