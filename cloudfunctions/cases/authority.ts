import { randomInt } from 'node:crypto'
import { tidyIdNumber } from '../../miniprogram/rules/id-number'
import { maskName } from '../../miniprogram/rules/masks'
import * as authorities from '../kernel/casework/authorities'
import type { Authority } from '../kernel/casework/authorities'
import { AppError, forbidden, notFound } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { findPersonAndMembership } from '../kernel/memberships'
import { leaveMessage } from '../kernel/messages'
import { findPerson } from '../kernel/people'
import { blindIndex } from '../kernel/seal'
import type { Caller } from '../kernel/serve'
import * as store from './store'

/** Applying for another: who may, how she came by it, and how it ends. The worker is told of everything. */

const DAY_MS = 86_400_000
/** Wrong codes a day; a code has six digits. */
const MOST_TRIES = 10
/** Codes of one worker that wait at a time. */
const MOST_WAITING = 5
const FAMILY_PAGE = '/packages/cases/family/family'

export async function readAuthorities(_input: object, { openid }: Caller) {
  const { given, held } = await authorities.findAuthorities(openid)
  return {
    given: given.filter(({ proxyOpenid }) => proxyOpenid !== null).map((one) => viewOf(one, one.name)),
    held: held.map((one) => viewOf(one, maskName(one.name))),
  }
}

function viewOf({ _id, how, sign, basis, only, at, revokedAt }: Authority, name: string) {
  return { id: _id, how, name, sign, basis, only: only?.kind ?? '', at: Number(at), revoked: revokedAt !== null }
}

/** A code that somebody of the family types within a day. Four requests, one more for each code that is taken. */
export async function allowKin({ relation }: { relation: string }, { openid, now }: Caller) {
  const known = await findPersonAndMembership(openid)
  if (!known?.person.phone) throw new AppError('NOT_NOW', '请先留手机号，有人替您申请时好告诉您')
  if ((await authorities.countWaitingCodes(openid, now, MOST_WAITING)) >= MOST_WAITING)
    throw new AppError('NOT_NOW', `给出去的 ${MOST_WAITING} 个码还没用。先用掉，或明天再来`)
  const code = await freeCode(now)
  const until = new Date(Number(now) + DAY_MS)
  await authorities.addAuthority({
    _id: idFrom('auth', openid, code, Number(now)),
    person: known.person._id,
    openid,
    name: known.membership?.name ?? '工友',
    how: 'kin',
    proxyOpenid: null,
    sign: `家里人（${relation}）`,
    basis: '本人在手机上给的委托',
    code: blindIndex('code', code),
    codeUntil: until,
    at: now,
    usedAt: null,
    revokedAt: null,
  })
  return { code, until: Number(until) }
}

/** A code behind which nobody else waits: a relative never becomes a stranger's. */
async function freeCode(now: Date): Promise<string> {
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  return (await authorities.findByCode(blindIndex('code', code), now)) ? freeCode(now) : code
}

/** Whoever has the code holds the authority, once. */
export async function takeAuthority({ code }: { code: string }, { openid, now }: Caller) {
  if ((await store.countTry(openid, now)) > MOST_TRIES)
    throw new AppError('NOT_NOW', '今天试得太多了，明天再来，或让家里人重新给一个码')
  if (!(await findPerson(openid))?.phone) throw new AppError('NOT_NOW', '请先留手机号，工会好联系您')
  const wrong = () => new AppError('NOT_FOUND', '这个码不对，或者过了一天。请家里人重新给一个')
  const found = await authorities.findByCode(blindIndex('code', code), now)
  if (!found) throw wrong()
  if (found.openid === openid) throw new AppError('BAD_INPUT', '这是您自己给的码，要家里人用他的手机输')
  if (!(await authorities.takeCode(found._id, openid))) throw wrong()
  await tell(found, '家里人可以替您申请了', `${found.sign}输了您给的码。不想让他办了，点开收回`, now)
  return { authority: viewOf(found, maskName(found.name)) }
}

interface Spoken {
  desk: string
  name: string
  idNumber: string
  basis: string
  comes: boolean
}

/**
 * An officer was asked in person. Only for members of her own unions, whose name and number agree; she learns nothing
 * about anybody else. `comes`: for a member of any union, to move her membership to the officer's own and nothing else.
 */
export async function recordSpoken(
  { desk, name, idNumber, basis, comes }: Spoken,
  { openid, now }: Caller<'provedInQuery'>,
) {
  const looked = await store.findMemberFromDesk(openid, desk, blindIndex('idNumber', tidyIdNumber(idNumber)))
  if (!looked) throw forbidden()
  const { post, member } = looked
  if (!member || member.name !== name || (!comes && !member.orgPath.startsWith(post.orgPath)))
    throw notFound('这位会员。请对着身份证再看一遍；不归您管的，请她的工会来办')
  if (member.openid === openid) throw new AppError('BAD_INPUT', '自己的申请，请用自己的手机交')
  const authority: Authority = {
    _id: idFrom('auth', openid, member.person, Number(now)),
    person: member.person,
    openid: member.openid,
    name: member.name,
    how: 'officer',
    proxyOpenid: openid,
    sign: `${post.orgName} ${post.title} ${post.name}`,
    basis: comes ? `${basis}（只办转会，转到${post.orgName}）` : basis,
    ...(comes && { only: { kind: 'transfer', org: post.org } }),
    code: null,
    codeUntil: null,
    at: now,
    usedAt: null,
    revokedAt: null,
  }
  await authorities.addAuthority(authority)
  await tell(authority, `${authority.sign}要替您申请`, `记的是：${authority.basis}。不是您的意思，点开收回`, now)
  return { authority: viewOf(authority, maskName(member.name)) }
}

/** Ends an authority, by who gave it or who holds it; what it let see is shut in the same moment. */
export async function revokeAuthority({ id }: { id: string }, { openid, now }: Caller) {
  const found = await authorities.findOwnAuthority(openid, id)
  if (!found) throw notFound('这份委托')
  await authorities.endAuthority(found, now)
  return {}
}

async function tell({ openid, _id }: Authority, title: string, text: string, now: Date): Promise<void> {
  await leaveMessage({ _id: idFrom('msg', _id, title), openid, title, text, at: now, unread: true, link: FAMILY_PAGE })
}
