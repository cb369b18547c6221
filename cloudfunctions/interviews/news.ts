import type { QuestionView } from './schemas'
import type { Known, Replica } from './replica'

/** What of a session is news to one who watches. Pure but for a replica's own notes. */

/** Clocks of instances are apart by less, and a page read from another instance is no older. */
export const APART_MS = 3000
const MOST_AT_FIRST = 30
export const MOST_CHANGED = 50

export interface News {
  asOf: number
  votes: [string, number][]
  changed: QuestionView[]
  more: boolean
}

/**
 * What was written since a viewer was told all that was written before `since`.
 *
 * Every question carries a moment not before its last change was in the database (`touchSeen`). A change whose moment
 * lies before `since` less APART_MS was in the database before `since` by any instance's clock, so she was told; all
 * others are told now, some twice. Afterwards she knows all that was written before `completeAt`, which is the answer's
 * `asOf`. An instance that knows less than she does (`completeAt` before `since`) says nothing, so that she never goes
 * back, and leaves `since` as it is. Where not all fits, `asOf` goes no further than what was told: the next answer
 * begins with the first that was left out. What changed in the last APART_MS is told whole, be it more than fits: the
 * next answer would begin with it again.
 */
export function newsSince(replica: Replica, since: number): News {
  if (since === 0) return fromTheBeginning(replica)
  const { completeAt, questions } = replica
  if (completeAt < since) return { asOf: since, votes: [], changed: [], more: false }
  const from = since - APART_MS
  const touched = [...questions.values()].filter(({ touchSeen }) => touchSeen >= from)
  const words = touched.filter(({ wordsSeen }) => wordsSeen >= from).sort((a, b) => a.wordsSeen - b.wordsSeen)
  const left = leftOut(words, completeAt)
  return {
    asOf: left ? Math.max(since, left.wordsSeen + APART_MS) : completeAt,
    votes: touched.filter(({ wordsSeen }) => wordsSeen < from).map(({ view }) => [view.id, view.votes]),
    changed: (left ? words.slice(0, MOST_CHANGED) : words).map(({ view }) => view),
    more: left !== undefined,
  }
}

/** The first that does not fit; undefined: all is told. */
function leftOut(words: Known[], completeAt: number): Known | undefined {
  const left = words[MOST_CHANGED]
  return left && left.wordsSeen + APART_MS <= completeAt ? left : undefined
}

/** The pinned question and those asked most; the others are read page by page. */
function fromTheBeginning({ session, questions, completeAt }: Replica): News {
  const open = openOf(questions.values())
  const first = open.slice(0, MOST_AT_FIRST)
  const pinned = session.pinned ? questions.get(session.pinned)?.view : undefined
  const changed = pinned && !first.includes(pinned) ? [pinned, ...first] : first
  return { asOf: completeAt, votes: [], changed, more: false }
}

/** Questions that are shown as such, most votes first, older ones before younger ones. */
export function openOf(questions: Iterable<Known>): QuestionView[] {
  return [...questions]
    .map(({ view }) => view)
    .filter(({ state }) => state === 'open')
    .sort((a, b) => b.votes - a.votes || a.at - b.at || (a.id < b.id ? -1 : 1))
}
