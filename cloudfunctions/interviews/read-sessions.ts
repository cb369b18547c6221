import { dayOf } from '../../miniprogram/rules/days'
import { askFault, phaseOf } from '../../miniprogram/rules/interview'
import { notFound } from '../kernel/errors'
import { nextAfter } from '../kernel/my-desk'
import type { Caller } from '../kernel/serve'
import { hostSession, keptOf } from './host-view'
import type { Interview } from './interview'
import { findComing, findHostPage, findPublished, findWithPromises, nextPublished } from './session-store'
import { isPublic, lineOf, promiseOf, sessionOf } from './views'

/** Sessions as everybody finds them, and as a desk lists its own. */

const KEPT_FOR = 5000
let kept: { coming: Interview[]; until: number } | null = null

/** After a host's act this instance asks anew; others within seconds. */
export function forgetNow(): void {
  kept = null
}

/** The session that is live, else the next one that takes questions. At most one request in some seconds an instance. */
export async function readNow(_input: object, { now }: Caller<'anyone'>) {
  const at = Number(now)
  if (!kept || at >= kept.until || at < kept.until - KEPT_FOR)
    kept = { coming: await findComing(now), until: at + KEPT_FOR }
  const { coming } = kept
  const found = coming.find((one) => phaseOf(one, now) === 'live') ?? coming.find((one) => askFault(one, now) === null)
  return { session: found ? lineOf(found, now) : null }
}

/** One request. */
export async function listSessions({ after }: { after?: string }, { now }: Caller<'anyone'>) {
  const found = await findPublished(after)
  return { sessions: found.map((one) => lineOf(one, now)), next: nextPublished(found) }
}

/** One session with what its union promised. One request, and one for addresses of photos. */
export async function readSession({ interview }: { interview: string }, { now }: Caller<'anyone'>) {
  const found = await findWithPromises(interview, dayOf(now))
  if (!found || !isPublic(phaseOf(found.session, now))) throw notFound('这一场微访谈')
  const { session, first, promised } = found
  const open = promised.find(({ _id }) => _id === 'open')?.n ?? 0
  return {
    session: await sessionOf(session, now),
    promises: { open, ...keptOf(promised), first: first.map(promiseOf) },
  }
}

type Officer = Caller<'provedInQuery'>

/** One request. */
export async function listAtDesk({ desk, after }: { desk: string; after?: string }, { openid, now }: Officer) {
  const { post, found } = await findHostPage(openid, desk, after)
  return { orgName: post.orgName, sessions: found.map((one) => lineOf(one, now)), next: nextAfter(found) }
}

/** One request, and one for addresses of photos. */
export async function readForHost({ desk, interview }: { desk: string; interview: string }, { openid, now }: Officer) {
  return hostSession(openid, desk, interview, now)
}
