import { parseYuan, yuan } from '../rules/money'
import { joins, reckonTogether, sayOffer, type OfferTerms } from '../rules/offer'
import type { OfferRules } from '../rules/offer-rules'

/** One bill with one offer or two, as a person types it. Pure. */

interface Offer {
  id: string
  terms: OfferTerms
  covers: string
  rules: OfferRules
}

/** What the bill comes to. Amounts in yuan. */
export interface BillSum {
  ready: boolean
  discount: string
  pay: string
  /** Why there is no discount yet; empty while nothing was typed. */
  hint: string
}

const NOTHING: BillSum = { ready: false, discount: '', pay: '', hint: '' }

/** Reckons what was typed under these offers, by the same rule as the cloud. */
export function billSum(terms: OfferTerms[], text: string): BillSum {
  if (terms.length === 0 || !text.trim()) return NOTHING
  const fen = parseYuan(text)
  if (fen === null) return { ...NOTHING, hint: '只填数字，比如 186.50' }
  const sum = reckonTogether(terms, fen)
  if (!sum.ok) return { ...NOTHING, hint: sum.words }
  return { ready: true, discount: yuan(sum.discountFen), pay: yuan(sum.payFen), hint: '' }
}

/** The offers that may go with the chosen one on one bill. */
export function companions<T extends Offer>(offers: T[], chosen: string): T[] {
  const one = offers.find(({ id }) => id === chosen)
  if (!one?.rules.withOthers || !joins(one.terms)) return []
  return offers.filter(({ id, rules, terms }) => id !== chosen && rules.withOthers && joins(terms))
}

export const offerRow = ({ id, terms, covers }: Offer) => ({ id, words: sayOffer(terms), covers })
