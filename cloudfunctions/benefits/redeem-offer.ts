import { LIVING } from '../../miniprogram/rules/membership-states'
import { dayOf } from '../../miniprogram/rules/days'
import { reckon } from '../../miniprogram/rules/offer'
import { groupFault, groupsOf, whenFault } from '../../miniprogram/rules/offer-rules'
import { isDuplicate } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import type { Membership } from '../kernel/memberships'
import { notAClerk, type Caller } from '../kernel/serve'
import { limitIds, limitsAt, takePlaces } from './offer-uses'
import type { Offer } from './offers'
import { receiptOf } from './receipts'
import { savingId, savingOf, type Saving } from './saving'
import { findForUse, findSaving, recordSaving } from './store'
import { checkTicket, type Ticket } from './ticket'

interface Input {
  merchantId: string
  ticket: string
  offerId: string
  billFen: number
  clientKey: string
}

/**
 * Records one use of an offer. The entry's id is made from the card, its serial and the step of the code that was seen, so one
 * code can be used once, whichever counter, button or retry asks; the client key tells a retry of the same order (same
 * receipt) from a second use (refused). Five requests: clerk, offer, card and the places taken in one, and a transaction
 * of two writes; one more for each limit the offer has.
 */
export async function redeemOffer(input: Input, caller: Caller<'provedInQuery'>) {
  const ticket = checkTicket(input.ticket, caller.openid, input.merchantId)
  const id = savingId(ticket.membership, ticket.serial, ticket.step)
  if (Number(caller.now) > ticket.until) {
    const before = await sameOrder(id, input)
    if (before) return { receipt: receiptOf(before) }
    throw new AppError('TICKET_EXPIRED', '过了 10 分钟，请重新扫一次顾客的会员卡。没有记账')
  }
  const limits = Object.values(limitIds(input.offerId, ticket.membership, caller.now))
  const { merchantId, offerId, clientKey } = input
  const found = await findForUse(caller.openid, { merchantId, offerId, membership: ticket.membership, limits })
  if (!found) throw notAClerk()
  const { clerk, offer, membership } = found
  try {
    if (!offer) throw notFound('这个优惠，可能刚结束。请换一个')
    if (!membership) throw notFound('这张卡')
    mustBeUsable(membership, ticket, caller.now)
    mustHold(offer, membership, caller.now)
    const sum = reckon(offer.terms, input.billFen)
    if (!sum.ok) throw new AppError('BAD_INPUT', sum.words)
    const used = { membership, step: ticket.step, merchantId, offer, sum, clerk: clerk._id, clientKey, at: caller.now }
    const saving = savingOf(used)
    const counted = limitsAt(offerId, offer.rules, membership._id, caller.now)
    await recordSaving(saving, ticket.step, (transaction, attempt) =>
      takePlaces(transaction, counted, found.last, saving._id, attempt),
    )
    return { receipt: receiptOf(saving) }
  } catch (error) {
    // A retry of what was recorded gets its receipt, also when the card was lost or the offer used up since.
    if (!isDuplicate(error) && !(error instanceof AppError)) throw error
    const before = await sameOrder(id, input)
    if (before) return { receipt: receiptOf(before) }
    if (error instanceof AppError) throw error
    throw new AppError('CARD_USED', '这个码已经记过一笔。要再用，请重新扫顾客的会员卡')
  }
}

/** What was recorded under this code, if it is this very order. */
async function sameOrder(id: string, order: Input): Promise<Saving | null> {
  const before = await findSaving(id)
  const { clientKey, merchantId, offerId, billFen } = before?.detail ?? {}
  const same =
    clientKey === order.clientKey &&
    merchantId === order.merchantId &&
    offerId === order.offerId &&
    billFen === order.billFen
  return same ? before : null
}

/** Between the scan and the bill a card may have been reported lost, stopped, replaced or ended. */
function mustBeUsable({ state, card }: Membership, ticket: Ticket, now: Date): void {
  const living = LIVING.includes(state) && card.state === 'active'
  if (living && card.serial === ticket.serial && dayOf(now) <= card.validUntil) return
  throw new AppError('NOT_NOW', '这张卡刚刚停了或换了新的，没有记账。请重新扫顾客的会员卡')
}

/** Today, now, for this customer. Throws NOT_NOW in words the clerk can read out. */
function mustHold({ rules }: Pick<Offer, 'rules'>, membership: Membership, now: Date): void {
  const fault = whenFault(rules, now) ?? groupFault(rules, groupsOf(membership, dayOf(now)))
  if (fault) throw new AppError('NOT_NOW', `${fault.words}。没有记账`)
}
