import type { OutputOf } from '../../../client/call'
import { sayFullDay } from '../../../rules/days'
import { sayEmployment } from '../../../rules/employment'
import { groupCardNumber } from '../../../rules/masks'
import { GROUP_WORDS, sayMarks, UNION_MARKS, type UnionMark } from '../../../rules/offer-rules'
import { tagOf } from './members-view'

/** One member as her officer reads her, and what may be done about her. */

export type Member = OutputOf<'membership.member'>['member']
type Act = Member['acts'][number]
export type CardAct = 'suspendCard' | 'restoreCard'

const CARD_WORDS: Record<Member['card']['state'], string> = {
  active: '能用',
  lost: '本人挂失了',
  suspended: '停用了',
  retired: '不在会，停了',
}

export interface Fact {
  label: string
  value: string
}

export function factsOf(member: Member): Fact[] {
  const { card } = member
  const facts: Fact[] = [
    { label: '工会', value: member.unionName },
    { label: '在哪儿干活', value: member.employer || '没有固定单位' },
    { label: '哪种工作', value: sayEmployment(member.employment) },
    { label: '身份', value: member.mayMark ? '' : sayMarks(member.marks) },
    { label: '身份证号', value: member.idMasked },
    { label: '出生日期', value: member.birthDay && sayFullDay(member.birthDay) },
    { label: '手机号', value: member.phoneMasked ?? '没有留' },
    { label: '入会', value: sayFullDay(member.since) },
    { label: '会员卡', value: `${groupCardNumber(card.number)}，${CARD_WORDS[card.state]}` },
  ]
  if (card.state === 'suspended' && card.why) facts.push({ label: '为什么停用', value: card.why })
  return facts.filter(({ value }) => value !== '')
}

export interface MarkRow {
  mark: UnionMark
  title: string
  on: boolean
}

/** The groups her union may put her in, each with whether it did; none where this desk may not. */
export const markRows = ({ marks, mayMark }: Member): MarkRow[] =>
  mayMark ? UNION_MARKS.map((mark) => ({ mark, title: GROUP_WORDS[mark], on: marks.includes(mark) })) : []

/** All her marks after this row was tapped. */
export const marksAfter = (rows: MarkRow[], tapped: string): UnionMark[] =>
  rows.filter(({ mark, on }) => on !== (mark === tapped)).map(({ mark }) => mark)

/** Asked before she is told: a slip of the finger tells nobody anything. */
export function sureMark({ title, on }: MarkRow): { title: string; content: string; confirmText: string } {
  return on
    ? {
        title: `去掉“${title}”？`,
        content: `只给${title}的优惠和抽签，就没有份了。本人会收到消息`,
        confirmText: '去掉',
      }
    : { title: `记成“${title}”？`, content: `只给${title}的优惠和抽签，就有份了。本人会收到消息`, confirmText: '记上' }
}

export const pastOf = ({ past }: Member): Fact[] =>
  past.map(({ unionName, until, why }) => ({
    label: `到 ${sayFullDay(until)}`,
    value: why ? `${unionName}（${why}）` : unionName,
  }))

export const stateTag = ({ state }: Member) => tagOf(state)

/** `正在转会，从 2026年11月2日起`: a state that is not the usual one says since when. */
export function sinceWords({ state, stateSince }: Member): string {
  return state === 'active' ? '' : `从${sayFullDay(stateSince)}起`
}

export function openWords({ openCases }: Member): string {
  if (openCases === 0) return ''
  return `有 ${openCases >= 20 ? '20 件以上' : `${openCases} 件`}申请正在办，归您办的在案头`
}

export interface ActRow {
  act: Act
  title: string
  line: string
  /** Where it begins; empty: asked here, with a reason. */
  url: string
}

/** What each act means, before it is begun. */
export function actRows({ id, acts }: Member): ActRow[] {
  const begin = (kind: string) => `/packages/cases/apply/apply?area=membership&kind=${kind}&about=${id}`
  const rows: Record<Act, Omit<ActRow, 'act'>> = {
    suspendCard: { title: '停用会员卡', line: '店里不再收。写明原因，本人看得到', url: '' },
    restoreCard: { title: '恢复会员卡', line: '马上能用，并告诉本人', url: '' },
    lapse: { title: '半年没音信，按退会办', line: '先提醒，记下来；满 30 天没回音再宣布', url: begin('lapsing') },
    expel: { title: '除名', line: '只有受了刑事处罚才能办，要报上一级备案', url: begin('expulsion') },
  }
  return acts.map((act) => ({ act, ...rows[act] }))
}

export interface CardAsking {
  act: CardAct
  title: string
  reasons: string[]
  effect: string
  go: string
}

export const CARD_ASKINGS: Record<CardAct, CardAsking> = {
  suspendCard: {
    act: 'suspendCard',
    title: '停用会员卡',
    reasons: ['单位来说卡丢了，本人联系不上', '有人拿这张卡替别人买东西', '会籍资料要重新核对'],
    effect: '店里马上不收这张卡。会籍不变，帮扶、维权照样能办。本人会收到消息，看得到原因。',
    go: '停用这张卡',
  },
  restoreCard: {
    act: 'restoreCard',
    title: '恢复会员卡',
    reasons: ['核对过了，没有问题', '找到本人了'],
    effect: '卡号不变，马上能用。本人会收到消息。',
    go: '恢复这张卡',
  },
}
