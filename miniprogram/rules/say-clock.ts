import type { ClockStop, Reckoned, RunningClock } from './clock'
import { addDays, daysBetween, sayDay, sayShortDay, type Day } from './days'

/**
 * The reckoning in sentences that anyone can check with a calendar in hand: first day, term and clause, each extension,
 * each stop, the days off left out, the last day. A year is said only where it is not the year of the start.
 */
export function sayClock(clock: RunningClock, reckoned: Reckoned): string[] {
  const year = clock.start.slice(0, 4)
  const unit = clock.unit === 'working' ? '个工作日' : '天'
  const long = (day: Day) => sayYear(day, year) + sayDay(day)
  return [
    `${long(clock.start)}开始，当天不算，从第二天数 ${clock.days} ${unit}（${clock.clause}）。`,
    ...clock.extensions.map(({ on, days, why, clause }) => `${long(on)}延长 ${days} ${unit}：${why}（${clause}）。`),
    ...clock.stops.map((stop) => sayStop(stop, reckoned, year)),
    ...saySkipped(clock, reckoned, year),
    reckoned.due === null ? '现在停着。接着算了，才知道最后是哪天。' : `最后一天是${long(reckoned.due)}。`,
  ]
}

function sayStop(stop: ClockStop, { due }: Reckoned, year: string): string {
  const first = sayYear(stop.from, year) + sayDay(stop.from)
  if (due !== null && stop.from >= due) return `${first}停过：${stop.why}。那时期限已经到了，最后一天不变。`
  if (stop.to === null) return `${first}停下：${stop.why}。从第二天起不算。`
  if (stop.to === stop.from) return `${first}停下：${stop.why}。当天就接着算了，一天没耽误。`
  const days = sayRange(addDays(stop.from, 1), stop.to, year)
  return `${first}停下：${stop.why}。${days}不算，共 ${daysBetween(stop.from, stop.to)} 天。`
}

function saySkipped(clock: RunningClock, { skipped }: Reckoned, year: string): string[] {
  if (!skipped.length) return []
  const days = runsOf(skipped).map(([first, last]) => sayRange(first, last, year))
  return clock.unit === 'working'
    ? [`休息日不算：${days.join('、')}。`]
    : [`最后一天遇上休息日，往后推：${days.join('、')}（民法典 第203条）。`]
}

/** Runs of three days or more as [first, last]; shorter ones as single days. */
function runsOf(days: Day[]): [Day, Day][] {
  const runs: [Day, Day][] = []
  for (let i = 0; i < days.length;) {
    let end = i
    while (days[end + 1] === addDays(days[end]!, 1)) end += 1
    if (end - i >= 2) runs.push([days[i]!, days[end]!])
    else for (let single = i; single <= end; single += 1) runs.push([days[single]!, days[single]!])
    i = end + 1
  }
  return runs
}

function sayRange(first: Day, last: Day, year: string): string {
  const from = sayYear(first, year) + sayShortDay(first)
  return first === last ? from : `${from}到${sayYear(last, year)}${sayShortDay(last)}`
}

const sayYear = (day: Day, year: string) => (day.slice(0, 4) === year ? '' : `${day.slice(0, 4)}年`)
