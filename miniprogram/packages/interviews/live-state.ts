import type { OutputOf } from '../../client/call'
import { POLL_MS, SLOW_POLL_MS, type Phase } from '../../rules/interview'
import type { Question, Row } from './question-view'

/** What a page that watches a session knows, and how each poll's reply changes what it shows. Pure. */

export type Poll = OutputOf<'interviews.poll'>
export type Counts = Poll['counts']
export type Order = 'votes' | 'newest'

export interface Live {
  asOf: number
  phase: Phase | null
  liveUntil: number
  pinned: string | null
  here: string[]
  left: string[]
  counts: Counts
  known: ReadonlyMap<string, Question>
}

export const nothing: Live = {
  asOf: 0,
  phase: null,
  liveUntil: 0,
  pinned: null,
  here: [],
  left: [],
  counts: { asked: 0, answered: 0, promised: 0 },
  known: new Map(),
}

/** Rows that a list begins with, and how many more it shows at a time: a page keeps below a thousand nodes. */
export const ROWS = 30

/** What is known after a reply. Votes of questions not known yet count for nothing: they come whole. */
export function take(live: Live, poll: Poll): Live {
  const { asOf, phase, liveUntil, pinned, here, left, counts } = poll
  return {
    asOf: Math.max(asOf, live.asOf),
    phase,
    liveUntil,
    pinned,
    here,
    left,
    counts,
    known: poll.changed.length + poll.votes.length > 0 ? learn(live.known, poll.changed, poll.votes) : live.known,
  }
}

/** Questions read by other ways than polling (a page of a list). */
export const add = (live: Live, questions: readonly Question[]): Live => ({
  ...live,
  known: learn(live.known, questions, []),
})

function learn(known: Live['known'], changed: readonly Question[], votes: Poll['votes']) {
  const next = new Map(known)
  for (const question of changed) next.set(question.id, question)
  for (const [id, count] of votes) {
    const question = next.get(id)
    if (question) next.set(id, { ...question, votes: count })
  }
  return next
}

/** All open questions in an order, the pinned one first; of those with as many votes the oldest first. */
export function arrange(live: Live, order: Order): string[] {
  const open = [...live.known.values()].filter(({ state }) => state === 'open')
  const newest = (a: Question, b: Question) => b.at - a.at || (a.id < b.id ? -1 : 1)
  open.sort(order === 'newest' ? newest : (a, b) => b.votes - a.votes || newest(b, a))
  return pinnedFirst(
    open.map(({ id }) => id),
    live,
  )
}

/** The order a reader has before her, with what the host pins meanwhile on top; nothing else moves under her eyes. */
export function pinnedFirst(ids: readonly string[], { pinned, known }: Live): string[] {
  if (!pinned || known.get(pinned)?.state !== 'open') return [...ids]
  return [pinned, ...ids.filter((id) => id !== pinned)]
}

export const openCount = ({ known }: Live): number => [...known.values()].filter(({ state }) => state === 'open').length

/** Open questions that came after the order was made. */
export function unseen({ known }: Live, ids: readonly string[]): number {
  const seen = new Set(ids)
  return [...known.values()].filter(({ id, state }) => state === 'open' && !seen.has(id)).length
}

/**
 * What to set so that rows become others: by path where the same questions stand in the same places, the new ones at
 * the end alone, all of them only when the order is another.
 */
export function rowChanges(before: readonly Row[], after: readonly Row[]): Record<string, unknown> {
  const sameStart = after.length >= before.length && before.every(({ id }, i) => after[i]!.id === id)
  if (!sameStart) return { rows: after }
  if (before.length === 0) return after.length > 0 ? { rows: after } : {}
  const changes: Record<string, unknown> = {}
  after.forEach((row, i) => {
    const old = before[i]
    if (!old) changes[`rows[${i}]`] = row
    else
      for (const key of Object.keys(row) as (keyof Row)[])
        if (!same(old[key], row[key])) changes[`rows[${i}].${key}`] = row[key]
  })
  return changes
}

/** Of a page's fields, those that are others now. */
export function fieldChanges(before: object, after: Record<string, unknown>): Record<string, unknown> {
  const old = before as Record<string, unknown>
  return Object.fromEntries(Object.entries(after).filter(([key, value]) => !same(old[key], value)))
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** What happened while the network was away; empty: nothing. */
export function missedWords(before: Counts, now: Counts): string {
  const asked = now.asked - before.asked
  const answered = now.answered - before.answered
  const parts = [asked > 0 ? `多了 ${asked} 个问题` : '', answered > 0 ? `答了 ${answered} 个` : ''].filter(Boolean)
  return parts.length > 0 ? `断网这会儿，${parts.join('，')}` : ''
}

/** Milliseconds until the next question to the cloud; null: nothing will change any more. */
export function pauseOf(phase: Phase | null): number | null {
  if (phase === 'live') return POLL_MS
  return phase === 'closed' || phase === 'archived' || phase === 'cancelled' ? null : SLOW_POLL_MS
}

const LONGEST_WAIT_MS = 10_000

/** After the n-th failure in a row: longer each time, so that a city without a network does not ring all at once. */
export const waitAfter = (failures: number): number => Math.min(LONGEST_WAIT_MS, POLL_MS * 2 ** (failures - 1))
