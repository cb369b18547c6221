import { phaseOf } from '../../miniprogram/rules/interview'
import { isDuplicate } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { log, originOf } from '../kernel/log'
import type { Caller, TimerJob } from '../kernel/serve'
import { sayBeginning } from './check-hours'
import type { Interview } from './interview'
import { sessionLink } from './links'
import { REMIND_BEFORE_MS } from './prepare'
import * as store from './session-store'
import { findInterview } from './store'
import { tellAccounts, tellEverybody, type Notice } from './tell-all'

const followId = (interview: string, openid: string): string => idFrom('ivf', interview, 'begins', openid)

/**
 * Tell me before it begins, or no longer. Twice is once; who asks for it when all others were told already has her
 * message at once. Two requests, one to take it back.
 */
export async function remindMe({ interview, on }: { interview: string; on: boolean }, { openid, now }: Caller) {
  const _id = followId(interview, openid)
  if (!on) {
    await store.dropFollow(_id)
    return { on }
  }
  const session = await findInterview(interview)
  const phase = session && phaseOf(session, now)
  if (!session || phase === 'draft') throw notFound('这一场微访谈')
  if (phase === 'live') throw new AppError('NOT_NOW', '已经开始了，现在就能看')
  if (phase === 'cancelled') throw new AppError('NOT_NOW', '这一场不办了')
  if (phase !== 'published' && phase !== 'reminded') throw new AppError('NOT_NOW', '这一场已经谈过了')
  const late = phase === 'reminded'
  try {
    await store.addFollow({ _id, openid, interview, at: now, toldAt: late ? now : null })
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
  if (late) await tellAccounts([openid], { ...reminderOf(session, now), knock: false }, now)
  return { on }
}

/** Each minute: who wanted it is told that a session begins in half an hour, and everybody what hosts have to say. */
export const remindTimer: TimerJob = { name: 'remind', cron: '0 * * * * * *', run: remindAndTell }

const SESSIONS_AT_ONCE = 10
const PORTION = 100
/** Portions of one session in one run; the rest a minute later. */
const PORTIONS = 20

/** Each session by itself. What was cut off goes on with the next run, and nobody is told twice: messages are named. */
export async function remindAndTell(now: Date): Promise<void> {
  const due = await store.findToRemind(new Date(Number(now) + REMIND_BEFORE_MS), SESSIONS_AT_ONCE)
  let failed = 0
  const each = async (sessions: Interview[], act: (session: Interview, now: Date) => Promise<void>) => {
    for (const session of sessions)
      try {
        await act(session, now)
      } catch (error) {
        failed += 1
        log({ event: 'reminder-failed', area: 'interviews', id: session._id, ...originOf(error) })
      }
  }
  await each(due, remindOf)
  await each(await store.findTelling(SESSIONS_AT_ONCE), tellEverybody)
  if (failed > 0) throw new Error('some reminders failed')
}

/** Who follows its beginning and who sits in it. Too late is not said any more. */
async function remindOf(session: Interview, now: Date): Promise<void> {
  const phase = phaseOf(session, now)
  if (phase === 'published' || phase === 'live') {
    const notice = reminderOf(session, now)
    const since = new Date(Number(session.liveFrom) - REMIND_BEFORE_MS)
    await tellAccounts(sittersOf(session), notice, now)
    for (let portion = 0; ; portion += 1) {
      if (portion === PORTIONS) return
      const found = await store.findUnreminded(session._id, since, PORTION)
      await tellAccounts(
        found.map(({ openid }) => openid),
        notice,
        now,
      )
      await store.markTold(
        found.map(({ _id }) => _id),
        now,
      )
      if (found.length < PORTION) break
    }
  }
  await store.setReminded(session, now)
}

const sittersOf = ({ seats }: Interview): string[] =>
  seats.flatMap(({ openid, left }) => (openid !== null && !left ? [openid] : []))

/** One for each hour it was set for: moved to another day, people are reminded again. */
function reminderOf({ _id, topic, seats, liveFrom }: Interview, now: Date): Notice {
  const begun = now >= liveFrom
  const [first] = seats
  const who = `${first?.title ?? ''}${first?.name ?? ''}${seats.length > 1 ? `等 ${seats.length} 位` : ''}`
  return {
    key: [_id, 'begins', Number(liveFrom)],
    title: begun ? `微访谈开始了：${topic}` : `微访谈快开始了：${topic}`,
    text: begun
      ? `${who}正在答。点开就能看，也能问`
      : `${sayBeginning(liveFrom, now)}开始，${who}来答。点开看看别人问了什么`,
    link: sessionLink(_id),
    knock: true,
  }
}
