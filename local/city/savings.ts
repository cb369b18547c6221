import type { Membership } from '../../cloudfunctions/kernel/memberships'
import { idFrom } from '../../cloudfunctions/kernel/ids'
import { savingOf, type Saving } from '../../cloudfunctions/benefits/saving'
import { stepOf } from '../../miniprogram/rules/card-code'
import { addDays, daysBetween, dayOf, startOfDay } from '../../miniprogram/rules/days'
import { reckon, type OfferTerms } from '../../miniprogram/rules/offer'
import { groupFault, whenFault } from '../../miniprogram/rules/offer-rules'
import type { Random } from './random'
import type { Counter } from './staff'

/** The card keeps this many used steps, as redeeming does. */
const KEPT_STEPS = 8

/**
 * Uses of a member's card: ledger entries such as redeeming writes, and the roll-up of them put into the membership.
 * Changes the membership given.
 */
export function useCard(
  membership: Membership,
  times: number,
  merchants: Counter[],
  random: Random,
  now: Date,
): Saving[] {
  const entries = new Map<number, Saving>()
  for (let i = 0; i < times; i += 1) {
    const entry = oneUse(membership, random.pick(merchants), random, now, i)
    if (entry && !twiceADay(entry, entries)) entries.set(stepOf(entry.at), entry)
  }
  const inOrder = [...entries].sort(([a], [b]) => a - b)
  membership.card.usedSteps = inOrder.map(([step]) => step).slice(-KEPT_STEPS)
  membership.saved = {}
  for (const [, { day, amountFen }] of inOrder) {
    const year = (membership.saved[day.slice(0, 4)] ??= { fen: 0, times: 0 })
    year.fen += amountFen
    year.times += 1
  }
  return inOrder.map(([, entry]) => entry)
}

/** An offer that is limited at all is mostly once a day. */
function twiceADay(entry: Saving, entries: Map<number, Saving>): boolean {
  return [...entries.values()].some(({ day, detail }) => day === entry.day && detail.offerId === entry.detail.offerId)
}

function oneUse(membership: Membership, merchant: Counter, random: Random, now: Date, index: number): Saving | null {
  const at = momentOf(membership.since, merchant, random, now)
  const offer = random.pick(merchant.offers)
  const bill = billOf(offer.terms, merchant.bill, random)
  const sum = reckon(offer.terms, bill)
  if (!at || !sum.ok || whenFault(offer.rules, at) || groupFault(offer.rules, [])) return null
  return savingOf({
    membership,
    step: stepOf(at),
    merchantId: merchant.id,
    offer: { ...offer, merchantName: merchant.name },
    sum,
    clerk: merchant.clerk,
    clientKey: idFrom('key', membership._id, index),
    at,
  })
}

/** While the shop was open, since she joined and before this hour; more often lately. Null: no such moment. */
function momentOf(since: string, { hours }: Counter, random: Random, now: Date): Date | null {
  const days = Math.min(daysBetween(since, dayOf(now)), 700)
  const day = addDays(dayOf(now), -Math.floor(days * random.next() ** 2))
  const { open, close } = hours.open === hours.close ? { open: 8 * 60, close: 20 * 60 } : hours
  const at = startOfDay(day) + random.int(open * 60, close * 60 - 1) * 1000
  return at < Number(now) ? new Date(at) : null
}

/** An ordinary bill for which the offer holds, in fen. */
function billOf(terms: OfferTerms, [least, greatest]: [number, number], random: Random): number {
  if (terms.kind === 'fixedPrice' || terms.kind === 'free') return terms.usualFen
  const from = terms.kind === 'percent' ? least : Math.max(least, terms.fromFen)
  // Bills end in whole jiao, as prices do.
  return Math.round(random.int(from, Math.max(from, greatest)) / 10) * 10
}
