import { performance } from 'node:perf_hooks'
import type { Interview } from './interview'
import type { QuestionView } from './schemas'
import { questionOf } from './views'
import { readTouched, READ_AT_ONCE, type ReadFrom, type ReadQuestion } from './watch-store'

/**
 * What this instance of the function knows of a session: itself and all its shown questions, kept in memory and brought
 * up to date by one request, at most once a second, shared by all who ask at once. Thousands who watch cost a request a
 * second and instance, however many questions there are.
 *
 * Why no change is lost. A write stamps `touchedAt` with its function's clock and reaches the database later, by
 * `LATE_MS` at most (a function's longest run, and clocks apart). A reading that begins at R therefore looks from the
 * beginning of the last complete reading less LATE_MS: what was written before that is in memory, what was written since
 * is stamped later. `completeAt` is the beginning of the last complete reading: everything written before it is here. A
 * reading that is longer than a page goes on where it stopped, by (touchedAt, id): what is touched meanwhile moves to
 * the end, or belongs to the next. For viewers see `newsSince`.
 */
export interface Replica {
  session: Interview
  questions: Map<string, Known>
  /** Epoch milliseconds; 0: not read to the end yet. */
  completeAt: number
}

export interface Known {
  view: QuestionView
  /** When it was touched last, as the write says. */
  touchedAt: number
  changedAt: number
  /**
   * A moment not before its last change, of any kind and of its words, was in the database; each of a replica another
   * one, in the order they were read.
   */
  touchSeen: number
  wordsSeen: number
}

/** A replica and where its reading stands. */
export interface Reading {
  replica: Replica | null
  next: ReadFrom
  /** The beginning of the reading that is under way over several pages. */
  begunAt: number | null
  lastSeen: number
}

interface Keeping extends Reading {
  /** Milliseconds of this process: a clock that nobody sets. */
  readAt: number
  usedAt: number
  refreshing: Promise<void> | null
}

/** A function may run ten seconds (see local/deploy/plan.ts); clocks of the cloud's machines are apart by less than three. */
export const LATE_MS = 13_000
const FRESH_MS = 1000
const MOST_SESSIONS = 20
const FORGET_MS = 10 * 60_000

const kept = new Map<string, Keeping>()

/** The session as this instance knows it, at most a second old; null: there is none. At most one request. */
export async function replicaOf(id: string): Promise<Replica | null> {
  const keeping = keepingOf(id)
  keeping.usedAt = performance.now()
  if (keeping.refreshing || performance.now() - keeping.readAt >= FRESH_MS) {
    keeping.refreshing ??= refresh(id, keeping).finally(() => (keeping.refreshing = null))
    await keeping.refreshing
  }
  if (!keeping.replica) kept.delete(id)
  return keeping.replica
}

function keepingOf(id: string): Keeping {
  const known = kept.get(id)
  if (known) return known
  forgetOld()
  const keeping: Keeping = { ...beginning(), readAt: -Infinity, usedAt: 0, refreshing: null }
  kept.set(id, keeping)
  return keeping
}

/** Nothing is known yet. */
export const beginning = (): Reading => ({ replica: null, next: { at: new Date(0) }, begunAt: null, lastSeen: 0 })

/** Memory is bounded: sessions nobody asked for in a while go, and of too many the one asked for longest ago. */
function forgetOld(): void {
  const idle = [...kept].filter(([, { refreshing }]) => !refreshing).sort(([, a], [, b]) => a.usedAt - b.usedAt)
  const tooMany = kept.size + 1 - MOST_SESSIONS
  idle.forEach(([id, { usedAt }], i) => {
    if (i < tooMany || performance.now() - usedAt > FORGET_MS) kept.delete(id)
  })
}

async function refresh(id: string, keeping: Keeping): Promise<void> {
  const begun = Date.now()
  const read = await readTouched(id, keeping.next)
  keeping.readAt = performance.now()
  if (read) absorb(keeping, read, begun, Date.now())
  else keeping.replica = null
}

/** What a reading found, that was begun and ended then (epoch milliseconds), joins what is known. */
export function absorb(
  keeping: Reading,
  { session, touched }: { session: Interview; touched: ReadQuestion[] },
  begun: number,
  ended: number,
): void {
  const replica = (keeping.replica ??= { session, questions: new Map(), completeAt: 0 })
  replica.session = session
  for (const one of touched) take(replica, keeping, one, ended)
  keeping.begunAt ??= begun
  const last = touched[READ_AT_ONCE - 1]
  if (last) {
    keeping.next = { at: last.touchedAt, id: last._id }
    return
  }
  replica.completeAt = keeping.begunAt
  keeping.next = { at: new Date(Math.max(0, keeping.begunAt - LATE_MS)) }
  keeping.begunAt = null
}

/** Notes what was read, and when it was seen if it is not as it was. */
function take({ questions }: Replica, keeping: Reading, one: ReadQuestion, ended: number): void {
  const before = questions.get(one._id)
  const touchedAt = Number(one.touchedAt)
  const changedAt = Number(one.changedAt)
  const view = questionOf({ ...one, askers: { length: one.asked } } as never)
  const sameWords = before?.changedAt === changedAt && wordsOf(before.view) === wordsOf(view)
  if (before && sameWords && before.touchedAt === touchedAt && before.view.votes === view.votes) return
  // Read at last by `ended`, and written at last LATE_MS after its stamp: what is old is not news to a new instance.
  const seen = (keeping.lastSeen = Math.max(keeping.lastSeen + 1, Math.min(ended, touchedAt + LATE_MS)))
  const wordsSeen = before && sameWords ? before.wordsSeen : seen
  questions.set(one._id, { view, touchedAt, changedAt, touchSeen: seen, wordsSeen })
}

const wordsOf = (view: QuestionView) => JSON.stringify({ ...view, votes: 0 })
