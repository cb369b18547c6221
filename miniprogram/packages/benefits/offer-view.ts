import type { OutputOf } from '../../client/call'
import { iconOf } from '../../client/categories'
import { reckon, sayOffer, type OfferTerms } from '../../rules/offer'
import { shortYuan } from '../../rules/money'
import { whenFault } from '../../rules/offer-rules'
import { openState, sayDistance } from '../../rules/places'
import { sayTime } from '../../rules/days'

/** Offers as a person on the street reads them. */

type Offer = OutputOf<'benefits.offer'>['offer']

export interface OfferLine {
  id: string
  icon: string
  name: string
  /** `85 折` */
  words: string
  covers: string
  open: boolean
  /** `到 21:00`, `10:30 开门` */
  hours: string
  /** `320 米`, or the district when no place was given. */
  where: string
  /** Why it does not hold today or at this hour, though the shop is open. */
  notNow: string
  /** The shop is open and it holds now. */
  usable: boolean
}

/** One row of the list. `now` in milliseconds. */
export function offerLine(offer: Offer, now: number): OfferLine {
  const state = openState(offer.hours, minuteOf(now))
  const fault = whenFault(offer.rules, now)
  return {
    id: offer.id,
    icon: iconOf(offer.category),
    name: offer.merchantName,
    words: sayOffer(offer.terms),
    covers: coversWords(offer),
    open: state.open,
    hours: state.words,
    where: offer.distance === null ? offer.district : sayDistance(offer.distance),
    notNow: fault?.words ?? '',
    usable: state.open && !fault,
  }
}

/** What it holds for, with the usual price beside a fixed one. */
function coversWords(offer: Offer): string {
  return offer.terms.kind === 'fixedPrice' || offer.terms.kind === 'free'
    ? `${offer.covers}，原价 ${shortYuan(offer.terms.usualFen)}\u00a0元`
    : offer.covers
}

/** The offer's number apart from its unit, so that the number can be the biggest thing: `85` `折`. */
export function bigWords(terms: OfferTerms): { before: string; figure: string; unit: string } {
  switch (terms.kind) {
    case 'percent':
      return { before: '', figure: sayOffer(terms).replace(/ 折$/, ''), unit: '折' }
    case 'amountOff':
      return { before: `满 ${shortYuan(terms.fromFen)} 减`, figure: shortYuan(terms.offFen), unit: '元' }
    case 'fixedPrice':
      return { before: '只要', figure: shortYuan(terms.priceFen), unit: '元' }
    case 'free':
      return { before: '', figure: '免费', unit: '' }
    case 'gift':
      return { before: terms.fromFen > 1 ? `满 ${shortYuan(terms.fromFen)} 元` : '', figure: '送', unit: terms.gift }
  }
}

/** An example bill that shows what the offer is worth, reckoned by the rule the counter uses. Amounts in yuan. */
export function exampleBill(terms: OfferTerms): { bill: string; pay: string; saved: string } {
  const billFen =
    'usualFen' in terms ? terms.usualFen : terms.kind === 'percent' ? 10_000 : Math.max(terms.fromFen, 1000)
  const result = reckon(terms, billFen)
  const { payFen, discountFen, giftFen } = result.ok ? result : { payFen: billFen, discountFen: 0, giftFen: 0 }
  return {
    bill: shortYuan(billFen),
    pay: shortYuan(payFen),
    saved: giftFen > 0 ? `送的值 ${shortYuan(giftFen)} 元` : `省 ${shortYuan(discountFen)} 元`,
  }
}

/** `离您 320 米，走路约 5 分钟`: 75 metres a minute, an unhurried walk; only said where people would walk. */
export function walkWords(metres: number | null, district: string): string {
  if (metres === null) return district
  const far = `离您 ${sayDistance(metres)}`
  return metres > 3000 ? far : `${far}，走路约 ${Math.max(1, Math.round(metres / 75))} 分钟`
}

/** The minute of the Shanghai day (0-1439). */
export function minuteOf(now: number): number {
  const [hour, minute] = sayTime(now).split(':')
  return Number(hour) * 60 + Number(minute)
}
