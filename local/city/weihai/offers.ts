import type { OfferData } from '../city-data'

/** How the city's offers are written down: prices in yuan, hours of the day. */

export const minutes = (hour: number, minute = 0) => hour * 60 + minute
export const percent = (payPercent: number, covers: string, ...conditions: string[]): OfferData => ({
  terms: { kind: 'percent', payPercent },
  covers,
  conditions,
})
export const amountOff = (from: number, off: number, covers: string, ...conditions: string[]): OfferData => ({
  terms: { kind: 'amountOff', fromFen: from * 100, offFen: off * 100 },
  covers,
  conditions,
})
export const fixedPrice = (price: number, usual: number, covers: string, ...conditions: string[]): OfferData => ({
  terms: { kind: 'fixedPrice', priceFen: price * 100, usualFen: usual * 100 },
  covers,
  conditions,
})
export const under = (rules: OfferData['rules'], offer: OfferData): OfferData => ({ ...offer, rules })
export const ONCE_A_DAY = { mine: { day: 1, term: null } }
export const SELF = '本人到店出示会员卡'
export const NOT_WITH = '不跟店里别的活动一起用'
