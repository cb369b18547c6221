import { dayOf } from '../../miniprogram/rules/days'
import { queryKeys } from '../../miniprogram/rules/search-keys'
import { readCursor, inTransaction, writeCursor } from '../kernel/database'
import { AppError, forbidden, notFound } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { leaveMessageIn } from '../kernel/messages'
import { orgOf } from '../kernel/my-desk'
import { lookupFromMe, people, type Post } from '../kernel/people'
import type { Caller } from '../kernel/serve'
import { shopLink } from './clerks'
import { merchantRow, merchantView } from './merchant-view'
import { sumsOf, usesSince, type Use } from './merchant-figures'
import * as store from './merchant-store'
import { changed, type Merchant } from './merchants'
import { followAtOnce } from './shop-window'

/** The union's side of its partner merchants: a county's officers see the county's, the city's see all, nobody else any. */

type Officer = Caller<'provedInQuery'>

const PAGE = 20

/** The caller's post as an officer of a county or of the city; null: it is not hers. One request. */
export async function anyOfficerAbove(openid: string, desk: string): Promise<Post | null> {
  const looked = await lookupFromMe<Merchant>(openid, { 'posts.desk': desk }, 'merchants', [
    { $match: { _id: '' } },
    { $limit: 1 },
  ])
  return looked ? postAt(looked.person.posts, desk) : null
}

function postAt(posts: Post[], desk: string): Post | null {
  const post = posts.find((one) => one.desk === desk)
  return post && post.role === 'officer' && (post.level === 'county' || post.level === 'city') ? post : null
}

async function fromDesk(openid: string, desk: string, pipeline: object[]): Promise<{ post: Post; found: Merchant[] }> {
  const looked = await lookupFromMe<Merchant>(openid, { 'posts.desk': desk }, 'merchants', pipeline)
  const post = looked && postAt(looked.person.posts, desk)
  if (!looked || !post) throw forbidden()
  return { post, found: looked.found }
}

interface ListInput {
  desk: string
  state: Merchant['state']
  district?: string
  after?: string
}

/** Those whose agreement ends first come first, 20 a page. One request; examines what it returns. */
export async function readMerchants({ desk, state, district, after }: ListInput, { openid, now }: Officer) {
  const from = readCursor<[string, string]>(after, ['string', 'string'])
  const of = { scopes: orgOf(desk), state, ...(district && { district }) }
  const match = from
    ? {
        $or: [
          { ...of, 'agreement.until': { $gt: from[0] } },
          { ...of, 'agreement.until': from[0], _id: { $gt: from[1] } },
        ],
      }
    : of
  const { found } = await fromDesk(openid, desk, [
    { $match: match },
    { $sort: { 'agreement.until': 1, _id: 1 } },
    { $limit: PAGE },
  ])
  const last = found[PAGE - 1]
  return {
    merchants: found.map((merchant) => merchantRow(merchant, dayOf(now))),
    next: last ? writeCursor([last.agreement.until, last._id]) : null,
  }
}

/** By any part of the name, whatever its state. One request. */
export async function searchMerchants(
  { desk, text, after }: { desk: string; text: string; after?: string },
  { openid, now }: Officer,
) {
  const keys = queryKeys(text)
  if (!keys) throw new AppError('BAD_INPUT', '请至少输两个字')
  const from = readCursor<[string]>(after, ['string'])?.[0]
  const match = {
    keys: keys.length === 1 ? keys[0] : { $all: keys },
    scopes: orgOf(desk),
    ...(from && { _id: { $gt: from } }),
  }
  const { found } = await fromDesk(openid, desk, [{ $match: match }, { $sort: { _id: 1 } }, { $limit: PAGE }])
  const last = found[PAGE - 1]
  return {
    merchants: found.map((merchant) => merchantRow(merchant, dayOf(now))),
    next: last ? writeCursor([last._id]) : null,
  }
}

/** One merchant with what its cards saved this month. One request. */
export async function readMerchant({ desk, id }: { desk: string; id: string }, { openid, now }: Officer) {
  const today = dayOf(now)
  const org = orgOf(desk)
  const { data } = await people()
    .aggregate()
    .match({ openid, 'posts.desk': desk })
    .limit(1)
    .lookup({ from: 'merchants', let: {}, pipeline: [{ $match: { _id: id, scopes: org } }], as: 'found' } as never)
    .lookup({ from: 'ledger', let: {}, pipeline: usesSince(id, `${today.slice(0, 7)}-01`, today), as: 'uses' } as never)
    .end()
  const looked = (data as { posts: Post[]; found: Merchant[]; uses: Use[] }[])[0]
  const post = looked && postAt(looked.posts, desk)
  if (!looked || !post) throw forbidden()
  const merchant = looked.found[0]
  if (!merchant) throw notFound('这家商家，或者它不归您管')
  return { merchant: merchantView(merchant, today), month: sumsOf(looked.uses) }
}

interface Act {
  desk: string
  id: string
  reason: string
}

/** No card is used there from now on. Twice changes nothing. Two requests, the transaction, and the offers'. */
export const suspendMerchant = (act: Act, caller: Officer) => change(act, caller, 'suspended')
/** As before. */
export const liftMerchant = (act: Act, caller: Officer) => change(act, caller, 'active')

async function change({ desk, id, reason }: Act, { openid, now }: Officer, to: 'suspended' | 'active') {
  const { post, found } = await fromDesk(openid, desk, [{ $match: { _id: id, scopes: orgOf(desk) } }, { $limit: 1 }])
  if (!found[0]) throw notFound('这家商家，或者它不归您管')
  if (found[0].owner === openid) throw new AppError('FORBIDDEN', '自己的店，请别的干部来办')
  const by = `${post.orgName} ${post.title}`
  const merchant = await inTransaction(async (transaction) => {
    const standing = await store.readIn(transaction, id)
    if (!standing) throw notFound('这家商家')
    if (standing.state === to) return standing
    if (standing.state === 'ended') throw new AppError('NOT_NOW', '这家店的协议已经结束了')
    const suspends = to === 'suspended'
    const words = `${suspends ? '暂停' : '恢复'}：${reason}`
    const next = changed(standing, { state: to, why: suspends ? reason : '' }, words, by, now)
    await store.writeIn(transaction, next)
    if (next.owner)
      await leaveMessageIn(transaction, {
        _id: idFrom('msg', id, next.version),
        openid: next.owner,
        title: suspends ? `${next.name}的会员优惠暂停了` : `${next.name}的会员优惠恢复了`,
        text: suspends
          ? `${reason}。工友暂时看不到店里的优惠，改好了找${post.orgName}恢复`
          : `${reason}。工友又看得到了`,
        at: now,
        unread: true,
        link: shopLink(id),
      })
    return next
  })
  await followAtOnce()
  return { merchant: merchantView(merchant, dayOf(now)) }
}
