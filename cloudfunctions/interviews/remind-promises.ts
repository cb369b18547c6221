import { dayOf, sayDay, type Day } from '../../miniprogram/rules/days'
import { isOverdue } from '../../miniprogram/rules/interview'
import { idFrom } from '../kernel/ids'
import { log, originOf } from '../kernel/log'
import { leaveMessage } from '../kernel/messages'
import { deskOf, findCrew } from '../kernel/people'
import type { TimerJob } from '../kernel/serve'
import type { Commitment } from './interview'
import { deskPromisesLink, myPromisesLink } from './links'
import { findToRemind, markReminded, type Promised } from './promise-store'

/**
 * Each day from three days before: who promised, and the officers of the union, are reminded of what is still open, once
 * a day. Cut off, it goes on where it stopped: messages are named by promise and day.
 */
export const promisesTimer: TimerJob = { name: 'promises', cron: '0 0 9 * * * *', run: remindPromises }

const PORTION = 50
const PORTIONS = 20

/** Requests: two a portion, one a person told. */
export async function remindPromises(now: Date): Promise<void> {
  const today = dayOf(now)
  let failed = 0
  for (let portion = 0; portion < PORTIONS; portion += 1) {
    const due = await findToRemind(today, PORTION)
    const done: string[] = []
    for (const one of due)
      try {
        await remindOf(one, today, now)
        done.push(one.promise._id)
      } catch (error) {
        failed += 1
        log({ event: 'remind-failed', area: 'interviews', id: one.promise._id, ...originOf(error) })
      }
    await markReminded(done, today)
    if (due.length < PORTION || done.length === 0) break
  }
  if (failed > 0) throw new Error('some promises were not reminded of')
}

async function remindOf({ promise, session }: Promised, today: Day, at: Date): Promise<void> {
  const sits = session.seats.find(({ id }) => id === promise.seat)?.openid
  const crew = await findCrew([promise.org], 'officer')
  const to = new Map(crew.map(({ openid }) => [openid, deskPromisesLink(deskOf(promise.org, 'officer'))]))
  if (sits) to.set(sits, myPromisesLink())
  for (const [openid, link] of to)
    await leaveMessage({
      _id: idFrom('msg', promise._id, today, openid),
      openid,
      ...sayReminder(promise, today),
      at,
      unread: true,
      link,
    })
}

function sayReminder(promise: Commitment, today: Day): { title: string; text: string } {
  const { what, who, by } = promise
  const text = `${what}（${who}，${sayDay(by)}前）。办到了就点开写一句，来不及就改个日子，写明原因`
  return { title: isOverdue(promise, today) ? '答应工友的事过期了' : '答应工友的事快到期了', text }
}
