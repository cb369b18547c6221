import type { Day } from '../../miniprogram/rules/days'
import { _, db, type Transaction } from '../kernel/cloud'
import { isDuplicate } from '../kernel/database'
import type { Person } from '../kernel/people'
import type { Merchant } from './merchants'
import type { Offer } from './offers'

/** Queries on merchants, their clerks, and the offers that follow them. */

export const merchants = () => db.collection('merchants')
const offers = () => db.collection('offers')

/** One request. */
export async function findMerchant(id: string): Promise<Merchant | null> {
  const { data } = await merchants().where({ _id: id }).limit(1).get()
  return (data[0] as Merchant | undefined) ?? null
}

/** Of the caller's own. One request. */
export async function findOwned(openid: string, id: string): Promise<Merchant | null> {
  const { data } = await merchants().where({ _id: id, owner: openid }).limit(1).get()
  return (data[0] as Merchant | undefined) ?? null
}

/** Merchants of a business that are not over, this one left out. One request. */
export async function findByCreditCode(creditCode: string): Promise<Merchant[]> {
  const { data } = await merchants()
    .where({ creditCode, state: _.in(['active', 'suspended']) })
    .limit(5)
    .get()
  return data as Merchant[]
}

/** As it stands within a transaction; null: there is none. One request. */
export async function readIn(transaction: Transaction, id: string): Promise<Merchant | null> {
  const { data } = await transaction.collection('merchants').doc(id).get()
  const found = (Array.isArray(data) ? data[0] : data) as Merchant | undefined | null
  return found ?? null
}

/** One request. */
export async function writeIn(transaction: Transaction, merchant: Merchant): Promise<void> {
  const { _id, ...rest } = merchant
  await transaction.collection('merchants').doc(_id).set(rest)
}

/** One request. */
export async function personIn(transaction: Transaction, id: string): Promise<Person | null> {
  const { data } = await transaction.collection('people').doc(id).get()
  return ((Array.isArray(data) ? data[0] : data) as Person | undefined | null) ?? null
}

/** A person's first act here. One request. */
export async function addPerson(transaction: Transaction, person: Person): Promise<void> {
  await transaction.collection('people').add(person)
}

/** Duplicate: its business has an agreement already. One request. */
export async function addMerchant(transaction: Transaction, merchant: Merchant): Promise<void> {
  await transaction.collection('merchants').add(merchant)
}

/** The counters a person stands at. One request. */
export async function setCounters(transaction: Transaction, { _id, counters }: Person): Promise<void> {
  await transaction
    .collection('people')
    .doc(_id)
    .update({ counters: _.set(counters) })
}

/** All offers of a merchant, whatever their status. One request. */
export async function findWindow(merchantId: string): Promise<Offer[]> {
  const { data } = await offers().where({ merchantId }).limit(200).get()
  return data as Offer[]
}

/**
 * Of offers alike in all else. A shut one has no place any more: the search around a place passes by nothing that it
 * does not show. One request.
 */
export async function setStatus(ids: string[], status: Offer['status'], version: number): Promise<void> {
  await offers()
    .where({ _id: _.in(ids), follows: _.lt(version) })
    .update({ status, follows: version, ...(status !== 'active' && { place: _.remove() }) })
}

/** An offer as it should stand, unless it has followed a later version. One request. */
export async function putOffer({ _id, ...offer }: Offer, isThere: boolean): Promise<void> {
  if (isThere) {
    const { terms, rules, conditions, keys, hours } = offer
    const whole = {
      terms: _.set(terms),
      rules: _.set(rules),
      hours: _.set(hours),
      conditions: _.set(conditions),
      keys: _.set(keys),
    }
    const place = offer.status === 'active' ? pointOf(offer) : _.remove()
    await offers()
      .where({ _id, follows: _.lt(offer.follows) })
      .update({ ...offer, ...whole, place })
    return
  }
  try {
    const { place: _place, ...elsewhere } = offer
    await offers().add({ _id, ...elsewhere, ...(offer.status === 'active' && { place: pointOf(offer) }) })
  } catch (error) {
    // Another round was here first.
    if (!isDuplicate(error)) throw error
  }
}

/** One request. */
export async function addOfferIn(transaction: Transaction, offer: Offer): Promise<void> {
  await transaction.collection('offers').add({ ...offer, place: pointOf(offer) })
}

const pointOf = ({ place }: Pick<Offer, 'place'>) => new db.Geo.Point(...place.coordinates)

/** Takes the mark off, unless the merchant has changed since. One request. */
export async function hasFollowed(id: string, version: number): Promise<void> {
  await merchants().where({ _id: id, version }).update({ behind: false })
}

export async function findBehind(limit: number): Promise<Merchant[]> {
  const { data } = await merchants().where({ behind: true }).limit(limit).get()
  return data as Merchant[]
}

/** Those that are over by themselves by a day. One request. */
export async function findToEnd(today: Day, limit: number): Promise<Merchant[]> {
  const { data } = await merchants()
    .where({ endsOn: _.lte(today) })
    .orderBy('endsOn', 'asc')
    .limit(limit)
    .get()
  return data as Merchant[]
}

/** Those whose owner is to be reminded by a day. One request. */
export async function findToRemind(today: Day, limit: number): Promise<Merchant[]> {
  const { data } = await merchants()
    .where({ remindOn: _.lte(today) })
    .orderBy('remindOn', 'asc')
    .limit(limit)
    .get()
  return data as Merchant[]
}

export async function setReminder(id: string, was: Day, remindOn: Day | null): Promise<void> {
  await merchants()
    .where({ _id: id, remindOn: was })
    .update({ remindOn: remindOn ?? _.set(null) })
}
