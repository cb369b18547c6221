import { getDayDetail } from 'chinese-days'
import { addDays, dayOf, type Day } from '../../miniprogram/rules/days'
import type { WorkingCalendar } from '../../miniprogram/rules/working-days'

/**
 * The working calendar of the years the package knows (chinese-days, the State Council's yearly notices 2004 to next
 * year). Only days that differ from the plain week are kept. Updating the package moves every clock computed later.
 */
export function calendarAround(now: Date): WorkingCalendar {
  const year = Number(dayOf(now).slice(0, 4))
  // A clock of an open case may have begun last year.
  return (calendars[year] ??= readYears(year - 1, year + 1))
}

/** The package's calendar with what the city's settings add: days announced after the package's last update. */
export function calendarWith(now: Date, added: { holidays: Day[]; workedWeekends: Day[] }): WorkingCalendar {
  const known = calendarAround(now)
  if (added.holidays.length + added.workedWeekends.length === 0) return known
  const worked = new Set([...known.workedWeekends, ...added.workedWeekends])
  added.holidays.forEach((day) => worked.delete(day))
  return { holidays: new Set([...known.holidays, ...added.holidays]), workedWeekends: worked }
}

const calendars: Record<number, WorkingCalendar> = {}

function readYears(first: number, last: number): WorkingCalendar {
  const holidays = new Set<Day>()
  const workedWeekends = new Set<Day>()
  for (let day = `${first}-01-01`; day <= `${last}-12-31`; day = addDays(day, 1)) {
    const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
    const { work } = getDayDetail(day)
    if (work && weekend) workedWeekends.add(day)
    if (!work && !weekend) holidays.add(day)
  }
  return { holidays, workedWeekends }
}
