import { LIVING } from '../../miniprogram/rules/membership-states'
import { dayOf } from '../../miniprogram/rules/days'
import { shutOf } from '../kernel/counters'
import { isDuplicate } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import type { Membership } from '../kernel/memberships'
import { notAClerk, type Caller } from '../kernel/serve'
import { limitIds } from './offer-uses'
import { receiptsOf } from './receipts'
import { savingId } from './saving'
import { findForUse, findSaving, recordSavings } from './store'
import { checkTicket, type Ticket } from './ticket'
import { isOrder, offersOf, placesOf, savingsOf } from './use-offers'

interface Input {
  merchantId: string
  ticket: string
  offerId: string
  /** A second offer on the same bill. */
  alsoOfferId?: string
  billFen: number
  clientKey: string
}

/**
 * Records one use of an offer, or of two on one bill. The entry's id is made from the card, its serial and the step of the code that was seen, so one
 * code can be used once, whichever counter, button or retry asks; the client key tells a retry of the same order (same
 * receipt) from a second use (refused). Five requests: clerk, offer, card and the places taken in one, and a transaction
 * of two writes; one more for each limit an offer has, and for a second offer.
 */
export async function redeemOffer(input: Input, caller: Caller<'provedInQuery'>) {
  const ticket = checkTicket(input.ticket, caller.openid, input.merchantId)
  const id = savingId(ticket.membership, ticket.serial, ticket.step)
  const offerIds = offersOf(input)
  if (Number(caller.now) > ticket.until) {
    const before = await sameOrder(id, input)
    if (before) return before
    throw new AppError('TICKET_EXPIRED', '过了 10 分钟，请重新扫一次顾客的会员卡。没有记账')
  }
  const limits = offerIds.flatMap((offer) => Object.values(limitIds(offer, ticket.membership, caller.now)))
  const { merchantId, billFen, clientKey } = input
  const found = await findForUse(caller.openid, { merchantId, offers: offerIds, membership: ticket.membership, limits })
  if (!found) throw notAClerk()
  const { clerk, membership, last } = found
  try {
    const shut = shutOf(found.standing, caller.now)
    if (shut) throw new AppError('NOT_NOW', `${shut}。没有记账`)
    if (!membership) throw notFound('这张卡')
    mustBeUsable(membership, ticket, caller.now)
    const offers = offerIds.map((offer) => found.offers.find(({ _id }) => _id === offer))
    const bill = { membership, offers, billFen, id, clerk: clerk._id, clientKey, at: caller.now }
    const savings = savingsOf(bill)
    await recordSavings(savings, ticket.step, placesOf(bill, savings, last))
    return receiptsOf(savings)
  } catch (error) {
    // A retry of what was recorded gets its receipt, also when the card was lost or the offer used up since.
    if (!isDuplicate(error) && !(error instanceof AppError)) throw error
    const before = await sameOrder(id, input)
    if (before) return before
    if (error instanceof AppError) throw error
    throw new AppError('CARD_USED', '这个码已经记过一笔。要再用，请重新扫顾客的会员卡')
  }
}

/** The receipts of what was recorded under this code, if it is this very order. One request, one more for two offers. */
async function sameOrder(id: string, order: Input) {
  const before = await findSaving(id)
  if (!before || before.detail.merchantId !== order.merchantId || !isOrder(before, order)) return null
  const { together } = before.detail
  const also = together && (await findSaving(together.entry))
  return receiptsOf(also ? [before, also] : [before])
}

/** Between the scan and the bill a card may have been reported lost, stopped, replaced or ended. */
function mustBeUsable({ state, card }: Membership, ticket: Ticket, now: Date): void {
  const living = LIVING.includes(state) && card.state === 'active'
  if (living && card.serial === ticket.serial && dayOf(now) <= card.validUntil) return
  throw new AppError('NOT_NOW', '这张卡刚刚停了或换了新的，没有记账。请重新扫顾客的会员卡')
}
