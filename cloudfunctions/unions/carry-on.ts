import { entryOfAct } from '../kernel/casework/act-entry'
import type { CaseDocument } from '../kernel/casework/case'
import { tell } from '../kernel/casework/decide-case'
import * as engineStore from '../kernel/casework/store'
import { inTransaction, isDuplicate } from '../kernel/database'
import { append } from '../kernel/ledger'
import { idFrom } from '../kernel/ids'
import { log, originOf } from '../kernel/log'
import { leaveMessage } from '../kernel/messages'
import { chainOf, findOrg, type Org } from '../kernel/orgs'
import type { Person, Post } from '../kernel/people'
import type { Carry } from './carry'
import * as officersStore from './officers-store'
import { pastLine, passedTo, placedAnew } from './passing-on'
import { recount } from './recount'
import * as store from './store'

/**
 * Works off what an approved change of the tree leaves to be done. Each round is a few requests whatever the size of the
 * union, finds its work by what is stored, and may be run twice or cut off: nobody is moved twice, nobody is forgotten.
 */

const MEMBERS_A_ROUND = 200
const CASES_A_ROUND = 50
const UNIONS_A_ROUND = 20
/** Right after the decision: what is small is done before its officer looks. */
const FIRST_ROUNDS = 3
const ROUNDS_A_MINUTE = 20
const CARRIES_A_MINUTE = 20
/**
 * So long a carry that finds nothing more is looked at again: whoever was let into the union by an act that began just
 * before it ended is found then.
 */
const LINGERS_MS = 10 * 60_000

/** The first rounds of what this application has decided; what is left, and what fails, is the timer's. */
export async function carryOnAtOnce(caseId: string, now: Date): Promise<void> {
  try {
    const carry = await store.findCarryOf(caseId)
    if (carry) await inRounds(carry, now, FIRST_ROUNDS)
  } catch (error) {
    log({ event: 'carry-failed', area: 'unions', id: caseId, ...originOf(error) })
  }
}

/** The timer's: all that is open, each by itself. One request when there is nothing. */
export async function carryOnAll(now: Date): Promise<void> {
  let failed = 0
  for (const carry of await store.findOpenCarries(CARRIES_A_MINUTE)) {
    try {
      await inRounds(carry, now, ROUNDS_A_MINUTE)
    } catch (error) {
      failed += 1
      log({ event: 'carry-failed', area: 'unions', id: carry._id, ...originOf(error) })
    }
  }
  if (failed > 0) throw new Error('some unions were not carried on')
}

async function inRounds(carry: Carry, now: Date, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const more = carry.what === 'members' ? await membersOn(carry, now) : await placesOn(carry, now)
    if (more) continue
    if (Number(now) - Number(carry.at) >= LINGERS_MS) await store.endCarry(carry._id)
    return
  }
}

/* ---- members go to another union ---- */

/** One round; true: there may be more. */
async function membersOn(carry: Carry, now: Date): Promise<boolean> {
  const { from, fromName, employers, why } = carry
  const to = await lastSuccessor(carry.to)
  const found = await store.findToCarry(from, employers, MEMBERS_A_ROUND)
  if (found.length > 0) {
    await tellMembers(carry, to, found, now)
    await store.carryThese(
      found.map(({ _id }) => _id),
      from,
      to,
      pastLine(from, fromName, carry.at, why),
    )
    await recount(from)
    await recount(to._id)
  }
  const cases = employers ? [] : await passCasesOn(from, fromName, to, now)
  if (!employers) await endPosts(from, to)
  return found.length === MEMBERS_A_ROUND || cases.length === CASES_A_ROUND
}

/** The union itself, or the one that has taken its place since. */
async function lastSuccessor(id: string): Promise<Org> {
  const union = await findOrg(id)
  if (!union) throw new Error(`union ${id} is missing`)
  return union.successor === null ? union : lastSuccessor(union.successor)
}

async function tellMembers(
  { case: decided, fromName, why }: Carry,
  to: Org,
  members: { _id: string; openid: string }[],
  at: Date,
) {
  const told = members.map(({ _id, openid }) => ({
    _id: idFrom('msg', decided, _id),
    openid,
    title: `您的会籍转到${to.name}了`,
    text: `${fromName}：${why}。会籍一直连着，会员卡照常用，您不用做什么`,
    at,
    unread: true,
    link: '/pages/card/card',
  }))
  for (let i = 0; i < told.length; i += 20) await Promise.all(told.slice(i, i + 20).map(leaveMessage))
}

/** Open applications that began at the union go on with its successor. */
async function passCasesOn(from: string, fromName: string, to: Org, now: Date): Promise<CaseDocument[]> {
  const found = await store.findOpenCases(from, '', CASES_A_ROUND)
  const chain = await chainOf(to, now)
  for (const standing of found)
    await write(standing, passedTo(standing, { id: from, name: fromName }, to, chain, now), now)
  return found
}

/** One application, with its ledger entry: whoever acts on the same version at the same moment, one of both stands. */
async function write(standing: CaseDocument, moved: CaseDocument, now: Date): Promise<void> {
  try {
    await inTransaction(async (transaction) => {
      await append(transaction, entryOfAct({ sealed: false }, moved, 'application.noted', now))
      await engineStore.move(transaction, moved)
    })
  } catch (error) {
    // An act came first; the next round finds it as it then stands.
    if (isDuplicate(error)) return
    throw error
  }
  if (moved.news !== standing.news) await tell(moved, now)
}

/** Officers of a union that is no more are officers no more; whom it gave cases to goes on for its successor. */
async function endPosts(from: string, to: Org): Promise<void> {
  for (const { _id, posts } of await officersStore.findAt(from)) {
    const left = posts.flatMap((post): Post[] => {
      if (post.org !== from) return [post]
      return post.role === 'officer' ? [] : [postAt({ ...post, desk: `${to._id}${post.desk.slice(from.length)}` }, to)]
    })
    await officersStore.writePosts(_id, left)
  }
}

const postAt = (post: Post, { _id, name, path, level }: Org): Post => ({
  ...post,
  org: _id,
  orgName: name,
  orgPath: path,
  level,
})

/* ---- a union has another place or name, and all below it ---- */

/** One round: the next unions of the queue, each brought to what its parent says; true: there may be more. */
async function placesOn(carry: Carry, now: Date): Promise<boolean> {
  // Looked at once more until it ends, from the top: a union founded below at the same moment is found then.
  const queue = carry.queue.length > 0 ? carry.queue : [carry.from]
  const [next, rest] = [queue.slice(0, UNIONS_A_ROUND), queue.slice(UNIONS_A_ROUND)]
  for (const id of next) await placeOn(id, now)
  const below = await store.findChildren(next)
  carry.queue = [...rest, ...below]
  await store.queueBelow(carry._id, carry.queue)
  return carry.queue.length > 0
}

async function placeOn(id: string, now: Date): Promise<void> {
  const union = await store.placeUnderParent(id)
  if (!union) return
  await store.refreshMembers(union)
  for (const person of await officersStore.findAt(id)) await refreshPosts(person, union)
  const chain = await chainOf(union, now)
  for (let after = ''; ;) {
    const found = await store.findOpenCases(id, after, CASES_A_ROUND)
    for (const standing of found) {
      const moved = placedAnew(standing, union, chain, now)
      if (moved) await write(standing, moved, now)
    }
    if (found.length < CASES_A_ROUND) return
    after = found[found.length - 1]!._id
  }
}

async function refreshPosts({ _id, posts }: Person, union: Org): Promise<void> {
  const now = posts.map((post) => (post.org === union._id ? postAt(post, union) : post))
  if (JSON.stringify(now) !== JSON.stringify(posts)) await officersStore.writePosts(_id, now)
}
