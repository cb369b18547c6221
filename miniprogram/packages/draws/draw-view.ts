import type { OutputOf } from '../../client/call'
import { dayOf, sayDay, sayTime } from '../../rules/days'
import { GROUP_WORDS } from '../../rules/offer-rules'

/** How a draw reads. Pure. */

export type Draw = OutputOf<'draws.read'>['draw']
export type Mine = OutputOf<'draws.read'>['mine']

export interface Tag {
  text: string
  tone: 'plain' | 'green' | 'amber'
  icon: string
}

/** `11月27日（周五）20:00 截止，抽 5 个` */
export const closingWords = ({ closesAt, seats }: Draw) =>
  `${sayDay(dayOf(closesAt))} ${sayTime(closesAt)} 截止，抽 ${seats} 个`

/** Who it is for; empty: every member. */
export const groupWords = ({ groups }: Draw) =>
  groups.length > 0 ? `只给${groups.map((group) => GROUP_WORDS[group]).join('、')}` : ''

/** Where the reader stands in it. */
export function tagOf({ state }: Draw, mine: Mine): Tag {
  if (mine?.won) return { text: mine.collected ? '抽中了，领走了' : '抽中了', tone: 'green', icon: 'tick' }
  if (state === 'drawn') return { text: mine ? '这次没抽中' : '抽完了', tone: 'plain', icon: '' }
  if (mine) return { text: '已经报名', tone: 'green', icon: 'tick' }
  return state === 'open'
    ? { text: '能报名', tone: 'amber', icon: 'clock' }
    : { text: '等着抽', tone: 'plain', icon: '' }
}

/** What her number came to, in a sentence. */
export function resultWords(draw: Draw, mine: Mine): string {
  if (draw.state !== 'drawn' || !mine) return ''
  if (mine.won) return `您是第 ${mine.place} 个，抽中了。${draw.collect}`
  return `您排在第 ${mine.place} 个，抽 ${draw.seats} 个，这次没轮上。${mine.had === 0 ? '下回没得过的还是排前面。' : ''}`
}
