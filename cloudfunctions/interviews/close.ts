import { addDays, dayOf, startOfDay } from '../../miniprogram/rules/days'
import { phaseOf } from '../../miniprogram/rules/interview'
import { inTransaction } from '../kernel/database'
import { AppError } from '../kernel/errors'
import { append } from '../kernel/ledger'
import { log, originOf } from '../kernel/log'
import type { Caller, TimerJob } from '../kernel/serve'
import { archiveKeys } from './archive-keys'
import * as store from './close-store'
import { askedEntry, referredEntry } from './entries'
import { figuresOf, type Counted } from './figures'
import { checkVersion } from './host-act'
import { hostSession, readAtDesk } from './host-view'
import type { Interview, Question } from './interview'
import { handInReferral, prepareReferral } from './refer'
import { changeQuestionIn } from './room-store'
import { becomesApplication } from './settle'
import * as tell from './tell'

/**
 * Closing: whatever nobody answered becomes an application with its own clock, question by question, each once, because
 * its application's id follows from it and its version guards the write; an answer that comes at the same moment wins or
 * loses whole. Cut off, it goes on where it stopped. Only when none is left the session is closed, with its figures and
 * what its questions are found by.
 */

/** Questions settled in one call: about eight requests each. */
const SETTLED_AT_ONCE = 20
const PORTION = 200
const SESSIONS_A_RUN = 3
const PORTIONS_A_RUN = 10
/** A question or an answer that was sent in the last moment is there by then: a function runs no longer. */
const AFTER_LIVE_MS = 20_000
/** So many days after closing it goes into the archive by itself. */
export const ARCHIVED_AFTER_DAYS = 30

/** A host closes it before after-care ends. `left`: questions still to be settled; the same call again goes on. */
export async function close(
  { desk, interview, version }: { desk: string; interview: string; version: number },
  { openid, now }: Caller<'provedInQuery'>,
) {
  const { session } = await readAtDesk(openid, desk, interview, now)
  const phase = phaseOf(session, now)
  if (phase === 'closed' || phase === 'archived')
    return { ...(await hostSession(openid, desk, interview, now)), left: 0 }
  if (phase !== 'closing') throw new AppError('NOT_NOW', '谈完以后才能收尾')
  if (Number(now) < Number(session.liveUntil) + AFTER_LIVE_MS)
    throw new AppError('NOT_NOW', '刚刚谈完，也许还有人在发。请过半分钟再点')
  checkVersion(session, version)
  const left = await settlePortion(session, now)
  return { ...(await hostSession(openid, desk, interview, now)), left }
}

/** Each five minutes: sessions whose after-care is over; and those closed long enough go into the archive. */
export const closeTimer: TimerJob = { name: 'close', cron: '0 */5 * * * * *', run: closeDue }

export async function closeDue(now: Date): Promise<void> {
  const due = await store.findToClose(new Date(Number(now) - AFTER_LIVE_MS), SESSIONS_A_RUN)
  let failed = 0
  for (const session of due)
    try {
      for (let portion = 0; portion < PORTIONS_A_RUN; portion += 1) if ((await settlePortion(session, now)) === 0) break
    } catch (error) {
      failed += 1
      log({ event: 'close-failed', area: 'interviews', id: session._id, ...originOf(error) })
    }
  await store.archiveClosedBefore(new Date(startOfDay(addDays(dayOf(now), -ARCHIVED_AFTER_DAYS))), now)
  if (failed > 0) throw new Error('some sessions were not closed')
}

/** Each morning: what was put off to a day that is behind becomes an application. */
export const putOffTimer: TimerJob = { name: 'putOff', cron: '0 30 6 * * * *', run: settlePutOff }

export async function settlePutOff(now: Date): Promise<void> {
  const due = await store.findPutOff(dayOf(now), SETTLED_AT_ONCE * PORTIONS_A_RUN)
  let failed = 0
  for (const { question, session } of due)
    try {
      await settle(session, question, now)
    } catch (error) {
      failed += 1
      log({ event: 'put-off-failed', area: 'interviews', id: question._id, ...originOf(error) })
    }
  if (failed > 0) throw new Error('some questions that were put off were not settled')
}

/** Settles some, and closes the session when none is left. How many are left. */
async function settlePortion(session: Interview, now: Date): Promise<number> {
  for (const question of await store.findUnanswered(session._id, SETTLED_AT_ONCE)) await settle(session, question, now)
  const left = await store.countUnanswered(session._id)
  if (left === 0) await finish(session, now)
  return left
}

/** The question's mark, the application and the ledger in one transaction. False: somebody answered it meanwhile. */
async function settle(session: Interview, question: Question, now: Date): Promise<boolean> {
  if (!becomesApplication(question, dayOf(now))) return false
  const made = await prepareReferral(session, question, now)
  return inTransaction(async (transaction) => {
    const fields = {
      outcome: 'referred',
      laterBy: null,
      case: made._id,
      tell: tell.referred(question, made.orgName, now),
    }
    const changed = await changeQuestionIn(transaction, question, now, fields)
    if (!changed) return false
    await handInReferral(transaction, made, now)
    // One that no host looked at counts as asked all the same.
    if (!question.acceptedAt) await append(transaction, askedEntry(session, question, now))
    await append(transaction, referredEntry(session, question, now))
    return true
  })
}

async function finish(session: Interview, now: Date): Promise<void> {
  const counted: Counted[] = []
  for (let after = ''; ;) {
    const portion = await store.findPortion(session._id, after, PORTION)
    for (const question of portion) {
      counted.push(question)
      if (question.state === 'accepted' && question.keys.length === 0)
        await store.setKeys(question._id, archiveKeys(question, session.subject))
    }
    const last = portion[PORTION - 1]
    if (!last) break
    after = last._id
  }
  await store.setClosed(session, figuresOf(counted), now)
}
