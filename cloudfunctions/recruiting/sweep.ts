import { addDays, dayOf } from '../../miniprogram/rules/days'
import { findEventsOver, heldAlready, shutEvent } from './store'
import * as rosters from './roster-store'

const PORTION = 1000
/** Portions a run: the rest waits for the next. */
const MOST = 10

/** Each morning: shuts events that are over, deletes the entries of who has joined or whose days are over, and rosters nobody finished (个人信息保护法 第19条). */
export async function sweep(now: Date): Promise<void> {
  const today = dayOf(now)
  await freeCodes(today)
  await rosters.removeOver(today)
  for (let i = 0; i < MOST; i += 1) {
    const entries = await rosters.findEntriesToLook(today, PORTION)
    if (entries.length === 0) return
    const joined = new Set((await heldAlready(entries.map(({ idIndex }) => idIndex))).map(({ holder }) => holder))
    const over = (entry: (typeof entries)[number]) => joined.has(entry.idIndex) || entry.until < today
    await rosters.settleEntries(
      entries.filter(over).map(({ _id }) => _id),
      entries.filter((entry) => !over(entry)).map(({ _id }) => _id),
      addDays(today, 1),
    )
  }
}

/** Six digits are a million codes: those of events that are over are given out again. */
async function freeCodes(today: string): Promise<void> {
  for (const { _id } of await findEventsOver(today, PORTION)) await shutEvent(_id)
}
