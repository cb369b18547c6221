import { LONGEST_WITH_OVERRUN_MS, phaseOf } from '../../miniprogram/rules/interview'
import { sayTime } from '../../miniprogram/rules/days'
import { AppError } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import type { Caller } from '../kernel/serve'
import { checkVersion, isDone, markOf } from './host-act'
import { hostSession, readAtDesk } from './host-view'
import type { Interview } from './interview'
import { forgetNow } from './read-sessions'
import { changeSession } from './session-store'

/** Hosts keep the live hour: begin it early, a quarter of an hour more, end it. */

const MINUTE = 60_000
const QUARTER_MS = 15 * MINUTE
/** Further ahead it is another hour, of which people are told: see prepare.ts. */
const EARLIEST_BEGIN_MS = 120 * MINUTE
/** So long after its end more time may still be given: people talk on, and look at the clock late. */
const LATE_MS = 10 * MINUTE

type Act = 'begin' | 'extend' | 'end'
type Hours = Partial<Pick<Interview, 'asksFrom' | 'liveFrom' | 'liveUntil' | 'closesAt'>>

/** Six requests. The same press again is once. */
export async function keepTime(
  input: { desk: string; interview: string; version: number; act: Act },
  { openid, now }: Caller<'provedInQuery'>,
) {
  const { desk, interview, version, act } = input
  const { post } = await readAtDesk(openid, desk, interview, now)
  const key = idFrom('act', openid, interview, act, version)
  await changeSession(interview, (session) => {
    if (isDone(session, key)) return null
    checkVersion(session, version)
    const hours = ACTS[act](session, now)
    return hours && { ...hours, ...markOf(session, { key, by: post.name, what: sayAct(act, hours) }) }
  })
  forgetNow()
  return hostSession(openid, desk, interview, now)
}

/** What each act makes of the hours; null: it is so already. */
const ACTS: Record<Act, (session: Interview, now: Date) => Hours | null> = {
  begin(session, now) {
    const phase = phaseOf(session, now)
    if (phase === 'live') return null
    if (phase === 'draft') throw new AppError('NOT_NOW', '还没发布。请先发布')
    if (phase !== 'published' && phase !== 'reminded') throw new AppError('NOT_NOW', sayOver(phase))
    if (Number(session.liveFrom) - Number(now) > EARLIEST_BEGIN_MS)
      throw new AppError('NOT_NOW', '最多提前两个小时开始。要改到别的时候，请在“改这一场”里改时间')
    return { liveFrom: now, ...(session.asksFrom > now && { asksFrom: now }) }
  },
  extend(session, now) {
    checkRuns(session, now, LATE_MS)
    const { liveFrom, liveUntil, closesAt } = session
    const until = Math.max(Number(liveUntil), Number(now)) + QUARTER_MS
    if (until - Number(liveFrom) > LONGEST_WITH_OVERRUN_MS)
      throw new AppError('NOT_NOW', '一场加上延长，最多 5 个小时。没答完的，谈完还能接着补答')
    return { liveUntil: new Date(until), closesAt: new Date(Math.max(until, Number(closesAt))) }
  },
  end(session, now) {
    if (phaseOf(session, now) === 'closing') return null
    checkRuns(session, now, 0)
    return { liveUntil: now }
  },
}

/** Throws NOT_NOW unless it is live, or was until `late` milliseconds ago. */
function checkRuns(session: Interview, now: Date, late: number): void {
  const phase = phaseOf(session, now)
  if (phase === 'live') return
  if (phase === 'closing' && Number(now) - Number(session.liveUntil) <= late) return
  if (phase === 'draft' || phase === 'published' || phase === 'reminded')
    throw new AppError('NOT_NOW', '这一场还没开始')
  throw new AppError('NOT_NOW', sayOver(phase))
}

const sayOver = (phase: string): string =>
  phase === 'cancelled' ? '这一场不办了' : phase === 'closing' ? '已经谈完了，正在补答' : '这一场已经结束了'

function sayAct(act: Act, { liveUntil }: Hours): string {
  if (act === 'begin') return '开始了这一场'
  return act === 'end' ? '结束了这一场' : `延长到了 ${sayTime(liveUntil!)}`
}
