import { dayOf } from '../../miniprogram/rules/days'
import { people, type Person } from '../kernel/people'
import type { Caller } from '../kernel/serve'
import { notYours } from './clerks'
import { answersOfDeal } from './deal-form'
import { sumsOf, usesSince, type Use } from './merchant-figures'
import { merchantView } from './merchant-view'
import type { Merchant } from './merchants'

/** The owner's own shop: state, agreement, offers with what a change of them begins with, clerks and their uses today. One request. */
export async function readShop({ merchantId }: { merchantId: string }, { openid, now }: Caller<'provedInQuery'>) {
  const today = dayOf(now)
  const { data } = await people()
    .aggregate()
    .match({ openid, counters: { $elemMatch: { merchantId, owner: true } } } as never)
    .limit(1)
    .lookup({ from: 'merchants', let: {}, pipeline: [{ $match: { _id: merchantId } }], as: 'found' } as never)
    .lookup({ from: 'ledger', let: {}, pipeline: usesSince(merchantId, today, today), as: 'uses' } as never)
    .end()
  const looked = (data as (Person & { found: Merchant[]; uses: Use[] })[])[0]
  const merchant = looked?.found[0]
  if (!looked || !merchant) throw notYours()
  const active = merchant.deals.filter(({ state }) => state === 'active')
  return {
    shop: merchantView(merchant, today),
    today: sumsOf(looked.uses),
    changes: active.map((deal) => ({ deal: deal.id, answers: answersOfDeal(deal) })),
    staff: merchant.clerks.map(({ person, name, since }) => ({
      id: person,
      name,
      since,
      owner: person === looked._id,
      usesToday: sumsOf(looked.uses.filter(({ _id }) => _id.clerk === person)).times,
    })),
  }
}
