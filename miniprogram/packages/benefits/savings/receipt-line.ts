import type { OutputOf } from '../../../client/call'
import { sayWhen } from '../../../rules/days'
import { yuan } from '../../../rules/money'

type Receipt = OutputOf<'benefits.mySavings'>['receipts'][number]

/** One saving in the list, with its reckoning. Amounts in yuan. */
export interface ReceiptLine {
  id: string
  merchantName: string
  offer: string
  bill: string
  pay: string
  saved: string
  when: string
}

/** `now` in milliseconds. */
export function receiptLine(receipt: Receipt, now: number): ReceiptLine {
  return {
    id: receipt.id,
    merchantName: receipt.merchantName,
    offer: `${receipt.offerWords} · ${receipt.covers}`,
    bill: yuan(receipt.billFen),
    pay: yuan(receipt.payFen),
    saved: yuan(receipt.discountFen),
    when: sayWhen(receipt.at, now),
  }
}
