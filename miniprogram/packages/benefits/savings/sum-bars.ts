import type { OutputOf } from '../../../client/call'
import { yuan } from '../../../rules/money'

type Sums = OutputOf<'benefits.mySums'>

/** What was saved in a month or at a shop, beside the greatest of them. */
export interface SumBar {
  key: string
  name: string
  saved: string
  times: number
  percent: number
}

export function sumBars(sums: Sums, by: 'months' | 'merchants'): SumBar[] {
  const rows =
    by === 'months'
      ? sums.months.map(({ month, times, fen }) => ({ key: month, name: `${Number(month.slice(5))} 月`, times, fen }))
      : sums.merchants.map(({ merchantId, name, times, fen }) => ({ key: merchantId, name, times, fen }))
  const greatest = Math.max(1, ...rows.map(({ fen }) => fen))
  return rows.map(({ key, name, times, fen }) => ({
    key,
    name,
    times,
    saved: `${fen < 0 ? '−' : '省'} ${yuan(Math.abs(fen))} 元`,
    percent: Math.max(0, Math.round((fen * 100) / greatest)),
  }))
}
