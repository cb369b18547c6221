import { dayOf, type Day } from '../../miniprogram/rules/days'
import { db } from './cloud'

/** 集中入会: a union's stall with one code, at which workers join each for herself. Joining checks it, recruiting keeps it. */
export interface JoiningEvent {
  _id: string
  org: string
  orgName: string
  orgPath: string
  title: string
  place: string
  /** Days of the stall. */
  from: Day
  to: Day
  /** The last day on which the code leads anywhere. */
  codeUntil: Day
  /** Six digits, to be typed where nothing can be scanned. */
  code: string
  /** The code while the event is open, its own id afterwards. Unique: a code leads to one stall. */
  openCode: string
  state: 'open' | 'closed'
  /** Applications that the last go through left for one-by-one, to be looked at by an officer. */
  heldBack: string[]
  createdAt: Date
}

export const joiningEvents = () => db.collection('joiningEvents')

/** One event, or null. One request. */
export async function findJoiningEvent(id: string): Promise<JoiningEvent | null> {
  const { data } = await joiningEvents().where({ _id: id }).limit(1).get()
  return (data[0] as JoiningEvent | undefined) ?? null
}

/** Whether its code still leads somewhere. */
export function isOpen({ state, codeUntil }: Pick<JoiningEvent, 'state' | 'codeUntil'>, now: Date): boolean {
  return state === 'open' && dayOf(now) <= codeUntil
}
