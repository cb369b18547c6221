import { dayOf } from '../../miniprogram/rules/days'
import { AppError } from '../kernel/errors'
import type { Caller } from '../kernel/serve'
import { figuresId, NOTHING } from './figures'
import { findFigures } from './figures-store'

const MONTHS = 6
const MOST_MERCHANTS = 20

/** A desk's figures, as the timer left them. One request. */
export async function readFigures({ desk }: { desk: string }, { openid, now }: Caller<'provedInQuery'>) {
  const months = lastMonths(dayOf(now).slice(0, 7), MONTHS)
  const found = await findFigures(openid, desk, (org) => months.map((month) => figuresId(org, month)))
  if (!found?.union) throw new AppError('FORBIDDEN', '这个案头不是您的')
  const { union, figures, complaints } = found
  const of = (month: string) => figures.find((one) => one.month === month) ?? { month, ...NOTHING }
  const { users, merchants } = of(months[0]!)
  const members = union.memberCounts.below
  return {
    orgName: union.name,
    months: months.map(of).map(({ month, times, fen, users: some }) => ({ month, times, fen, users: some })),
    members,
    dormant: Math.max(0, members - users),
    merchants: Object.entries(merchants)
      .map(([merchantId, one]) => ({ merchantId, ...one }))
      .filter(({ times }) => times > 0)
      .sort((a, b) => b.times - a.times || b.fen - a.fen)
      .slice(0, MOST_MERCHANTS),
    complaints: complaints
      .filter(({ complained }) => complained > 0)
      .map(({ shop, complained, cardRefused, upheld }) => ({ shop, complained, cardRefused, upheld })),
  }
}

/** `2026-03`, `2026-02`, ... */
function lastMonths(month: string, count: number): string[] {
  const [year, nth] = month.split('-').map(Number) as [number, number]
  return Array.from({ length: count }, (_, back) => {
    const at = year * 12 + (nth - 1) - back
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}
