import { dayOf } from '../../miniprogram/rules/days'
import { AppError } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { entryOf, type LedgerKind } from '../kernel/ledger'
import { findMembership, type Membership } from '../kernel/memberships'
import { cardKey } from '../kernel/seal'
import type { Caller } from '../kernel/serve'
import type { CardView } from './contract'
import { changeCard } from './store'

/** My card, with the key from which the phone makes the changing code. One request; none when the phone has it kept. */
export async function myCard(_input: object, { openid, now }: Caller) {
  const membership = await findMembership(openid)
  return { now: Number(now), card: membership && viewOf(membership, now) }
}

/** From this moment no counter takes the card. Saying it twice changes nothing. */
export async function reportCardLost(_input: object, { openid, now }: Caller) {
  const membership = await mine(openid)
  const { card } = membership
  if (card.state !== 'lost')
    await changeCard(membership, { state: 'lost' }, entry(membership, 'card.lost', card.serial, now))
  return { card: viewOf({ ...membership, card: { ...card, state: 'lost' } }, now) }
}

/** A new key under the same number; codes made before are dead. `serial` names the card replaced, so a retry is safe. */
export async function reissueCard({ serial }: { serial: number }, { openid, now }: Caller) {
  const membership = await mine(openid)
  const { card } = membership
  if (card.serial === serial + 1) return { card: viewOf(membership, now) }
  if (card.serial !== serial) throw new AppError('MOVED_ON', '卡已经换过了。请回到会员卡看看')
  await changeCard(
    membership,
    { serial: serial + 1, state: 'active' },
    entry(membership, 'card.reissued', serial + 1, now),
  )
  return { card: viewOf({ ...membership, card: { ...card, serial: serial + 1, state: 'active' } }, now) }
}

async function mine(openid: string): Promise<Membership> {
  const membership = await findMembership(openid)
  if (!membership) throw new AppError('NOT_A_MEMBER', '您还没有会员卡。入会后就有')
  return membership
}

function entry(membership: Membership, kind: LedgerKind & `card.${string}`, serial: number, at: Date) {
  return entryOf({
    id: idFrom('led', membership._id, kind, serial),
    kind,
    at,
    org: membership.org,
    orgPath: membership.orgPath,
    personId: membership.person,
    source: membership._id,
    detail: { serial },
  })
}

function viewOf({ orgName, card, saved }: Membership, now: Date): CardView {
  const thisYear = saved[dayOf(now).slice(0, 4)]
  return {
    number: card.number,
    serial: card.serial,
    key: cardKey(card.number, card.serial),
    maskedName: card.maskedName,
    unionName: orgName,
    tier: card.tier,
    validUntil: card.validUntil,
    state: card.state,
    savedThisYearFen: thisYear?.fen ?? 0,
    usedThisYear: thisYear?.times ?? 0,
  }
}
