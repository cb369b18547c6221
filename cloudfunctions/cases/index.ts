import { dayOf } from '../../miniprogram/rules/days'
import { caseworkActions, kindFinder } from '../kernel/casework/actions'
import type { CaseDocument } from '../kernel/casework/case'
import { findMinePage, findQueuePage, PAGE } from '../kernel/casework/store'
import { caseworkTimer } from '../kernel/casework/tick'
import { rowOf } from '../kernel/casework/view'
import { writeCursor } from '../kernel/database'
import { forbidden } from '../kernel/errors'
import { action, serve, type Caller } from '../kernel/serve'
import { contract } from './contract'
import { kinds } from './kinds/index'

/** The function `cases`: applications of every kind as lists, and those kinds whose outcome no other area acts on. */

/** What I asked for. One request. */
async function mine({ after }: { after?: string }, { openid }: Caller) {
  return page(await findMinePage(openid, after), (last) => [Number(last.updatedAt), last._id])
}

/** What stands at a desk of mine; a desk that is not mine is refused in the same one request. */
async function queue({ desk, after }: { desk: string; after?: string }, { openid, now }: Caller<'provedInQuery'>) {
  const found = await findQueuePage(openid, desk, after)
  if (!found) throw forbidden()
  return { ...page(found, (last) => [last.due ?? '', last._id]), today: dayOf(now) }
}

function page(found: CaseDocument[], keys: (last: CaseDocument) => (string | number)[]) {
  const last = found[found.length - 1]
  return { rows: found.map((standing) => rowOf(standing)), next: last && found.length === PAGE ? writeCursor(keys(last)) : null }
}

export const actions = {
  mine: action('signedIn', contract.mine, mine),
  queue: action('provedInQuery', contract.queue, queue),
  ...caseworkActions('cases', kinds),
}

export const timers = [caseworkTimer('cases', kindFinder(kinds))]

export const main = serve('cases', actions, timers)
