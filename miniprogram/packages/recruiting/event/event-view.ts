import type { OutputOf } from '../../../client/call'
import { sayShortDay } from '../../../rules/days'
import { sayDays } from '../days-words'
import { sayCode } from '../stall/stall-code'

type Read = OutputOf<'recruiting.event'>

/** Names on one printed part of the roll; the cloud's number. */
export const ROLL_PART = 400

export interface EventShown {
  title: string
  note: string
  open: boolean
  codeWords: string
  untilWords: string
  counts: { key: string; count: number; words: string }[]
  /** May be approved together. */
  clean: number
  parts: string[]
  held: Read['held']
  heldMore: number
}

export function shownEvent({ event, counts, held }: Read): EventShown {
  const { title, place, from, to, codeUntil, code, open } = event
  return {
    title,
    note: `${sayDays(from, to)} · ${place}`,
    open,
    codeWords: sayCode(code),
    untilWords: open ? `用到${sayShortDay(codeUntil)}` : '已经停用',
    counts: [
      { key: 'applied', count: counts.applied, words: '交了申请' },
      { key: 'approved', count: counts.approved, words: '入会了' },
      { key: 'waiting', count: counts.waiting, words: '等着答复' },
    ],
    clean: Math.max(0, counts.waiting - counts.heldBack),
    parts: partsOf(counts.approved),
    held,
    heldMore: Math.max(0, counts.heldBack - held.length),
  }
}

/** `第 1 份（1–400 号）` */
export function partsOf(approved: number): string[] {
  return Array.from({ length: Math.ceil(approved / ROLL_PART) }, (_, i) => {
    const last = Math.min(approved, (i + 1) * ROLL_PART)
    return `第 ${i + 1} 份（${i * ROLL_PART + 1}–${last} 号）`
  })
}

/** What WeChat drew, for `<image>`. */
export function pictureOf(base64: string): string {
  return `data:image/${base64.startsWith('/9j/') ? 'jpeg' : 'png'};base64,${base64}`
}
