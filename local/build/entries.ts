/** What the entries of the functions export, read from their sources; nothing is called and nothing goes out. */
import { resolve } from 'node:path'
import type { Action } from '../../cloudfunctions/kernel/serve'
import { readCron, type Timer } from '../cloud/timers'
import { areaNames } from './functions'

export interface Entry {
  area: string
  /** By name. */
  actions: Record<string, Action>
  timers: Timer[]
  /** Messages of WeChat that it takes: the console sends them there. */
  pushes: { event: string }[]
}

/**
 * Every function's entry, by area. Throws when an index.ts exports no `actions` or no `main`, or a timer whose name or
 * cron the cloud would refuse.
 */
export async function readEntries(): Promise<Entry[]> {
  return Promise.all(areaNames().map(readEntry))
}

async function readEntry(area: string): Promise<Entry> {
  const file = resolve(__dirname, '../../cloudfunctions', area, 'index.ts')
  const { actions, timers = [], pushes = [], main } = (await import(file)) as Partial<Entry> & { main?: unknown }
  if (!actions || typeof main !== 'function') throw new Error(`cloudfunctions/${area}/index.ts: no actions or no main`)
  for (const timer of timers) checkTimer(area, timer, timers)
  return { area, actions, timers, pushes }
}

/** What CloudBase takes for a trigger's name. */
const NAME = /^[A-Za-z][\w-]{0,59}$/

export function checkTimer(area: string, { name, cron }: Timer, all: Timer[]): void {
  const fail = (why: string) => new Error(`cloudfunctions/${area}/index.ts: timer ${name}: ${why}`)
  if (!NAME.test(name)) throw fail('its name must be a letter, then letters, digits, - or _, 60 at most')
  if (all.filter((one) => one.name === name).length > 1) throw fail('there are two of this name')
  try {
    readCron(cron)
  } catch (error) {
    throw fail((error as Error).message)
  }
}
