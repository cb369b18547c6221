import { AppError } from '../kernel/errors'
import { isOpen } from '../kernel/joining-events'
import { findOrg } from '../kernel/orgs'
import type { Caller } from '../kernel/serve'
import * as store from './store'

/** What stands behind the code at a stall. Two requests. Throws NOT_FOUND in words for who typed it. */
export async function readStall({ code }: { code: string }, { now }: Caller) {
  const event = await store.findByCode(code)
  const union = event && (await findOrg(event.org))
  if (!event || !union || union.status !== 'active')
    throw new AppError('NOT_FOUND', '没有这个入会码，或者活动已经结束。请再看一遍摊位上的 6 位数字')
  const { _id, title, place, from, to } = event
  return {
    event: { id: _id, title, place, from, to, open: isOpen(event, now) },
    union: { id: union._id, name: union.name, phone: union.phone },
  }
}
