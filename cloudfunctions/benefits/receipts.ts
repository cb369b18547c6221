import { writeCursor } from '../kernel/database'
import type { Caller } from '../kernel/serve'
import type { ReceiptView } from './contract'
import type { Saving } from './saving'
import { findSavings, PAGE } from './store'

/** What my card saved me, newest first. Two requests. */
export async function mySavings({ after }: { after?: string }, { membership }: Caller<'member'>) {
  const found = await findSavings(membership.person, after)
  const last = found[found.length - 1]
  return {
    receipts: found.map(receiptOf),
    next: last && found.length === PAGE ? writeCursor([Number(last.at), last._id]) : null,
  }
}

export function receiptOf({ _id, at, amountFen, detail }: Saving): ReceiptView {
  const { merchantName, offerWords, covers, billFen, payFen } = detail
  return { id: _id, merchantName, offerWords, covers, billFen, discountFen: amountFen, payFen, at: Number(at) }
}
