import fc from 'fast-check'
import {
  chairRule,
  committeeRule,
  MAY_BECOME,
  mayBeChanged,
  mayHaveBelow,
  nextTermReminder,
  ORG_FORM_WORDS,
  sayTerm,
  termOf,
  termState,
  yearsAllowed,
  type OrgForm,
} from '../../miniprogram/rules/union-rules'
import { addDays, daysBetween } from '../../miniprogram/rules/days'

/** What the law says of a union's size and its committee's term. */

describe('25 members (工会法 第11条)', () => {
  test.each([
    [24, 'organiser', false, '不到 25 人'],
    [24, 'committee', false, '不到 25 人'],
    [25, 'committee', false, '要建工会委员会'],
    [25, 'organiser', true, '不能只选组织员'],
    [0, 'organiser', false, '不到 25 人'],
  ] as const)('%i members led by a %s: wrong %s, “%s”', (members, leads, wrong, words) => {
    const rule = committeeRule(members, leads)
    expect(rule).toMatchObject({ wrong, clause: '工会法 第11条' })
    expect(rule.words).toContain(words)
  })
})

describe('200 workers (工会法 第14条)', () => {
  test.each([
    [0, null],
    [199, null],
    [200, '工会法 第14条'],
    [5000, '工会法 第14条'],
  ])('%i workers: %s', (workers, clause) => {
    expect(chairRule(workers)?.clause ?? null).toBe(clause)
  })
})

describe('terms (工会法 第16条)', () => {
  test.each([
    ['2026-07-13', 5, '2031-07-12'],
    ['2026-07-13', 3, '2029-07-12'],
    ['2024-02-29', 3, '2027-02-28'],
    ['2024-02-29', 5, '2029-02-28'],
  ] as const)('elected on %s for %i years: to %s', (electedOn, years, endsOn) => {
    expect(termOf(electedOn, years)).toEqual({ electedOn, years, endsOn })
  })

  const term = termOf('2021-07-14', 5)
  test.each([
    ['2026-04-13', 'running', '任期到 2026年7月13日'],
    ['2026-04-14', 'soon', '还有 90 天任期满，准备换届'],
    ['2026-07-13', 'soon', '任期今天满，该换届了'],
    ['2026-07-14', 'overdue', '任期满了 1 天，该换届了'],
  ])('on %s: %s, “%s”', (today, state, words) => {
    expect([termState(term, today), sayTerm(term, today)]).toEqual([state, words])
  })

  test.each([
    ['2026-04-13', '2026-04-14'],
    ['2026-04-14', '2026-06-13'],
    ['2026-06-13', '2026-07-06'],
    ['2026-07-06', null],
  ])('on %s the next reminder is on %s', (today, day) => {
    expect(nextTermReminder(term, today)).toBe(day)
  })

  test('no election on record: neither due nor reminded of', () => {
    expect([termState(null, '2026-07-13'), nextTermReminder(null, '2026-07-13')]).toEqual(['none', null])
    expect(sayTerm(null, '2026-07-13')).toBe('还没记哪天选的')
  })

  test('going from reminder to reminder there are three, on their days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.constantFrom<3 | 5>(3, 5), (days, years) => {
        const some = termOf(addDays('2020-01-01', days), years)
        const left: number[] = []
        for (let day = nextTermReminder(some, some.electedOn); day; day = nextTermReminder(some, day))
          left.push(daysBetween(day, some.endsOn))
        expect(left).toEqual([90, 30, 7])
      }),
    )
  })
})

describe('forms', () => {
  test.each<[OrgForm, boolean, boolean, number[]]>([
    ['federation', true, false, [5]],
    ['townshipFederation', true, false, [5]],
    ['unionAlliance', true, true, [3, 5]],
    ['regionalUnion', true, true, [3, 5]],
    ['industryUnion', true, true, [3, 5]],
    ['jointUnion', false, true, [3, 5]],
    ['grassrootsUnion', false, true, [3, 5]],
  ])('%s: unions below %s, changed here %s, terms of %j years', (form, below, changed, years) => {
    expect([mayHaveBelow(form), mayBeChanged(form), yearsAllowed(form)]).toEqual([below, changed, years])
    expect(ORG_FORM_WORDS[form]).toMatch(/会$/)
  })

  test('nothing becomes a federation of county or city, and nothing becomes itself', () => {
    for (const [form, to] of Object.entries(MAY_BECOME)) {
      expect(to).not.toContain('federation')
      expect(to).not.toContain(form)
    }
  })
})
