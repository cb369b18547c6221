import { CallFailure, type InputOf, type OutputOf } from '../../../client/call'
import { keptValue } from '../../../client/load'
import { checkOffline, counterNow, type ValidOffline } from '../../../client/offline-counter'
import { keepUse } from '../../../client/offline-uses'
import type { Refusal } from '../../../rules/card-refusals'
import { reckon, sayOffer } from '../../../rules/offer'
import { whenFault } from '../../../rules/offer-rules'
import { readOfflineCode } from '../../../rules/offline-code'
import type { Receipt } from './recording'

/** A customer at a counter without a network: the card is checked by what this phone knows, the use is kept here. */

type Counter = OutputOf<'benefits.counter'>
type Offer = Counter['offers'][number]

/** A card that says valid must do so before the customer wonders: after so long the phone decides alone. */
const PATIENCE_MS = 1500

/** What the cloud answers in time; null when there is no network, or too little of one. Throws what it refuses. */
export async function inTime<T>(ask: () => Promise<T>): Promise<T | null> {
  const { networkType } = await wx.getNetworkType().catch(() => ({ networkType: 'unknown' }))
  if (networkType === 'none') return null
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS))
  return Promise.race([orNull(ask), late])
}

/** Null when there is no network. Throws what the cloud refuses. */
export async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof CallFailure && error.offline) return null
    throw error
  }
}

export interface CheckedHere {
  verdict: ValidOffline | Refusal
  offers: Offer[]
}

/**
 * The verdict, and the offers that hold now as this phone last read them. Not those for some members only: who belongs
 * to them is not in a code.
 */
export function checkHere(merchantId: string, code: string, phoneNow: number): CheckedHere {
  const offers = keptValue<Counter>(`counter:${merchantId}`)?.offers ?? []
  const now = counterNow(phoneNow)
  const holding = offers.filter(({ rules }) => !whenFault(rules, now))
  const forAll = holding.filter(({ rules }) => rules.groups.length === 0)
  const verdict = checkOffline(code, phoneNow)
  if (verdict.valid && forAll.length < holding.length)
    verdict.notes.push('只给一部分会员的优惠，没网时记不了，等有网再用')
  return { verdict, offers: forAll }
}

/**
 * Keeps a use on this phone, with the receipt that is read to the customer. Stands where `benefits.redeem` stands with a
 * network, and like it is safe to press twice. Throws CallFailure.
 */
export function keeper(merchantId: string, code: string, offers: Offer[]) {
  return async ({
    offerId,
    billFen,
    clientKey,
  }: InputOf<'benefits.redeem'>): Promise<{ receipt: Receipt; also: null }> => {
    const offer = offers.find(({ id }) => id === offerId)
    const read = readOfflineCode(code)
    if (!offer || !read) throw new CallFailure('NOT_FOUND', '没有这个优惠，请换一个')
    const sum = reckon(offer.terms, billFen)
    if (!sum.ok) throw new CallFailure('BAD_INPUT', sum.words)
    const at = counterNow(Date.now())
    const offerWords = sayOffer(offer.terms)
    keepUse({ merchantId, code, offerId, billFen, clientKey, offerWords, payFen: sum.payFen, at }, read)
    const { merchantName, covers } = offer
    const { discountFen, payFen, giftFen } = sum
    const receipt = {
      id: clientKey,
      merchantName,
      offerWords,
      covers,
      billFen,
      discountFen,
      payFen,
      giftFen,
      together: null,
      at,
    }
    return { receipt, also: null }
  }
}
