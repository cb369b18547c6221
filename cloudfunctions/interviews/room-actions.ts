import { action, type Action } from '../kernel/serve'
import { hostContract } from './host-contract'
import { merge } from './merge'
import { moderate } from './moderate'
import { pin } from './pin'
import { readRoom } from './read-room'

/** What a host does with questions. */
export const roomActions: Record<string, Action> = {
  room: action('provedInQuery', hostContract.room, readRoom),
  moderate: action('provedInQuery', hostContract.moderate, moderate),
  merge: action('provedInQuery', hostContract.merge, merge),
  pin: action('provedInQuery', hostContract.pin, pin),
}
