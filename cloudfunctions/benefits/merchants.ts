import { dayOf, type Day } from '../../miniprogram/rules/days'
import { endsOn, nextReminder, type Standing } from '../../miniprogram/rules/merchant'
import type { OfferTerms } from '../../miniprogram/rules/offer'
import type { OfferRules } from '../../miniprogram/rules/offer-rules'
import type { Coordinates, OpenHours } from '../../miniprogram/rules/places'
import { searchKeys } from '../../miniprogram/rules/search-keys'
import type { OrgLink } from '../kernel/casework/case'
import type { Category } from './contract'

/**
 * A partner merchant: one document with its agreement, branches, offers and clerks. Each change of it is one write, so
 * that it is never half. What workers find (`offers`, one document an offer and branch) follows it: see shop-window.ts.
 */
export interface Merchant extends Standing {
  _id: string
  name: string
  category: Category
  phone: string
  /** 统一社会信用代码. */
  creditCode: string
  /** The same, or its own id once it is over. Unique: one business has one agreement. */
  holds: string
  /** The application whose licence officers may open, or null for what was taken over on paper. */
  case: string | null
  agreement: Agreement
  branches: Branch[]
  deals: Deal[]
  /** The openid that signed; null when she has left a merchant that is over. */
  owner: string | null
  clerks: Clerk[]
  /** The county's union that approved it. */
  org: string
  orgName: string
  /** That union and the city's: whose officers see it. */
  scopes: string[]
  /** Of its first branch. */
  district: string
  /** Every short run of characters of its name (rules/search-keys). */
  keys: string[]
  since: Day
  /** Goes up with each change. */
  version: number
  /** Its offers have not followed the newest version yet. */
  behind: boolean
  remindOn: Day | null
  /** The first day on which the timer ends it; null once it is over. */
  endsOn: Day | null
  history: MerchantChange[]
}

export interface Agreement {
  number: string
  from: Day
  until: Day
}

export interface Branch {
  id: string
  name: string
  address: string
  district: string
  place: Coordinates
  hours: OpenHours
  phone: string
}

/** An offer as it was agreed, for all branches. */
export interface Deal {
  id: string
  /** Goes up with each change of it. */
  rev: number
  terms: OfferTerms
  covers: string
  conditions: string[]
  /** Until is no later than the agreement's. */
  rules: OfferRules
  state: 'active' | 'ended'
}

export interface Clerk {
  person: string
  /** As she called herself. */
  name: string
  since: Day
}

export interface MerchantChange {
  at: Date
  /** In words, with its reason: `暂停：两次不让用卡`. */
  words: string
  /** Post and union, or 店主. */
  by: string
}

/** The rest of what a new merchant is, worked out from what was agreed. */
export function newMerchant(
  given: Pick<
    Merchant,
    | '_id'
    | 'name'
    | 'category'
    | 'phone'
    | 'creditCode'
    | 'case'
    | 'agreement'
    | 'branches'
    | 'deals'
    | 'owner'
    | 'clerks'
    | 'history'
  >,
  chain: OrgLink[],
  today: Day,
): Merchant {
  const county = chain.find(({ level }) => level === 'county') ?? chain[chain.length - 1]!
  return retimed(
    {
      ...given,
      org: county.id,
      orgName: county.name,
      scopes: chain.filter(({ level }) => level === 'county' || level === 'city').map(({ id }) => id),
      district: given.branches[0]!.district,
      keys: searchKeys([given.name]),
      state: 'active',
      why: '',
      quitOn: null,
      holds: given.creditCode,
      since: given.agreement.from,
      version: 1,
      behind: true,
      remindOn: null,
      endsOn: null,
    },
    today,
  )
}

/** The days of the timer, after agreement, state or its own notice have changed. */
export function retimed(merchant: Merchant, today: Day): Merchant {
  const over = merchant.state === 'ended'
  return {
    ...merchant,
    holds: over ? merchant._id : merchant.creditCode,
    remindOn: over || merchant.quitOn !== null ? null : nextReminder(merchant.agreement.until, today),
    endsOn: over ? null : endsOn(merchant),
  }
}

/** The next version of a merchant: its offers are to follow. */
export function changed(merchant: Merchant, change: Partial<Merchant>, words: string, by: string, at: Date): Merchant {
  const history = [...merchant.history, { at, words, by }].slice(-40)
  const next = { ...merchant, ...change, history, version: merchant.version + 1, behind: true }
  return retimed(next, dayOf(at))
}
