import { startOfDay } from '../../miniprogram/rules/days'
import { isDuplicate } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import type { Caller } from '../kernel/serve'
import { addStars, findOwnUse, findStars, sumSavings, type SumRow } from './sums-store'

/** What my card saved in a year, by month and by merchant, summed from the entries of the list. Two requests. */
export async function mySums({ year }: { year: string }, { membership }: Caller<'member'>) {
  const next = String(Number(year) + 1)
  const rows = await sumSavings(
    membership.person,
    new Date(startOfDay(`${year}-01-01`)),
    new Date(startOfDay(`${next}-01-01`)),
  )
  const months = grouped(rows, ({ _id }) => _id.month).map(({ key, ...sums }) => ({ month: key, ...sums }))
  const merchants = grouped(rows, ({ _id }) => _id.merchantId).map(({ key, ...sums }) => ({ merchantId: key, ...sums }))
  return {
    months: months.map(({ name: _name, ...sums }) => sums).sort((a, b) => (a.month < b.month ? 1 : -1)),
    merchants: merchants.filter(({ times }) => times > 0).sort((a, b) => b.fen - a.fen),
  }
}

function grouped(rows: SumRow[], by: (row: SumRow) => string) {
  const sums = new Map<string, { key: string; name: string; times: number; fen: number }>()
  for (const row of rows) {
    const key = by(row)
    const sum = sums.get(key) ?? { key, name: row.merchantName, times: 0, fen: 0 }
    sums.set(key, { ...sum, times: sum.times + row.times, fen: sum.fen + row.fen })
  }
  return [...sums.values()]
}

/** My stars for one use of mine, once; saying it again changes nothing. Seven requests. */
export async function rateUse(
  { receiptId, stars }: { receiptId: string; stars: number },
  { membership, now }: Caller<'member'>,
) {
  const found = await findOwnUse(receiptId, membership.person)
  if (!found) throw notFound('这一笔')
  if (found.undone) throw new AppError('NOT_NOW', '这一笔撤销了，不用评')
  try {
    await addStars(found.saving, stars, now)
  } catch (error) {
    if (!isDuplicate(error)) throw error
    // The shop's first stars from two at once: the loser tries again; her own second stars change nothing.
    await addStars(found.saving, stars, now).catch((again: unknown) => {
      if (!isDuplicate(again)) throw again
    })
  }
  return {}
}

/** What its stars come to; null until a few were given, so that one customer does not make a shop's name. */
export async function starsOf(merchantId: string): Promise<{ average: number; count: number } | null> {
  const found = await findStars(merchantId)
  if (!found || found.count < 3) return null
  return { average: Math.round((found.sum / found.count) * 10) / 10, count: found.count }
}
