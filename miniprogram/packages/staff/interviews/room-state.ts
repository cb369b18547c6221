import { actsOf, showOf, type Question, type Session, type Show } from './room-view'

/**
 * What the host's desk holds between two polls: the rows of the shown tab, the chosen question, what another host did.
 * Pure: each function gives the next state.
 */
export interface RoomState {
  show: Show
  rows: Question[]
  /** Ids of the page that polls bring anew. */
  first: string[]
  next: string | null
  chosen: Question | null
  /** The chosen question is not in this tab any more: another host, its asker or the clock moved it. */
  moved: boolean
}

export const emptyRoom = (show: Show): RoomState => ({
  show,
  rows: [],
  first: [],
  next: null,
  chosen: null,
  moved: false,
})

interface Page {
  questions: Question[]
  next: string | null
}

/** The first page anew: what was fetched below it stays; the chosen question is followed wherever it stands. */
export function withFirst(state: RoomState, page: Page): RoomState {
  const first = page.questions.map(({ id }) => id)
  const below =
    page.next === null ? [] : state.rows.filter(({ id }) => !state.first.includes(id) && !first.includes(id))
  const rows = [...page.questions, ...below]
  const more = below.length > 0 ? state.next : page.next
  return follow({ ...state, rows, first, next: more })
}

/** A further page. */
export function withMore(state: RoomState, page: Page): RoomState {
  const known = new Set(state.rows.map(({ id }) => id))
  return { ...state, rows: [...state.rows, ...page.questions.filter(({ id }) => !known.has(id))], next: page.next }
}

function follow(state: RoomState): RoomState {
  const { chosen } = state
  if (!chosen) return state
  const now = state.rows.find(({ id }) => id === chosen.id)
  if (now) return { ...state, chosen: now, moved: false }
  // Below the pages that were fetched it may stand too: only a list read to its end says that it is gone.
  return state.next === null || showOf(chosen) !== state.show ? { ...state, moved: true } : state
}

export const choose = (state: RoomState, id: string): RoomState => ({
  ...state,
  chosen: state.rows.find((row) => row.id === id) ?? state.chosen,
  moved: false,
})

/** The row after (or before) the chosen one; from nothing the first. Null where there is none. */
export function neighbour({ rows, chosen }: RoomState, step: 1 | -1): string | null {
  const at = chosen ? rows.findIndex(({ id }) => id === chosen.id) : -1
  const to = at === -1 ? (step === 1 ? 0 : -1) : at + step
  return rows[to]?.id ?? null
}

/**
 * After an act: the question as it is now. Where it left the tab the next one comes up (`hold`: a phone goes back to
 * its list instead); a merge changes the one it went into as well.
 */
export function afterAct(state: RoomState, question: Question, into: Question | null = null, hold = false): RoomState {
  const stays = showOf(question) === state.show
  const after = neighbour(state, 1) ?? neighbour(state, -1)
  const changed = (row: Question) => (row.id === question.id ? question : row.id === into?.id ? into : row)
  const rows = state.rows.map(changed).filter(({ id }) => stays || id !== question.id)
  const next = { ...state, rows, first: state.first.filter((id) => stays || id !== question.id), moved: false }
  if (stays) return { ...next, chosen: question }
  return { ...next, chosen: hold ? null : (rows.find(({ id }) => id === after) ?? rows[0] ?? null) }
}

/** What a key does; null: nothing. Arrows and J K walk through the rows, letters press what may be pressed. */
export type KeyAct = { walk: 1 | -1 } | { show: Show } | { act: ReturnType<typeof actsOf>['others'][number]['act'] }
export function keyAct(key: string, state: RoomState, session: Session): KeyAct | null {
  const pressed = key.length === 1 ? key.toUpperCase() : key
  if (pressed === 'J' || pressed === 'ArrowDown') return { walk: 1 }
  if (pressed === 'K' || pressed === 'ArrowUp') return { walk: -1 }
  const tab = (['waiting', 'open', 'settled', 'away'] as const)[Number(pressed) - 1]
  if (tab) return { show: tab }
  if (!state.chosen || state.moved) return null
  const { lead, others } = actsOf(state.chosen, session)
  const found = [...(lead ? [lead] : []), ...others].find((one) => one.key === pressed)
  return found ? { act: found.act } : null
}

/** Questions that ask much the same, those asked by most first: one counts the pairs of letters two have in common. */
export function similarFirst(
  text: string,
  others: readonly Question[],
  most = 6,
): { question: Question; like: boolean }[] {
  const wanted = pairsOf(text)
  const score = (other: Question) => {
    const pairs = pairsOf(other.text)
    const common = [...pairs].filter((pair) => wanted.has(pair)).length
    return common / Math.max(1, Math.min(pairs.size, wanted.size))
  }
  return others
    .map((question) => ({ question, score: score(question) }))
    .sort((a, b) => b.score - a.score || b.question.votes - a.question.votes)
    .slice(0, most)
    .map(({ question, score: of }) => ({ question, like: of >= 0.3 }))
}

function pairsOf(text: string): Set<string> {
  const letters = [...text.replace(/[\s，。？！、；：“”‘’（）《》,.?!;:'"()-]/g, '')]
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`))
}
