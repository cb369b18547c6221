import type { Day } from '../../miniprogram/rules/days'
import { sayOffer, type Reckoning } from '../../miniprogram/rules/offer'
import { idFrom } from '../kernel/ids'
import { entryOf, type LedgerEntry } from '../kernel/ledger'
import type { Membership } from '../kernel/memberships'
import type { Offer } from './offers'

/** One use of an offer: the redemption and its ledger entry are the same document. */
export type Saving = LedgerEntry<'benefit.saving'>

/** The id of what a code was used for: one membership, one serial of its card, one step of 30 seconds. */
export function savingId(membership: string, serial: number, step: number): string {
  return idFrom('led', membership, serial, step)
}

/** The id of the second offer's entry on the bill of another. */
export const alsoId = (id: string): string => idFrom('led', id, 'also')

/** The id of the n-th use that a member records herself on a day, from 1: there are no more than these names. */
export function ownSavingId(membership: string, day: Day, nth: number): string {
  return idFrom('led', membership, 'self', day, nth)
}

type Used = {
  membership: Membership
  merchantId: string
  offer: Pick<Offer, '_id' | 'merchantName' | 'terms' | 'covers'>
  sum: Extract<Reckoning, { ok: true }>
  /** The clerk's person id; null: the member did it herself. */
  clerk: string | null
  clientKey: string
  at: Date
  together?: Saving['detail']['together']
} & ({ step: number } | { id: string })

export function savingOf(used: Used): Saving {
  const { membership, merchantId, offer, sum, clerk, clientKey, at, together } = used
  return entryOf({
    id: 'id' in used ? used.id : savingId(membership._id, membership.card.serial, used.step),
    kind: 'benefit.saving',
    at,
    org: membership.org,
    orgPath: membership.orgPath,
    personId: membership.person,
    amountFen: sum.discountFen + sum.giftFen,
    source: membership._id,
    detail: {
      merchantId,
      merchantName: offer.merchantName,
      offerId: offer._id,
      offerWords: sayOffer(offer.terms),
      covers: offer.covers,
      billFen: sum.billFen,
      payFen: sum.payFen,
      ...(sum.giftFen > 0 && { giftFen: sum.giftFen }),
      clerk,
      clientKey,
      ...(together && { together }),
    },
  })
}
