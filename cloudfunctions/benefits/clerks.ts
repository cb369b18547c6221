import { dayOf } from '../../miniprogram/rules/days'
import { MOST_CLERKS, shutWords } from '../../miniprogram/rules/merchant'
import { inTransaction } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { leaveMessageIn } from '../kernel/messages'
import { newPerson, type Person } from '../kernel/people'
import type { Caller } from '../kernel/serve'
import type { Transaction } from '../kernel/cloud'
import * as store from './merchant-store'
import type { Merchant } from './merchants'
import { codeId, countWrong, giveOut, markUsed, mayTry, readCode, readCodeIn, type SixDigits } from './digits-store'

/**
 * Who stands at a shop's counter. The owner shows a code, who types it is bound; she is in the merchant's list and the
 * shop in her own record, both by one transaction, so that the list is what the counter checks. At most thirty.
 */

/** `usedBy`: a keyed name of the account, so that her own retry is told from another's. */
export interface ClerkCode extends SixDigits {
  merchant: string
  merchantName: string
  usedBy: string | null
}

const LASTS_MS = 10 * 60_000
const COLLECTION = 'clerkCodes'
const PREFIX = 'clk'
/** What the code's picture holds, to be read by the page's own camera. */
export const SHOWN_AS = 'merchant-clerk:'

export const notYours = () => new AppError('FORBIDDEN', '只有店主能办。您要是店主，请打 12351')

/** The owner shows a code. Five requests at most. */
export async function showClerkCode({ merchantId }: { merchantId: string }, { openid, now }: Caller<'provedInQuery'>) {
  const merchant = await store.findOwned(openid, merchantId)
  if (!merchant) throw notYours()
  if (merchant.state === 'ended') throw new AppError('NOT_NOW', shutWords(merchant, dayOf(now))!)
  checkRoom(merchant)
  const until = new Date(Number(now) + LASTS_MS)
  const rest = { merchant: merchantId, merchantName: merchant.name, usedBy: null }
  const { code } = await giveOut<ClerkCode>(COLLECTION, PREFIX, rest, until, (one) => one.until <= now)
  return { code, shown: `${SHOWN_AS}${code}`, until: Number(until) }
}

function checkRoom({ clerks }: Merchant): void {
  if (clerks.length >= MOST_CLERKS) throw new AppError('USED_UP', `一家店最多 ${MOST_CLERKS} 个店员。先移走不在的`)
}

/** Binds the caller. Two requests and a transaction of five; a wrong code three or four in all. */
export async function becomeClerk(
  { code: typed, name }: { code: string; name: string },
  { openid, now }: Caller,
): Promise<{ merchantId: string; merchantName: string }> {
  const code = typed.replace(SHOWN_AS, '')
  await mayTry(openid, now)
  const found = await readCode<ClerkCode>(COLLECTION, PREFIX, code)
  const mine = idFrom('by', openid, code)
  const wrong = !found || (found.until <= now && found.usedBy !== mine)
  if (wrong) {
    await countWrong(openid, now)
    throw new AppError('NOT_FOUND', '码不对，或者过了 10 分钟。请店主再出一个')
  }
  if (found.usedBy === mine) return { merchantId: found.merchant, merchantName: found.merchantName }
  if (found.usedBy) throw new AppError('ALREADY', '这个码别人用过了。请店主再出一个')
  await inTransaction((transaction) => bind(transaction, found, { openid, name, mine, now }))
  return { merchantId: found.merchant, merchantName: found.merchantName }
}

async function bind(
  transaction: Transaction,
  { code, merchant: id }: ClerkCode,
  { openid, name, mine, now }: { openid: string; name: string; mine: string; now: Date },
): Promise<void> {
  const standing = await readCodeIn<ClerkCode>(transaction, COLLECTION, codeId(PREFIX, code))
  if (!standing || (standing.usedBy !== null && standing.usedBy !== mine))
    throw new AppError('ALREADY', '这个码别人用过了。请店主再出一个')
  const merchant = await store.readIn(transaction, id)
  if (!merchant || merchant.state === 'ended') throw new AppError('NOT_NOW', '这家店不做会员优惠了')
  const known = await store.personIn(transaction, newPerson(openid, now)._id)
  const person: Person = known ?? newPerson(openid, now)
  const there = merchant.clerks.find((one) => one.person === person._id)
  if (!there) checkRoom(merchant)
  const clerks = there ? merchant.clerks : [...merchant.clerks, { person: person._id, name, since: dayOf(now) }]
  const counters = person.counters.some(({ merchantId }) => merchantId === id)
    ? person.counters
    : [...person.counters, { merchantId: id, merchantName: merchant.name }]
  await markUsed(transaction, COLLECTION, codeId(PREFIX, code), mine)
  // The offers have nothing to follow: the version stays.
  await store.writeIn(transaction, { ...merchant, clerks })
  if (known) await store.setCounters(transaction, { ...person, counters })
  else await store.addPerson(transaction, { ...person, counters })
}

/** The owner takes a clerk away: her next call is refused. Twice changes nothing. One request and the transaction. */
export async function removeClerk(
  { merchantId, clerk }: { merchantId: string; clerk: string },
  { openid }: Caller<'provedInQuery'>,
) {
  const owned = await store.findOwned(openid, merchantId)
  if (!owned) throw notYours()
  if (clerk === newPerson(openid, new Date(0))._id) throw new AppError('NOT_NOW', '您是店主。要走，先把店交给别的店员')
  await inTransaction((transaction) => unbind(transaction, merchantId, clerk))
  return {}
}

/** A clerk leaves by herself; the owner only when the shop is over. The transaction. */
export async function leaveCounter({ merchantId }: { merchantId: string }, { openid }: Caller) {
  const me = newPerson(openid, new Date(0))._id
  await inTransaction(async (transaction) => {
    const merchant = await store.readIn(transaction, merchantId)
    if (merchant?.owner === openid && merchant.state !== 'ended')
      throw new AppError('NOT_NOW', '您是店主。先把店交给别的店员，或者办退出')
    await unbind(transaction, merchantId, me, merchant?.owner === openid)
  })
  return {}
}

async function unbind(transaction: Transaction, id: string, clerk: string, ownerToo = false): Promise<void> {
  const merchant = await store.readIn(transaction, id)
  const person = await store.personIn(transaction, clerk)
  if (merchant?.clerks.some((one) => one.person === clerk) || (merchant && ownerToo)) {
    const clerks = merchant.clerks.filter((one) => one.person !== clerk)
    await store.writeIn(transaction, { ...merchant, clerks, owner: ownerToo ? null : merchant.owner })
  }
  if (!person?.counters.some(({ merchantId }) => merchantId === id)) return
  const counters = person.counters.filter(({ merchantId }) => merchantId !== id)
  await store.setCounters(transaction, { ...person, counters })
}

/** The shop goes to one of its clerks; who had it stays as a clerk. One request and the transaction. */
export async function handOver(
  { merchantId, clerk }: { merchantId: string; clerk: string },
  { openid, now }: Caller<'provedInQuery'>,
) {
  await inTransaction(async (transaction) => {
    const merchant = await store.readIn(transaction, merchantId)
    const to = await store.personIn(transaction, clerk)
    // A retry: it is done.
    if (merchant && to && merchant.owner === to.openid && merchant.owner !== openid) {
      const me = newPerson(openid, now)._id
      if (merchant.clerks.some(({ person }) => person === me)) return
    }
    if (merchant?.owner !== openid) throw notYours()
    const at = merchant.clerks.find(({ person }) => person === clerk)
    if (!at || !to) throw notFound('这位店员')
    if (to.openid === openid) return
    const me = await store.personIn(transaction, newPerson(openid, now)._id)
    const words = `店主换成${at.name}`
    const history = [...merchant.history, { at: now, words, by: '店主' }]
    await store.writeIn(transaction, { ...merchant, owner: to.openid, history })
    await store.setCounters(transaction, { ...to, counters: owning(to, merchantId, true) })
    if (me) await store.setCounters(transaction, { ...me, counters: owning(me, merchantId, false) })
    await leaveMessageIn(transaction, {
      _id: idFrom('msg', merchantId, 'owner', Number(now)),
      openid: to.openid,
      title: `您是${merchant.name}的店主了`,
      text: '优惠、店员、协议都由您管。看“我的店”',
      at: now,
      unread: true,
      link: shopLink(merchantId),
    })
  })
  return {}
}

const owning = ({ counters }: Person, merchantId: string, owner: boolean) =>
  counters.map((one) =>
    one.merchantId === merchantId ? { merchantId, merchantName: one.merchantName, ...(owner && { owner }) } : one,
  )

export const shopLink = (merchantId: string): string => `/packages/merchant/shop/shop?merchant=${merchantId}`
