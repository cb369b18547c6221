import type { CaseView } from '../../../../cloudfunctions/kernel/casework/contract'
import { sayShortDay, dayOf } from '../../../rules/days'

/** The papers of a case at a desk: which were looked at, which are still to be seen, which were taken back. */

type Used = CaseView['papers'][number]

export interface PaperLine {
  slot: string
  title: string
  state: 'unseen' | 'seen' | 'withdrawn'
  words: string
}

/** Ready reasons for a look; its owner reads the one that was chosen. */
export const LOOK_REASONS = ['核对申请里填的内容', '核对金额和日期', '核对是不是本人'] as const

/** Ready reasons for the worker's phone number; she reads these too. */
export const CALL_REASONS = ['约时间上门', '问清申请里的一件事', '告诉工友还差什么'] as const

/** What was looked at on this phone: by case and slot, when. A paper supplied anew after that is unseen again. */
export type Looks = Record<string, number>

export const lookKey = (caseId: string, slot: string) => `${caseId}/${slot}`

export function paperLines(caseId: string, papers: readonly Used[], looks: Looks): PaperLine[] {
  return papers.map(({ slot, title, consent, at }) => {
    if (consent === 'withdrawn') return { slot, title, state: 'withdrawn', words: '工友收回了同意，不能看' }
    const seen = (looks[lookKey(caseId, slot)] ?? 0) > at
    return {
      slot,
      title,
      state: seen ? 'seen' : 'unseen',
      words: `${sayShortDay(dayOf(at))}交的 · ${seen ? '看过了' : '还没看'}`,
    }
  })
}

/** `还有 2 份没看：收入证明、户口本`; empty when all were seen. */
export function unseenWords(lines: readonly PaperLine[]): string {
  const unseen = lines.filter(({ state }) => state === 'unseen')
  if (unseen.length === 0) return ''
  const named = unseen
    .slice(0, 3)
    .map(({ title }) => title)
    .join('、')
  return `还有 ${unseen.length} 份没看：${named}${unseen.length > 3 ? '等' : ''}`
}

const KEY = 'desk.looks'
const KEPT = 300

export function readLooks(): Looks {
  const kept = wx.getStorageSync(KEY) as Looks | ''
  return kept && typeof kept === 'object' ? kept : {}
}

/** Remembers a look on this phone; of many the latest are kept. The record its owner reads is made in the cloud. */
export function keepLook(caseId: string, slot: string, at: number): Looks {
  const looks = { ...readLooks(), [lookKey(caseId, slot)]: at }
  const latest = Object.fromEntries(
    Object.entries(looks)
      .sort(([, a], [, b]) => b - a)
      .slice(0, KEPT),
  )
  try {
    wx.setStorageSync(KEY, latest)
  } catch {
    // A full storage: the flag comes back next time, nothing else is lost.
  }
  return latest
}
