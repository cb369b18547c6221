import { GREATEST_BILL_FEN, shortYuan } from './money'

/**
 * What a partner merchant promises a card holder, and the one arithmetic of it: the phone shows it while the clerk
 * types, the function records it.
 */
export type OfferTerms =
  /** Pay `payPercent` of the bill: 85 = 85 折. */
  | { kind: 'percent'; payPercent: number }
  /** `offFen` less once the bill reaches `fromFen`. */
  | { kind: 'amountOff'; fromFen: number; offFen: number }
  /** One thing at `priceFen` instead of the usual price, which is the bill. */
  | { kind: 'fixedPrice'; priceFen: number; usualFen: number }
  /** One thing for nothing; the bill is its usual price. */
  | { kind: 'free'; usualFen: number }
  /** Something on top once the bill reaches `fromFen`; the bill is paid in full. `worthFen`: its usual price. */
  | { kind: 'gift'; fromFen: number; gift: string; worthFen: number }

export type BillFault = 'notWhole' | 'tooSmall' | 'tooLarge' | 'belowFrom' | 'belowPrice' | 'abovePrice'

export type Reckoning =
  /** `giftFen`: worth of what was given on top; what a use saves is discount and gift together. */
  | { ok: true; billFen: number; discountFen: number; payFen: number; giftFen: number }
  | { ok: false; fault: BillFault; words: string }

/**
 * The discount on a bill. All amounts in fen. The amount to pay is rounded half up to the fen; it is never negative
 * and never more than the bill; bill = discount + pay.
 */
export function reckon(terms: OfferTerms, billFen: number): Reckoning {
  if (!Number.isInteger(billFen)) return refuse('notWhole', '金额最多写到分')
  if (billFen <= 0) return refuse('tooSmall', '请填账单金额')
  if (billFen > GREATEST_BILL_FEN) return refuse('tooLarge', '一笔最多 10 万元，请再看一眼金额')
  switch (terms.kind) {
    case 'percent':
      return total(billFen, Math.floor((billFen * terms.payPercent + 50) / 100))
    case 'amountOff':
      if (billFen < terms.fromFen) return refuse('belowFrom', `满 ${shortYuan(terms.fromFen)} 元才能减，这一单还不够`)
      return total(billFen, billFen - Math.min(terms.offFen, billFen))
    case 'fixedPrice':
      if (billFen < terms.priceFen)
        return refuse('belowPrice', `原价比 ${shortYuan(terms.priceFen)} 元还低，用不上这个优惠`)
      if (billFen > terms.usualFen)
        return refuse('abovePrice', `这一份原价 ${shortYuan(terms.usualFen)} 元。别的东西请另外算`)
      return total(billFen, terms.priceFen)
    case 'free':
      if (billFen > terms.usualFen)
        return refuse('abovePrice', `免费的这一份原价 ${shortYuan(terms.usualFen)} 元。别的东西请另外算`)
      return total(billFen, 0)
    case 'gift':
      if (billFen < terms.fromFen) return refuse('belowFrom', `满 ${shortYuan(terms.fromFen)} 元才送，这一单还不够`)
      return total(billFen, billFen, terms.worthFen)
  }
}

/** The offer in the fewest words: `85 折`, `满 100 减 15`, `15 元`. */
export function sayOffer(terms: OfferTerms): string {
  switch (terms.kind) {
    case 'percent':
      return `${terms.payPercent % 10 === 0 || terms.payPercent < 10 ? terms.payPercent / 10 : terms.payPercent} 折`
    case 'amountOff':
      return `满 ${shortYuan(terms.fromFen)} 减 ${shortYuan(terms.offFen)}`
    case 'fixedPrice':
      return `${shortYuan(terms.priceFen)} 元`
    case 'free':
      return '免费'
    case 'gift':
      return terms.fromFen > 1 ? `满 ${shortYuan(terms.fromFen)} 送${terms.gift}` : `送${terms.gift}`
  }
}

function total(billFen: number, payFen: number, giftFen = 0): Reckoning {
  return { ok: true, billFen, payFen, discountFen: billFen - payFen, giftFen }
}

function refuse(fault: BillFault, words: string): Reckoning {
  return { ok: false, fault, words }
}
