import type { Day } from '../../miniprogram/rules/days'
import { shutWords } from '../../miniprogram/rules/merchant'
import type { Deal, Merchant } from './merchants'

/** A merchant as its owner and the union's officers read it: no openid, no account. */

export function merchantRow(merchant: Merchant, today: Day) {
  const { _id, name, category, state, agreement, district, branches, deals } = merchant
  return {
    id: _id,
    name,
    category,
    state,
    shut: shutWords(merchant, today),
    until: agreement.until,
    district,
    branches: branches.length,
    offers: deals.filter((deal) => deal.state === 'active').length,
  }
}

export function merchantView(merchant: Merchant, today: Day) {
  const { phone, creditCode, case: file, agreement, branches, deals, clerks, orgName, since, quitOn, why } = merchant
  return {
    ...merchantRow(merchant, today),
    phone,
    creditCode,
    case: file,
    agreement,
    why,
    quitOn,
    since,
    orgName,
    places: branches.map(({ id, name, address, district, place: { latitude, longitude }, hours, phone: tel }) => ({
      id,
      name,
      address,
      district,
      place: { latitude, longitude },
      hours,
      phone: tel,
    })),
    deals: deals.filter(({ state }) => state === 'active').map(dealView),
    clerks: clerks.length,
    history: merchant.history.map(({ at, words, by }) => ({ at: Number(at), words, by })).reverse(),
  }
}

export function dealView({ id, terms, covers, conditions, rules }: Deal) {
  return { id, terms, covers, conditions, rules }
}
