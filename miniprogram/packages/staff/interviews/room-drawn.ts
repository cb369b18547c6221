import { neighbour, type RoomState } from './room-state'
import { EMPTY_WORDS, rowOf, tabsOf, type Session } from './room-view'
import { headOf } from './session-view'

/** All that the desk shows of a queue and its session. */
export function drawnOf(room: RoomState, session: Session, now: number) {
  const { rows, chosen, moved, next, show } = room
  const after = neighbour(room, 1) ?? rows[0]?.id
  return {
    head: headOf(session, now),
    tabs: tabsOf(session, show),
    rows: rows.map((row) => rowOf(row, session, now)),
    empty: EMPTY_WORDS[show],
    more: next ? ('yes' as const) : ('' as const),
    chosen,
    moved,
    nextWords: after && after !== chosen?.id ? '看下一条' : '',
  }
}
