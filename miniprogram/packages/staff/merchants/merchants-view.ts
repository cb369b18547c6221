import type { OutputOf } from '../../../client/call'
import { iconOf } from '../../../client/categories'
import { addDays, daysBetween, sayShortDay, type Day } from '../../../rules/days'

/** The union's partner merchants as lines, and one of them as facts. Pure. */

export type Row = OutputOf<'benefits.merchants'>['merchants'][number]
export type Merchant = OutputOf<'benefits.merchant'>['merchant']
export type State = Row['state']

export const STATES: readonly { state: State; words: string }[] = [
  { state: 'active', words: '正常的' },
  { state: 'suspended', words: '暂停的' },
  { state: 'ended', words: '结束的' },
]
export const NONE: Record<State, string> = {
  active: '还没有商家',
  suspended: '没有暂停的商家',
  ended: '没有结束的商家',
}

/** Ending within so many days is said first. */
const SOON = 60

export interface Line {
  id: string
  name: string
  icon: string
  note: string
  tag: { icon: string; text: string; tone: string } | null
}

/** `searched`: found whatever the state, so each state is said. */
export function merchantLines(rows: readonly Row[], today: Day, searched: boolean): Line[] {
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    icon: iconOf(row.category),
    note: noteOf(row, today),
    tag: tagOf(row, today, searched),
  }))
}

function noteOf({ district, branches, offers, until }: Row, today: Day): string {
  const places = branches > 1 ? `${branches} 家店` : ''
  const end = until < today ? `${sayShortDay(until)}到期了` : `到\u00a0${until.replace(/-0?/g, '.')}`
  return [district, places, `${offers} 个优惠`, end].filter(Boolean).join(' · ')
}

export function tagOf({ state, until }: Pick<Row, 'state' | 'until'>, today: Day, always = true) {
  if (state === 'suspended') return { icon: 'alert', text: '暂停了', tone: 'rust' }
  if (state === 'ended') return { icon: 'cross', text: '结束了', tone: 'plain' }
  if (until < addDays(today, SOON))
    return { icon: 'clock', text: `还有 ${daysBetween(today, until)} 天`, tone: 'amber' }
  return always ? { icon: 'tick', text: '正常', tone: 'green' } : null
}

export interface Fact {
  label: string
  value: string
}

export function factsOf(merchant: Merchant): Fact[] {
  const { agreement, phone, creditCode, orgName, since, clerks } = merchant
  return [
    { label: '协议', value: agreement.number },
    { label: '到哪天', value: `${agreement.until.slice(0, 4)}年${sayShortDay(agreement.until)}` },
    { label: '谁签的', value: orgName },
    { label: '加入', value: `${since.slice(0, 4)}年${sayShortDay(since)}` },
    { label: '怎么找', value: phone },
    { label: '信用代码', value: creditCode },
    { label: '店员', value: `${clerks} 人` },
  ]
}

export interface Asking {
  act: 'suspendMerchant' | 'liftMerchant'
  title: string
  reasons: string[]
  effect: string
  go: string
}

export const ASKINGS: Record<'suspend' | 'lift', Asking> = {
  suspend: {
    act: 'suspendMerchant',
    title: '暂停这家店的会员优惠',
    reasons: ['有会员反映结账时不给优惠，请先说清楚', '优惠跟协议写的不一样', '店里在整顿，暂时不开'],
    effect: '工友马上看不到店里的优惠，店员不能再核对会员卡。店主读到您写的原因。',
    go: '暂停',
  },
  lift: {
    act: 'liftMerchant',
    title: '恢复这家店的会员优惠',
    reasons: ['问题说清楚了', '优惠照协议给了'],
    effect: '工友马上又看得到，店员又能核对会员卡，并告诉店主。',
    go: '恢复',
  },
}
