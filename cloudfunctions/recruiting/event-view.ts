import { isOpen, type JoiningEvent } from '../kernel/joining-events'
import type { EventView } from './contract'

/** An event as its union's officers see it. */
export function viewOfEvent(event: JoiningEvent, now: Date): EventView {
  const { _id, title, place, from, to, codeUntil, code } = event
  return { id: _id, title, place, from, to, codeUntil, code, open: isOpen(event, now) }
}
