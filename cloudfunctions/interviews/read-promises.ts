import { dayOf } from '../../miniprogram/rules/days'
import { notFound } from '../kernel/errors'
import { temporaryAddress } from '../kernel/files'
import type { Caller } from '../kernel/serve'
import { findAtMyDesk, findFiles, findOfMySeats, findPage, type Show } from './promise-store'
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

const ADDRESS_SECONDS = 600

/** One request, and one for the addresses. */
export async function openPromiseFiles({ promise: id }: { promise: string }, _caller: Caller<'anyone'>) {
  const files = await findFiles(id)
  if (!files) throw notFound('这件事')
  return { pictures: await temporaryAddress(files, ADDRESS_SECONDS) }
}

/** Open promises that I answer for, at my desk or from my seats, the earliest day first. One request. */
export async function readMyPromises({ desk }: { desk?: string }, { openid }: Caller<'provedInQuery'>) {
  const found = desk === undefined ? await findOfMySeats(openid) : await findAtMyDesk(openid, desk)
  return { promises: found.map(promiseOf) }
}
