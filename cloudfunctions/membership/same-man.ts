import { z } from 'zod'
import { dayOf } from '../../miniprogram/rules/days'
import { LIVING } from '../../miniprogram/rules/membership-states'
import type { CaseDocument } from '../kernel/casework/case'
import { field, type StepAct } from '../kernel/casework/kind'
import type { Transaction } from '../kernel/cloud'
import { AppError } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { append } from '../kernel/ledger'
import { readMembershipIn, type Membership } from '../kernel/memberships'
import { leaveMessageIn } from '../kernel/messages'
import { citySettings } from '../kernel/settings'
import { cardEntry } from './card-entry'
import { changeIf, ended } from './change-state'
import type { Joining, StoredJoining } from './kinds/joining'
import { membershipOf } from './new-membership'
import { addMembership, holdsMembership } from './store'

/** What the officer reads when the ID number of who wants to join is held already. */
export const HELD = '这个身份证号已经有会籍'

/**
 * Somebody joins with an ID number that has a membership already, under another WeChat account: the same person with
 * another WeChat, if the officer has seen her identity card. The membership goes on under the new account, with its day
 * of joining, card number and savings; the old account keeps its own papers, and is told.
 */
export const sameMan: StepAct = {
  act: 'sameMan',
  label: '是同一个人换了微信，会籍移过来',
  title: '当面核对过身份证，会籍移到了新的微信',
  tone: 'plain',
  effect: '原来微信里的会籍和会员卡马上停，会龄、卡号、省的钱移到这个微信；两边都会告诉',
  fields: z.strictObject({
    seen: z
      .literal(true, { message: '要当面看过身份证原件，才能移' })
      .meta(field({ label: '我当面看过身份证原件，是同一个人', widget: 'consent' })),
  }),
  whenWarned: (warnings) => warnings.some((words) => words.startsWith(HELD)),
  to: { end: 'approved' },
  ledger: 'member.corrected',
  brings: moveHere,
  told: (done) => ({
    title: '会籍移过来了',
    text: `您是${(done as unknown as Joining).facts.unionName}的会员。会员卡在这个手机上，会龄和省的钱都在`,
    link: '/pages/card/card',
  }),
}

async function moveHere(transaction: Transaction, done: CaseDocument, at: Date): Promise<object> {
  const joining = done as unknown as Joining
  const { idNumber } = joining.form as unknown as StoredJoining
  const held = await holdsMembership(idNumber.index)
  if (!held || held.openid === done.openid)
    throw new AppError('NOT_NOW', '没有另一个微信用这个身份证号入过会。直接“同意入会”就行')
  const old = await readMembershipIn(transaction, held._id)
  if (!LIVING.includes(old.state)) throw new AppError('NOT_NOW', '原来的会籍已经停了。直接“同意入会”就行')
  const { cardYears } = await citySettings(Number(at))
  // The number goes on with the new card, and stands once in the index.
  const over = { state: 'left', stateSince: dayOf(at), ...ended(old._id), 'card.number': old._id }
  await changeIf(transaction, old._id, undefined, undefined, over)
  await append(transaction, cardEntry(old, old.card.serial, 'card.retired', at))
  const made = continued(membershipOf(joining, at, cardYears, old.card.number), old, at)
  await addMembership(transaction, made)
  await leaveMessageIn(transaction, {
    _id: idFrom('msg', done._id, done.version),
    openid: old.openid,
    title: '您的会籍移到了另一个微信',
    text: '工会当面核对过身份证。不是您本人办的，马上打 12351',
    at,
    unread: true,
    link: null,
  })
  // Its unions are counted anew.
  return { membership: made._id }
}

/** The new membership with what the old one had; another union than before stands among those she belonged to. */
function continued(made: Membership, old: Membership, at: Date): Membership {
  const { org, orgName, past, since, saved, card, marks } = old
  const moved = { org, orgName, until: dayOf(at), why: '转会' }
  const kept = org === made.org && old.state === 'retained' ? 'retained' : 'active'
  return {
    ...made,
    state: kept,
    since,
    saved,
    ...(marks && { marks }),
    past: org === made.org ? past : [...past, moved],
    card: {
      ...made.card,
      number: card.number,
      serial: card.serial + 1,
      tier: card.tier,
      validUntil: card.validUntil,
      // Another WeChat lets no card work again that an officer stopped.
      ...(card.state === 'suspended' && { state: card.state, why: card.why }),
      ...(card.stoppedBy && { stoppedBy: card.stoppedBy }),
    },
  }
}
