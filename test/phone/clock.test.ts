import {
  clockBar,
  clockBoxes,
  clockLeft,
  clockStrip,
  clockTerm,
  clockTitle,
  type Clock,
} from '../../miniprogram/packages/case-clock'
import {
  clockDays,
  extendClock,
  reckonClock,
  resumeClock,
  sayClock,
  stopClock,
  wholeTerm,
  type RunningClock,
} from '../../miniprogram/rules/clock'
import type { WorkingCalendar } from '../../miniprogram/rules/working-days'

const calendar: WorkingCalendar = { holidays: new Set(), workedWeekends: new Set() }

/** A clock as the cloud sends it (kernel/casework/view), by the same rule. */
function sent(clock: RunningClock, today: string): Clock {
  const reckoned = reckonClock(clock, calendar)
  const going = reckoned.due === null ? resumeClock(clock, today) : clock
  return {
    due: reckoned.due,
    dueIfToday: going === clock ? null : reckonClock(going, calendar).due,
    start: clock.start,
    days: wholeTerm(clock),
    unit: clock.unit,
    clause: clock.clause,
    words: sayClock(clock, reckoned),
    boxes: clockDays(going, calendar, today),
  }
}

/** Begun on Friday, 10 July 2026. */
const tenDays: RunningClock = {
  start: '2026-07-10',
  days: 10,
  unit: 'working',
  clause: '条例 第1条',
  stops: [],
  extensions: [],
}
const labels = (clock: Clock) => clockBoxes(clock).map(({ label, mark }) => `${label} ${mark}`)

describe('a clock in boxes', () => {
  test('one a working day, weekends left out, the last day framed', () => {
    const clock = sent(tenDays, '2026-07-16')
    expect(labels(clock)).toEqual([
      '13 used',
      '14 used',
      '15 used',
      '16 used',
      '17 left',
      '20 left',
      '21 left',
      '22 left',
      '23 left',
      '24 due',
    ])
    expect(clockTerm(clock, '2026-07-16')).toBe('10 个工作日，用了 4 天')
    expect(clockStrip(clock, '2026-07-16').notes).toEqual(['7月10日起', '还剩 6 个工作日，休息日不算'])
    expect(clockStrip(clock, '2026-07-16').bar).toBeNull()
    expect(clockTitle(clock, '2026-07-16')).toBe('最晚 7月24日（周五）')
  })

  test('on the first day nothing is used, on the last all of it', () => {
    expect(clockTerm(sent(tenDays, '2026-07-10'), '2026-07-10')).toContain('明天起算')
    const last = sent(tenDays, '2026-07-24')
    expect(clockTerm(last, '2026-07-24')).toBe('10 个工作日，用了 10 天')
    expect(clockStrip(last, '2026-07-24').notes[1]).toBe('今天是最后一天')
    const late = sent(tenDays, '2026-07-27')
    expect([clockTitle(late, '2026-07-27'), clockLeft(late, '2026-07-27')]).toEqual(['本该 7月24日（周五）', '超 3 天'])
    expect(clockTitle(last, '2026-07-24')).toBe('今天到期')
  })

  test('while it stands: the day alone is a sign, a run says how long; the rest as if it went on today', () => {
    const stopped = stopClock(tenDays, '2026-07-16', '等您补材料')
    expect(labels(sent(stopped, '2026-07-17')).slice(0, 6)).toEqual([
      '13 used',
      '14 used',
      '15 used',
      '16 used',
      ' stopped',
      '20 left',
    ])
    const later = sent(stopped, '2026-07-21')
    expect(labels(later).slice(4)).toEqual([
      '5 天 stopped',
      '22 left',
      '23 left',
      '24 left',
      '27 left',
      '28 left',
      '29 due',
    ])
    expect(clockTerm(later, '2026-07-21')).toBe('10 个工作日，用了 4 天')
    expect(clockStrip(later, '2026-07-21').notes).toEqual(['现在停着，不算日子', '还剩 6 个工作日'])
    expect(clockTitle(later, '2026-07-21')).toContain('停着')
    expect(later.dueIfToday).toBe('2026-07-29')
  })

  test('two stops are two boxes; a new month is named', () => {
    const once = resumeClock(stopClock(tenDays, '2026-07-14', '等您补材料'), '2026-07-15')
    const twice = resumeClock(stopClock(once, '2026-07-20', '核实异议'), '2026-07-23')
    const clock = sent(
      extendClock(twice, { days: 4, why: '要鉴定', clause: '条例 第2条', on: '2026-07-24' }),
      '2026-07-24',
    )
    expect(labels(clock).filter((label) => label.endsWith('stopped'))).toEqual([' stopped', '3 天 stopped'])
    expect(labels(clock)).toContain('8/3 left')
  })
})

describe('a clock too long for boxes', () => {
  const sixty: RunningClock = { ...tenDays, days: 60, unit: 'calendar' }

  test('is a bar with how far along it is', () => {
    const clock = sent(sixty, '2026-08-09')
    expect(clock.boxes).toEqual([])
    expect(clockStrip(clock, '2026-08-09')).toEqual({
      days: [],
      bar: { percent: 50, stopped: false },
      notes: ['7月10日起', '还有 30 天'],
    })
    expect(clockTerm(clock, '2026-08-09')).toBe('60 天')
  })

  test('is full, and says so, when its day has passed', () => {
    const clock = sent(sixty, '2026-09-10')
    expect(clockBar(clock, '2026-09-10')).toBe(100)
    expect(clockStrip(clock, '2026-09-10').notes[1]).toBe('超 2 天')
    expect(clockStrip(sent(sixty, '2026-09-08'), '2026-09-08').notes[1]).toBe('今天是最后一天')
  })

  test('stands in amber, as far as it would be if it went on today', () => {
    const clock = sent(stopClock(sixty, '2026-07-20', '等您补材料'), '2026-08-09')
    const { bar, notes } = clockStrip(clock, '2026-08-09')
    expect(bar).toEqual({ percent: 38, stopped: true })
    expect(notes).toEqual(['现在停着，不算日子'])
    expect(clockBar(clock, '2026-08-09')).toBeNull()
  })
})
