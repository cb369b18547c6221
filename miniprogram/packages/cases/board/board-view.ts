import type { OutputOf } from '../../../client/call'

/** How long the unions take, as bars that one looks at rather than reads. Pure. */

type Board = OutputOf<'cases.board'>

export type Measure = 'days' | 'inTime'

export interface BoardBar {
  town: string
  /** `12.4 天`, `97%` */
  value: string
  /** Its length, 0 to 100, by the longest of all or by the whole. */
  percent: number
  /** `办完 41 件` */
  note: string
}

/** One bar a town, the best first: fewest days, or most in time. The merged rest stays last. */
export function boardBars(rows: Board['rows'], measure: Measure): BoardBar[] {
  const longest = Math.max(1, ...rows.map(({ days }) => days))
  const better = (a: Board['rows'][number], b: Board['rows'][number]) =>
    measure === 'days' ? a.days - b.days : b.inTimePercent - a.inTimePercent
  return [...rows]
    .sort((a, b) => Number(isRest(a.town)) - Number(isRest(b.town)) || better(a, b))
    .map(({ town, decided, days, inTimePercent }) => ({
      town,
      value: measure === 'days' ? `${days} 天` : `${inTimePercent}%`,
      percent: Math.max(2, Math.round(measure === 'days' ? (days / longest) * 100 : inTimePercent)),
      note: `办完 ${decided} 件`,
    }))
}

const isRest = (town: string) => town.startsWith('其他')

/** All towns in one line: how many, and how long on average. */
export function boardSum(rows: Board['rows']): { decided: string; days: string; inTime: string } {
  const decided = rows.reduce((sum, row) => sum + row.decided, 0)
  const weigh = (of: (row: Board['rows'][number]) => number) =>
    decided === 0 ? 0 : rows.reduce((sum, row) => sum + of(row) * row.decided, 0) / decided
  return {
    decided: String(decided),
    days: String(Math.round(weigh((row) => row.days) * 10) / 10),
    inTime: `${Math.round(weigh((row) => row.inTimePercent))}%`,
  }
}

/** `2025年12月到2026年11月` */
export function monthsWords({ from, until }: Pick<Board, 'from' | 'until'>): string {
  const say = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`
  return `${say(from)}到${say(until)}`
}
