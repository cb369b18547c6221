import { LIVING } from '../../miniprogram/rules/membership-states'
import { sayMarks, UNION_MARKS, type UnionMark } from '../../miniprogram/rules/offer-rules'
import { inTransaction } from '../kernel/database'
import { AppError, forbidden, notFound } from '../kernel/errors'
import { findMemberAtDesk } from '../kernel/find-members'
import { idFrom } from '../kernel/ids'
import { readMembershipIn, type Membership } from '../kernel/memberships'
import { leaveMessageIn } from '../kernel/messages'
import type { Caller } from '../kernel/serve'
import { setMarks } from './store'

interface Asked {
  desk: string
  id: string
  marks: UnionMark[]
}

/**
 * An officer says that a member is a labour model or a sanitation worker: offers and draws for them are hers then. She
 * is told, in the same transaction. Never her own. Up to six requests; three when nothing changes.
 */
export async function markMember({ desk, id, marks }: Asked, { openid, now }: Caller<'provedInQuery'>) {
  const found = await findMemberAtDesk(openid, desk, id)
  if (!found) throw forbidden()
  const { post, member } = found
  if (!member) throw notFound('这位会员，可能转到别的工会了')
  if (member.openid === openid) throw new AppError('FORBIDDEN', '自己的身份自己不能改。请别的干部，或上级工会来办')
  const wanted = UNION_MARKS.filter((mark) => marks.includes(mark))
  await inTransaction(async (transaction) => {
    const standing = await readMembershipIn(transaction, id)
    if (!LIVING.includes(standing.state)) throw new AppError('NOT_NOW', '这位会员已经不在会了，不用记了')
    const text = sayChange(standing, wanted)
    if (!text) return
    await setMarks(transaction, id, wanted)
    await leaveMessageIn(transaction, {
      _id: idFrom('msg', id, 'marks', Number(now)),
      openid: standing.openid,
      title: '您的身份改了',
      text: `${post.orgName} ${post.title}${text}。不对，打电话问${standing.orgName}，或打 12351`,
      at: now,
      unread: true,
      link: '/packages/me/data/data',
    })
  })
  return { marks: wanted }
}

/** What changes, as she reads it; empty: nothing. */
function sayChange({ marks = [] }: Membership, wanted: UnionMark[]): string {
  const put = wanted.filter((mark) => !marks.includes(mark))
  const taken = marks.filter((mark) => !wanted.includes(mark))
  return [
    ...(put.length > 0 ? [`给您记上了“${sayMarks(put)}”，只给${sayMarks(put)}的优惠和抽签，您也有份`] : []),
    ...(taken.length > 0 ? [`取消了“${sayMarks(taken)}”`] : []),
  ].join('；')
}
