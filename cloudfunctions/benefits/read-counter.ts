import { dayOf } from '../../miniprogram/rules/days'
import type { Caller } from '../kernel/serve'
import { viewOf } from './offers'
import { shopCode, wordOf } from './shop-code'
import { findOffersOfMerchant, totalsOfDay } from './store'

/** What a clerk needs before the first customer: the offers, and what was recorded today. */
export async function readCounter({ merchantId }: { merchantId: string }, { counter, now }: Caller<'clerk'>) {
  const [offers, today] = await Promise.all([findOffersOfMerchant(merchantId), totalsOfDay(merchantId, dayOf(now))])
  return {
    merchantId,
    merchantName: counter.merchantName,
    shut: counter.shut,
    offers: offers.map((offer) => viewOf(offer, undefined)),
    today,
    word: wordOf(merchantId, dayOf(now)),
    shopCode: shopCode(merchantId),
  }
}
