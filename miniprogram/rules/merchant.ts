import { addDays, sayShortDay, type Day } from './days'

/** A partner merchant's agreement with the union: when it holds, and what is said while it does not. */

export type MerchantState = 'active' | 'suspended' | 'ended'

export interface Standing {
  state: MerchantState
  /** Why it is suspended or over, as its owner reads it; empty while it is active. */
  why: string
  agreement: { from: Day; until: Day }
  /** From this day on it is over: it said so itself. */
  quitOn: Day | null
}

/** Days before the end of an agreement on which its owner is reminded. */
const REMIND_DAYS = [60, 30, 7]

/** Why no card may be used at a merchant today, for the clerk to read out; null: it may. */
export function shutWords({ state, why, agreement, quitOn }: Standing, today: Day): string | null {
  if (state === 'suspended') return `工会暂停了这家店的会员优惠：${why}`
  if (state === 'ended') return why ? `这家店不做会员优惠了：${why}` : '这家店不做会员优惠了'
  if (today < agreement.from) return `会员优惠${sayShortDay(agreement.from)}开始`
  if (today > agreement.until) return `会员优惠的协议${sayShortDay(agreement.until)}到期了，续签了才能接着用`
  return quitOn !== null && today >= quitOn ? '这家店不做会员优惠了' : null
}

/** The next day after `today` on which the owner is reminded of the end; null: no more. */
export function nextReminder(until: Day, today: Day): Day | null {
  return REMIND_DAYS.map((days) => addDays(until, -days)).find((day) => day > today) ?? null
}

/** The first day on which it is over by itself. */
export function endsOn({ agreement, quitOn }: Pick<Standing, 'agreement' | 'quitOn'>): Day {
  const after = addDays(agreement.until, 1)
  return quitOn !== null && quitOn < after ? quitOn : after
}

/** An agreement may be renewed from so many days before its end, and for as long after it. */
export const RENEW_DAYS = 90

export const MOST_CLERKS = 30
export const MOST_BRANCHES = 12
export const MOST_DEALS = 5
