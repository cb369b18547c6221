import { dayOf, sayDay, type Day } from '../../rules/days'
import { isValidOn, PAPER_TYPES, paperValidUntil, type PaperType } from '../../rules/papers'

/** What the tray says; plain, so that it can be tested without a phone. */

/** What a tray is busy with. */
export type Phase = 'idle' | 'preparing' | 'pages' | 'sending' | 'cut'

/** What is asked and said about the day on a paper of this type; null where no day matters. */
export function dayWords(
  type: PaperType,
  takenOn: Day,
  today: Day,
): { day: string; note: string; old: boolean } | null {
  const { keepsMonths } = PAPER_TYPES[type]
  if (keepsMonths === null) return null
  const until = paperValidUntil(type, takenOn)!
  const old = !isValidOn(until, today)
  const term = keepsMonths % 12 === 0 ? `${keepsMonths / 12} 年` : `${keepsMonths} 个月`
  const note = old ? `过期了。要最近 ${term}里的` : `能用到 ${sayLongDay(until, today)}`
  return { day: takenOn === today ? '今天' : sayLongDay(takenOn, today), note, old }
}

/** `7月27日（周一）` this year, `2025年7月27日` in another. */
export function sayLongDay(day: Day, today: Day): string {
  const [year, month, date] = day.split('-')
  return year === today.slice(0, 4) ? sayDay(day) : `${year}年${Number(month)}月${Number(date)}日`
}

/** Which of these types, as choices of WeChat's sheet; it shows six at most. */
export function typeChoices(types: PaperType[]): string[] {
  return types.slice(0, 6).map((type) => PAPER_TYPES[type].title)
}

/** The pages of a tray as it draws them. */
export function pageViews(pages: { path: string; ending: string }[]) {
  return pages.map(({ path, ending }, i) => ({ path, pdf: ending === 'pdf', name: `第 ${i + 1} 页` }))
}

export const todayOf = (now: number): Day => dayOf(now)
