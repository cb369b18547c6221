import type { CaseView } from '../../cloudfunctions/kernel/casework/contract'
import { daysBetween, sayDay, type Day } from '../rules/days'

/** A case's clock as boxes and words: to its applicant and to its desk alike. What was reckoned comes from the cloud. */

type Clock = NonNullable<CaseView['clock']>

/** One box of `day-strip`: a day that counts, or one on which the clock stood. */
export interface ClockBox {
  day: Day
  label: string
  mark: 'used' | 'left' | 'due' | 'stopped'
}

/** [] where the term is too long for boxes: see clockBar. */
export function clockBoxes(clock: Clock): ClockBox[] {
  return clock.boxes.map(({ day, mark }) => ({ day, mark, label: String(Number(day.slice(8))) }))
}

/** The one sentence above the boxes: `最晚 7月27日（周一）`, `今天到期`, `期限先停着`. */
export function clockTitle({ due }: Clock, today: Day): string {
  if (due === null) return '期限先停着'
  if (due < today) return `本该 ${sayDay(due)}`
  return due === today ? '今天到期' : `最晚 ${sayDay(due)}`
}

/** Beside it: `还剩 6 个工作日`, `超 2 天`; empty while it stands and on the last day itself. */
export function clockLeft({ due, unit, boxes }: Clock, today: Day): string {
  if (due === null || due === today) return ''
  const days = daysBetween(today, due)
  if (days < 0) return `超 ${-days} 天`
  const counted = boxes.filter(({ day }) => day > today).length
  return unit === 'working' && counted > 0 ? `还剩 ${counted} 个工作日` : `还有 ${days} 天`
}

/** For terms too long for boxes: how much of the way from start to due is gone, 0 to 100; null while it stands. */
export function clockBar({ start, due }: Clock, today: Day): number | null {
  if (due === null) return null
  const whole = daysBetween(start, due)
  const gone = daysBetween(start, today)
  return whole <= 0 ? 100 : Math.min(100, Math.max(0, Math.round((gone / whole) * 100)))
}
