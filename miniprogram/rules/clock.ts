import { addDays, type Day } from './days'
import { isWorkingDay, type WorkingCalendar } from './working-days'

export { sayClock } from './say-clock'

/**
 * A statutory clock that anybody can check by hand. The clock is a record (start, term, stops, extensions); its last
 * day is reckoned anew each time, so a holiday announced later moves it.
 *
 * - The day it starts does not count (民法典 第201条).
 * - A term of calendar days that would end on a day off ends on the next working day (民法典 第203条).
 * - The days d with from < d ≤ to of a stop do not count: on the day it stops the desk has still had its day, and
 *   on the day after it goes on, the desk has a full one again.
 */

export interface ClockTerm {
  /** Whole days, 0 or more. */
  days: number
  unit: 'working' | 'calendar'
  /** `信访工作条例 第22条` */
  clause: string
}

export interface ClockStop {
  from: Day
  /** null: still stopped. */
  to: Day | null
  why: string
}

/** More days, in the clock's own unit. */
export interface ClockExtension {
  days: number
  why: string
  clause: string
  /** The day it was granted. */
  on: Day
}

export interface RunningClock extends ClockTerm {
  start: Day
  stops: ClockStop[]
  extensions: ClockExtension[]
}

export interface Reckoned {
  /** The last day in time; null while the clock stands. A stop after the last day no longer changes it. */
  due: Day | null
  /** Days off that did not count. */
  skipped: Day[]
  /** Days that did not count because the clock stood; those of a stop still open are not listed, it has no end yet. */
  stopped: Day[]
}

/** Days of the term with all its extensions. */
export function wholeTerm(clock: RunningClock): number {
  return clock.extensions.reduce((sum, extension) => sum + extension.days, clock.days)
}

/**
 * Walks day by day from the start. Throws RangeError when a number of days is no whole number of 0 or more.
 * Always: days from start to due = term + extensions + skipped + stopped.
 */
export function reckonClock(clock: RunningClock, calendar: WorkingCalendar): Reckoned {
  for (const { days } of [clock, ...clock.extensions]) {
    if (!Number.isInteger(days) || days < 0) throw new RangeError(`a clock counts whole days, not ${days}`)
  }
  const skipped: Day[] = []
  const stopped: Day[] = []
  let due = clock.start
  for (let left = wholeTerm(clock); left > 0;) {
    due = addDays(due, 1)
    const stop = stopOn(due, clock)
    if (stop?.to === null) return { due: null, skipped, stopped }
    if (stop) stopped.push(due)
    else if (dayCounts(due, left, clock, calendar)) left -= 1
    else skipped.push(due)
  }
  return { due, skipped, stopped }
}

/** A day off counts in a term of calendar days, but not as its last day. */
function dayCounts(day: Day, left: number, clock: RunningClock, calendar: WorkingCalendar): boolean {
  return (clock.unit === 'calendar' && left > 1) || isWorkingDay(day, calendar)
}

/** The stop that keeps a day from counting; an open one before others, since it hides the last day. */
function stopOn(day: Day, clock: RunningClock): ClockStop | undefined {
  const covering = clock.stops.filter(({ from, to }) => from < day && (to === null || day <= to))
  return covering.find(({ to }) => to === null) ?? covering[0]
}

/** The clock stopped at the end of `day`. Throws RangeError when it stands already or has not begun. */
export function stopClock(clock: RunningClock, day: Day, why: string): RunningClock {
  if (clock.stops.some(({ to }) => to === null)) throw new RangeError('the clock stands already')
  if (day < clock.start) throw new RangeError('the clock has not begun')
  return { ...clock, stops: [...clock.stops, { from: day, to: null, why }] }
}

/** The clock running again; `day` is the last that does not count. Throws RangeError when it did not stand then. */
export function resumeClock(clock: RunningClock, day: Day): RunningClock {
  const open = clock.stops.find(({ to }) => to === null)
  if (!open || day < open.from) throw new RangeError('the clock did not stand on that day')
  return { ...clock, stops: clock.stops.map((stop) => (stop === open ? { ...stop, to: day } : stop)) }
}

/** The clock with more days. Throws RangeError unless they are a whole number of 1 or more. */
export function extendClock(clock: RunningClock, extension: ClockExtension): RunningClock {
  if (!Number.isInteger(extension.days) || extension.days < 1) {
    throw new RangeError(`an extension is of whole days, not ${extension.days}`)
  }
  return { ...clock, extensions: [...clock.extensions, extension] }
}

export interface ClockDay {
  day: Day
  /** `due`: the last day, whenever it is; the others up to today are `used`, later ones `left`. */
  mark: 'used' | 'left' | 'due' | 'stopped'
}

/** More boxes than this do not fit on a phone. */
const MOST_BOXES = 31

/**
 * One box a day for a drawing of the clock: the days that count and those on which it stood (until today, when it
 * still stands), not the days off. [] when there would be more than 31.
 */
export function clockDays(clock: RunningClock, calendar: WorkingCalendar, today: Day): ClockDay[] {
  if (wholeTerm(clock) > MOST_BOXES) return []
  const { due, skipped, stopped } = reckonClock(clock, calendar)
  const open = clock.stops.find(({ to }) => to === null)
  const end = due ?? (open && open.from > today ? open.from : today)
  const off = new Set(skipped)
  const stood = new Set(stopped)
  const boxes: ClockDay[] = []
  for (let day = addDays(clock.start, 1); day <= end; day = addDays(day, 1)) {
    if (off.has(day)) continue
    const stands = stood.has(day) || (due === null && open !== undefined && day > open.from)
    boxes.push({ day, mark: stands ? 'stopped' : day === due ? 'due' : day <= today ? 'used' : 'left' })
  }
  return boxes.length > MOST_BOXES ? [] : boxes
}
