import type { Transaction } from '../kernel/cloud'
import { inTransaction } from '../kernel/database'
import { AppError, forbidden } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { leaveMessageIn } from '../kernel/messages'
import type { Org } from '../kernel/orgs'
import { deskOf } from '../kernel/people'
import type { Caller } from '../kernel/serve'
import { lockUnionIn } from './appoint-officer'
import { notYours } from './browse-unions'
import { isOfficerOf, mayDismiss, rightOver } from './officers'
import * as officersStore from './officers-store'
import * as store from './store'

interface Dismissal {
  desk: string
  union: string
  person: string
}

/**
 * Ends an officer's post: an officer above does, or the union's own chair; nobody dismisses herself as the last. What she
 * had on her desk stays there for the others, or goes up as silent. Nine requests at most.
 */
export async function dismissOfficer(input: Dismissal, { openid, now }: Caller<'provedInQuery'>) {
  const found = await store.findForDesk(openid, input.desk, input.union)
  if (!found) throw notYours()
  const right = rightOver(found.me, found.union, input.desk)
  if (right === 'none') throw forbidden()
  await inTransaction(async (transaction) => {
    const union = await lockUnionIn(transaction, input.union)
    // Read behind the lock: whoever else changes its officers has done so, or begins anew after this.
    const officers = (await officersStore.findAt(input.union)).filter((one) => isOfficerOf(one, input.union))
    if (right === 'chair' && !officers.some(({ _id }) => _id === found.me._id)) throw forbidden()
    if (!officers.some(({ _id }) => _id === input.person)) return
    if (!mayDismiss(right, found.me._id, input.person, officers))
      throw new AppError('NOT_NOW', '您是最后一位干部，不能免去自己。请先加一位，或请上级工会来办')
    await write(transaction, input.person, union, now)
  })
  return {}
}

/** The union's version tells one dismissal of the same person from another. */
async function write(transaction: Transaction, personId: string, { _id: id, name, version }: Org, at: Date) {
  const person = await officersStore.readPersonIn(transaction, personId)
  if (!person) return
  const left = person.posts.filter(({ desk }) => desk !== deskOf(id, 'officer'))
  await officersStore.writePostsIn(transaction, personId, left)
  await leaveMessageIn(transaction, {
    _id: idFrom('msg', 'dismissed', id, personId, version),
    openid: person.openid,
    title: `您不再是${name}的干部了`,
    text: `从现在起，您打不开${name}的案头了。没办完的事由别的干部接着办。要是弄错了，请打电话问${name}或它的上级工会`,
    at,
    unread: true,
    link: '/pages/me/me',
  })
}
