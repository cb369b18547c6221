import { searchKeys } from '../../miniprogram/rules/search-keys'
import type { Transaction } from '../kernel/cloud'
import { idFrom } from '../kernel/ids'
import { log, originOf } from '../kernel/log'
import type { Branch, Deal, Merchant } from './merchants'
import type { Offer } from './offers'
import * as store from './merchant-store'

/**
 * What workers find of a merchant: one document an offer and branch, since places are searched. They follow the merchant
 * version by version: each write names the version it follows and passes by what has followed a later one, so rounds may
 * be cut off, run twice or against each other. `behind` stands in the merchant until all have followed.
 */

/** The offers as they should stand. Pure. */
export function windowOf(merchant: Merchant): Offer[] {
  return merchant.branches.flatMap((branch) => merchant.deals.map((deal) => offerOf(merchant, branch, deal)))
}

function offerOf(merchant: Merchant, branch: Branch, deal: Deal): Offer {
  const { _id, name, category, agreement, state, version } = merchant
  const { latitude, longitude } = branch.place
  const merchantName = merchant.branches.length > 1 ? `${name}（${branch.name}）` : name
  const until = deal.rules.until < agreement.until ? deal.rules.until : agreement.until
  return {
    _id: idFrom('off', _id, branch.id, deal.id),
    merchantId: _id,
    merchantName,
    category,
    terms: deal.terms,
    covers: deal.covers,
    conditions: deal.conditions,
    hours: branch.hours,
    address: branch.address,
    district: branch.district,
    phone: branch.phone,
    place: { type: 'Point', coordinates: [longitude, latitude] },
    keys: searchKeys([merchantName, deal.covers]),
    rules: { ...deal.rules, until },
    status: state === 'active' ? deal.state : state,
    follows: version,
  }
}

/** What one transaction carries beside the rest of its act. */
const IN_ACT = 12

/**
 * The offers of a new merchant within the act that approves it, where they are few: then nothing is left to follow.
 * Changes the mark of the merchant given. A request an offer.
 */
export async function putOffersIn(transaction: Transaction, merchant: Merchant): Promise<void> {
  const wanted = windowOf(merchant)
  if (wanted.length > IN_ACT) return
  for (const offer of wanted) await store.addOfferIn(transaction, offer)
  merchant.behind = false
}

/** Writes at once. */
const TOGETHER = 8

/** Brings the offers of a merchant after it. Requests: two, one for each offer that differs, one to take the mark off. */
export async function follow(merchant: Merchant): Promise<void> {
  if (!merchant.behind) return
  const wanted = windowOf(merchant)
  const standing = new Map((await store.findWindow(merchant._id)).map((offer) => [offer._id, offer]))
  // Of nothing but its state all offers change alike.
  const same = wanted.filter((offer) => isSame(offer, standing.get(offer._id)))
  const statuses = new Set(same.map(({ status }) => status))
  for (const status of statuses) {
    const ids = same.filter((offer) => offer.status === status).map(({ _id }) => _id)
    await store.setStatus(ids, status, merchant.version)
  }
  const others = wanted.filter((offer) => !same.includes(offer))
  for (let i = 0; i < others.length; i += TOGETHER)
    await Promise.all(others.slice(i, i + TOGETHER).map((offer) => store.putOffer(offer, standing.has(offer._id))))
  await store.hasFollowed(merchant._id, merchant.version)
}

/** Alike in all that people read, but for the status. */
function isSame(wanted: Offer, found: Offer | undefined): boolean {
  const placed = wanted.status !== 'active' || Boolean(found?.place)
  return found !== undefined && placed && readOf(wanted) === readOf(found)
}

function readOf({ merchantName, terms, covers, conditions, hours, address, phone, rules }: Offer): string {
  return JSON.stringify([merchantName, sorted(terms), covers, conditions, sorted(hours), address, phone, sorted(rules)])
}

/** The database does not promise the order of fields. */
const sorted = (value: object): unknown =>
  Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => [
      key,
      one !== null && typeof one === 'object' && !Array.isArray(one) ? sorted(one as object) : (one as unknown),
    ])

/** Right after an act that stands already: what fails here the timer does. One request when nothing is behind. */
export async function followAtOnce(): Promise<void> {
  try {
    for (const merchant of await store.findBehind(FEW)) await follow(merchant)
  } catch (error) {
    log({ event: 'follow-failed', area: 'benefits', ...originOf(error) })
  }
}

const FEW = 3
const AT_ONCE = 20
const ROUNDS = 10

/** Those whose offers have not followed: where a call was cut off. One request when there are none. */
export async function followAll(): Promise<void> {
  const tried = new Set<string>()
  for (let round = 0; round < ROUNDS; round += 1) {
    const behind = (await store.findBehind(AT_ONCE)).filter(({ _id }) => !tried.has(_id))
    if (behind.length === 0) return
    for (const merchant of behind) {
      tried.add(merchant._id)
      await follow(merchant)
    }
  }
}
