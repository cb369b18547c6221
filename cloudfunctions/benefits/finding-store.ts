import type { Day } from '../../miniprogram/rules/days'
import { _, db } from '../kernel/cloud'
import { isDuplicate } from '../kernel/database'
import { idFrom } from '../kernel/ids'
import { withPlainPlace, type FoundOffer, type Offer } from './offers'
import { PAGE } from './store'

/** Queries of the finding pages beside those of store.ts. */

const kept = () => db.collection('keptOffers')

/** An offer that somebody keeps for later. */
export interface KeptOffer {
  _id: string
  openid: string
  offer: string
  at: Date
}

/** Active offers that began between two days, the newest first. `after`: first day and id of the last row. One request. */
export async function findNewOffers(from: Day, until: Day, after: [Day, string] | null): Promise<FoundOffer[]> {
  const active = { status: 'active' }
  const where = after
    ? _.or([
        { ...active, 'rules.from': _.and(_.gte(from), _.lt(after[0])) },
        { ...active, 'rules.from': after[0], _id: _.gt(after[1]) },
      ])
    : { ...active, 'rules.from': _.and(_.gte(from), _.lte(until)) }
  const { data } = await db
    .collection('offers')
    .where(where)
    .orderBy('rules.from', 'desc')
    .orderBy('_id', 'asc')
    .limit(PAGE)
    .get()
  return data as FoundOffer[]
}

const keptId = (openid: string, offer: string) => idFrom('kept', openid, offer)

/** One request. */
export async function addKept(openid: string, offer: string, at: Date): Promise<void> {
  try {
    await kept().add({ _id: keptId(openid, offer), openid, offer, at } satisfies KeptOffer)
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
}

/** One request. */
export async function removeKept(openid: string, offer: string): Promise<void> {
  await kept()
    .where({ _id: keptId(openid, offer), openid })
    .remove()
}

/** Kept offers with the offer as it stands now, the newest first; none where it is no more. One request. */
export async function findKept(
  openid: string,
  after: [number, string] | null,
): Promise<(KeptOffer & { found: FoundOffer[] })[]> {
  const mine = { openid }
  const match = after
    ? {
        $or: [
          { ...mine, at: { $lt: new Date(after[0]) } },
          { ...mine, at: new Date(after[0]), _id: { $lt: after[1] } },
        ],
      }
    : mine
  const { data } = await kept()
    .aggregate()
    .match(match)
    .sort({ at: -1, _id: -1 })
    .limit(PAGE)
    .lookup({ from: 'offers', localField: 'offer', foreignField: '_id', as: 'found' })
    .end()
  return (data as (KeptOffer & { found: Offer[] })[]).map(({ found, ...kept }) => ({
    ...kept,
    found: found.map(withPlainPlace),
  }))
}
