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

interface Used {
  membership: Membership
  step: number
  merchantId: string
  offer: Pick<Offer, '_id' | 'merchantName' | 'terms' | 'covers'>
  sum: Extract<Reckoning, { ok: true }>
  /** The clerk's person id. */
  clerk: string
  clientKey: string
  at: Date
}

export function savingOf({ membership, step, merchantId, offer, sum, clerk, clientKey, at }: Used): Saving {
  return entryOf({
    id: savingId(membership._id, membership.card.serial, step),
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
    },
  })
}
