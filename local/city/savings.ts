import type { LedgerEntry } from '../../cloudfunctions/kernel/ledger'
import type { Membership } from '../../cloudfunctions/kernel/memberships'
import { idFrom } from '../../cloudfunctions/kernel/ids'
import { savingOf } from '../../cloudfunctions/benefits/saving'
import { stepOf } from '../../miniprogram/rules/card-code'
import { addDays, daysBetween, dayOf, startOfDay } from '../../miniprogram/rules/days'
import { reckon, type OfferTerms } from '../../miniprogram/rules/offer'
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
): LedgerEntry<'benefit.saving'>[] {
  const entries = new Map<number, LedgerEntry<'benefit.saving'>>()
  for (let i = 0; i < times; i += 1) {
    const entry = oneUse(membership, random.pick(merchants), random, now, i)
    if (entry) entries.set(stepOf(entry.at), entry)
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

function oneUse(
  membership: Membership,
  merchant: Counter,
  random: Random,
  now: Date,
  index: number,
): LedgerEntry<'benefit.saving'> | null {
  const at = momentOf(membership.since, merchant, random, now)
  const offer = random.pick(merchant.offers)
  const bill = billOf(offer.terms, merchant.bill, random)
  const sum = reckon(offer.terms, bill)
  if (!at || !sum.ok) return null
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
  if (terms.kind === 'fixedPrice') return terms.usualFen
  const from = terms.kind === 'amountOff' ? Math.max(least, terms.fromFen) : least
  // Bills end in whole jiao, as prices do.
  return Math.round(random.int(from, Math.max(from, greatest)) / 10) * 10
}
