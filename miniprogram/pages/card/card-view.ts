import type { Card } from '../../client/offline-card'
import { sayFullDay } from '../../rules/days'

/** What the card page says of a card that no counter takes, and what helps. Pure. */

export interface DeadCard {
  /** On the badge, where the code would be. */
  title: string
  text: string
  /** Below: why, in the union's own words; empty where there is nothing to say. */
  why: string
  /** What the one button does, and its words. */
  act: 'reissue' | 'call' | 'join'
  go: string
}

/** Null: it works. `today`: a card past its last day is taken nowhere. */
export function deadCard({ state, membership, why, unionName, validUntil }: Card, today: string): DeadCard | null {
  if (state === 'lost')
    return { title: '这张卡挂失了', text: '谁拿着都不能用。您省的钱都在', why: '', act: 'reissue', go: '补一张新卡' }
  if (state === 'suspended')
    return {
      title: '这张卡停用了',
      text: '店里暂时不收。会籍没有变，帮扶、维权照样能办',
      why: `${why}。有疑问，打电话问${unionName}`,
      act: 'call',
      go: '打电话问工会',
    }
  if (state === 'retired')
    return {
      title: membership === 'expelled' ? '会籍停了，这张卡不能用了' : '您退会了，这张卡不能用了',
      text: '',
      why: membership === 'expelled' ? '依据和找谁再看，在“消息”里' : '想回来，哪天都可以再加入',
      act: membership === 'expelled' ? 'call' : 'join',
      go: membership === 'expelled' ? '打电话问工会' : '我要入会',
    }
  if (today > validUntil)
    return {
      title: '这张卡到期了',
      text: `有效到${sayFullDay(validUntil)}。会籍还在，换一张就能用`,
      why: '',
      act: 'reissue',
      go: '换一张新卡',
    }
  return null
}
