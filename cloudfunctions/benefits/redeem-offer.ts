import { reckon, sayOffer } from '../../miniprogram/rules/offer'
import { isDuplicate } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { entryOf } from '../kernel/ledger'
import type { Caller } from '../kernel/serve'
import { receiptOf } from './receipts'
import { findOffer, findSaving, recordSaving } from './store'
import { checkTicket } from './ticket'

interface Input {
  merchantId: string
  ticket: string
  offerId: string
  billFen: number
  clientKey: string
}

/**
 * Records one use of an offer. The entry's id is made from the card and the step of the code that was seen, so one
 * code can be used once, whichever counter, button or retry asks; the client key tells a retry (same receipt) from a
 * second use (refused). Six requests: clerk, offer, and a transaction of two writes.
 */
export async function redeemOffer(input: Input, caller: Caller<'clerk'>) {
  const ticket = checkTicket(input.ticket, caller.openid, input.merchantId)
  const id = idFrom('led', ticket.membership, ticket.step)
  if (Number(caller.now) > ticket.until) {
    const before = await findSaving(id)
    if (before?.detail.clientKey === input.clientKey) return { receipt: receiptOf(before) }
    throw new AppError('TICKET_EXPIRED', '过了 10 分钟，请重新扫一次顾客的会员卡。没有记账')
  }
  const offer = await findOffer(input.offerId)
  if (!offer || offer.status !== 'active' || offer.merchantId !== input.merchantId)
    throw notFound('这个优惠，可能刚结束。请换一个')
  const sum = reckon(offer.terms, input.billFen)
  if (!sum.ok) throw new AppError('BAD_INPUT', sum.words)

  const saving = entryOf({
    id,
    kind: 'benefit.saving',
    at: caller.now,
    org: ticket.org,
    orgPath: ticket.orgPath,
    personId: ticket.person,
    amountFen: sum.discountFen,
    source: ticket.membership,
    detail: {
      merchantId: offer.merchantId,
      merchantName: offer.merchantName,
      offerId: offer._id,
      offerWords: sayOffer(offer.terms),
      covers: offer.covers,
      billFen: sum.billFen,
      payFen: sum.payFen,
      clerk: caller.person._id,
      clientKey: input.clientKey,
    },
  })
  try {
    await recordSaving(saving, ticket.membership, ticket.step)
    return { receipt: receiptOf(saving) }
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const before = await findSaving(id)
    if (before?.detail.clientKey === input.clientKey) return { receipt: receiptOf(before) }
    throw new AppError('CARD_USED', '这个码已经记过一笔。要再用，请重新扫顾客的会员卡')
  }
}
