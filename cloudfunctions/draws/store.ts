import { _, db, type Transaction } from '../kernel/cloud'
import { readCursor } from '../kernel/database'
import { notFound } from '../kernel/errors'
import { ledger } from '../kernel/ledger'
import { DESK_PAGE, fromMyDesk, orgOf, pageOfMyDesk } from '../kernel/my-desk'
import { blindIndex } from '../kernel/seal'
import type { Draw, DrawEntry } from './draw'

/** The area's only queries. */

const draws = () => db.collection('draws')
const entries = () => db.collection('drawEntries')

/** Entries of a closed list at a time. */
export const LISTED = 500
const MOST_HAD = 50

export async function findDrawAtDesk(openid: string, desk: string, id: string): Promise<Draw> {
  const one = [{ $match: { _id: id, org: orgOf(desk) } }, { $limit: 1 }]
  const { found } = await fromMyDesk<Draw>(openid, desk, 'draws', one)
  if (!found[0]) throw notFound('这次抽签')
  return found[0]
}

export async function findDrawsAtDesk(openid: string, desk: string, after: string | undefined): Promise<Draw[]> {
  return (await pageOfMyDesk<Draw>(openid, desk, 'draws', after)).found
}

/** Draws of any of these unions, newest first. One request. */
export async function findDrawsOf(orgs: string[], after: string | undefined): Promise<Draw[]> {
  const from = readCursor<[number, string]>(after, ['number', 'string'])
  const mine = { org: _.in(orgs) }
  const where = from
    ? _.or([
        { ...mine, createdAt: _.lt(new Date(from[0])) },
        { ...mine, createdAt: _.eq(new Date(from[0])), _id: _.lt(from[1]) },
      ])
    : mine
  const { data } = await draws().where(where).orderBy('createdAt', 'desc').orderBy('_id', 'desc').limit(DESK_PAGE).get()
  return data as Draw[]
}

export async function findDraw(id: string): Promise<Draw | null> {
  const { data } = await draws().where({ _id: id }).limit(1).get()
  return (data[0] as Draw | undefined) ?? null
}

/** One request. */
export async function findDrawAndEntry(
  id: string,
  entry: string,
): Promise<{ draw: Draw; entry: DrawEntry | null } | null> {
  const { data } = await draws()
    .aggregate()
    .match({ _id: id })
    .limit(1)
    .lookup({
      from: 'drawEntries',
      let: {},
      pipeline: [{ $match: { _id: entry } }, { $limit: 1 }],
      as: 'mine',
    } as never)
    .end()
  const found = (data as (Draw & { mine: DrawEntry[] })[])[0]
  if (!found) return null
  const { mine, ...draw } = found
  return { draw, entry: mine[0] ?? null }
}

/** Throws the database's own error when it is there already. */
export async function addDraw(draw: Draw): Promise<void> {
  await draws().add(draw)
}

/** How often somebody has won goods of a series. One request. */
export async function timesHad(personId: string, series: string): Promise<number> {
  const { data } = await ledger()
    .where({ person: blindIndex('person', personId), kind: 'goods.won' })
    .orderBy('at', 'desc')
    .limit(MOST_HAD)
    .field({ detail: true })
    .get()
  return (data as { detail: { series: string } }[]).filter(({ detail }) => detail.series === series).length
}

export async function addEntry(entry: DrawEntry): Promise<void> {
  await entries().add(entry)
}

export async function dropEntry(id: string): Promise<void> {
  await entries().where({ _id: id, place: null }).remove()
}

export async function findEntries(ids: string[]): Promise<DrawEntry[]> {
  if (ids.length === 0) return []
  const { data } = await entries()
    .where({ _id: _.in(ids) })
    .limit(DESK_PAGE)
    .get()
  return data as DrawEntry[]
}

export async function countEntries(draw: string): Promise<number> {
  const { total } = await entries().where({ draw }).count()
  return total ?? 0
}

/** The list in the order of its numbers, after one of them. One request. */
export async function findListed(draw: string, after: string | undefined): Promise<DrawEntry[]> {
  const { data } = await entries()
    .where({ draw, ...(after ? { handle: _.gt(after) } : {}) })
    .orderBy('handle', 'asc')
    .limit(LISTED)
    .get()
  return data as DrawEntry[]
}

/** The whole list, page by page. */
export async function findAllEntries(draw: string): Promise<DrawEntry[]> {
  const all: DrawEntry[] = []
  for (;;) {
    const page = await findListed(draw, all[all.length - 1]?.handle)
    all.push(...page)
    if (page.length < LISTED) return all
  }
}

/** In the order they came. One request. */
export async function findWinners(draw: string, seats: number): Promise<DrawEntry[]> {
  const { data } = await entries()
    .where({ draw, place: _.gte(1).and(_.lte(seats)) })
    .orderBy('place', 'asc')
    .limit(seats)
    .get()
  return data as DrawEntry[]
}

/** Draws that closed before this moment and are not drawn. One request. */
export async function findToDraw(before: Date, limit: number): Promise<Draw[]> {
  const { data } = await draws()
    .where({ openSeed: null, closesAt: _.lte(before) })
    .limit(limit)
    .get()
  return data as Draw[]
}

export async function putPlace(entry: string, place: number): Promise<void> {
  await entries().where({ _id: entry }).update({ place })
}

export async function putPlaceIn(transaction: Transaction, entry: string, place: number): Promise<void> {
  await transaction.collection('drawEntries').doc(entry).update({ place })
}

export async function publishSeed(draw: string, seed: string): Promise<void> {
  await draws().where({ _id: draw, openSeed: null }).update({ openSeed: seed })
}

/** Throws NOT_FOUND when the number did not win. One request. */
export async function markCollected(draw: string, handle: string, seats: number, at: Date): Promise<void> {
  const { updated } = await entries()
    .where({ draw, handle, place: _.gte(1).and(_.lte(seats)) })
    .update({ collectedAt: at })
  if (!updated) throw notFound('这个号码，或者它没有抽中')
}
