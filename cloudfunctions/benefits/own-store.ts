import { ledger } from '../kernel/ledger'
import { memberships } from '../kernel/memberships'
import { _ } from '../kernel/cloud'
import type { OfferUse } from './offer-uses'
import type { Offer } from './offers'
import type { Saving } from './saving'

/** Queries of a member's own use at a shop. */

export interface OwnUse {
  offers: Offer[]
  /** Of the names that her own uses may bear, those taken. */
  own: Saving[]
  /** By limit: the highest place taken. */
  last: Map<string, number>
}

/** What a member's own use needs: offers of the shop, her own uses by their names, places taken. One request. */
export async function findForOwnUse(
  membership: string,
  { merchantId, offers, own, limits }: { merchantId: string } & Record<'offers' | 'own' | 'limits', string[]>,
): Promise<OwnUse> {
  const some = (from: string, match: object, as: string) => ({
    from,
    let: {},
    pipeline: [{ $match: match }, { $limit: 20 }],
    as,
  })
  let looking = memberships()
    .aggregate()
    .match({ _id: membership })
    .limit(1)
    .lookup(some('offers', { _id: { $in: offers }, merchantId, status: 'active' }, 'offers') as never)
    .lookup(some('ledger', { _id: { $in: own } }, 'own') as never)
  limits.forEach((limit, i) => {
    const highest = [{ $match: { limit } }, { $sort: { place: -1 } }, { $limit: 1 }]
    looking = looking.lookup({ from: 'offerUses', let: {}, pipeline: highest, as: `limit${i}` } as never)
  })
  const { data } = await looking.end()
  const [found] = data as ({ offers: Offer[]; own: Saving[] } & Record<string, OfferUse[]>)[]
  const last = new Map(limits.map((limit, i) => [limit, found?.[`limit${i}`]?.[0]?.place ?? 0]))
  return { offers: found?.offers ?? [], own: found?.own ?? [], last }
}

/** One request. */
export async function findOwnUses(ids: string[]): Promise<Saving[]> {
  const { data } = await ledger()
    .where({ _id: _.in(ids) })
    .get()
  return data as Saving[]
}
