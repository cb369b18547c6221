/** What the entries of the functions export, read from their sources; nothing is called and nothing goes out. */
import { resolve } from 'node:path'
import type { Action } from '../../cloudfunctions/kernel/serve'
import { areaNames } from './functions'

/** A timer of CloudBase: seven fields (second minute hour day month weekday year), in China's time. */
export interface Timer {
  name: string
  cron: string
}

export interface Entry {
  area: string
  /** By name. */
  actions: Record<string, Action>
  timers: Timer[]
}

/** Every function's entry, by area. Throws when an index.ts exports no `actions` or no `main`. */
export async function readEntries(): Promise<Entry[]> {
  return Promise.all(areaNames().map(readEntry))
}

async function readEntry(area: string): Promise<Entry> {
  const file = resolve(__dirname, '../../cloudfunctions', area, 'index.ts')
  const { actions, timers = [], main } = (await import(file)) as Partial<Entry> & { main?: unknown }
  if (!actions || typeof main !== 'function') throw new Error(`cloudfunctions/${area}/index.ts: no actions or no main`)
  return { area, actions, timers }
}
