import { addDays, dayOf } from '../../miniprogram/rules/days'
import { STATE_WORDS, stateAfter, type StateChangeName } from '../../miniprogram/rules/membership-states'
import type { Applicant, CaseDocument } from '../kernel/casework/case'
import { field, type Prepared } from '../kernel/casework/kind'
import type { Transaction } from '../kernel/cloud'
import { AppError } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { leaveMessageIn } from '../kernel/messages'
import { chainOfMember } from '../kernel/orgs'
import { z } from 'zod'
import { findMember } from './store'

/** Records that a union's officer begins about a member of her own union (lapsing, expulsion): what they share. */

export interface AboutMember {
  membership: string
  person: string
  openid: string
  unionName: string
}

/** The member, by membership id: a claim, checked by `prepareAbout`. */
export const memberField = z
  .string({ message: '请从“我的会员”里点开这位会员再办' })
  .min(3, '请从“我的会员”里点开这位会员再办')
  .max(60)
  .meta(field({ label: '会员', widget: 'member', page: 0 }))

export const aboutOf = (standing: CaseDocument) => standing.facts as unknown as AboutMember

/**
 * The member of a record, if she is of the caller's own union, not the caller herself, and in a state from which the
 * change may be made; one record of a kind is open about her at a time. One request.
 */
export async function prepareAbout(
  kind: string,
  id: string,
  change: StateChangeName,
  { person, openid, now }: Applicant,
): Promise<Prepared<AboutMember>> {
  const member = await findMember(id)
  const own = person.posts.some(({ org, role }) => role === 'officer' && org === member?.org)
  // The same words whether there is none or she is another union's.
  if (!member || !own) throw new AppError('NOT_FOUND', '没找到这位会员，或者不归您的工会管')
  if (member.openid === openid) throw new AppError('FORBIDDEN', '自己的会籍自己不能办。请别的干部，或上级工会来办')
  if (!stateAfter(change, member.state, member.before))
    throw new AppError('NOT_NOW', `这位会员现在是“${STATE_WORDS[member.state]}”，不能这样办`)
  return {
    facts: { membership: id, person: member.person, openid: member.openid, unionName: member.orgName },
    name: member.name,
    chain: await chainOfMember(member, now),
    titles: { member: `${member.name}（${member.idMasked}）` },
    openKey: `${kind}:${id}`,
  }
}

/** Tells the member of what was done about her, in the same transaction. */
export async function tellMember(
  transaction: Transaction,
  done: CaseDocument,
  at: Date,
  { title, text, link = null }: { title: string; text: string; link?: string | null },
): Promise<void> {
  const _id = idFrom('msg', done._id, done.version)
  await leaveMessageIn(transaction, { _id, openid: aboutOf(done).openid, title, text, at, unread: true, link })
}

/** Throws AppError when a day that was written down is still to come. */
export function mustBePast(day: string, at: Date, words: string): void {
  if (day > dayOf(at)) throw new AppError('BAD_INPUT', words)
}

/** Whether so many days have gone by since a moment. */
export const daysPast = (since: Date, days: number, now: Date): boolean => addDays(dayOf(since), days) <= dayOf(now)
