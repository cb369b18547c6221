import type { OutputOf } from '../../../client/call'
import { sayTime } from '../../../rules/days'
import { yuan } from '../../../rules/money'
import { UNDO_MS } from '../../../rules/offer-rules'

/** What was recorded at the counter today, and what of it can still be undone. Pure. */

type Receipt = OutputOf<'benefits.counterReceipts'>['receipts'][number]

export const UNDO_REASONS = ['金额输错了', '优惠选错了', '顾客不买了'] as const

export interface TodayLine {
  id: string
  /** `14:32  85 折` */
  title: string
  /** `账单 186.00，收了 158.10` */
  line: string
  state: 'undoable' | 'kept' | 'undone'
}

/** A line for each use, newest first; a receipt that takes one back shows as its state. */
export function todayLines(receipts: Receipt[], now: number): TodayLine[] {
  const undone = new Set(receipts.flatMap(({ undoes }) => (undoes ? [undoes] : [])))
  return receipts
    .filter(({ undoes }) => !undoes)
    .map(({ id, at, offerWords, billFen, payFen, way, together }) => ({
      id,
      title: `${sayTime(at)}  ${offerWords}`,
      line: [
        `账单 ${yuan(billFen)}，收了 ${yuan(payFen)}`,
        ...(together ? ['两个优惠一起用'] : []),
        ...(way === 'self' ? ['顾客自己记的'] : []),
      ].join('，'),
      state: undone.has(id) ? 'undone' : now - at < UNDO_MS ? 'undoable' : 'kept',
    }))
}
