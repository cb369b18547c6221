import type { CaseView } from '../../cloudfunctions/kernel/casework/contract'
import { addDays, sayDay, sayShortDay, type Day } from '../rules/days'

/** A case's clock as boxes and words: to its applicant and to its desk alike. */

/** One box of the clock: a working day. */
export interface ClockDay {
  day: Day
  label: string
  mark: 'used' | 'left' | 'due'
}

/** The working days from the day after the start to the due day; the skipped ones are not drawn. */
export function clockDays(clock: NonNullable<CaseView['clock']>, today: Day): ClockDay[] {
  const skipped = new Set(clock.skipped)
  const days: ClockDay[] = []
  for (let day = addDays(clock.start, 1); day <= clock.due; day = addDays(day, 1)) {
    if (skipped.has(day)) continue
    days.push({
      day,
      label: String(Number(day.slice(8))),
      mark: day === clock.due ? 'due' : day < today ? 'used' : 'left',
    })
  }
  return days
}

/** How the due date was reckoned, for anyone to check. */
export function clockWords(clock: NonNullable<CaseView['clock']>): string {
  const skipped = clock.skipped.length ? `中间 ${clock.skipped.map(sayShortDay).join('、')}休息，不算。` : ''
  return `${sayDay(clock.start)}交的，当天不算，从下一个工作日起数 ${clock.workingDays} 个工作日，到 ${sayDay(clock.due)}。${skipped}`
}
