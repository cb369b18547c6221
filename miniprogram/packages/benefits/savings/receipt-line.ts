import type { OutputOf } from '../../../client/call'
import { sayWhen } from '../../../rules/days'
import { yuan } from '../../../rules/money'

type Receipt = OutputOf<'benefits.mySavings'>['receipts'][number]

/** One saving in the list, with its reckoning. Amounts in yuan. */
export interface ReceiptLine {
  id: string
  merchantId: string
  merchantName: string
  offer: string
  /** `省 27.90 元`; `− 27.90 元` when it was undone. */
  saved: string
  sum: string
  undone: boolean
  when: string
}

/** `now` in milliseconds. */
export function receiptLine(receipt: Receipt, now: number): ReceiptLine {
  const saved = receipt.discountFen + receipt.giftFen
  return {
    id: receipt.id,
    merchantId: receipt.merchantId,
    merchantName: receipt.merchantName,
    offer: `${receipt.offerWords} · ${receipt.covers}`,
    saved: receipt.undoes ? `− ${yuan(-saved)} 元` : `省 ${yuan(saved)} 元`,
    sum: receipt.undoes ? '店里撤销了这一笔' : sumWords(receipt),
    undone: receipt.undoes !== null,
    when: sayWhen(receipt.at, now),
  }
}

/** `账单 186.00 − 27.90 ＝ 付 158.10 元`; a gift is on top. */
function sumWords({ billFen, discountFen, payFen, giftFen, together }: Receipt): string {
  const sum =
    discountFen > 0 ? `账单 ${yuan(billFen)} − ${yuan(discountFen)} ＝ 付 ${yuan(payFen)} 元` : `付 ${yuan(payFen)} 元`
  const all = together ? `，跟别的优惠一起用，一共付 ${yuan(together.payFen)} 元` : ''
  return (giftFen > 0 ? `${sum}，送的值 ${yuan(giftFen)} 元` : sum) + all
}
