import { dayOf } from '../../miniprogram/rules/days'
import { writeCursor } from '../kernel/database'
import type { Caller } from '../kernel/serve'
import type { ReceiptView } from './contract'
import type { Saving } from './saving'
import { findSavings, findSavingsAt, PAGE } from './store'

/** What my card saved me, newest first. Two requests. */
export async function mySavings({ after }: { after?: string }, { membership }: Caller<'member'>) {
  const found = await findSavings(membership.person, after)
  return page(found)
}

/** What was recorded at a counter today, for the clerk who looks for one to undo. Two requests. */
export async function counterReceipts(
  { merchantId, after }: { merchantId: string; after?: string },
  { now }: Caller<'clerk'>,
) {
  return page(await findSavingsAt(merchantId, dayOf(now), after))
}

function page(found: Saving[]) {
  const last = found[found.length - 1]
  return {
    receipts: found.map(receiptOf),
    next: last && found.length === PAGE ? writeCursor([Number(last.at), last._id]) : null,
  }
}

export function receiptOf({ _id, at, amountFen, reverses, detail }: Saving): ReceiptView {
  const { merchantName, offerWords, covers, billFen, payFen } = detail
  const giftFen = reverses ? 0 : (detail.giftFen ?? 0)
  const discountFen = amountFen - giftFen
  const sums = { billFen, discountFen, payFen, giftFen }
  const { together, clerk, merchantId } = detail
  return {
    id: _id,
    merchantId,
    merchantName,
    offerWords,
    covers,
    ...sums,
    undoes: reverses,
    at: Number(at),
    way: clerk === null ? 'self' : 'clerk',
    together: together ? { id: together.entry, billFen: together.billFen, payFen: together.payFen } : null,
  }
}

/** The receipt of a bill, and of the second offer on it. */
export function receiptsOf([saving, also]: Saving[]) {
  return { receipt: receiptOf(saving!), also: also ? receiptOf(also) : null }
}
