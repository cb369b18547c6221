import type { Transaction } from '../kernel/cloud'
import { inTransaction } from '../kernel/database'
import { AppError, forbidden } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { leaveMessageIn } from '../kernel/messages'
import type { Org } from '../kernel/orgs'
import { deskOf, type Person, type Post } from '../kernel/people'
import { blindIndex } from '../kernel/seal'
import type { Caller } from '../kernel/serve'
import { notYours } from './browse-unions'
import { isChair, isOfficerOf, rightOver } from './officers'
import * as officersStore from './officers-store'
import * as store from './store'

/** Enough for the largest committee; each row of the tree is read with them. */
const MOST = 30

interface Naming {
  desk: string
  union: string
  phone: string
  name: string
  title: string
  clientKey: string
}

/**
 * Names an officer of a union: an officer above it does, or its own chair. The person is known by her phone number,
 * has agreed to the notice, and is told. The same person again: her title and name change. Ten requests at most.
 */
export async function appointOfficer(input: Naming, { openid, now }: Caller<'provedInQuery'>) {
  const { desk, union: id, title } = input
  const found = await store.findForDesk(openid, desk, id)
  if (!found) throw notYours()
  const right = rightOver(found.me, found.union, desk)
  if (right === 'none') throw forbidden()
  const person = await personOf(input.phone)
  if (right === 'chair' && isChair(title) && person._id !== found.me._id)
    throw new AppError('FORBIDDEN', '主席由上级工会定。这里可以加别的职务')
  await inTransaction((transaction) => write(transaction, input, person._id, now))
  return {}
}

/** One account, hers beyond doubt. What is wrong otherwise is nobody's business: the same words whatever it is. */
async function personOf(phone: string): Promise<Person> {
  const found = await officersStore.findByPhone(blindIndex('phone', phone))
  const [person] = found
  if (found.length === 1 && person?.agreedNotice) return person
  throw new AppError('NOT_FOUND', '用这个手机号没找到人。请本人先打开工会在线，在“我的”里留下手机号，再来加')
}

/** The message is the mark that it was done: a late retry changes nothing any more. */
async function write(transaction: Transaction, input: Naming, personId: string, now: Date): Promise<void> {
  const { union: id, clientKey } = input
  const message = idFrom('msg', 'appointed', id, personId, clientKey)
  if (await officersStore.isToldIn(transaction, message)) return
  const union = await lockUnionIn(transaction, id)
  const person = await officersStore.readPersonIn(transaction, personId)
  if (!person) throw new AppError('MOVED_ON', '刚刚有变动，请再试一次')
  const had = person.posts.find(({ desk }) => desk === deskOf(id, 'officer'))
  if (had?.title === input.title && had.name === input.name) return
  if (!had) await refuseTooMany(id)
  const post = postAt(union, input)
  const posts = had ? person.posts.map((one) => (one === had ? post : one)) : [...person.posts, post]
  await officersStore.writePostsIn(transaction, personId, posts)
  await leaveMessageIn(transaction, {
    _id: message,
    openid: person.openid,
    title: had ? `您在${union.name}的职务改了` : `您是${union.name}的干部了`,
    text: `职务：${post.title}。工友的申请在“我的案头”里，请常来看看。要是弄错了，请打电话问${union.name}的上级工会`,
    at: now,
    unread: true,
    link: '/packages/staff/desk/desk',
  })
}

/**
 * Reads a union that is there and writes it, so that of two who change its officers, or its place, at once the later
 * begins anew. Two requests.
 */
export async function lockUnionIn(transaction: Transaction, id: string): Promise<Org> {
  const union = await store.readUnionIn(transaction, id)
  if (union?.status !== 'active') throw new AppError('NOT_NOW', '这个工会已经撤销了，不能再安排干部')
  await store.writeUnionIn(transaction, id, { version: union.version + 1 })
  return union
}

async function refuseTooMany(id: string): Promise<void> {
  const officers = (await officersStore.findAt(id)).filter((one) => isOfficerOf(one, id))
  if (officers.length >= MOST) throw new AppError('NOT_NOW', `一个工会最多 ${MOST} 位干部。请先免去一位`)
}

function postAt({ _id, name, path, level }: Org, naming: Naming): Post {
  return {
    desk: deskOf(_id, 'officer'),
    org: _id,
    orgName: name,
    orgPath: path,
    level,
    role: 'officer',
    title: naming.title,
    name: naming.name,
  }
}
