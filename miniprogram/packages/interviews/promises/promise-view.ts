import type { OutputOf } from '../../../client/call'
import { dayOf, sayDay, sayShortDay, type Day } from '../../../rules/days'
import { isOverdue } from '../../../rules/interview'
import { lateWords, slipTag, type Tag } from '../question-view'

/** How a promise reads: what, who, by which day, and what became of it. Pure. */

export type Commitment = OutputOf<'interviews.promises'>['promises'][number]
export type Figures = OutputOf<'interviews.figures'>['figures']
export type Show = 'late' | 'open' | 'kept' | 'dropped'

export const TABS: readonly { show: Show; words: string; none: string; icon: string }[] = [
  { show: 'late', words: '晚了', none: '没有晚了的', icon: 'tick' },
  { show: 'open', words: '在做', none: '没有正在做的', icon: 'flag' },
  { show: 'kept', words: '做成了', none: '还没有做成的', icon: 'flag' },
  { show: 'dropped', words: '没做成', none: '没有没做成的', icon: 'tick' },
]

export interface Slip {
  id: string
  what: string
  who: string
  /** `7月31日（周五）前` */
  by: string
  tag: Tag
  late: boolean
  /** One line a move: `7月20日改到 7月31日：等检查结果`. */
  moves: string[]
  /** How it came out, in whoever's words ended it; empty while it is open. */
  how: string
  ended: string
  pictures: string
  question: string
  asked: string
  topic: string
}

export function slipOf(one: Commitment, today: Day): Slip {
  return {
    id: one.id,
    what: one.what,
    who: one.who,
    by: `${sayDay(one.by)}前`,
    tag: slipTag(one, today),
    late: isOverdue(one, today),
    moves: one.moves.map(({ from, to, why }) => `${sayShortDay(from)}改到 ${sayShortDay(to)}：${why}`),
    how: one.how,
    ended: one.endedAt === null ? '' : endedWords(one),
    pictures: one.pictures > 0 ? `看照片（${one.pictures} 张）` : '',
    question: one.question,
    asked: one.questionText,
    topic: one.topic,
  }
}

/** `7月28日做成，早了 3 天` */
function endedWords({ state, endedAt, by }: Commitment): string {
  const day = dayOf(endedAt!)
  if (state !== 'kept') return `${sayShortDay(day)}说明`
  return day > by ? `${sayShortDay(day)}做成，${lateWords(by, day)}` : `${sayShortDay(day)}做成，没误日子`
}

/** `答应 12 件，做成 9，晚了 1`; empty: nothing was promised. */
export function countWords({ all, kept, late }: { all: number; kept: number; late: number }): string {
  if (all === 0) return ''
  return [`答应 ${all} 件`, `做成 ${kept}`, ...(late > 0 ? [`晚了 ${late}`] : [])].join('，')
}
