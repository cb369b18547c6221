import type { OutputOf } from '../../../client/call'

/** What members' cards saved, as an officer reads it. Pure. */

type Figures = OutputOf<'benefits.figures'>

export interface MonthBar {
  month: string
  name: string
  saved: string
  line: string
  percent: number
}

export interface FiguresView {
  saved: string
  times: string
  users: string
  dormant: string
  /** `1000 人里，560 人这个月没用` */
  dormantLine: string
  months: MonthBar[]
  merchants: { id: string; name: string; line: string }[]
  complaints: { shop: string; line: string; refuses: boolean }[]
}

export function figuresView({ months, members, dormant, merchants, complaints }: Figures): FiguresView {
  const now = months[0]!
  const greatest = Math.max(1, ...months.map(({ fen }) => fen))
  return {
    saved: whole(now.fen),
    times: String(now.times),
    users: String(now.users),
    dormant: String(dormant),
    dormantLine: `${members} 人里，${dormant} 人这个月没用`,
    months: months.map(({ month, times, fen, users }) => ({
      month,
      name: `${Number(month.slice(5))} 月`,
      saved: `${whole(fen)} 元`,
      line: `${users} 人用，${times} 人次`,
      percent: Math.max(0, Math.round((fen * 100) / greatest)),
    })),
    merchants: merchants.map(({ merchantId, name, times, fen }) => ({
      id: merchantId,
      name,
      line: `${times} 人次，省了 ${whole(fen)} 元`,
    })),
    complaints: complaints.map(({ shop, complained, cardRefused, upheld }) => ({
      shop,
      refuses: cardRefused > 0,
      line: [
        `投诉 ${complained} 件`,
        ...(cardRefused > 0 ? [`不收卡 ${cardRefused} 件`] : []),
        upheld > 0 ? `查实 ${upheld} 件` : '还没有查实的',
      ].join('，'),
    })),
  }
}

/** Yuan without fen: `41,260`. */
const whole = (fen: number): string => String(Math.round(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
