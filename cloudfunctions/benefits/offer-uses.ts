import { randomInt } from 'node:crypto'
import { dayOf } from '../../miniprogram/rules/days'
import { limitsOf, type Limit, type OfferRules } from '../../miniprogram/rules/offer-rules'
import { isDuplicate, TryAgain } from '../kernel/database'
import { AppError } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import type { Transaction } from '../kernel/cloud'
import { addOfferUse, placesTaken } from './store'

/**
 * Quotas without a counter: an offer that may be used ten times has ten places, each a document with a name of its own,
 * taken in the transaction of the use. Two cannot take one place, a use that fails takes none, an undone one frees its
 * own; so nothing drifts.
 */
export interface OfferUse {
  _id: string
  /** Which limit of which offer, for whom, on which day. */
  limit: string
  /** Its place, from 1. */
  place: number
  /** The ledger entry of the use. */
  saving: string
}

/** A limit as it is kept: by name, and how many places it has. */
export interface NamedLimit extends Limit {
  id: string
}

/** The limits that a use counts against at a moment. */
export function limitsAt(offer: string, rules: OfferRules, membership: string, now: Date): NamedLimit[] {
  const ids = limitIds(offer, membership, now)
  return limitsOf(rules).map((limit) => ({ ...limit, id: ids[limit.scope] }))
}

/** The names of all limits that an offer could have for a member on a day. */
export function limitIds(offer: string, membership: string, now: Date): Record<Limit['scope'], string> {
  const day = dayOf(now)
  return {
    mineDay: idFrom('lim', offer, 'mine', membership, day),
    mineTerm: idFrom('lim', offer, 'mine', membership),
    allDay: idFrom('lim', offer, 'all', day),
    allTerm: idFrom('lim', offer, 'all'),
  }
}

/**
 * Takes a place of each limit within the use's transaction. `last`: the highest place taken as it was read before.
 * Throws USED_UP in the limit's words, TryAgain when somebody took the same place a moment earlier. One request a
 * limit, one more a limit when it begins anew.
 */
export async function takePlaces(
  transaction: Transaction,
  limits: NamedLimit[],
  last: Map<string, number>,
  saving: string,
  attempt: number,
): Promise<void> {
  for (const limit of limits) {
    const place = await freePlace(limit, last.get(limit.id) ?? 0, attempt)
    const use: OfferUse = { _id: idFrom('use', limit.id, place), limit: limit.id, place, saving }
    try {
      await addOfferUse(transaction, use)
    } catch (error) {
      if (isDuplicate(error)) throw new TryAgain('place taken')
      throw error
    }
  }
}

/** The next place; after a collision, or when the last is taken, any that is free. */
async function freePlace({ id, most, refused }: NamedLimit, last: number, attempt: number): Promise<number> {
  if (attempt === 1 && last < most) return last + 1
  const taken = new Set(await placesTaken(id, most))
  const free = Array.from({ length: most }, (_, i) => i + 1).filter((place) => !taken.has(place))
  if (free.length === 0) throw new AppError('USED_UP', refused.words)
  return free[randomInt(free.length)]!
}
