import { dayOf } from '../../../rules/days'
import { takesVotes } from '../../../rules/interview'
import { openCount, unseen, type Live, type Order } from '../live-state'
import {
  countsWords,
  FIRST_SEATS,
  firstLate,
  footOf,
  headOf,
  promiseStrip,
  seatsOf,
  sessionNow,
  timesOf,
  type SessionReply,
} from '../live-view'
import { myRowOf, rowOf, type Mine, type Reading, type Row } from '../question-view'

/** All that the watching page shows, from what it knows. Pure. */

export type Tab = Order | 'mine'

export interface Known {
  reply: SessionReply
  live: Live
  mine: Mine | null
  /** I am a member of any union. */
  joined: boolean
  voted: ReadonlySet<string>
  atLeast: ReadonlyMap<string, number>
  tab: Tab
  /** Ids of the tab's questions in the order shown, and how many of them. */
  order: readonly string[]
  limit: number
  /** The list was read to its end. */
  ended: boolean
  allSeats: boolean
}

/** The page's fields but its rows. */
export function fieldsOf(known: Known, now: number) {
  const { reply, live, mine, tab, order, limit, ended, allSeats } = known
  const today = dayOf(now)
  const session = sessionNow(reply.session, live)
  const { phase } = session
  const listed = tab !== 'mine'
  return {
    head: headOf(session, now),
    topic: session.topic,
    about: phase === 'live' || phase === 'closing' ? '' : session.about,
    why: phase === 'cancelled' ? session.why : '',
    seats: seatsOf(session, allSeats),
    seatCount: session.seats.length > FIRST_SEATS && !allSeats ? session.seats.length : 0,
    strip: promiseStrip(reply.promises, today, session.id),
    late: firstLate(reply.promises, phase, today),
    counts: countsWords(live.counts),
    votable: takesVotes(timesOf(session), now),
    more: listed && (order.length > limit || (!ended && live.counts.asked > openCount(live))),
    fresh: listed ? unseen(live, order) : 0,
    reminded: mine?.reminded ?? false,
    seated: Boolean(mine?.seat),
    foot: footOf(session, mine, known.joined, now),
  }
}

export function rowsOf({ reply, live, mine, voted, atLeast, tab, order, limit }: Known, now: number): Row[] {
  const questions = mine?.questions ?? []
  const cases = new Map<string, string>()
  for (const one of questions) if (one.case) cases.set(one.id, one.case)
  const reading: Reading = { seats: reply.session.seats, today: dayOf(now), pinned: live.pinned, voted, atLeast, cases }
  if (tab !== 'mine') return order.slice(0, limit).map((id) => rowOf(live.known.get(id)!, reading))
  // A question that went into another is read there, where that one is in the list too.
  const ids = new Set(questions.map(({ id }) => id))
  return questions
    .filter(({ standing, root }) => !(standing === 'merged' && root && ids.has(root)))
    .map((one) => myRowOf(one, live.known.get(one.id), reading))
}
