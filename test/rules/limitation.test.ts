import fc from 'fast-check'
import { calendarAround } from '../../cloudfunctions/kernel/calendar'
import { addDays, daysBetween, type Day } from '../../miniprogram/rules/days'
import { limitationOf, type Claim, type Limitation } from '../../miniprogram/rules/limitation'
import { isWorkingDay } from '../../miniprogram/rules/working-days'

const claim = (some: Partial<Claim> = {}): Claim => ({
  about: 'other',
  knewOn: '2026-03-10',
  jobEndedOn: null,
  interruptions: [],
  ...some,
})
const asked = (...days: Day[]) => days.map((on) => ({ on, how: 'askedBody' as const }))
const calendar = calendarAround(new Date('2026-06-01T00:00:00Z'))

describe('the last day, seen on 2026-12-01', () => {
  test.each<[string, Partial<Claim>, Day | null]>([
    // 调解仲裁法 27(1), 民法典 201-202: a year from knowing, the day itself not counted
    ['a year from knowing', {}, '2027-03-10'],
    ['the end of the job does not matter for other claims', { jobEndedOn: '2026-08-01' }, '2027-03-10'],
    // 民法典 202: no such date, the last of the month
    ['known on 29 February', { knewOn: '2024-02-29' }, '2025-02-28'],
    ['known on 28 February before a leap year', { knewOn: '2027-02-28' }, '2028-02-28'],
    ['known on 1 March before a leap year', { knewOn: '2027-03-01' }, '2028-03-01'],
    ['known on 31 December', { knewOn: '2025-12-31' }, '2026-12-31'],
    // 27(2): interruptions
    ['claimed', { interruptions: [{ on: '2026-06-01', how: 'claimed' }] }, '2027-06-01'],
    ['asked a body', { interruptions: [{ on: '2026-06-01', how: 'askedBody' }] }, '2027-06-01'],
    ['the other side agreed', { interruptions: [{ on: '2026-06-01', how: 'otherSideAgreed' }] }, '2027-06-01'],
    ['the last of several, in any order', { interruptions: asked('2026-09-01', '2026-06-01') }, '2027-09-01'],
    [
      'each within the year of the one before',
      { knewOn: '2024-01-10', interruptions: asked('2025-01-10', '2026-01-10') },
      '2027-01-10',
    ],
    ['on the last day: in time', { knewOn: '2025-03-10', interruptions: asked('2026-03-10') }, '2027-03-10'],
    ['a day after: too late', { knewOn: '2025-03-10', interruptions: asked('2026-03-11') }, '2026-03-10'],
    [
      'one too late does not save the next',
      { knewOn: '2025-03-10', interruptions: asked('2026-03-11', '2026-04-01') },
      '2026-03-10',
    ],
    ['before knowing: nothing to interrupt', { interruptions: asked('2026-02-01') }, '2027-03-10'],
    ['not happened yet', { interruptions: asked('2026-12-02') }, '2027-03-10'],
    ['today', { interruptions: asked('2026-12-01') }, '2027-12-01'],
    // 27(3): suspensions; the days from ≤ d < to do not count
    ['stood for ten days', { suspensions: [{ from: '2026-06-01', to: '2026-06-11' }] }, '2027-03-20'],
    ['stood from before knowing', { suspensions: [{ from: '2026-01-01', to: '2026-03-21' }] }, '2027-03-20'],
    [
      'stood on the last day',
      { knewOn: '2025-03-10', suspensions: [{ from: '2026-03-10', to: '2026-03-12' }] },
      '2026-03-12',
    ],
    [
      'stood after it was over',
      { knewOn: '2025-03-10', suspensions: [{ from: '2026-03-11', to: '2026-03-20' }] },
      '2026-03-10',
    ],
    [
      'two that overlap',
      {
        suspensions: [
          { from: '2026-06-05', to: '2026-06-11' },
          { from: '2026-06-01', to: '2026-06-08' },
        ],
      },
      '2027-03-20',
    ],
    [
      'one within another',
      {
        suspensions: [
          { from: '2026-06-01', to: '2026-06-11' },
          { from: '2026-06-03', to: '2026-06-04' },
        ],
      },
      '2027-03-20',
    ],
    ['stands still: reckoned to today', { suspensions: [{ from: '2026-11-21', to: null }] }, '2027-03-20'],
    [
      'an end that is still to come: likewise',
      { suspensions: [{ from: '2026-11-21', to: '2027-11-01' }] },
      '2027-03-20',
    ],
    [
      'saved by a suspension, then interrupted',
      {
        knewOn: '2025-03-10',
        suspensions: [{ from: '2026-03-01', to: '2026-03-11' }],
        interruptions: asked('2026-03-20'),
      },
      '2027-03-20',
    ],
    [
      'interrupted while it stood: the rest still does not count',
      {
        suspensions: [{ from: '2026-06-01', to: '2026-06-11' }],
        interruptions: asked('2026-06-05'),
      },
      '2027-06-10',
    ],
    // 27(4): wages owed during the job
    ['wages, the job lasts', { about: 'wages', knewOn: '2019-01-01' }, null],
    ['wages, the job ended', { about: 'wages', knewOn: '2019-01-01', jobEndedOn: '2026-05-20' }, '2027-05-20'],
    [
      'wages, asked during the job: the end counts',
      { about: 'wages', jobEndedOn: '2026-05-20', interruptions: asked('2026-04-01') },
      '2027-05-20',
    ],
    [
      'wages, asked after the end',
      { about: 'wages', jobEndedOn: '2026-05-20', interruptions: asked('2026-07-01') },
      '2027-07-01',
    ],
  ])('%s', (_what, some, lastDay) => expect(limitationOf(claim(some), '2026-12-01').lastDay).toBe(lastDay))

  // 民法典 203
  test('a last day that is a day off moves, and asking on the day it moved to is in time', () => {
    const saturday = claim({ knewOn: '2025-07-18' })
    expect(limitationOf(saturday, '2026-07-01').lastDay).toBe('2026-07-18')
    expect(limitationOf(saturday, '2026-07-19', calendar)).toMatchObject({ lastDay: '2026-07-20', daysLeft: 1 })
    const monday = claim({ knewOn: '2025-07-18', interruptions: asked('2026-07-20') })
    expect(limitationOf(monday, '2026-07-20', calendar).lastDay).toBe('2027-07-20')
  })
})

describe('warnings', () => {
  // 法律援助法 44: fewer than 7 days to the limitation, aid first
  test.each<[number, Limitation['level'], boolean]>([
    [365, 'none', false],
    [61, 'none', false],
    [60, 'sixty', false],
    [31, 'sixty', false],
    [30, 'thirty', false],
    [8, 'thirty', false],
    [7, 'seven', false],
    [6, 'seven', true],
    [5, 'seven', true],
    [0, 'seven', true],
    [-1, 'over', false],
    [-400, 'over', false],
  ])('%i days left: %s, aid first %s', (daysLeft, level, aidFirst) => {
    const seen = limitationOf(claim(), addDays('2027-03-10', -daysLeft))
    expect(seen).toMatchObject({ lastDay: '2027-03-10', daysLeft, level, aidFirst })
  })

  test('none while wages are owed in a job that lasts', () => {
    expect(limitationOf(claim({ about: 'wages', knewOn: '2019-01-01' }), '2027-01-01')).toEqual({
      lastDay: null,
      daysLeft: null,
      level: 'none',
      aidFirst: false,
      lines: ['还在这家单位上班，欠的工资不受一年限制（调解仲裁法 第27条）。离职后，一年内要提出来。'],
    })
  })
})

describe('in words', () => {
  test('an interruption, a hindrance, and aid first', () => {
    const seen = limitationOf(
      claim({ interruptions: asked('2026-06-01'), suspensions: [{ from: '2026-08-01', to: '2026-08-11' }] }),
      '2027-06-06',
    )
    expect(seen.lines).toEqual([
      '从知道那天 2026年3月10日（周二）算起，一年（调解仲裁法 第27条）。',
      '2026年6月1日（周一）您找过有关部门，从那天起一年从头算（调解仲裁法 第27条）。',
      '2026年8月1日（周六）起有 10 天提不了，这些天不算（调解仲裁法 第27条）。',
      '申请仲裁的最后一天是 2027年6月11日（周五）。',
      '不到 7 天了，先帮您申请，手续后补（法律援助法 第44条）。',
    ])
  })

  test('asking on the very day one knew begins nothing anew', () => {
    expect(limitationOf(claim({ interruptions: asked('2026-03-10') }), '2026-12-01').lines).toHaveLength(2)
  })

  test('over: never turned away', () => {
    const { lines } = limitationOf(claim({ interruptions: asked('2027-03-11') }), '2027-03-12')
    expect(lines[1]).toBe('2027年3月11日（周四）您找过有关部门，可那时一年已经过了，不能从头算。')
    expect(lines[3]).toBe('看样子过了一年。也请来问问，有没有别的办法，让律师看一看。')
  })
})

describe('for any claim', () => {
  const days = fc.integer({ min: 0, max: 1200 }).map((n) => addDays('2024-01-01', n))
  const spans = fc.tuple(days, fc.integer({ min: 0, max: 90 })).map(([from, n]) => ({ from, to: addDays(from, n) }))
  const claims = fc.record<Claim>({
    about: fc.constantFrom('wages' as const, 'other' as const),
    knewOn: days,
    jobEndedOn: fc.option(days),
    interruptions: fc.array(
      fc.record({
        on: days,
        how: fc.constantFrom('claimed' as const, 'askedBody' as const, 'otherSideAgreed' as const),
      }),
      { maxLength: 3 },
    ),
    suspensions: fc.array(spans, { maxLength: 3 }),
  })

  test('at least a year; days left, level and aid first agree; only wages of a lasting job are not limited', () => {
    fc.assert(
      fc.property(claims, days, (one, today) => {
        const { lastDay, daysLeft, level, aidFirst } = limitationOf(one, today)
        expect(lastDay === null).toBe(one.about === 'wages' && one.jobEndedOn === null)
        if (lastDay === null || daysLeft === null) return
        const since = one.about === 'wages' ? one.jobEndedOn! : one.knewOn
        expect(daysBetween(since, lastDay)).toBeGreaterThanOrEqual(365)
        expect(daysLeft).toBe(daysBetween(today, lastDay))
        expect(level === 'over').toBe(today > lastDay)
        expect(aidFirst).toBe(daysLeft >= 0 && daysLeft <= 6)
        const moved = limitationOf(one, today, calendar).lastDay!
        expect(moved >= lastDay && isWorkingDay(moved, calendar)).toBe(true)
      }),
    )
  })

  test('asking once more or being hindered never makes it earlier, in whatever order things are told', () => {
    fc.assert(
      fc.property(claims, days, days, spans, (one, today, on, span) => {
        const before = limitationOf(one, today).lastDay
        const backwards = {
          ...one,
          interruptions: [...one.interruptions].reverse(),
          suspensions: [...one.suspensions!].reverse(),
        }
        expect(limitationOf(backwards, today).lastDay).toBe(before)
        if (before === null) return
        const again = { ...one, interruptions: [...one.interruptions, ...asked(on)] }
        expect(limitationOf(again, today).lastDay! >= before).toBe(true)
        const hindered = { ...one, suspensions: [...one.suspensions!, span] }
        expect(limitationOf(hindered, today).lastDay! >= before).toBe(true)
      }),
    )
  })
})
