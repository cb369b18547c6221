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
  return change(asked, caller, (found, sign) => {
    const { card } = found
    if (card.state === 'suspended') return null
    const stopped = { ...card, state: 'suspended' as const, why: asked.reason }
    return told(found, stopped, 'card.suspended', caller.now, {
      title: '会员卡停用了',
      text: `${sign}停的。原因：${asked.reason}。有疑问，打电话问${found.orgName}，或打 12351`,
    })
  })
}

/** The same number with a new key: codes from before it was stopped stay dead. */
export async function restoreCard(asked: Asked, caller: Caller<'provedInQuery'>) {
  return change(asked, caller, (found, sign) => {
    const { card } = found
    if (card.state === 'active') return null
    if (card.state === 'lost') throw new AppError('NOT_NOW', '这张卡是本人挂失的，本人在手机上补一张就能用')
    const works = { ...card, serial: card.serial + 1, state: 'active' as const, why: '', usedSteps: [] }
    return told(found, works, 'card.restored', caller.now, {
      title: '会员卡恢复了',
      text: `${sign}恢复的。${asked.reason}。打开“会员卡”就能用`,
    })
  })
}

async function change(
  { desk, id }: Asked,
  { openid }: Caller<'provedInQuery'>,
  decide: (found: Membership, sign: string) => CardChange | null,
) {
  const found = await findMemberAtDesk(openid, desk, id)
  if (!found) throw forbidden()
  const { post, member } = found
  if (!member) throw notFound('这位会员，可能转到别的工会了')
  if (member.openid === openid)
    throw new AppError('FORBIDDEN', '自己的卡自己不能停、不能恢复。请别的干部，或上级工会来办')
  const { card } = await changeCard(id, (standing) => {
    if (standing.card.state === 'retired') throw new AppError('NOT_NOW', '这位会员已经不在会了，卡早停了')
    return decide(standing, `${post.orgName} ${post.title}`)
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
