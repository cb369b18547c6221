import { addDays, dayOf } from '../../miniprogram/rules/days'
import type { Coordinates } from '../../miniprogram/rules/places'
import { readCursor, writeCursor } from '../kernel/database'
import type { Caller } from '../kernel/serve'
import { addKept, findKept, findNewOffers, removeKept } from './finding-store'
import { viewOf } from './offers'
import { PAGE } from './store'

/** Days that an offer counts as new. */
const NEW_DAYS = 7

/** What began within the last week, the newest first. One request. */
export async function findNew({ place, after }: { place?: Coordinates; after?: string }, { now }: Caller<'anyone'>) {
  const today = dayOf(now)
  const from = readCursor<[string, string]>(after, ['string', 'string'])
  const found = await findNewOffers(addDays(today, 1 - NEW_DAYS), today, from)
  const last = found[found.length - 1]
  return {
    offers: found.map((offer) => viewOf(offer, place)),
    next: last && found.length === PAGE ? writeCursor([last.rules.from, last._id]) : null,
  }
}

/** One request. */
export async function keepOffer({ offerId, keep }: { offerId: string; keep: boolean }, { openid, now }: Caller) {
  await (keep ? addKept(openid, offerId, now) : removeKept(openid, offerId))
  return {}
}

/** The offers I keep that still hold. One request. */
export async function readKept({ place, after }: { place?: Coordinates; after?: string }, { openid }: Caller) {
  const rows = await findKept(openid, readCursor<[number, string]>(after, ['number', 'string']))
  const last = rows[rows.length - 1]
  const offers = rows.flatMap(({ found }) => found).filter(({ status }) => status === 'active')
  return {
    offers: offers.map((offer) => viewOf(offer, place)),
    next: last && rows.length === PAGE ? writeCursor([Number(last.at), last._id]) : null,
  }
}
