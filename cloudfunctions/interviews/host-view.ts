import { dayOf } from '../../miniprogram/rules/days'
import { notFound } from '../kernel/errors'
import type { HostView } from './host-contract'
import type { SessionView } from './schemas'
import { findForHost, type PromiseCount, type SessionAtDesk, type StandingCount } from './session-store'
import { sessionOf } from './views'

/** A session as its hosts read it. */

/** Reads it at my desk; throws NOT_FOUND, and FORBIDDEN when the desk is not mine. One request. */
export async function readAtDesk(openid: string, desk: string, id: string, now: Date): Promise<SessionAtDesk> {
  const { session, ...rest } = await findForHost(openid, desk, id, dayOf(now))
  if (!session) throw notFound('这一场微访谈')
  return { ...rest, session }
}

/** As it stands after an act, read anew. One request, and one for addresses of photos. */
export async function hostSession(openid: string, desk: string, id: string, now: Date): Promise<{ session: HostView }> {
  return { session: await hostViewOf(await readAtDesk(openid, desk, id, now), now) }
}

/** Its figures stand from its closing on; how promises go is counted now. */
export async function hostViewOf({ session, counts, promised }: SessionAtDesk, now: Date): Promise<HostView> {
  const view: SessionView = await sessionOf(session, now)
  return {
    ...view,
    seats: view.seats.map((seat, i) => ({ ...seat, invited: isInvited(session.seats[i]!) })),
    version: session.version,
    counts: countsOf(counts),
    figures: session.figures && { ...session.figures, ...keptOf(promised) },
  }
}

const isInvited = ({ code, openid }: { code: string | null; openid: string | null }) => code !== null && openid === null

/** By what the host has to do with them. */
export function countsOf(counts: StandingCount[]): HostView['counts'] {
  const sum = (fits: (one: StandingCount['_id']) => boolean) =>
    counts.filter(({ _id }) => fits(_id)).reduce((all, { n }) => all + n, 0)
  return {
    waiting: sum(({ state, settled }) => state === 'waiting' && !settled),
    open: sum(({ state, settled }) => state === 'accepted' && !settled),
    settled: sum(({ state, settled }) => (state === 'accepted' || state === 'waiting') && settled),
    away: sum(({ state }) => state !== 'waiting' && state !== 'accepted'),
  }
}

/** How many promises are kept by now, and how many are late. */
export function keptOf(promised: PromiseCount[]): { kept: number; late: number } {
  const of = (state: PromiseCount['_id']) => promised.find(({ _id }) => _id === state)
  return { kept: of('kept')?.n ?? 0, late: of('open')?.late ?? 0 }
}
