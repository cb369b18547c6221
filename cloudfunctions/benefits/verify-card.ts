import { LIVING } from '../../miniprogram/rules/membership-states'
import { ageOf, secondsOld } from '../../miniprogram/rules/card-code'
import { refusal, type RefusalReason } from '../../miniprogram/rules/card-refusals'
import { dayOf } from '../../miniprogram/rules/days'
import { findByCardNumber, type Membership } from '../kernel/memberships'
import type { Caller } from '../kernel/serve'
import { readShown, type ShownCode } from './shown-code'
import { issueTicket } from './ticket'

/**
 * Is this the living card of a member, shown now? Two requests: who the clerk is, and the card. Nothing is used up:
 * a customer who decides otherwise has lost nothing. The order of the questions tells a stranger's forgery nothing
 * about whether a number exists with a lost card behind it: only a genuine code learns the card's state.
 */
export async function verifyCard(
  { merchantId, code: text }: { merchantId: string; code: string },
  caller: Caller<'clerk'>,
) {
  const { shut } = caller.counter
  if (shut) return { ...refusal('SHUT'), why: shut }
  const code = readShown(text, caller.now)
  if (!code) return refusal('NOT_A_CARD')
  const membership = await findByCardNumber(code.number)
  const fault = membership ? faultOf(code, membership, caller.now) : 'UNKNOWN'
  if (!membership || fault) return refusal(fault ?? 'UNKNOWN', secondsOld(code, caller.now))
  return {
    valid: true as const,
    ticket: issueTicket({ membership, step: code.step, merchantId, openid: caller.openid, now: caller.now }),
    maskedName: membership.card.maskedName,
    cardTail: code.number.slice(-4),
    tier: membership.card.tier,
    secondsOld: secondsOld(code, caller.now),
  }
}

function faultOf(code: ShownCode, { state, card }: Membership, now: Date): RefusalReason | null {
  if (code.fault) return code.fault
  if (code.serial !== card.serial) return 'REPLACED'
  if (card.state === 'lost') return 'LOST'
  if (card.state === 'suspended') return 'STOPPED'
  if (!LIVING.includes(state) || card.state !== 'active' || dayOf(now) > card.validUntil) return 'ENDED'
  const age = ageOf(code, now)
  if (age === 'old') return 'EXPIRED'
  if (age === 'ahead') return 'AHEAD'
  return card.usedSteps.includes(code.step) ? 'USED' : null
}
