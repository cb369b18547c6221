import fc from 'fast-check'
import { appeal, dropConsent, rate, supply, withdraw } from '../../cloudfunctions/kernel/casework/applicant'
import { object, recalendar, settle, wake } from '../../cloudfunctions/kernel/casework/by-itself'
import type { CaseDocument, OrgLink, UsedPaper } from '../../cloudfunctions/kernel/casework/case'
import { appealStep, askMore, passOn } from '../../cloudfunctions/kernel/casework/common-acts'
import * as engine from '../../cloudfunctions/kernel/casework/engine'
import type { AnyKind, StepAct } from '../../cloudfunctions/kernel/casework/kind'
import { linkAbove, linkAt, type Setting } from '../../cloudfunctions/kernel/casework/route'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import { isWorkingDay } from '../../miniprogram/rules/working-days'
import { chain, settingOn } from '../kinds/support'
import { z } from 'zod'

/** Given a case, when somebody acts or a day comes, then a case or a refusal. The kind here has every sort of step. */

const act = (name: string, to: StepAct['to'], more: Partial<StepAct> = {}): StepAct => ({
  act: name,
  label: name,
  effect: '',
  to,
  told: (_done, note) => ({ title: `${name}了`, text: note }),
  ...more,
})
const days = (count: number, clause: string) => () => ({ days: count, unit: 'working' as const, clause })

const kind: AnyKind = {
  kind: 'trial',
  version: 1,
  title: '试办',
  plain: '试一试',
  who: 'anyone',
  many: false,
  rated: true,
  form: z.strictObject({}),
  pages: [],
  evidence: [{ slot: 'bill', title: '结算单', types: ['settlementSheet'], required: false }],
  steps: [
    {
      name: 'first',
      at: 'own',
      role: 'officer',
      state: 'submitted',
      next: '要初审',
      title: '初审',
      stage: '在看',
      deadline: days(3, '第一条'),
      acts: [
        act('accept', { step: 'notice' }),
        act('give', { step: 'lawyer', crew: 'lawyer' }),
        act('refuse', { end: 'refused' }, { needsReason: true, tone: 'refuse' }),
        act('longer', { stay: true, extend: { days: 2, clause: '第九条' } }, { needsReason: true }),
        askMore(),
        passOn(),
      ],
    },
    {
      name: 'lawyer',
      at: 'county',
      role: 'lawyer',
      state: 'reviewing',
      next: '要办',
      title: '律师在办',
      stage: '在办',
      deadline: 'goesOn',
      acts: [act('close', { end: 'closed' })],
    },
    {
      name: 'notice',
      at: 'town',
      role: 'officer',
      state: 'inNotice',
      next: '正在公示',
      title: '公示',
      stage: '在公示',
      deadline: days(5, '第二条'),
      notice: { next: 'second' },
      acts: [],
    },
    {
      name: 'second',
      at: 'city',
      role: 'officer',
      state: 'reviewing',
      next: '要复审',
      title: '复审',
      stage: '在复审',
      deadline: days(5, '第三条'),
      acts: [act('approve', { end: 'approved' })],
    },
    appealStep('county', 'second', 10, '第四条'),
  ],
  appeal: { days: 15, step: 'appeal', words: '可以再看一遍' },
  notice: { consent: 'agreed', classWords: () => '试办' },
}

// A Monday.
const START = '2026-07-13'
const at = (day: string) => settingOn(day)
const handed = {
  id: 'case_1',
  number: '20260713-000001',
  area: 'trial',
  person: 'p1',
  openid: 'o',
  name: '林秀兰',
  form: { agreed: true },
  facts: {},
  titles: {},
  chain,
  papers: [],
  intent: 'i',
  openKey: null,
  filedBy: null,
  proxyOpenid: null,
}
const given = (more: Partial<engine.Handed> = {}) => engine.open(kind, { ...handed, ...more }, at(START))
const officerOf = (standing: CaseDocument) => ({ desk: standing.desk ?? '', openid: 'off', sign: '某工会 主席' })
const when = (
  standing: CaseDocument,
  command: Partial<engine.Command>,
  setting: Setting = at(START),
  by = officerOf(standing),
) => engine.decide(kind, standing, { act: 'accept', version: standing.version, note: '', ...command }, by, setting.now)
const then = (standing: CaseDocument, fact: engine.Acted | engine.Refusal, setting: Setting = at(START)) => {
  if (typeof fact === 'string') throw new Error(fact)
  return engine.apply(kind, standing, fact, setting)
}
const done = (standing: CaseDocument, command: Partial<engine.Command>, setting: Setting = at(START)) =>
  then(standing, when(standing, command, setting), setting)
const ok = <T>(result: T | string | null): T => {
  if (typeof result === 'string' || result === null) throw new Error(String(result))
  return result
}
const paper: UsedPaper = {
  slot: 'bill',
  paper: 'paper_1',
  type: 'settlementSheet',
  title: '结算单',
  validUntil: null,
  consentAt: new Date(0),
  withdrawnAt: null,
}
const asked = () => done(given(), { act: 'ask', note: '要盖章的', slots: ['bill'] }, at('2026-07-14'))

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

describe('what happens by itself', () => {
  test('a silent desk loses it to the level above, level by level, and stays late; the city keeps it', () => {
    let standing = given()
    const desks: (string | null)[] = []
    for (let day = START; day <= '2026-08-31'; day = addDays(day, 1)) {
      const woken = wake(kind, standing, at(day))
      if (!woken) continue
      expect(isWorkingDay(day, at(day).calendar)).toBe(true)
      desks.push(woken.desk)
      standing = woken
    }
    expect(desks).toEqual(['town/officer', 'county/officer', 'city/officer'])
    expect(standing).toMatchObject({ due: '2026-07-16', wakeOn: null, version: 4 })
    expect(standing.story.filter(({ title }) => title.includes('没按时答复'))).toHaveLength(3)
  })

  test('a silent colleague loses it to the desk that gave it, still late; that desk may give it to another', () => {
    const given1 = done(given(), { act: 'give', crew: { desk: 'county/lawyer/p9', name: '戚文海' } }, at('2026-07-14'))
    expect(given1).toMatchObject({ due: '2026-07-16', wakeOn: '2026-07-20' })
    const back = ok(wake(kind, given1, at('2026-07-20')))
    expect(back).toMatchObject({
      desk: 'union/officer',
      step: 'first',
      due: '2026-07-16',
      assignee: null,
      wakeOn: '2026-07-22',
    })
    expect(back.story[back.story.length - 1]).toMatchObject({
      title: '戚文海没按时办完，退回给工会',
      desk: 'county/lawyer/p9',
    })
  })

  const inNotice = () => done(given(), {}, at('2026-07-13'))

  test('a notice hangs for its days and ends the day after', () => {
    expect(inNotice()).toMatchObject({
      state: 'inNotice',
      due: '2026-07-20',
      notice: { until: '2026-07-20' },
      wakeOn: '2026-07-21',
    })
    expect(wake(kind, inNotice(), at('2026-07-20'))).toBeNull()
    expect(ok(wake(kind, inNotice(), at('2026-07-21')))).toMatchObject({ step: 'second', desk: 'city/officer' })
  })

  test('an objection stands it still; dismissed, it hangs for the days it has left; upheld, the next desk decides', () => {
    const stopped = ok(object(inNotice(), 'case_2', at('2026-07-15')))
    expect(stopped).toMatchObject({ state: 'objected', due: null, wakeOn: null, objection: 'case_2' })
    expect(object(stopped, 'case_3', at('2026-07-15'))).toBeNull()
    const back = ok(settle(kind, stopped, false, '核实过', at('2026-07-17')))
    expect(back).toMatchObject({
      state: 'inNotice',
      due: '2026-07-22',
      notice: { until: '2026-07-22' },
      objection: null,
    })
    expect(ok(settle(kind, stopped, true, '属实', at('2026-07-17')))).toMatchObject({ step: 'second', objection: null })
    expect(settle(kind, back, true, '', at('2026-07-17'))).toBeNull()
  })

  test('consent to the notice taken back: it comes down at once and the case goes on', () => {
    const moved = dropConsent(kind, inNotice(), 'notice', at('2026-07-14'))
    expect(moved).toMatchObject({ step: 'second', notice: null, form: { agreed: false } })
    expect(dropConsent(kind, moved as CaseDocument, 'notice', at('2026-07-14'))).toBeNull()
  })

  test('a holiday added later moves the day of an open case, silently', () => {
    const later = at(START)
    const added = { ...later, calendarVersion: 2, calendar: { ...later.calendar, holidays: new Set(['2026-07-15']) } }
    expect(ok(recalendar(kind, given(), added))).toMatchObject({ due: '2026-07-17', calendar: 2, version: 1 })
    const hanging = ok(recalendar(kind, inNotice(), added))
    expect(hanging).toMatchObject({ due: '2026-07-21', notice: { until: '2026-07-21' }, wakeOn: '2026-07-22' })
  })
})

describe('the applicant', () => {
  test('withdraws while it is open; never after', () => {
    const gone = ok(withdraw(given(), at(START).now))
    expect(gone).toMatchObject({ state: 'withdrawn', desk: null, openKey: 'case_1', open: false })
    expect(withdraw(gone, at(START).now)).toBe('over')
  })

  test('takes back a consent once; a paper that is not there is none', () => {
    const used = given({ papers: [paper] })
    const dropped = dropConsent(kind, used, 'bill', at(START)) as CaseDocument
    expect(dropped.papers[0]!.withdrawnAt).toEqual(at(START).now)
    expect(dropConsent(kind, dropped, 'bill', at(START))).toBeNull()
    expect(dropConsent(kind, used, 'gold', at(START))).toBe('noSuchPaper')
  })

  const refused = () => done(given(), { act: 'refuse', note: '不在这里上班' }, at('2026-07-14'))

  test('appeals a refusal within the days, once, one level up', () => {
    const last = { version: 2, note: '我在这里上班' }
    expect(appeal(kind, refused(), last, at('2026-07-30'))).toBe('tooLate')
    const again = ok(appeal(kind, refused(), last, at('2026-07-29')))
    expect(again).toMatchObject({ step: 'appeal', desk: 'county/officer', open: true, endedAt: null })
    const upheld = done(again, { act: 'uphold', note: '原来的对' }, at('2026-07-30'))
    expect(upheld).toMatchObject({ state: 'refused', open: false })
    expect(appeal(kind, upheld, { version: 4, note: '再' }, at('2026-07-30'))).toBe('notAppealable')
    expect(done(again, { act: 'reopen' }, at('2026-07-30'))).toMatchObject({ step: 'second', desk: 'city/officer' })
  })

  test('says how it went, once, when it is over', () => {
    expect(rate(kind, given(), 5, '', at(START).now)).toBe('notRateable')
    const rated = ok(rate(kind, refused(), 2, '慢', at(START).now))
    expect(rated.rating).toMatchObject({ stars: 2, words: '慢' })
    expect(rate(kind, rated, 5, '', at(START).now)).toBe('notRateable')
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
