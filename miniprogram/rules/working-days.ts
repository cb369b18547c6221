import { addDays, weekdayOf, type Day } from './days'

/**
 * The days on which offices work. Data, not code: the State Council announces each year's holidays and the
 * weekends worked instead (国务院办公厅关于部分节假日安排的通知), so a calendar is passed in with its dates.
 */
export interface WorkingCalendar {
  /** Days off that would otherwise be worked. */
  holidays: ReadonlySet<Day>
  /** Weekend days that are worked instead. */
  workedWeekends: ReadonlySet<Day>
}

export function isWorkingDay(day: Day, calendar: WorkingCalendar): boolean {
  if (calendar.workedWeekends.has(day)) return true
  if (calendar.holidays.has(day)) return false
  const weekday = weekdayOf(day)
  return weekday !== 0 && weekday !== 6
}

export interface Deadline {
  /** The last day on which an answer is in time. */
  due: Day
  /** Days between start and due that did not count. */
  skipped: Day[]
}

/**
 * The day on which a term of working days ends. The day it begins does not count
 * (民法典 第201条: 开始的当日不计入); the last day is always a working day.
 */
export function addWorkingDays(start: Day, count: number, calendar: WorkingCalendar): Deadline {
  const skipped: Day[] = []
  let due = start
  for (let left = count; left > 0;) {
    due = addDays(due, 1)
    if (isWorkingDay(due, calendar)) left -= 1
    else skipped.push(due)
  }
  return { due, skipped }
}
