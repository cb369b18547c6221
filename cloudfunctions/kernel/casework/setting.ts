import { calendarWith } from '../calendar'
import { citySettings } from '../settings'
import type { Setting } from './route'

/** What the pure engine needs to know of a moment: the working calendar and the city's own numbers. No request but once a minute. */
export async function settingAt(now: Date): Promise<Setting> {
  const city = await citySettings(Number(now))
  return { now, city, calendar: calendarWith(now, city.calendar), calendarVersion: city.calendar.version }
}
