import { _, db, type Transaction } from '../kernel/cloud'
import { inTransaction } from '../kernel/database'
import { ledger } from '../kernel/ledger'
import type { Org } from '../kernel/orgs'
import { lookupFromMe } from '../kernel/people'
import type { ShopComplaints } from './complaint-store'
import { moved, NOTHING, type Figures, type Leaf, type Sums } from './figures'
import type { Saving } from './saving'

/** Queries of the figures of what cards saved. */

const marks = () => db.collection('savingMarks')
export const MARK = 'figures'

/** Up to where entries were counted, and when all of the last week were last looked at again. */
export interface Mark {
  until: Date
  sweptAt: Date
  /** There is more to count than one run does. */
  behind: boolean
}

export async function readMark(): Promise<Mark | null> {
  const { data } = await marks().where({ _id: MARK }).limit(1).get()
  const found = data[0] as Mark | undefined
  return found ? { ...found, until: new Date(found.until), sweptAt: new Date(found.sweptAt) } : null
}

export async function writeMark(mark: Mark): Promise<void> {
  const { until, sweptAt, behind } = mark
  await marks().doc(MARK).set({ until, sweptAt, behind })
}

/** Entries from a moment on, the earliest first. One request. */
export async function findEntries(from: Date, most: number): Promise<Pick<Saving, 'orgPath' | 'month' | 'at'>[]> {
  const { data } = await ledger()
    .where({ kind: 'benefit.saving', at: _.gte(from) })
    .orderBy('at', 'asc')
    .orderBy('_id', 'asc')
    .limit(most)
    .field({ orgPath: true, month: true, at: true })
    .get()
  return data as Pick<Saving, 'orgPath' | 'month' | 'at'>[]
}

/** The sums of a union's own entries of a month. Two requests. */
export async function sumEntries(path: string, month: string): Promise<Sums> {
  const of = { kind: 'benefit.saving', orgPath: path, month }
  const $ = _.aggregate
  const sums = { times: $.sum('$personTimes'), fen: $.sum('$amountFen') }
  const [byMerchant, byPerson] = await Promise.all([
    ledger()
      .aggregate()
      .match(of)
      .group({ _id: '$detail.merchantId', name: $.first('$detail.merchantName'), ...sums })
      .limit(10_000)
      .end(),
    ledger()
      .aggregate()
      .match(of)
      .group({ _id: '$person', times: $.sum('$personTimes') })
      .match({ times: _.gt(0) })
      .group({ _id: null, users: $.sum(1) })
      .end(),
  ])
  const merchants = byMerchant.data as { _id: string; name: string; times: number; fen: number }[]
  const sum = (of: 'times' | 'fen') => merchants.reduce((all, one) => all + one[of], 0)
  return {
    times: sum('times'),
    fen: sum('fen'),
    users: (byPerson.data as { users: number }[])[0]?.users ?? 0,
    merchants: Object.fromEntries(merchants.map(({ _id, ...one }) => [_id, one])),
  }
}

/** Puts a union's new sum in place of its last one, there and in the figures of every union of its path. */
export async function changeFigures(leaf: Leaf, above: Pick<Figures, '_id' | 'org' | 'month'>[]): Promise<void> {
  await inTransaction(async (transaction) => {
    const before = (await readIn<Leaf>(transaction, 'savingLeaves', leaf._id)) ?? NOTHING
    if (sameSums(before, leaf)) return
    await putIn(transaction, 'savingLeaves', leaf)
    for (const named of above) {
      const all = (await readIn<Figures>(transaction, 'savingFigures', named._id)) ?? NOTHING
      await putIn(transaction, 'savingFigures', { ...named, ...moved(all, leaf, before) })
    }
  })
}

const sameSums = (a: Sums, b: Sums) => JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b))
const inOrder = ({ times, fen, users, merchants }: Sums) => [times, fen, users, Object.entries(merchants).sort()]

async function readIn<T>(transaction: Transaction, collection: string, id: string): Promise<T | null> {
  const { data } = await transaction.collection(collection).doc(id).get()
  return ((Array.isArray(data) ? data[0] : data) as T | undefined) ?? null
}

async function putIn(transaction: Transaction, collection: string, { _id, ...fields }: { _id: string }): Promise<void> {
  await transaction.collection(collection).doc(_id).set(fields)
}

export interface OfficerFigures {
  union: Org | null
  figures: Figures[]
  complaints: ShopComplaints[]
}

/**
 * A union's figures of some months, and the shops of its agreements (a county's or the city's) with complaints; null
 * when the desk is not the caller's. One request.
 */
export async function findFigures(
  openid: string,
  desk: string,
  idsOf: (org: string) => string[],
): Promise<OfficerFigures | null> {
  const org = desk.slice(0, desk.indexOf('/'))
  const some = (from: string, as: string, ...pipeline: object[]) => ({ $lookup: { from, let: {}, pipeline, as } })
  const looked = await lookupFromMe<Org & { figures: Figures[]; complaints: ShopComplaints[] }>(
    openid,
    { 'posts.desk': desk },
    'orgs',
    [
      { $match: { _id: org } },
      { $limit: 1 },
      some('savingFigures', 'figures', { $match: { _id: { $in: idsOf(org) } } }),
      some(
        'shopComplaints',
        'complaints',
        { $match: { scopes: org } },
        { $sort: { cardRefused: -1, upheld: -1, _id: 1 } },
        { $limit: 20 },
      ),
    ],
  )
  if (!looked) return null
  const [found] = looked.found
  return { union: found ?? null, figures: found?.figures ?? [], complaints: found?.complaints ?? [] }
}
