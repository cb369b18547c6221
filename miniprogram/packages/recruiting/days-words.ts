import { sayDay, sayShortDay, type Day } from '../../rules/days'

/** `11月26日（周四）`, `11月26日到11月28日` */
export function sayDays(from: Day, to: Day): string {
  return from === to ? sayDay(from) : `${sayShortDay(from)}到${sayShortDay(to)}`
}
