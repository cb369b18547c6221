import { LIVING, stateAfter } from '../../miniprogram/rules/membership-states'
import { forbidden, notFound } from '../kernel/errors'
import { countOpenCases, findMemberAtDesk } from '../kernel/find-members'
import { type Membership } from '../kernel/memberships'
import { findPerson, type Post } from '../kernel/people'
import type { Caller } from '../kernel/serve'
import { recordLook } from '../kernel/vault'
import { rowOf } from './find-members'
import type { MemberAct } from './members-contract'
import { mayRestore } from './officer-card'

const MOST_COUNTED = 20

/**
 * One member as her officers see her: masked. The look is written down first, for her to read, but not a look at
 * oneself. Four requests.
 */
export async function readMember({ desk, id }: { desk: string; id: string }, { openid, now }: Caller<'provedInQuery'>) {
  const found = await findMemberAtDesk(openid, desk, id)
  if (!found) throw forbidden()
  const { post, member } = found
  if (!member) throw notFound('这位会员，可能转到别的工会了')
  if (member.openid !== openid) await recordLook(lookAt(member, post, now))
  const [person, openCases] = await Promise.all([
    findPerson(member.openid),
    countOpenCases(member.openid, MOST_COUNTED),
  ])
  return {
    member: {
      ...viewOf(member),
      phoneMasked: person?.phoneMasked ?? null,
      openCases,
      acts: member.openid === openid ? [] : actsOf(member, post),
      mayMark: member.openid !== openid && LIVING.includes(member.state),
    },
  }
}

function lookAt(member: Membership, { orgName, title }: Post, at: Date) {
  return {
    paper: `member_${member._id}`,
    person: member.person,
    openid: member.openid,
    title: '您的会员资料',
    case: '',
    kindTitle: '管理会员',
    by: `${orgName} ${title}`,
    reason: '',
    at,
  }
}

function viewOf(member: Membership) {
  const { idMasked, birthDay, employment, orgPhone, since, stateSince, past, card } = member
  return {
    ...rowOf(member),
    idMasked,
    birthDay,
    employment,
    marks: member.marks ?? [],
    unionPhone: orgPhone,
    since,
    stateSince,
    past: past.map(({ orgName, until, why }) => ({ unionName: orgName, until, why })),
    card: { number: card.number, state: card.state, why: card.why, validUntil: card.validUntil },
  }
}

/**
 * What this post may do now, as the table of states allows: stop a card or let it work again here and at the unions
 * above; declare that she counts as having left, or expel her, only in her own union.
 */
function actsOf({ org, state, scopes, card }: Membership, post: Post): MemberAct[] {
  if (!LIVING.includes(state)) return []
  const own = post.org === org
  return [
    ...(card.state === 'active' ? (['suspendCard'] as const) : []),
    ...(card.state === 'suspended' && mayRestore({ scopes, card }, post.org) ? (['restoreCard'] as const) : []),
    ...(own && stateAfter('treatAsLeft', state) ? (['lapse'] as const) : []),
    ...(own && stateAfter('expel', state) ? (['expel'] as const) : []),
  ]
}
