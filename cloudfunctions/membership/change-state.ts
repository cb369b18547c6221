import { dayOf } from '../../miniprogram/rules/days'
import {
  LIVING,
  STATE_CHANGES,
  STATE_WORDS,
  stateAfter,
  type MembershipState,
  type StateChangeName,
} from '../../miniprogram/rules/membership-states'
import type { Transaction } from '../kernel/cloud'
import { AppError } from '../kernel/errors'
import { readMembershipIn, type Membership } from '../kernel/memberships'
import { writeMembershipIf } from './store'

/**
 * The one place where a membership's state changes: by the table of rules/membership-states, asked for in the very write
 * that changes it, within the transaction that decides it. Of two changes at once the second finds the first.
 */

/** What an end makes of a membership: it frees person and ID number for another, and its card is over. */
export function ended(id: string) {
  return { holder: id, livingOf: id, 'card.state': 'retired', 'card.why': '' }
}

export interface Change {
  /** From this state alone, of those that the table allows. */
  from?: MembershipState
  /** What it was before a transfer was asked for: where a dropped one leads back to. */
  before?: 'active' | 'retained'
  /** The union whose own member she must still be: it does not decide about another's. */
  org?: string
  /** What else changes with it; objects are written whole. */
  more?: object
}

/**
 * Makes one change of the table. One request. Throws AppError NOT_NOW in a desk's words when the table does not allow
 * it from where the membership is.
 */
export async function changeState(
  transaction: Transaction,
  id: string,
  change: StateChangeName,
  at: Date,
  { from, before, org, more = {} }: Change = {},
): Promise<void> {
  const allowed: readonly MembershipState[] = from ? [from] : STATE_CHANGES[change].from
  const state = stateAfter(change, allowed[0]!, before)
  if (!state) throw new Error(`no ${change} from ${allowed[0]}`)
  const over = state === 'left' || state === 'expelled'
  const fields = { state, stateSince: dayOf(at), ...more, ...(over && ended(id)) }
  await changeIf(transaction, id, allowed, org, fields)
}

/**
 * Changes a living membership that is in one of these states, and of this union if one is named. One request. Throws
 * AppError NOT_NOW, as above.
 */
export async function changeIf(
  transaction: Transaction,
  id: string,
  states: readonly MembershipState[] | undefined,
  org: string | undefined,
  fields: object,
): Promise<void> {
  const found = await writeMembershipIf(transaction, id, states ?? LIVING, org, fields)
  if (!found) throw whyNot(await readMembershipIn(transaction, id), org)
}

function whyNot({ state, org, orgName }: Membership, wanted: string | undefined): AppError {
  return wanted && org !== wanted && LIVING.includes(state)
    ? new AppError('NOT_NOW', `这位会员已经转到${orgName}了，由那边的工会办`)
    : new AppError('NOT_NOW', `这位会员现在是“${STATE_WORDS[state]}”，不能这样办`)
}
