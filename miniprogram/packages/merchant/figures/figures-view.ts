import type { OutputOf } from '../../../client/call'
import { sayShortDay, type Day } from '../../../rules/days'
import { yuan } from '../../../rules/money'

type Figures = OutputOf<'benefits.shopFigures'>

export interface Bar {
  key: string
  label: string
  /** Height or length, in hundredths of the longest. */
  part: number
  words: string
}

export interface FiguresView {
  times: number
  saved: string
  bill: string
  today: string
  days: Bar[]
  /** Under the first, the middle and the last bar. */
  ends: string[]
  offers: Bar[]
  clerks: Bar[]
}

export function figuresView({ sums, today, days, offers, clerks }: Figures): FiguresView {
  return {
    times: sums.times,
    saved: yuan(sums.savedFen),
    bill: yuan(sums.billFen),
    today: `今天 ${today.times} 次，省 ${yuan(today.savedFen)} 元`,
    days: bars(days, ({ day }) => ({ key: day, label: sayShortDay(day) })),
    ends: endsOf(days.map(({ day }) => day)),
    offers: bars(offers, ({ id, words }) => ({ key: id, label: words })),
    clerks: bars(clerks, ({ id, name }) => ({ key: id || 'self', label: name })),
  }
}

interface Sums {
  times: number
  savedFen: number
}

function bars<T extends Sums>(list: readonly T[], named: (one: T) => { key: string; label: string }): Bar[] {
  const most = Math.max(1, ...list.map(({ times }) => times))
  return list.map((one) => ({
    ...named(one),
    part: Math.max(one.times > 0 ? 4 : 0, Math.round((100 * Math.max(0, one.times)) / most)),
    words: `${one.times} 次，省 ${yuan(one.savedFen)} 元`,
  }))
}

function endsOf(days: Day[]): string[] {
  const [first, middle, last] = [days[0], days[Math.floor(days.length / 2)], days[days.length - 1]]
  if (!first || !last || !middle) return []
  return days.length < 3 ? [sayShortDay(first)] : [first, middle, last].map(sayShortDay)
}

/** The month before or after, `2026-11`. */
export function monthBeside(month: string, by: 1 | -1): string {
  const [year, of] = month.split('-').map(Number) as [number, number]
  const nth = year * 12 + (of - 1) + by
  return `${Math.floor(nth / 12)}-${String((nth % 12) + 1).padStart(2, '0')}`
}

export const sayMonth = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`
