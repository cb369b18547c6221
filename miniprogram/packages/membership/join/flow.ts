import type { CaseRow } from '../../../../cloudfunctions/kernel/casework/contract'
import type { OutputOf } from '../../../client/call'

/** Of joining alone: why somebody has nothing to fill in. How a form is filled in stands in packages/filling. */

/** Why there is nothing to fill in: a member, or an application under way; null: she may apply. */
export type Already =
  | { name: 'member'; unionName: string; since: string }
  | { name: 'underWay'; caseId: string; area: string; orgName: string; due: string | null }

export function alreadyOf(me: OutputOf<'membership.me'>, mine: readonly CaseRow[]): Already | null {
  const membership = me.membership
  if (membership && membership.state !== 'left' && membership.state !== 'expelled')
    return { name: 'member', unionName: membership.unionName, since: membership.since }
  const open = mine.find((row) => row.kind === 'joining' && row.open)
  return open ? { name: 'underWay', caseId: open.id, area: open.area, orgName: open.orgName, due: open.due } : null
}
