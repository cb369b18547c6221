import { dayOf } from '../../miniprogram/rules/days'
import { reckonTogether } from '../../miniprogram/rules/offer'
import { groupFault, groupsOf, whenFault } from '../../miniprogram/rules/offer-rules'
import { AppError, notFound } from '../kernel/errors'
import type { Transaction } from '../kernel/cloud'
import type { Membership } from '../kernel/memberships'
import { limitsAt, takePlaces } from './offer-uses'
import type { Offer } from './offers'
import { alsoId, savingOf, type Saving } from './saving'

/** One bill with one offer or two, whichever way it comes to be recorded: what holds, what it comes to, its entries. */

export type UsedOffer = Pick<Offer, '_id' | 'merchantId' | 'merchantName' | 'terms' | 'covers' | 'rules'>

export interface Bill {
  membership: Membership
  /** As the order names them; each must have been found. */
  offers: (UsedOffer | undefined)[]
  billFen: number
  /** The first entry's. */
  id: string
  /** Null: the member did it herself. */
  clerk: string | null
  clientKey: string
  at: Date
}

/** The ledger entries of a bill, one for each offer in the order's order. Throws NOT_NOW and BAD_INPUT in words. */
export function savingsOf({ membership, offers: named, billFen, id, clerk, clientKey, at }: Bill): Saving[] {
  const offers = named.map((offer) => {
    if (!offer) throw notFound('这个优惠，可能刚结束。请换一个')
    mustHold(offer, membership, at)
    return offer
  })
  if (offers.length > 1 && !offers.every(({ rules }) => rules.withOthers))
    throw new AppError('BAD_INPUT', '这两个优惠不能一起用。请只选一个')
  const sum = reckonTogether(
    offers.map(({ terms }) => terms),
    billFen,
  )
  if (!sum.ok) throw new AppError('BAD_INPUT', sum.words)
  const ids = [id, alsoId(id)]
  return offers.map((offer, nth) => {
    const other = offers[1 - nth]
    const together = other && { entry: ids[1 - nth]!, offerId: other._id, billFen, payFen: sum.payFen }
    const { merchantId } = offer
    const part = { ok: true as const, ...sum.parts[nth]! }
    return savingOf({ id: ids[nth]!, membership, merchantId, offer, sum: part, clerk, clientKey, at, together })
  })
}

/** Takes the places of all limits of a bill's offers, each for its own entry. `last`: as read before. */
export function placesOf(bill: Bill, savings: Saving[], last: Map<string, number>) {
  return async (transaction: Transaction, attempt: number): Promise<void> => {
    for (const [nth, offer] of bill.offers.entries()) {
      const limits = limitsAt(offer!._id, offer!.rules, bill.membership._id, bill.at)
      await takePlaces(transaction, limits, last, savings[nth]!._id, attempt)
    }
  }
}

/** The offers that an order names. The same one twice is one too many. */
export function offersOf({ offerId, alsoOfferId }: { offerId: string; alsoOfferId?: string }): string[] {
  if (alsoOfferId === offerId) throw new AppError('BAD_INPUT', '同一个优惠，一笔只能用一次')
  return alsoOfferId ? [offerId, alsoOfferId] : [offerId]
}

/** Whether an entry records this very order. */
export function isOrder(
  before: Saving,
  order: { offerId: string; alsoOfferId?: string; billFen: number; clientKey: string },
): boolean {
  const { clientKey, offerId, billFen, together } = before.detail
  return (
    clientKey === order.clientKey &&
    offerId === order.offerId &&
    together?.offerId === order.alsoOfferId &&
    (together?.billFen ?? billFen) === order.billFen
  )
}

/** Today, now, for this customer. Throws NOT_NOW in words the clerk can read out. */
function mustHold({ rules }: UsedOffer, membership: Membership, now: Date): void {
  const fault = whenFault(rules, now) ?? groupFault(rules, groupsOf(membership, dayOf(now)))
  if (fault) throw new AppError('NOT_NOW', `${fault.words}。没有记账`)
}
