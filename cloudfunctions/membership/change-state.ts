import { dayOf } from '../../miniprogram/rules/days'
import { STATE_WORDS, stateAfter, type StateChangeName } from '../../miniprogram/rules/membership-states'
import type { CaseDocument } from '../kernel/casework/case'
import { _, type Transaction } from '../kernel/cloud'
import { AppError } from '../kernel/errors'
import { readMembershipIn, type Membership } from '../kernel/memberships'

/**
 * The one place where a membership's state changes: by the table of rules/membership-states, looked at within the
 * transaction that decides it, so that of two changes at once the second sees the first.
 */

/** What an end makes of a membership: it frees person and ID number for another, and its card is over. */
export function ended({ _id }: Pick<Membership, '_id'>) {
  return { holder: _id, livingOf: _id, 'card.state': 'retired', 'card.why': '' }
}

/**
 * Makes one change of the table; `more` says what else changes with it. Two requests. Answers with the membership as it
 * was. Throws AppError NOT_NOW in a desk's words when the table does not allow it from where it is.
 */
export async function changeState(
  transaction: Transaction,
  id: string,
  change: StateChangeName,
  at: Date,
  more: (standing: Membership) => object = () => ({}),
): Promise<Membership> {
  const standing = await readMembershipIn(transaction, id)
  const state = stateAfter(change, standing.state, standing.before)
  if (!state) throw new AppError('NOT_NOW', `这位会员现在是“${STATE_WORDS[standing.state]}”，不能这样办`)
  const over = state === 'left' || state === 'expelled'
  await write(transaction, id, { state, stateSince: dayOf(at), ...more(standing), ...(over && ended(standing)) })
  return standing
}

/** Plain values as they are, objects and lists whole: the SDK would write their parts one by one. */
export async function write(transaction: Transaction, id: string, fields: object): Promise<void> {
  const whole = Object.entries(fields).map(([name, value]): [string, unknown] => [
    name,
    typeof value === 'object' && value !== null ? _.set(value) : value,
  ])
  await transaction.collection('memberships').doc(id).update(Object.fromEntries(whole))
}

/** For acts of a union on its own member: throws AppError when she has gone to another union since it was handed in. */
export function mustBelong(done: Pick<CaseDocument, 'org'>) {
  return ({ org, orgName }: Membership): object => {
    if (org !== done.org) throw new AppError('NOT_NOW', `这位会员已经转到${orgName}了，由那边的工会办`)
    return {}
  }
}
