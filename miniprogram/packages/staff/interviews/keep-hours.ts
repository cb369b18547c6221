import { call } from '../../../client/call'
import { openDocument } from '../../../client/open-document'
import { asksBefore, type HourAct } from './session-view'
import type { Session } from './room-view'

/** What a host does with a session's hours: begins, ends, closes, puts it away, prints it. */

/** Asks where it cannot be undone; null: she thought better of it, or it changes nothing here. Throws CallFailure. */
export async function keepHours(
  desk: string,
  session: Session,
  act: Exclude<HourAct, 'cancel' | 'change'>,
): Promise<{ session: Session; words: string } | null> {
  const asked = asksBefore(act, session)
  if (asked && !(await wx.showModal(asked)).confirm) return null
  const named = { desk, interview: session.id }
  const at = { ...named, version: session.version }
  switch (act) {
    case 'begin':
      return { ...(await call('interviews.keepTime', { ...at, act })), words: '开始了，大家都看得到' }
    case 'extend':
      return { ...(await call('interviews.keepTime', { ...at, act })), words: '延长了 15 分钟' }
    case 'end':
      return { ...(await call('interviews.keepTime', { ...at, act })), words: '结束了，没答的接着补答' }
    case 'close':
      return closeAll(at)
    case 'archive':
      return { ...(await call('interviews.archiveSession', at)), words: '归档了' }
    case 'record': {
      const { tickets } = await call('interviews.record', named)
      await openParts(tickets)
      return null
    }
  }
}

/** A large session is settled in portions: asked again until nothing is left. */
async function closeAll(at: { desk: string; interview: string; version: number }) {
  let { session, left } = await call('interviews.close', at)
  // A portion settles dozens; so many rounds are more than the largest session needs.
  for (let round = 0; left > 0 && round < 60; round += 1)
    ({ session, left } = await call('interviews.close', { ...at, version: session.version }))
  return { session, words: left > 0 ? `还有 ${left} 个在转，过一会儿自己转完` : '收尾了，没答的都转成申请了' }
}

/** A long record comes in parts; WeChat's reader shows one at a time. */
async function openParts(tickets: readonly string[]): Promise<void> {
  let part = 0
  if (tickets.length > 1) {
    const itemList = tickets.slice(0, 6).map((_, i) => `第 ${i + 1} 份，共 ${tickets.length} 份`)
    const chosen = await wx.showActionSheet({ itemList }).catch(() => null)
    if (!chosen) return
    part = chosen.tapIndex
  }
  const ticket = tickets[part]
  if (ticket) await openDocument(ticket)
}
