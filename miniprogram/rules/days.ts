import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)

/**
 * Days and moments as people in the city read them.
 * A moment is a UTC instant (Date or epoch milliseconds); a day is `YYYY-MM-DD` in Asia/Shanghai.
 * China has kept one zone at UTC+8 without daylight saving since 1991, so a fixed offset is exact
 * for every moment this product records, and it works on phones whose engine has no Intl.
 */

export type Day = string

const SHANGHAI_HOURS = 8
const DAY_MS = 86_400_000
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const

const inShanghai = (moment: Date | number) => dayjs(moment).utcOffset(SHANGHAI_HOURS)

/** The Shanghai day on which a moment falls. */
export function dayOf(moment: Date | number): Day {
  return inShanghai(moment).format('YYYY-MM-DD')
}

/** The moment at which a Shanghai day begins, in epoch milliseconds. */
export function startOfDay(day: Day): number {
  return dayjs.utc(day).subtract(SHANGHAI_HOURS, 'hour').valueOf()
}

/** The day `count` days later (or earlier, when negative). */
export function addDays(day: Day, count: number): Day {
  // Plain arithmetic on UTC days: clocks are reckoned day by day, and dayjs makes three objects for each.
  const moment = new Date(Date.parse(day) + count * DAY_MS)
  return Number.isNaN(moment.getTime()) ? 'Invalid Date' : moment.toISOString().slice(0, 10)
}

/**
 * The last day of a term of whole years that begins on `since`: the day before its anniversary. A term begun on
 * 29 February ends on 28 February where that day is missing.
 */
export function lastDayOfYears(since: Day, years: number): Day {
  const anniversary = dayjs.utc(since).add(years, 'year').format('YYYY-MM-DD')
  return anniversary.slice(5) === since.slice(5) ? addDays(anniversary, -1) : anniversary
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayjs.utc(to).diff(dayjs.utc(from), 'day')
}

/** 0 = Sunday ... 6 = Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(Date.parse(day)).getUTCDay()
}

/** `7月27日（周一）` */
export function sayDay(day: Day): string {
  return `${sayShortDay(day)}（周${WEEKDAYS[weekdayOf(day)]}）`
}

/** `7月27日` */
export function sayShortDay(day: Day): string {
  const [, month, date] = day.split('-')
  return `${Number(month)}月${Number(date)}日`
}

/** `2026年7月27日` */
export function sayFullDay(day: Day): string {
  return `${day.slice(0, 4)}年${sayShortDay(day)}`
}

/** `周一` */
export function sayWeekday(day: Day): string {
  return `周${WEEKDAYS[weekdayOf(day)]}`
}

/** `10:24` in Shanghai. */
export function sayTime(moment: Date | number): string {
  return inShanghai(moment).format('HH:mm')
}

/** When something happened, as one says it: `今天 10:24`, `昨天 18:05`, `7月17日`, `2025年7月17日`. */
export function sayWhen(moment: Date | number, now: Date | number): string {
  const day = dayOf(moment)
  const ago = daysBetween(day, dayOf(now))
  if (ago === 0) return `今天 ${sayTime(moment)}`
  if (ago === 1) return `昨天 ${sayTime(moment)}`
  if (day.slice(0, 4) === dayOf(now).slice(0, 4)) return sayShortDay(day)
  return `${day.slice(0, 4)}年${sayShortDay(day)}`
}

/** When something begins: `今天 15:00`, `明天 15:00`, `7月24日（周五）15:00` */
export function sayComing(at: number, now: number): string {
  const day = dayOf(at)
  const today = dayOf(now)
  const said = day === today ? '今天 ' : day === addDays(today, 1) ? '明天 ' : sayDay(day)
  return `${said}${sayTime(at)}`
}

/** How far a due day is, in the words of a desk: `超 2 天`, `今天`, `明天`, `7月27日`. */
export function sayDue(due: Day, today: Day): string {
  const left = daysBetween(today, due)
  if (left < 0) return `超 ${-left} 天`
  if (left === 0) return '今天'
  if (left === 1) return '明天'
  return sayShortDay(due)
}

/** 上午好 / 中午好 / 下午好 / 晚上好 by the Shanghai hour. */
export function greeting(moment: Date | number): string {
  const hour = Number(sayTime(moment).slice(0, 2))
  if (hour < 5) return '夜里好'
  if (hour < 11) return '上午好'
  if (hour < 13) return '中午好'
  if (hour < 18) return '下午好'
  return '晚上好'
}
