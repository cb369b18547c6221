import { evalExpr } from 'mingo/core'

/** Week numbers, which mingo gets wrong at the turn of the year. */
type Operator = (doc: unknown, operand: unknown, options: never) => unknown

const DAY = 86_400_000

/** The calendar day of a date operand (a date, or `{ date, timezone }`) as midnight UTC; null for a missing date. */
function civilDay(doc: unknown, operand: unknown, options: never): number | null {
  const argument = Array.isArray(operand) && operand.length === 1 ? operand[0] : operand
  const isObject = typeof argument === 'object' && argument !== null && 'date' in argument
  const spec = isObject ? argument : { date: argument }
  const text = evalExpr(doc as never, { $dateToString: { ...spec, format: '%Y-%m-%d' } } as never, options)
  return typeof text === 'string' ? Date.parse(`${text}T00:00:00Z`) : null
}

const yearStart = (year: number) => Date.UTC(year, 0, 1)

/** Weeks begin on Sunday; the days before the year's first Sunday are week 0. */
function sundayWeek(day: number): number {
  const date = new Date(day)
  const dayOfYear = (day - yearStart(date.getUTCFullYear())) / DAY
  return Math.floor((dayOfYear + 7 - date.getUTCDay()) / 7)
}

/** ISO 8601: a week belongs to the year its Thursday is in. */
function isoWeek(day: number): { year: number; week: number } {
  const thursday = day + (4 - (new Date(day).getUTCDay() || 7)) * DAY
  const year = new Date(thursday).getUTCFullYear()
  return { year, week: Math.floor((thursday - yearStart(year)) / DAY / 7) + 1 }
}

const ofDay =
  (read: (day: number) => number): Operator =>
  (doc, operand, options) => {
    const day = civilDay(doc, operand, options)
    return day === null ? null : read(day)
  }

export const WEEKS: Record<string, Operator> = {
  $week: ofDay(sundayWeek),
  $isoWeek: ofDay((day) => isoWeek(day).week),
  $isoWeekYear: ofDay((day) => isoWeek(day).year),
}
