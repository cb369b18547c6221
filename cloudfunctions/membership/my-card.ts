import { dayOf, lastDayOfYears } from '../../miniprogram/rules/days'
import { AppError } from '../kernel/errors'
import type { LedgerKind } from '../kernel/ledger'
import { findMembership, type Card, type Membership } from '../kernel/memberships'
import { cardKey } from '../kernel/seal'
import type { Caller } from '../kernel/serve'
import { citySettings } from '../kernel/settings'
import { cardEntry } from './card-entry'
import type { CardView } from './contract'
import { changeCard, findLastMembership, type CardChange } from './store'

/**
 * My card, with the key from which the phone makes the changing code; the retired one of who has left. One request;
 * none when the phone has it kept.
 */
export async function myCard(_input: object, { openid, now }: Caller) {
  const membership = await findLastMembership(openid)
  return { now: Number(now), card: membership && viewOf(membership, now) }
}

/** From this moment no counter takes the card. Saying it twice changes nothing. */
export async function reportCardLost(_input: object, { openid, now }: Caller) {
  const { _id } = await mine(openid)
  const membership = await changeCard(_id, (found) => {
    const { card } = found
    return card.state === 'active' ? record(found, { ...card, state: 'lost' }, 'card.lost', now) : null
  })
  return { card: viewOf(membership, now) }
}

/**
 * A new key under the same number; codes made before are dead. `serial` names the card replaced, so a retry is safe. A
 * card past its last day gets a new one: the membership goes on, and the card with it.
 */
export async function reissueCard({ serial }: { serial: number }, { openid, now }: Caller) {
  const { _id } = await mine(openid)
  const { cardYears } = await citySettings(Number(now))
  const today = dayOf(now)
  const membership = await changeCard(_id, (found) => {
    const { card } = found
    if (card.state === 'suspended') throw new AppError('NOT_NOW', `卡停用了，补不了。请问${found.orgName}，或打 12351`)
    if (card.state === 'retired') throw new AppError('NOT_NOW', '会籍停了，卡也停了。想回来，随时可以再入会')
    if (card.serial === serial + 1) return null
    if (card.serial !== serial) throw new AppError('MOVED_ON', '卡已经换过了。请回到会员卡看看')
    const validUntil = today > card.validUntil ? lastDayOfYears(today, cardYears) : card.validUntil
    const made = { ...card, serial: serial + 1, state: 'active' as const, usedSteps: [], validUntil }
    return record(found, made, 'card.reissued', now)
  })
  return { card: viewOf(membership, now) }
}

async function mine(openid: string): Promise<Membership> {
  const membership = await findMembership(openid)
  if (!membership) throw new AppError('NOT_A_MEMBER', '您还没有会员卡。入会后就有')
  return membership
}

function record(found: Membership, card: Card, kind: LedgerKind & `card.${string}`, at: Date): CardChange {
  return { card, entry: cardEntry(found, card.serial, kind, at) }
}

function viewOf({ state, orgName, orgPhone, card, saved }: Membership, now: Date): CardView {
  const thisYear = saved[dayOf(now).slice(0, 4)]
  return {
    number: card.number,
    serial: card.serial,
    // A card that is over makes no codes.
    key: card.state === 'retired' ? '' : cardKey(card.number, card.serial),
    maskedName: card.maskedName,
    unionName: orgName,
    tier: card.tier,
    validUntil: card.validUntil,
    state: card.state,
    membership: state,
    why: card.why,
    unionPhone: orgPhone,
    savedThisYearFen: thisYear?.fen ?? 0,
    usedThisYear: thisYear?.times ?? 0,
  }
}
