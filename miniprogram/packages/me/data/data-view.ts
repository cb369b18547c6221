import type { OutputOf } from '../../../client/call'
import { sayFullDay } from '../../../rules/days'

/** What is held about me, group by group, and how far a copy is. */

type Group = OutputOf<'membership.myData'>['groups'][number]

export interface GroupLine {
  key: string
  title: string
  held: string
  facts: { label: string; value: string }[]
  /** Why, who, how long, by which clause. */
  rules: { label: string; value: string }[]
  url: string
  go: string
}

export function groupLines(groups: readonly Group[]): GroupLine[] {
  return groups.map(({ key, title, held, lines, since, why, who, howLong, clause, url, go }) => ({
    key,
    title,
    held,
    facts: [...lines],
    rules: [
      { label: '为什么存', value: why },
      { label: '谁看得到', value: who },
      { label: '存多久', value: howLong },
      ...(since ? [{ label: '从哪天起', value: sayFullDay(since) }] : []),
      { label: '依据', value: clause },
    ],
    url,
    go,
  }))
}

export function copyWords(count: number, total: number): string {
  return total === 0 ? '正在装…' : `正在装，${Math.min(99, Math.floor((count / total) * 100))}%`
}

/** Said before consent is taken back: what stops, what does not. */
export function stopWords(phoneGoes: boolean): string[] {
  return [
    '不能再交新的申请。以后要交，再看一遍说明、打个勾就行。',
    '没交的草稿删掉。',
    phoneGoes ? '您的手机号也删掉。' : '会籍、会员卡、正在办的申请不变，手机号先留着，好告诉您结果。',
    '以前办的都算数。材料的同意，在“我的材料”和各件申请里一样一样收回。',
  ]
}
