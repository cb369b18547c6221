import { AppError } from '../kernel/errors'
import { eraseAccount } from '../kernel/erase-account'
import { findClosedCases, readHeldData, type HeldData } from '../kernel/held-data'
import { LIVING } from '../../miniprogram/rules/membership-states'
import { newPerson } from '../kernel/people'
import { blindIndex, unseal } from '../kernel/seal'
import type { Caller } from '../kernel/serve'
import { HARDSHIP_FILE, LEDGER, retentionOf, ROLL } from './retention'

/** Deleting one's account (个人信息保护法 第47条): what goes, what must stay and why, what stands in the way; then done. */

interface Block {
  words: string
  go: string
  url: string
}

/** What deleting would do, before it is done. About eighteen requests. */
export async function accountEnd(_input: object, { openid, now }: Caller) {
  const person = newPerson(openid, now)._id
  const [held, closed] = await Promise.all([readHeldData(openid, person), findClosedCases(openid)])
  const kept = new Map<string, { what: string; howLong: string; clause: string; count: number }>()
  for (const one of closed) {
    const retention = retentionOf(one)
    if (!retention) continue
    const { key, ...words } = retention
    kept.set(key, { ...words, count: (kept.get(key)?.count ?? 0) + 1 })
  }
  const keptCases = [...kept.values()].reduce((sum, { count }) => sum + count, 0)
  return {
    known: held.person !== null,
    blocks: blocksOf(held),
    deletes: deletesOf(held, closed.length - keptCases),
    keeps: [
      ...kept.values(),
      ...(held.memberships.length > 0 ? [{ ...ROLL, count: held.memberships.length }] : []),
      ...(held.hardshipFiles > 0 ? [{ ...HARDSHIP_FILE, count: held.hardshipFiles }] : []),
      ...(held.ledger > 0 ? [{ ...LEDGER, count: held.ledger }] : []),
    ],
  }
}

function blocksOf({ person, memberships, cases }: HeldData): Block[] {
  const blocks: Block[] = []
  if (cases.open > 0)
    blocks.push({
      words: `有 ${cases.open} 件申请还在办。等办完，或者先撤回`,
      go: '看我的申请',
      url: '/packages/cases/mine/mine',
    })
  const living = memberships.find(({ state }) => LIVING.includes(state))
  if (living)
    blocks.push({
      words: `要先退会：您还在${living.orgName}`,
      go: '办退会',
      url: '/packages/cases/apply/apply?area=membership&kind=leaving',
    })
  if (person && person.posts.length > 0) blocks.push({ words: '您还有工会职务。请先让上级工会取消', go: '', url: '' })
  if (person && person.counters.length > 0)
    blocks.push({ words: '您还是商家的店员。请先让店长把您去掉', go: '', url: '' })
  return blocks
}

function deletesOf(held: HeldData, goingCases: number): { what: string; count: number }[] {
  const { person, papers, messages, drafts, looks, authorities, keptOffers, questions } = held
  return [
    { what: person?.phoneMasked ? '手机号和您的同意' : '您的同意', count: person ? 1 : 0 },
    { what: '身份证号、生日、单位', count: held.memberships.length > 0 ? 1 : 0 },
    { what: '材料和照片', count: papers },
    { what: '没交的草稿', count: drafts },
    { what: '没办成、撤回的，和不用存档的申请', count: goingCases },
    { what: '消息', count: messages },
    { what: '家里人的委托', count: authorities.given + authorities.held },
    { what: '收藏的优惠', count: keptOffers },
    { what: '微访谈里问的，上面您的名字和照片', count: questions },
    { what: '谁看过您资料的记录', count: looks },
  ].filter(({ count }) => count > 0)
}

/**
 * Deletes, in portions: `done` false means that the same call goes on with it. Refused in words while anything stands
 * in the way. Once all is gone, asking again changes nothing.
 */
export async function deleteAccount(_input: { agreed: true }, { openid, now }: Caller) {
  const person = newPerson(openid, now)._id
  const held = await readHeldData(openid, person)
  const [block] = blocksOf(held)
  if (block) throw new AppError('NOT_NOW', block.words)
  const rosters = held.memberships
    .filter(({ idNumber }) => unseal(idNumber) !== '')
    .map(({ org, idNumber }) => ({ org, idIndex: blindIndex('idNumber', unseal(idNumber)) }))
  const done = await eraseAccount({ openid, person, rosters, keeps: (closed) => retentionOf(closed) !== null })
  return { done }
}
