import { _, db } from '../kernel/cloud'
import { inTransaction } from '../kernel/database'
import { idFrom } from '../kernel/ids'
import { ledger, reversalId } from '../kernel/ledger'
import { blindIndex } from '../kernel/seal'
import type { Saving } from './saving'

/** Queries of what a member reads of her own uses, and of her stars. */

export interface SumRow {
  _id: { month: string; merchantId: string }
  merchantName: string
  times: number
  fen: number
}

/** What a card saved between two moments, by month and merchant. One request that reads these entries and no others. */
export async function sumSavings(personId: string, from: Date, until: Date): Promise<SumRow[]> {
  const { data } = await ledger()
    .aggregate()
    .match({
      person: blindIndex('person', personId),
      kind: 'benefit.saving',
      at: _.and(_.gte(from), _.lt(until)),
    })
    .group({
      _id: { month: '$month', merchantId: '$detail.merchantId' },
      merchantName: _.aggregate.first('$detail.merchantName'),
      times: _.aggregate.sum('$personTimes'),
      fen: _.aggregate.sum('$amountFen'),
    })
    .limit(2000)
    .end()
  return data as SumRow[]
}

/** A use of this person's, and whether it was taken back. One request. */
export async function findOwnUse(id: string, personId: string): Promise<{ saving: Saving; undone: boolean } | null> {
  const { data } = await ledger()
    .where({ _id: _.in([id, reversalId(id)]), person: blindIndex('person', personId), kind: 'benefit.saving' })
    .get()
  const saving = (data as Saving[]).find(({ _id, sign }) => _id === id && sign === 1)
  return saving ? { saving, undone: data.length > 1 } : null
}

/** Stars of a shop, added up. Who gave them is not kept. */
export interface ShopStars {
  _id: string
  sum: number
  count: number
}

/** A use's stars and the shop's sum, together. Duplicate: rated already. Five requests. */
export async function addStars(saving: Saving, stars: number, at: Date): Promise<void> {
  const { merchantId } = saving.detail
  await inTransaction(async (transaction) => {
    await transaction.collection('stars').add({ _id: idFrom('stars', saving._id), merchantId, stars, at })
    const shop = transaction.collection('shopStars').doc(merchantId)
    const { data } = await shop.get()
    const before = (Array.isArray(data) ? data[0] : data) as ShopStars | null | undefined
    if (before) await shop.update({ sum: _.inc(stars), count: _.inc(1) })
    else await transaction.collection('shopStars').add({ _id: merchantId, sum: stars, count: 1 })
  })
}

/** One request. */
export async function findStars(merchantId: string): Promise<ShopStars | null> {
  const { data } = await db.collection('shopStars').where({ _id: merchantId }).limit(1).get()
  return (data[0] as ShopStars | undefined) ?? null
}
