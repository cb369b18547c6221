import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import { isDuplicate } from '../kernel/database'
import { AppError } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import type { JoiningEvent } from '../kernel/joining-events'
import { fromMyDesk } from '../kernel/my-desk'
import type { Caller } from '../kernel/serve'
import type { contract } from './contract'
import { viewOfEvent } from './event-view'
import * as store from './store'

type Input = z.output<(typeof contract)['openEvent']['in']>

/** A stall ends; its code is not left lying about. */
const LONGEST_DAYS = 31
const ATTEMPTS = 5

/** Opens a joining event with a code of its own. Three requests; one more when a code is taken. */
export async function openEvent(input: Input, { openid, now }: Caller<'provedInQuery'>) {
  const id = idFrom('event', openid, input.clientKey)
  const { post, found } = await fromMyDesk<JoiningEvent>(openid, input.desk, 'joiningEvents', [
    { $match: { _id: id } },
    { $limit: 1 },
  ])
  if (found[0]) return { event: viewOfEvent(found[0], now) }
  checkDays(input, dayOf(now))
  if (post.level !== 'grassroots') throw new AppError('NOT_NOW', '入会由基层工会办。请让要招会员的那个工会来开活动')
  const { title, place, from, to, codeUntil } = input
  for (let attempt = 1; ; attempt += 1) {
    const code = codeOf(id, attempt)
    const event: JoiningEvent = {
      _id: id,
      org: post.org,
      orgName: post.orgName,
      orgPath: post.orgPath,
      title,
      place,
      from,
      to,
      codeUntil,
      code,
      openCode: code,
      state: 'open',
      heldBack: [],
      createdAt: now,
    }
    try {
      await store.addEvent(event)
      return { event: viewOfEvent(event, now) }
    } catch (error) {
      if (!isDuplicate(error)) throw error
      // The same press twice at once: the other one made it.
      const made = await store.readEvent(id)
      if (made) return { event: viewOfEvent(made, now) }
      if (attempt === ATTEMPTS) throw new AppError('BUSY', '没取到入会码。请再按一次')
    }
  }
}

function checkDays({ from, to, codeUntil }: Input, today: string): void {
  if (to < from) throw new AppError('BAD_INPUT', '结束的那天早于开始的那天。请再看一遍')
  if (to < today) throw new AppError('BAD_INPUT', '活动的日子已经过了。请选今天或以后')
  if (codeUntil < to) throw new AppError('BAD_INPUT', '入会码要用到活动最后一天。请往后选')
  if (codeUntil > addDays(to, LONGEST_DAYS)) throw new AppError('BAD_INPUT', '入会码最多留到活动后一个月')
  if (to > addDays(from, LONGEST_DAYS)) throw new AppError('BAD_INPUT', '一次活动最多一个月。再长就分几次开')
}

/** Six digits made from the event, so that a retry makes the same; the next attempt others. */
function codeOf(id: string, attempt: number): string {
  const digest = createHash('sha256').update(`stall:${id}:${attempt}`).digest()
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0')
}
