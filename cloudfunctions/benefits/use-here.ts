import { addDays, dayOf } from '../../miniprogram/rules/days'
import { isDuplicate } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import type { Membership } from '../kernel/memberships'
import type { Caller } from '../kernel/serve'
import { limitIds } from './offer-uses'
import { viewOf } from './offers'
import { findForOwnUse, findOwnUses, type OwnUse } from './own-store'
import { receiptsOf } from './receipts'
import { ownSavingId, type Saving } from './saving'
import { readShopCode, wordOf } from './shop-code'
import { findOffersOfMerchant, findSaving, recordSavings } from './store'
import { isOrder, offersOf, placesOf, savingsOf } from './use-offers'

/** How long her phone shows it live; then it is a receipt like any other. */
const LIVE_MS = 60_000

/**
 * So many uses of her own a day, undone ones too: a code on a counter can be scanned at home from a photograph, and
 * nobody should type bills for fun. More than that a clerk scans.
 */
export const OWN_A_DAY = 5
const NTHS = Array.from({ length: OWN_A_DAY }, (_one, i) => i + 1)

interface Order {
  code: string
  offerId: string
  alsoOfferId?: string
  billFen: number
  clientKey: string
}

/** The shop whose code she scanned. Two requests. */
export async function readShopHere({ code }: { code: string }, { membership, now }: Caller<'member'>) {
  mustBeUsable(membership, now)
  const merchantId = readShopCode(code)
  const offers = await findOffersOfMerchant(merchantId)
  const [first] = offers
  if (!first) throw notFound('这家店的会员优惠，可能停了')
  return { merchantId, merchantName: first.merchantName, offers: offers.map((offer) => viewOf(offer, undefined)) }
}

/**
 * A member records her use herself. The day's uses of her own have names, as places of a limit have: the lowest free one
 * is taken, so two presses cannot take two, and a retry (same key) finds its entry, also just after midnight. Same
 * quotas and same entry as a clerk's, with no clerk in it. Six requests; one more for each limit and a second offer.
 */
export async function useHere(order: Order, { membership, now }: Caller<'member'>) {
  const merchantId = readShopCode(order.code)
  const day = dayOf(now)
  const today = NTHS.map((nth) => ownSavingId(membership._id, day, nth))
  const yesterday = NTHS.map((nth) => ownSavingId(membership._id, addDays(day, -1), nth))
  const ids = offersOf(order)
  const limits = ids.flatMap((offer) => Object.values(limitIds(offer, membership._id, now)))
  const names = [...today, ...yesterday]
  let found = await findForOwnUse(membership._id, { merchantId, offers: ids, own: names, limits })
  for (;;) {
    const before = found.own.find(({ detail }) => detail.clientKey === order.clientKey)
    if (before) return sameAgain(before, order, merchantId, now)
    mustBeUsable(membership, now)
    const id = today.find((name) => !found.own.some(({ _id }) => _id === name))
    if (!id) throw new AppError('USED_UP', `一天最多自己记 ${OWN_A_DAY} 笔。请让店员扫您的会员卡`)
    const made = await record(order, { id, membership, found, ids, now })
    if (made) return shownLive(made, now)
    found = { ...found, own: await findOwnUses(names) }
  }
}

interface Trial {
  id: string
  membership: Membership
  found: OwnUse
  ids: string[]
  now: Date
}

/** Null: the name was taken a moment earlier. */
async function record(order: Order, { id, membership, found, ids, now }: Trial): Promise<Saving[] | null> {
  const offers = ids.map((offer) => found.offers.find(({ _id }) => _id === offer))
  const { billFen, clientKey } = order
  const bill = { membership, offers, billFen, id, clerk: null, clientKey, at: now }
  const savings = savingsOf(bill)
  try {
    await recordSavings(savings, null, placesOf(bill, savings, found.last))
    return savings
  } catch (error) {
    if (isDuplicate(error)) return null
    throw error
  }
}

async function sameAgain(before: Saving, order: Order, merchantId: string, now: Date) {
  if (before.detail.merchantId !== merchantId || !isOrder(before, order))
    throw new AppError('BAD_INPUT', '这一笔已经记了。要再记一笔，请重新扫店里的码')
  const { together } = before.detail
  const also = together && (await findSaving(together.entry))
  return shownLive(also ? [before, also] : [before], now)
}

function shownLive(savings: Saving[], now: Date) {
  const [{ at, detail }] = savings as [Saving]
  return {
    ...receiptsOf(savings),
    now: Number(now),
    until: Number(at) + LIVE_MS,
    word: wordOf(detail.merchantId, dayOf(now)),
  }
}

function mustBeUsable({ card }: Membership, now: Date): void {
  if (card.state !== 'active' || dayOf(now) > card.validUntil)
    throw new AppError('NOT_NOW', '您的会员卡现在不能用。打开“会员卡”看看怎么办')
}
