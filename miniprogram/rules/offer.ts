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

/** What one of several offers on a bill takes off: `billFen` is what was left for it. */
export interface Part {
  billFen: number
  discountFen: number
  payFen: number
  giftFen: number
}

export type TogetherReckoning =
  | { ok: true; billFen: number; discountFen: number; payFen: number; giftFen: number; parts: Part[] }
  | { ok: false; fault: BillFault | 'alone'; words: string }

/** A percentage first, then amounts off, then gifts; offers of one thing at one price have no bill to share. */
const ORDER: Partial<Record<OfferTerms['kind'], number>> = { percent: 0, amountOff: 1, gift: 2 }

/** Whether terms can be joined with others on one bill at all. */
export const joins = ({ kind }: OfferTerms): boolean => kind in ORDER

/**
 * Several offers on one bill: each works on what those before it left, so `满 100` means what is left to pay is 100.
 * The order in which they are given changes nothing but the order of `parts`, which is the same. All in whole fen;
 * bill = sum of discounts + pay. One offer alone comes out as `reckon` has it.
 */
export function reckonTogether(offers: readonly OfferTerms[], billFen: number): TogetherReckoning {
  if (offers.length > 1 && !offers.every(joins))
    return { ok: false, fault: 'alone', words: '一份一份算的优惠，不能跟别的一起用' }
  const parts: Part[] = []
  let left = billFen
  for (const { terms, nth } of offers.map((terms, nth) => ({ terms, nth })).sort(byTurn)) {
    // Nothing left to pay: what comes after takes nothing off.
    const part = left === 0 && billFen > 0 ? NOTHING_LEFT : reckon(terms, left)
    if (!part.ok) return part
    const { ok: _ok, ...sums } = part
    parts[nth] = sums
    left = part.payFen
  }
  const sum = (of: keyof Part) => parts.reduce((all, part) => all + part[of], 0)
  return { ok: true, billFen, discountFen: sum('discountFen'), payFen: left, giftFen: sum('giftFen'), parts }
}

const NOTHING_LEFT = { ok: true, billFen: 0, discountFen: 0, payFen: 0, giftFen: 0 } as const

/** One order for any set of terms: by kind, then the greater first, so that a bill comes to the same whoever chose first. */
function byTurn({ terms: a }: { terms: OfferTerms }, { terms: b }: { terms: OfferTerms }): number {
  const turn = (ORDER[a.kind] ?? 0) - (ORDER[b.kind] ?? 0)
  if (turn !== 0) return turn
  if (a.kind === 'percent' && b.kind === 'percent') return a.payPercent - b.payPercent
  if (a.kind === 'amountOff' && b.kind === 'amountOff') return b.fromFen - a.fromFen || b.offFen - a.offFen
  if (a.kind === 'gift' && b.kind === 'gift') return b.fromFen - a.fromFen || b.worthFen - a.worthFen
  return 0
}
