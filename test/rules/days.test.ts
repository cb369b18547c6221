import fc from 'fast-check'
import { calendarAround } from '../../cloudfunctions/kernel/calendar'
import {
  addDays,
  dayOf,
  daysBetween,
  greeting,
  lastDayOfYears,
  sayDay,
  sayDue,
  sayWhen,
  startOfDay,
} from '../../miniprogram/rules/days'
import { addWorkingDays, isWorkingDay } from '../../miniprogram/rules/working-days'

const days = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n))

describe('Shanghai days', () => {
  test.each([
    ['2026-11-19T15:59:59.999Z', '2026-11-19'],
    ['2026-11-19T16:00:00.000Z', '2026-11-20'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
  ])('%s falls on %s', (moment, day) => expect(dayOf(new Date(moment))).toBe(day))

  test('a day begins where the one before it ends', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(dayOf(startOfDay(day))).toBe(day)
        expect(dayOf(startOfDay(day) - 1)).toBe(addDays(day, -1))
      }),
    )
  })

  test('adding and counting are inverse', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -900, max: 900 }), (day, n) =>
        expect(daysBetween(day, addDays(day, n))).toBe(n),
      ),
    )
  })

  test.each([
    ['2026-11-20', 5, '2031-11-19'],
    ['2028-02-29', 5, '2033-02-28'],
    ['2028-02-29', 4, '2032-02-28'],
    ['2027-03-01', 5, '2032-02-29'],
  ])('a term from %s of %i years ends on %s', (since, years, last) => expect(lastDayOfYears(since, years)).toBe(last))

  test('in words', () => {
    expect(sayDay('2026-07-27')).toBe('7月27日（周一）')
    expect(sayDue('2026-07-25', '2026-07-27')).toBe('超 2 天')
    expect(sayDue('2026-07-27', '2026-07-27')).toBe('今天')
    expect(sayDue('2026-07-28', '2026-07-27')).toBe('明天')
    expect(sayDue('2026-08-05', '2026-07-27')).toBe('8月5日')
    const now = new Date('2026-07-27T02:24:00Z')
    expect(sayWhen(new Date('2026-07-27T01:05:00Z'), now)).toBe('今天 09:05')
    expect(sayWhen(new Date('2026-07-26T10:00:00Z'), now)).toBe('昨天 18:00')
    expect(sayWhen(new Date('2025-07-26T10:00:00Z'), now)).toBe('2025年7月26日')
    expect(greeting(now)).toBe('上午好')
  })
})

describe('working days', () => {
  const calendar = calendarAround(new Date('2026-06-01T00:00:00Z'))

  // 民法典 第201条: the day a term begins does not count. Holidays: 国务院办公厅关于2026年部分节假日安排的通知.
  test.each([
    ['an ordinary Monday', '2026-07-13', 3, '2026-07-16'],
    ['over a weekend', '2026-07-16', 3, '2026-07-21'],
    ['begun on a Saturday', '2026-07-18', 3, '2026-07-22'],
    ['begun on the eve of National Day', '2026-09-30', 3, '2026-10-10'],
    ['no days at all', '2026-07-13', 0, '2026-07-13'],
  ])('%s: %s + %i = %s', (_what, start, count, due) => expect(addWorkingDays(start, count, calendar).due).toBe(due))

  test('the last day is worked, and days between are either counted or told as skipped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 60 }), (offset, count) => {
        const start = addDays('2026-01-01', offset)
        const { due, skipped } = addWorkingDays(start, count, calendar)
        expect(isWorkingDay(due, calendar)).toBe(true)
        expect(daysBetween(start, due)).toBe(count + skipped.length)
        for (const day of skipped) expect(isWorkingDay(day, calendar)).toBe(false)
      }),
    )
  })
})
