import fc from 'fast-check'
import { calendarAround } from '../../cloudfunctions/kernel/calendar'
import {
  clockDays,
  extendClock,
  reckonClock,
  resumeClock,
  stopClock,
  wholeTerm,
  type ClockStop,
  type ClockTerm,
  type RunningClock,
} from '../../miniprogram/rules/clock'
import { addDays, daysBetween, type Day } from '../../miniprogram/rules/days'
import { addWorkingDays, isWorkingDay } from '../../miniprogram/rules/working-days'

/** Holidays of 2026: 国务院办公厅关于2026年部分节假日安排的通知. Those of 2027 are not announced yet. */
const calendar = calendarAround(new Date('2026-06-01T00:00:00Z'))

const run = (term: ClockTerm, start: Day): RunningClock => ({ ...term, start, stops: [], extensions: [] })
const due = (clock: RunningClock) => reckonClock(clock, calendar).due

const petitionReply: ClockTerm = { days: 15, unit: 'calendar', clause: '信访工作条例 第22条' }
const petitionEnd: ClockTerm = { days: 60, unit: 'calendar', clause: '信访工作条例 第34条' }
const petitionObjection: ClockTerm = { days: 5, unit: 'working', clause: '信访工作条例 第22条' }
const aidDecision: ClockTerm = { days: 7, unit: 'calendar', clause: '法律援助法 第43条' }
const aidAssignment: ClockTerm = { days: 3, unit: 'calendar', clause: '法律援助法 第43条' }
const mediation: ClockTerm = { days: 15, unit: 'calendar', clause: '劳动争议调解仲裁法 第14条' }
const confirmation: ClockTerm = { days: 30, unit: 'calendar', clause: '人民调解法 第33条' }
const opinion: ClockTerm = { days: 15, unit: 'working', clause: '浙江省工会劳动法律监督条例 第19条' }
const notice: ClockTerm = { days: 5, unit: 'working', clause: '本市困难职工公示规定' }
const visit: ClockTerm = { days: 5, unit: 'calendar', clause: '本市入户走访规定' }

describe('the last day of each term', () => {
  test.each<[string, ClockTerm, Day, Day]>([
    // 信访工作条例 第22条: 15 days to reply
    ['petition reply', petitionReply, '2026-07-13', '2026-07-28'],
    ['petition reply, last day a Saturday', petitionReply, '2026-07-10', '2026-07-27'],
    ['petition reply, last day a Sunday', petitionReply, '2026-07-11', '2026-07-27'],
    ['petition reply, last day in National Day', petitionReply, '2026-09-17', '2026-10-08'],
    ['petition reply, last day the eve of it', petitionReply, '2026-09-15', '2026-09-30'],
    ['petition reply, last day a weekend that is worked', petitionReply, '2026-09-25', '2026-10-10'],
    ['petition reply, over a year end', petitionReply, '2026-12-24', '2027-01-08'],
    // 信访工作条例 第34条: 60 days to finish
    ['petition end', petitionEnd, '2026-07-13', '2026-09-11'],
    ['petition objection', petitionObjection, '2026-09-29', '2026-10-12'],
    // 法律援助法 第43条: 7 days to decide, 3 to assign
    ['legal aid decision', aidDecision, '2026-07-13', '2026-07-20'],
    ['legal aid assignment', aidAssignment, '2026-07-20', '2026-07-23'],
    ['legal aid assignment, over a weekend', aidAssignment, '2026-07-16', '2026-07-20'],
    // 调解仲裁法 第14条: 15 days without agreement, then arbitration
    ['mediation', mediation, '2026-07-14', '2026-07-29'],
    // 人民调解法 第33条: 30 days
    ['judicial confirmation', confirmation, '2026-07-14', '2026-08-13'],
    ['judicial confirmation, over 29 February', confirmation, '2028-02-10', '2028-03-13'],
    // 浙江省工会劳动法律监督条例: 15 working days
    ['opinion letter', opinion, '2026-07-13', '2026-08-03'],
    ['opinion letter, over National Day', opinion, '2026-09-21', '2026-10-19'],
    // notice: 5 working days (local rule)
    ['notice', notice, '2026-07-13', '2026-07-20'],
    ['notice, begun on a Friday', notice, '2026-07-17', '2026-07-24'],
    ['notice, begun on the eve of National Day', notice, '2026-09-30', '2026-10-13'],
    ['notice, begun on the eve of Spring Festival', notice, '2026-02-14', '2026-02-28'],
    ['notice, begun within a holiday', notice, '2026-10-03', '2026-10-13'],
    ['home visit', visit, '2026-07-13', '2026-07-20'],
    ['no days at all', { ...notice, days: 0 }, '2026-07-13', '2026-07-13'],
    ['one day, before a weekend', { ...notice, days: 1 }, '2026-07-17', '2026-07-20'],
  ])('%s', (_what, term, start, last) => expect(due(run(term, start))).toBe(last))

  // 信访工作条例 第34条: at most 30 more, in all 90 from the start
  test.each<[Day, Day]>([
    ['2026-07-13', '2026-10-12'], // the 90th day is Sunday 11 October
    ['2026-07-14', '2026-10-12'],
    ['2026-07-15', '2026-10-13'],
    // The 60th day is a Saturday; the extension still counts from the 60th day, not from the Monday after.
    ['2026-07-07', '2026-10-08'],
  ])('60 + 30 days from %s end on %s', (start, last) => {
    const extended = extendClock(run(petitionEnd, start), {
      days: 30,
      why: '案情复杂',
      clause: '信访工作条例 第34条',
      on: '2026-09-01',
    })
    expect(due(extended)).toBe(last)
  })

  test('a holiday announced later moves the last day', () => {
    const clock = run(notice, '2027-02-03')
    expect(due(clock)).toBe('2027-02-10')
    const springFestival = ['2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11']
    const announced = {
      holidays: new Set([...calendar.holidays, ...springFestival]),
      workedWeekends: new Set([...calendar.workedWeekends, '2027-02-14']),
    }
    expect(reckonClock(clock, announced).due).toBe('2027-02-16')
    expect(reckonClock(clock, announced).skipped).toEqual([
      ...['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11'],
      '2027-02-13',
    ])
  })
})

describe('stops and extensions', () => {
  const clock = run(notice, '2026-07-13') // 14 15 16 17 20

  test.each<[string, Day, Day, Day]>([
    ['the same day: nothing changes', '2026-07-15', '2026-07-15', '2026-07-20'],
    ['one day', '2026-07-15', '2026-07-16', '2026-07-21'],
    ['over a weekend: only the working days in it cost time', '2026-07-16', '2026-07-20', '2026-07-22'],
    ['a weekend alone', '2026-07-17', '2026-07-19', '2026-07-20'],
    ['from the day it began', '2026-07-13', '2026-07-14', '2026-07-21'],
    ['on the day before the last', '2026-07-19', '2026-07-27', '2026-07-28'],
    ['on the last day itself: it was already over', '2026-07-20', '2026-07-27', '2026-07-20'],
    ['long after', '2026-08-20', '2026-08-27', '2026-07-20'],
  ])('stopped for %s', (_what, from, to, last) => {
    expect(due(resumeClock(stopClock(clock, from, '等您补材料'), to))).toBe(last)
  })

  test('while it stands there is no last day, and what counted before still counted', () => {
    const standing = stopClock(clock, '2026-07-16', '等您补材料')
    expect(reckonClock(standing, calendar)).toEqual({ due: null, skipped: [], stopped: [] })
    expect(due(resumeClock(standing, '2026-08-16'))).toBe('2026-08-18')
  })

  test('a clock that ran out before it was stopped stays run out', () => {
    expect(due(stopClock(clock, '2026-07-21', '等您补材料'))).toBe('2026-07-20')
  })

  test('stops that overlap cost each day once', () => {
    const stops: ClockStop[] = [
      { from: '2026-07-14', to: '2026-07-16', why: '等医院的单子' },
      { from: '2026-07-15', to: '2026-07-17', why: '等单位盖章' },
    ]
    expect(due({ ...clock, stops })).toBe('2026-07-23')
  })

  test('what makes no sense is refused, and the clock given stays as it was', () => {
    const standing = stopClock(clock, '2026-07-15', '等您补材料')
    expect(() => stopClock(standing, '2026-07-16', '再停')).toThrow(RangeError)
    expect(() => stopClock(clock, '2026-07-12', '还没开始')).toThrow(RangeError)
    expect(() => resumeClock(clock, '2026-07-16')).toThrow(RangeError)
    expect(() => resumeClock(standing, '2026-07-14')).toThrow(RangeError)
    for (const days of [0, -1, 1.5, NaN]) {
      expect(() => extendClock(clock, { days, why: '', clause: '', on: '2026-07-15' })).toThrow(RangeError)
    }
    expect(() => reckonClock({ ...clock, days: 2.5 }, calendar)).toThrow(RangeError)
    expect(() => reckonClock({ ...clock, days: Infinity }, calendar)).toThrow(RangeError)
    expect(clock).toEqual(run(notice, '2026-07-13'))
  })
})

describe('for any clock', () => {
  const dayFrom = (start: Day, most: number) => fc.integer({ min: 0, max: most }).map((n) => addDays(start, n))
  const stops = (start: Day) =>
    fc.array(
      fc.tuple(dayFrom(start, 60), fc.integer({ min: 0, max: 20 })).map(([from, length]) => ({
        from,
        to: addDays(from, length),
        why: '等材料',
      })),
      { maxLength: 4 },
    )
  const clocks = dayFrom('2026-01-01', 400).chain((start) =>
    fc.record<RunningClock>({
      days: fc.integer({ min: 1, max: 60 }),
      unit: fc.constantFrom('working' as const, 'calendar' as const),
      clause: fc.constant('试'),
      start: fc.constant(start),
      stops: stops(start),
      extensions: fc.array(
        fc.record({
          days: fc.integer({ min: 1, max: 30 }),
          why: fc.constant('情况复杂'),
          clause: fc.constant('试'),
          on: fc.constant(start),
        }),
        { maxLength: 2 },
      ),
    }),
  )

  test('every day from start to due is counted, off or stopped, and exactly the term is counted', () => {
    fc.assert(
      fc.property(clocks, (clock) => {
        const { due, skipped, stopped } = reckonClock(clock, calendar)
        expect(due! > clock.start).toBe(true)
        expect(isWorkingDay(due!, calendar)).toBe(true)
        expect(daysBetween(clock.start, due!)).toBe(wholeTerm(clock) + skipped.length + stopped.length)
        expect(new Set([...skipped, ...stopped]).size).toBe(skipped.length + stopped.length)
        for (const day of skipped) expect(isWorkingDay(day, calendar)).toBe(false)
        for (const day of stopped) {
          expect(clock.stops.some(({ from, to }) => from < day && day <= to!)).toBe(true)
        }
      }),
    )
  })

  test('one more stop, one more extension or one more holiday never makes the last day earlier', () => {
    fc.assert(
      fc.property(clocks, fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 9 }), (clock, at, length) => {
        const day = addDays(clock.start, at)
        const before = due(clock)!
        const stopped = resumeClock(stopClock(clock, day, '等材料'), addDays(day, length))
        expect(due(stopped)! >= before).toBe(true)
        const extended = extendClock(clock, { days: length + 1, why: '复杂', clause: '试', on: day })
        expect(due(extended)! >= before).toBe(true)
        const holidays = new Set([...calendar.holidays, day])
        const workedWeekends = new Set([...calendar.workedWeekends].filter((one) => one !== day))
        expect(reckonClock(clock, { holidays, workedWeekends }).due! >= before).toBe(true)
      }),
    )
  })

  test('a stop taken back on the same day changes nothing; working days agree with the plain count', () => {
    fc.assert(
      fc.property(clocks, fc.integer({ min: 0, max: 90 }), (clock, at) => {
        const day = addDays(clock.start, at)
        const stopped = resumeClock(stopClock(clock, day, '误会'), day)
        expect(reckonClock(stopped, calendar)).toEqual(reckonClock(clock, calendar))
        const plain = run({ ...clock, unit: 'working' }, clock.start)
        expect(due(plain)).toBe(addWorkingDays(clock.start, clock.days, calendar).due)
      }),
    )
  })

  test('boxes: as many that count as the term, one of them the last, those up to today used', () => {
    fc.assert(
      fc.property(clocks, fc.integer({ min: 0, max: 90 }), (clock, at) => {
        const today = addDays(clock.start, at)
        const { due, stopped } = reckonClock(clock, calendar)
        const boxes = clockDays(clock, calendar, today)
        if (wholeTerm(clock) + stopped.length > 31) return expect(boxes).toEqual([])
        const counting = boxes.filter(({ mark }) => mark !== 'stopped')
        expect(counting).toHaveLength(wholeTerm(clock))
        expect(boxes.filter(({ mark }) => mark === 'stopped').map(({ day }) => day)).toEqual(stopped)
        expect(boxes.filter(({ mark }) => mark === 'due')).toEqual([{ day: due, mark: 'due' }])
        for (const { day, mark } of counting) {
          if (mark !== 'due') expect(mark).toBe(day <= today ? 'used' : 'left')
        }
      }),
    )
  })
})

describe('boxes while it stands', () => {
  test('used, then stopped until today', () => {
    const standing = stopClock(run(notice, '2026-07-13'), '2026-07-15', '等您补材料')
    expect(clockDays(standing, calendar, '2026-07-17')).toEqual([
      { day: '2026-07-14', mark: 'used' },
      { day: '2026-07-15', mark: 'used' },
      { day: '2026-07-16', mark: 'stopped' },
      { day: '2026-07-17', mark: 'stopped' },
    ])
  })
})
