import { LONGEST_LIVE_MS } from '../../miniprogram/rules/interview'
import { dayOf, sayDay, sayTime } from '../../miniprogram/rules/days'
import { AppError } from '../kernel/errors'

/** What hours a session may have, and how they are said. */

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Asking goes on as long, and nobody plans further; a wrong year is found. */
const LONGEST_AHEAD_DAYS = 180
const LONGEST_AFTER_DAYS = 30

/** Moments in epoch milliseconds, as they are typed. */
export interface Hours {
  asksFrom: number
  liveFrom: number
  liveUntil: number
  closesAt: number
}

/** Throws BAD_INPUT naming the first fault. `ahead`: it is to begin in the future. */
export function checkHours({ asksFrom, liveFrom, liveUntil, closesAt }: Hours, now: Date, ahead: boolean): void {
  const faults: [boolean, string][] = [
    [ahead && liveFrom <= Number(now), '开始的时间已经过了。请选以后的时间'],
    [asksFrom > liveFrom, '最晚到开始那一刻就要收问题。请把收问题的时间往前选'],
    [liveUntil <= liveFrom, '结束要晚于开始。请把结束的时间往后选'],
    [liveUntil - liveFrom > LONGEST_LIVE_MS, `一场最长 ${LONGEST_LIVE_MS / HOUR} 小时。不够的话，谈的时候还能延长`],
    [closesAt < liveUntil, '补答要在谈完以后才截止。请把补答的截止往后选'],
    [closesAt > liveUntil + LONGEST_AFTER_DAYS * DAY, `谈完最多补答 ${LONGEST_AFTER_DAYS} 天。请把补答的截止往前选`],
    [ahead && liveFrom > Number(now) + LONGEST_AHEAD_DAYS * DAY, '最远只能定到半年以后。请看看年份对不对'],
  ]
  const fault = faults.find(([wrong]) => wrong)
  if (fault) throw new AppError('BAD_INPUT', fault[1])
}

/** `7月15日（周三）19:00 到 20:30` */
export const sayHours = (from: Date | number, until: Date | number): string =>
  `${sayDay(dayOf(from))}${sayTime(from)} 到 ${sayTime(until)}`

/** `今天 19:00`, `7月15日（周三）19:00` */
export const sayBeginning = (from: Date, now: Date): string =>
  dayOf(from) === dayOf(now) ? `今天 ${sayTime(from)}` : `${sayDay(dayOf(from))}${sayTime(from)}`
