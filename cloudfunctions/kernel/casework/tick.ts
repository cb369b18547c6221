import { dayOf } from '../../../miniprogram/rules/days'
import { inTransaction, isDuplicate } from '../database'
import { append } from '../ledger'
import type { TimerJob } from '../serve'
import { entryOfAct } from './act-entry'
import type { KindOf } from './applicant-acts'
import { recalendar, wake } from './by-itself'
import type { CaseDocument } from './case'
import { tell } from './decide-case'
import { followNotice, prolongNotice } from './notices'
import type { Setting } from './route'
import { settingAt } from './setting'
import * as store from './store'

const AT_ONCE = 50
/** A function has seconds; what is left over is done at the next round. */
const ROUNDS = 20

/**
 * The timer of an area's cases: silent desks lose them to the level above, returned ones whose day has passed go back,
 * notices end, and an added holiday moves the days of open cases. Each case by itself: one that fails stops no other.
 */
export function caseworkTimer(area: string, kindOf: KindOf): TimerJob {
  return {
    name: 'tick',
    // Ten past each hour, China's time.
    cron: '0 10 * * * * *',
    async run(now) {
      const setting = await settingAt(now)
      await inRounds(
        () => store.findOldCalendar(area, setting.calendarVersion, AT_ONCE),
        async (standing) => {
          const timed = recalendar(kindOf(standing.kind), standing, setting)
          if (timed && (await store.retime(timed))) await prolongNotice(standing, timed)
        },
      )
      await inRounds(
        () => store.findToWake(area, dayOf(now), AT_ONCE),
        (standing) => wakeOne(kindOf, standing, setting),
      )
    },
  }
}

async function inRounds(
  find: () => Promise<CaseDocument[]>,
  act: (standing: CaseDocument) => Promise<void>,
): Promise<void> {
  const tried = new Set<string>()
  for (let round = 0; round < ROUNDS; round += 1) {
    const fresh = (await find()).filter(({ _id }) => !tried.has(_id))
    if (fresh.length === 0) return
    for (const standing of fresh) {
      tried.add(standing._id)
      await act(standing)
    }
  }
}

/** Somebody acted at the same moment: her act stands, the timer looks again next time. */
async function wakeOne(kindOf: KindOf, standing: CaseDocument, setting: Setting): Promise<void> {
  const kind = kindOf(standing.kind)
  const done = wake(kind, standing, setting)
  if (!done) return
  try {
    await inTransaction(async (transaction) => {
      await append(transaction, entryOfAct(kind, done, 'application.noted', setting.now))
      await store.move(transaction, done)
      await followNotice(transaction, kind, standing, done, setting.now, dayOf(setting.now))
    })
  } catch (error) {
    if (isDuplicate(error)) return
    throw error
  }
  await tell(done, setting.now)
}
