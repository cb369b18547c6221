import { AppError, forbidden, notFound } from '../kernel/errors'
import { findMemberAtDesk } from '../kernel/find-members'
import { idFrom } from '../kernel/ids'
import type { Membership } from '../kernel/memberships'
import type { Caller } from '../kernel/serve'
import { cardEntry } from './card-entry'
import { changeCard, type CardChange } from './store'

/** An officer stops a member's card, or lets it work again. She never does so with her own. Up to seven requests each. */

interface Asked {
  desk: string
  id: string
  reason: string
}

/** Stopped: no counter takes it. The member is told why, in the same transaction. */
export async function suspendCard(asked: Asked, caller: Caller<'provedInQuery'>) {
  return change(asked, caller, (found, sign, org) => {
    const { card } = found
    if (card.state === 'suspended') return null
    // Given back later, it would work on the phone that is lost.
    if (card.state === 'lost') throw new AppError('NOT_NOW', '本人挂失了，现在哪家店都不收。补了卡再停')
    const stopped = { ...card, state: 'suspended' as const, why: asked.reason, stoppedBy: org }
    return told(found, stopped, 'card.suspended', caller.now, {
      title: '会员卡停用了',
      text: `${sign}停的。原因：${asked.reason}。有疑问，打电话问${found.orgName}，或打 12351`,
    })
  })
}

/** The same number with a new key: codes from before it was stopped stay dead. */
export async function restoreCard(asked: Asked, caller: Caller<'provedInQuery'>) {
  return change(asked, caller, (found, sign, org) => {
    const { card } = found
    if (card.state === 'active') return null
    if (card.state === 'lost') throw new AppError('NOT_NOW', '这张卡是本人挂失的，本人在手机上补一张就能用')
    if (!mayRestore(found, org)) throw new AppError('FORBIDDEN', '这张卡是上级工会停的，要由上级工会恢复')
    const { stoppedBy: _over, ...kept } = card
    const works = { ...kept, serial: card.serial + 1, state: 'active' as const, why: '', usedSteps: [] }
    return told(found, works, 'card.restored', caller.now, {
      title: '会员卡恢复了',
      text: `${sign}恢复的。${asked.reason}。打开“会员卡”就能用`,
    })
  })
}

/** Who stopped it, or a union above that one; any of hers once it is none of hers any more. */
export function mayRestore({ scopes, card }: Pick<Membership, 'scopes' | 'card'>, org: string): boolean {
  const by = scopes.indexOf(card.stoppedBy ?? '')
  return by === -1 || scopes.indexOf(org) <= by
}

async function change(
  { desk, id }: Asked,
  { openid }: Caller<'provedInQuery'>,
  decide: (found: Membership, sign: string, org: string) => CardChange | null,
) {
  const found = await findMemberAtDesk(openid, desk, id)
  if (!found) throw forbidden()
  const { post, member } = found
  if (!member) throw notFound('这位会员，可能转到别的工会了')
  if (member.openid === openid)
    throw new AppError('FORBIDDEN', '自己的卡自己不能停、不能恢复。请别的干部，或上级工会来办')
  const { card } = await changeCard(id, (standing) => {
    if (standing.card.state === 'retired') throw new AppError('NOT_NOW', '这位会员已经不在会了，卡早停了')
    return decide(standing, `${post.orgName} ${post.title}`, post.org)
  })
  return { cardState: card.state }
}

function told(
  found: Membership,
  card: Membership['card'],
  kind: 'card.suspended' | 'card.restored',
  at: Date,
  { title, text }: { title: string; text: string },
): CardChange {
  const entry = cardEntry(found, card.serial, kind, at)
  const message = {
    _id: idFrom('msg', entry._id),
    openid: found.openid,
    title,
    text,
    at,
    unread: true,
    link: '/pages/card/card',
  }
  return { card, entry, message }
}
