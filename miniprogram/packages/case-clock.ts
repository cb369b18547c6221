import type { CaseView } from '../../cloudfunctions/kernel/casework/contract'
import { daysBetween, sayDay, sayShortDay, type Day } from '../rules/days'

/** A case's clock as boxes and words: to its applicant and to its desk alike. What was reckoned comes from the cloud. */

export type Clock = NonNullable<CaseView['clock']>

/** One box of `day-strip`: a day that counts, or a run of days on which the clock stood. */
export interface ClockBox {
  /** The first of a run. */
  day: Day
  /** `13`; `8/3` where a month begins; of a run of stopped days how many, `3 天`, and nothing for one alone. */
  label: string
  mark: 'used' | 'left' | 'due' | 'stopped'
}

/** [] where the term is too long for boxes: see clockBar. */
export function clockBoxes({ boxes }: Clock): ClockBox[] {
  const drawn: ClockBox[] = []
  let stood = 0
  for (const [i, { day, mark }] of boxes.entries()) {
    stood = mark === 'stopped' ? stood + 1 : 0
    if (stood > 1) {
      drawn[drawn.length - 1]!.label = `${stood} 天`
      continue
    }
    const [, month, date] = day.split('-').map(Number) as [number, number, number]
    const begins = i > 0 && Number(boxes[i - 1]!.day.slice(5, 7)) !== month
    drawn.push({ day, mark, label: stood ? '' : begins ? `${month}/${date}` : String(date) })
  }
  return drawn
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
  const counted = boxes.filter(({ day, mark }) => day > today && mark !== 'stopped').length
  return unit === 'working' && counted > 0 ? `还剩 ${counted} 个工作日` : `还有 ${days} 天`
}

/** For terms too long for boxes: how much of the way from start to due is gone, 0 to 100; null while it stands. */
export function clockBar({ start, due }: Clock, today: Day): number | null {
  return due === null ? null : gone(start, due, today)
}

/** `10 个工作日，用了 4 天`, today counting as used; without boxes the term alone, since days off are not known here. */
export function clockTerm({ days, unit, boxes, due }: Clock, today: Day): string {
  const term = `${days} ${unit === 'working' ? '个工作日' : '天'}`
  if (boxes.length === 0) return term
  const used = boxes.filter(
    ({ day, mark }) => mark === 'used' || (mark === 'due' && due !== null && day <= today),
  ).length
  return used === 0 ? `${term}，明天起算` : `${term}，用了 ${used} 天`
}

/** All that `<day-strip>` draws. `bar` where the term is too long for boxes. */
export interface ClockStrip {
  days: ClockBox[]
  bar: { percent: number; stopped: boolean } | null
  notes: string[]
}

export function clockStrip(clock: Clock, today: Day): ClockStrip {
  const days = clockBoxes(clock)
  const end = clock.due ?? clock.dueIfToday
  const bar = days.length === 0 && end ? { percent: gone(clock.start, end, today), stopped: !clock.due } : null
  return { days, bar, notes: notesOf(clock, today) }
}

function notesOf(clock: Clock, today: Day): string[] {
  const { start, due, unit, boxes } = clock
  const from = `${sayShortDay(start)}起`
  if (due === null) {
    const left = boxes.filter(({ day, mark }) => day > today && mark !== 'stopped').length
    return ['现在停着，不算日子', ...(left > 0 ? [`还剩 ${left} ${unit === 'working' ? '个工作日' : '天'}`] : [])]
  }
  const left = clockLeft(clock, today)
  const rest = unit === 'working' && left.startsWith('还剩') ? '，休息日不算' : ''
  return [from, left ? `${left}${rest}` : '今天是最后一天']
}

function gone(start: Day, end: Day, today: Day): number {
  const whole = daysBetween(start, end)
  return whole <= 0 ? 100 : Math.min(100, Math.max(0, Math.round((daysBetween(start, today) / whole) * 100)))
}
