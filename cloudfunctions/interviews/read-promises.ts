import { dayOf } from '../../miniprogram/rules/days'
import type { Caller } from '../kernel/serve'
import { findAtMyDesk, findOfMySeats, findPage, type Show } from './promise-store'
import { promiseOf } from './views'

/** What was promised, for everybody to read. One request. */
export async function readPromises(
  { interview, org, show, after }: { interview?: string; org?: string; show: Show; after?: string },
  { now }: Caller<'anyone'>,
) {
  const of = { ...(interview !== undefined && { interview }), ...(org !== undefined && { org }) }
  const { rows, next } = await findPage(of, show, dayOf(now), after)
  return { promises: rows.map(promiseOf), next }
}

/** Open promises that I answer for, at my desk or from my seats, the earliest day first. One request. */
export async function readMyPromises({ desk }: { desk?: string }, { openid }: Caller<'provedInQuery'>) {
  const found = desk === undefined ? await findOfMySeats(openid) : await findAtMyDesk(openid, desk)
  return { promises: found.map(promiseOf) }
}
