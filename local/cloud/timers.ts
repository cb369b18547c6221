/** Timers as CloudBase fires them: a cron of seven fields in China's time, an event with nobody behind it. */

/** What a function's index.js exports in `timers`. */
export interface Timer {
  name: string
  /** Second minute hour day month weekday year. */
  cron: string
}

export interface DeclaredTimer extends Timer {
  /** The function. */
  area: string
}

/** The event a function gets. */
export function timerEvent(name: string, at: Date) {
  return { Type: 'Timer', TriggerName: name, Time: `${at.toISOString().slice(0, 19)}Z`, Message: '' }
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

interface Field {
  called: string
  from: number
  to: number
  /** Words for numbers, the first being `from`. */
  words?: string[]
}
const FIELDS: Field[] = [
  { called: 'second', from: 0, to: 59 },
  { called: 'minute', from: 0, to: 59 },
  { called: 'hour', from: 0, to: 23 },
  { called: 'day', from: 1, to: 31 },
  { called: 'month', from: 1, to: 12, words: MONTHS },
  { called: 'weekday', from: 0, to: 6, words: WEEKDAYS },
  { called: 'year', from: 1970, to: 2099 },
]

/** The values of each field, in the order above. */
export type Cron = Set<number>[]

/**
 * Reads a cron: `*`, values, `a-b`, `a/n` (from a on), `*` and ranges with `/n`, lists of these. Throws words for
 * developers. Two things of CloudBase's are refused because its documents do not agree on them: numbers for weekdays
 * (0 is Sunday in one, Monday in another), and a day together with a weekday.
 */
export function readCron(cron: string): Cron {
  const parts = cron.trim().split(/\s+/)
  if (parts.length !== FIELDS.length)
    throw new Error(`cron "${cron}" has ${parts.length} fields, not second minute hour day month weekday year`)
  if (/\d/.test(parts[5]!.replace(/\/\d+/g, '')))
    throw new Error(`cron "${cron}": weekdays are written MON to SUN; CloudBase's documents disagree on numbers`)
  if (parts[3] !== '*' && parts[5] !== '*')
    throw new Error(`cron "${cron}": a day or a weekday, not both; write two timers`)
  return parts.map((part, i) => new Set(part.split(',').flatMap((piece) => readPiece(piece, FIELDS[i]!, cron))))
}

function readPiece(piece: string, { called, from, to, words = [] }: Field, cron: string): number[] {
  const fail = () => new Error(`cron "${cron}": ${called} "${piece}" is not understood`)
  const match = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(piece)
  if (!match) throw fail()
  const [, every, first, last, step] = match
  const read = (text: string): number => {
    const word = words.indexOf(text.toUpperCase())
    const value = word >= 0 ? word + from : /^\d+$/.test(text) ? Number(text) : NaN
    if (!(value >= from && value <= to)) throw fail()
    return value
  }
  const begin = every ? from : read(first!)
  let end = every || (step && !last) ? to : read(last ?? first!)
  // FRI-SUN: the week goes round, nothing else does.
  if (end < begin && called === 'weekday') end += 7
  const stride = step ? Number(step) : 1
  if (end < begin || stride < 1) throw fail()
  const values = []
  for (let value = begin; value <= end; value += stride) values.push(called === 'weekday' ? value % 7 : value)
  return values
}

/** China has no summer time. */
const CHINA = 8 * 3_600_000

/** Whether a cron names the second in which a moment lies. */
export function isDue(cron: Cron, at: Date): boolean {
  const there = new Date(at.getTime() + CHINA)
  const now = [
    there.getUTCSeconds(),
    there.getUTCMinutes(),
    there.getUTCHours(),
    there.getUTCDate(),
    there.getUTCMonth() + 1,
    there.getUTCDay(),
    there.getUTCFullYear(),
  ]
  return cron.every((values, i) => values.has(now[i]!))
}

/** What fires: a Cloud. */
export interface Fires {
  timers(): DeclaredTimer[]
  fireTimer(area: string, name: string): Promise<unknown>
}

/** A machine that slept makes up for this many seconds; what was due before is left out, as the cloud also may. */
const MOST_MISSED = 60

/**
 * Fires every timer by its cron and real time until stopped. `cloud` is asked anew each time, since a reset replaces
 * it. Throws for a cron that cannot be read; a timer that fails is logged.
 */
export function fireByCron(cloud: () => Fires, log: (line: object) => void): { stop: () => void } {
  const timers = cloud()
    .timers()
    .map((timer) => ({ ...timer, due: readCron(timer.cron) }))
  let done = Math.floor(Date.now() / 1000)
  const tick = () => {
    const second = Math.floor(Date.now() / 1000)
    for (done = Math.max(done, second - MOST_MISSED); done < second; done++) {
      const at = new Date((done + 1) * 1000)
      for (const { area, name, due } of timers) if (isDue(due, at)) fire(area, name)
    }
  }
  const fire = (area: string, name: string) => {
    cloud()
      .fireTimer(area, name)
      .catch((error: Error) => log({ level: 'error', function: area, timer: name, error: error.message }))
  }
  const ticking = setInterval(tick, 1000)
  return { stop: () => clearInterval(ticking) }
}
