import { dayOf } from '../../../miniprogram/rules/days'
import { inTransaction, isDuplicate } from '../database'
import { idFrom } from '../ids'
import { append } from '../ledger'
import { log, originOf } from '../log'
import { knock, leaveMessage } from '../messages'
import type { TimerJob } from '../serve'
import { citySettings } from '../settings'
import { entryOfAct } from './act-entry'
import type { KindOf } from './applicant-acts'
import { recalendar, wake } from './by-itself'
import { storyLink, type CaseDocument } from './case'
import { tell } from './decide-case'
import { followNotice, prolongNotice } from './notices'
import type { AnyKind } from './kind'
import { nextReminder, type Setting } from './route'
import { settingAt } from './setting'
import * as store from './store'

const AT_ONCE = 50
/** A function has seconds; what is left over is done at the next round. */
const ROUNDS = 20

/**
 * The timer of an area's cases: silent desks lose them to the level above, returned ones whose day has passed go back,
 * notices end, an added holiday moves the days of open cases, and applicants are reminded of days of their own. Each case by itself: one that fails stops no other.
 */
export function caseworkTimer(area: string, kindOf: KindOf): TimerJob {
  return {
    name: 'tick',
    // Ten past each hour, China's time.
    cron: '0 10 * * * * *',
    async run(now) {
      const setting = await settingAt(now)
      const untimed = await inRounds(
        area,
        () => store.findOldCalendar(area, setting.calendarVersion, AT_ONCE),
        async (standing) => {
          const timed = recalendar(kindOf(standing.kind), standing, setting)
          if (timed && (await store.retime(timed))) await prolongNotice(standing, timed)
        },
      )
      const asleep = await inRounds(
        area,
        () => store.findToWake(area, dayOf(now), AT_ONCE),
        (standing) => wakeOne(kindOf, standing, setting),
      )
      const unsaid = await inRounds(
        area,
        () => store.findToRemind(area, dayOf(now), AT_ONCE),
        (standing) => remindOne(kindOf(standing.kind), standing, now),
      )
      // The rest is done; the platform still counts a failure.
      if (untimed + asleep + unsaid > 0) throw new Error('some cases failed')
    },
  }
}

/** Answers with how many failed: each is logged and tried again next time. */
async function inRounds(
  area: string,
  find: () => Promise<CaseDocument[]>,
  act: (standing: CaseDocument) => Promise<void>,
): Promise<number> {
  const tried = new Set<string>()
  let failed = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const fresh = (await find()).filter(({ _id }) => !tried.has(_id))
    if (fresh.length === 0) return failed
    for (const standing of fresh) {
      tried.add(standing._id)
      try {
        await act(standing)
      } catch (error) {
        failed += 1
        log({ event: 'case-failed', area, action: 'tick', id: standing._id, ...originOf(error) })
      }
    }
  }
  return failed
}

/** Tells the newest of what is due, once: the message is named by case and day. */
async function remindOne(kind: AnyKind, standing: CaseDocument, now: Date): Promise<void> {
  const today = dayOf(now)
  const due = (kind.reminders?.(standing) ?? []).filter(({ on }) => on >= standing.remindOn! && on <= today)
  const newest = due.sort((a, b) => (a.on < b.on ? 1 : -1))[0]
  if (newest) {
    const { openid } = standing
    const { title, text, on } = newest
    const link = storyLink(standing)
    await leaveMessage({ _id: idFrom('msg', standing._id, on), openid, title, text, at: now, unread: true, link })
    const { messageTemplates } = await citySettings(Number(now))
    await knock({ openid, templateId: messageTemplates.caseNews, title, text, page: link.replace(/^\//, '') })
  }
  await store.setReminder(standing, nextReminder(kind, standing, today))
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
