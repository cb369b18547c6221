import fc from 'fast-check'
import { appeal, supply, withdraw } from '../../cloudfunctions/kernel/casework/applicant'
import { wake } from '../../cloudfunctions/kernel/casework/by-itself'
import type { CaseDocument, OrgLink, UsedPaper } from '../../cloudfunctions/kernel/casework/case'
import { linkAbove, linkAt } from '../../cloudfunctions/kernel/casework/route'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import { chain } from '../kinds/support'
import * as engine from '../../cloudfunctions/kernel/casework/engine'
import { kind, START, at, given, when, done, ok, paper, asked } from './trial'

/** Given a case, when a desk acts, then a case or a refusal. */

describe('the way through desks', () => {
  test('a case begins at the first desk with a clock and the rule behind it', () => {
    expect(given()).toMatchObject({
      state: 'submitted',
      desk: 'union/officer',
      due: '2026-07-16',
      clock: { start: START, days: 3, clause: '第一条' },
      openKey: 'trial:p1',
      town: 'town',
      version: 1,
      // Overdue by the city's two working days (Friday, Monday): the town takes over.
      wakeOn: '2026-07-20',
    })
  })

  test.each<[string, OrgLink[], string]>([
    ['an enterprise union', chain, 'town'],
    ['an industry union of a county: no town between', [chain[0]!, ...chain.slice(2)], 'county'],
    ['an industry union of the city', [chain[0]!, chain[3]!], 'city'],
    ['a town’s own members', chain.slice(1), 'town'],
    ['the city itself', chain.slice(3), 'city'],
  ])('at the town or the first above: %s', (_what, links, id) => expect(linkAt(links, 'town').id).toBe(id))

  test('the top has nothing above', () => {
    expect(linkAbove(chain, 'union')?.id).toBe('town')
    expect(linkAbove(chain, 'city')).toBeNull()
  })

  test('to a colleague of the crew, on the same clock', () => {
    const moved = done(given(), { act: 'give', crew: { desk: 'county/lawyer/p9', name: '戚文海' } }, at('2026-07-14'))
    expect(moved).toMatchObject({
      desk: 'county/lawyer/p9',
      due: '2026-07-16',
      stage: '戚文海在办',
      clock: { start: START },
    })
    expect(when(given(), { act: 'give' })).toBe('targetMissing')
    expect(done(moved, { act: 'close' })).toMatchObject({ state: 'closed', open: false, desk: null, openKey: 'case_1' })
  })

  test('passed on to another union: its desk, its levels, a clock of its own', () => {
    const other = [
      { id: 'other', name: '别的街道总工会', level: 'town' as const, path: '/city/county/other/' },
      chain[2]!,
      chain[3]!,
    ]
    const moved = done(given(), { act: 'pass', note: '归那边管', chain: other }, at('2026-07-15'))
    expect(moved).toMatchObject({
      desk: 'other/officer',
      org: 'other',
      town: 'other',
      due: '2026-07-20',
      step: 'first',
    })
    expect(when(given(), { act: 'pass', note: '归那边管' })).toBe('targetMissing')
  })

  test('more days are asked for with a reason and a clause; what was due later wakes later', () => {
    const moved = done(given(), { act: 'longer', note: '要等鉴定' })
    expect(moved).toMatchObject({
      due: '2026-07-20',
      step: 'first',
      clock: { extensions: [{ days: 2, why: '要等鉴定', clause: '第九条' }] },
    })
  })

  test.each<[string, Partial<CaseDocument>, Partial<engine.Command>, string]>([
    ['a refusal without a reason', {}, { act: 'refuse' }, 'reasonMissing'],
    ['another desk', { desk: 'elsewhere/officer' }, {}, 'wrongDesk'],
    ['one’s own application', { openid: 'off' }, {}, 'ownCase'],
    [
      'one handed in for another, also when the authority has ended',
      { filedBy: { openid: 'off', sign: '', how: 'officer', authority: 'auth_1', at: at(START).now } },
      {},
      'ownCase',
    ],
    ['a version that moved on', { version: 4 }, { version: 3 }, 'stale'],
    ['a case that is over', { open: false, desk: null }, {}, 'over'],
    ['one that is with its applicant', { state: 'returned' }, {}, 'withApplicant'],
    ['one under objection', { state: 'objected' }, {}, 'objected'],
    ['an act the step does not have', { step: 'second' }, { act: 'refuse', note: '原因' }, 'actNotAllowed'],
    ['asking for nothing', {}, { act: 'ask', note: '还差', slots: [] }, 'slotsMissing'],
    ['asking for what the kind does not know', {}, { act: 'ask', note: '还差', slots: ['gold'] }, 'slotsMissing'],
  ])('%s: refused', (_what, change, command, refusal) =>
    expect(
      when({ ...given(), ...change }, command, at(START), { desk: 'union/officer', openid: 'off', sign: '' }),
    ).toBe(refusal),
  )
})

describe('papers asked for', () => {
  test('the clock stands, the desk waits, the applicant has the city’s days', () => {
    expect(asked()).toMatchObject({
      state: 'returned',
      desk: null,
      due: '2026-07-28',
      wakeOn: '2026-07-29',
      asked: { slots: ['bill'], due: '2026-07-28', desk: 'union/officer' },
      news: { title: '还差结算单', unread: true },
    })
  })

  test('brought: the same desk has it again, and the days she took do not count', () => {
    const back = ok(supply(kind, asked(), { version: 2, papers: [paper], note: '' }, at('2026-07-21')))
    // One of three days was used before the 14th's question; Wednesday to Tuesday stood still.
    expect(back).toMatchObject({
      state: 'submitted',
      desk: 'union/officer',
      due: '2026-07-23',
      asked: null,
      papers: [{ slot: 'bill' }],
    })
    expect(back.clock?.stops).toEqual([{ from: '2026-07-14', to: '2026-07-21', why: '等您补材料' }])
  })

  test('once a step: the second time is refused', () => {
    const back = ok(supply(kind, asked(), { version: 2, papers: [paper], note: '' }, at('2026-07-21')))
    expect(when(back, { act: 'ask', note: '还差', slots: ['bill'] })).toBe('askedAlready')
  })

  test.each<[string, { papers: UsedPaper[]; note: string; version: number }, string]>([
    ['nothing and no word', { papers: [], note: '', version: 2 }, 'slotsMissing'],
    ['something that was not asked', { papers: [{ ...paper, slot: 'other' }], note: '', version: 2 }, 'slotsMissing'],
    ['of an older version', { papers: [paper], note: '', version: 1 }, 'stale'],
  ])('%s: refused', (_what, brought, refusal) => expect(supply(kind, asked(), brought, at('2026-07-15'))).toBe(refusal))

  test('a word why not is an answer too; asking a case that asks nothing is none', () => {
    expect(ok(supply(kind, asked(), { version: 2, papers: [], note: '医院丢了' }, at('2026-07-15'))).desk).toBe(
      'union/officer',
    )
    expect(supply(kind, given(), { version: 1, papers: [paper], note: '' }, at(START))).toBe('nothingAsked')
  })

  test('nothing came by the day: the desk decides by what it has', () => {
    expect(wake(kind, asked(), at('2026-07-28'))).toBeNull()
    const back = ok(wake(kind, asked(), at('2026-07-29')))
    expect(back).toMatchObject({ state: 'submitted', desk: 'union/officer', news: { title: '没等到您的材料' } })
  })
})

test('whatever desks, applicants and days do: one desk, or the applicant, or an end; versions rise by one; nothing is unsaid', () => {
  const step = fc.record({
    what: fc.constantFrom(
      'accept',
      'refuse',
      'ask',
      'longer',
      'approve',
      'give',
      'close',
      'reopen',
      'uphold',
      'withdraw',
      'supply',
      'appeal',
      'day',
    ),
    note: fc.constantFrom('', '写明的原因'),
    behind: fc.constantFrom(0, 0, 0, 1),
    days: fc.integer({ min: 0, max: 12 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      let standing = given()
      let day = START
      for (const { what, note, behind, days: wait } of steps) {
        day = addDays(day, wait)
        const setting = at(day)
        const version = standing.version - behind
        const result = ((): CaseDocument | string | null => {
          if (what === 'withdraw') return withdraw(standing, setting.now)
          if (what === 'supply') return supply(kind, standing, { version, papers: [paper], note }, setting)
          if (what === 'appeal') return appeal(kind, standing, { version, note }, setting)
          if (what === 'day') return wake(kind, standing, setting)
          const crew = { desk: 'county/lawyer/p9', name: '戚文海' }
          const fact = when(standing, { act: what, note, version, slots: ['bill'], crew }, setting)
          return typeof fact === 'string' ? fact : engine.apply(kind, standing, fact, setting)
        })()
        if (typeof result === 'string' || result === null) continue
        expect(result.version).toBe(standing.version + 1)
        expect(result.story).toHaveLength(standing.story.length + 1)
        expect(result.open).toBe(result.endedAt === null)
        expect(result.desk !== null).toBe(result.open && result.state !== 'returned')
        expect(result.due !== null).toBe(result.open)
        expect((result.asked !== null) === (result.state === 'returned')).toBe(true)
        if (result.due) expect(result.due >= dayOf(result.submittedAt)).toBe(true)
        standing = result
      }
    }),
  )
})
