import { dayOf } from '../../miniprogram/rules/days'
import type { CaseDocument } from '../kernel/casework/case'
import { findForOthersPage, findMinePage, findQueuePage, PAGE } from '../kernel/casework/store'
import { rowOf } from '../kernel/casework/view'
import { writeCursor } from '../kernel/database'
import { forbidden } from '../kernel/errors'
import type { Caller } from '../kernel/serve'

interface Paged {
  after?: string
}

/** What I asked for. One request. */
export async function readMine({ after }: Paged, { openid }: Caller) {
  return page(await findMinePage(openid, after), byMove)
}

/** What I handed in for others and may still see. One request. */
export async function readForOthers({ after }: Paged, { openid }: Caller) {
  return page(await findForOthersPage(openid, after), byMove)
}

/** What stands at a desk of mine; a desk that is not mine is refused in the same one request. */
export async function readQueue({ desk, after }: Paged & { desk: string }, { openid, now }: Caller<'provedInQuery'>) {
  const found = await findQueuePage(openid, desk, after)
  if (!found) throw forbidden()
  return { ...page(found, (last) => [last.due ?? '', last._id]), today: dayOf(now) }
}

const byMove = (last: CaseDocument) => [Number(last.updatedAt), last._id]

function page(found: CaseDocument[], keys: (last: CaseDocument) => (string | number)[]) {
  const last = found[found.length - 1]
  return { rows: found.map(rowOf), next: last && found.length === PAGE ? writeCursor(keys(last)) : null }
}
