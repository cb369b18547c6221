import type { OutputOf } from '../../../client/call'
import { STATE_WORDS, type MembershipState } from '../../../rules/membership-states'

/** Finding a member: what is typed, what it is looked for by, and how the lines read. */

export type FindBy = 'name' | 'phoneTail' | 'idTail'
type Row = OutputOf<'membership.members'>['members'][number]

export const WAYS: readonly { by: FindBy; words: string }[] = [
  { by: 'name', words: '按名字' },
  { by: 'phoneTail', words: '手机后四位' },
  { by: 'idTail', words: '身份证后四位' },
]

/** Each is one list; who has left is found by name. */
export const STATES: readonly { state: 'active' | 'transferring' | 'retained'; words: string }[] = [
  { state: 'active', words: STATE_WORDS.active },
  { state: 'transferring', words: STATE_WORDS.transferring },
  { state: 'retained', words: STATE_WORDS.retained },
]

/** Digits are no name and letters no number: what is typed chooses the way where the chosen one cannot be. */
export function wayFor(text: string, chosen: FindBy): FindBy {
  const typed = text.trim()
  if (typed === '') return chosen
  if (!/^[\dXx]+$/.test(typed)) return 'name'
  if (/[Xx]/.test(typed)) return 'idTail'
  return chosen === 'name' ? 'phoneTail' : chosen
}

/** Whether there is enough to look for; a whole number typed is cut to its end. */
export function toFind(text: string, by: FindBy): string | null {
  const typed = text.trim()
  if (by === 'name') return typed === '' ? null : typed
  return typed.length < 4 ? null : typed.slice(-4)
}

export function hintFor(text: string, by: FindBy): string {
  if (text.trim() === '' || by === 'name' || toFind(text, by)) return ''
  return '再输几位，一共四位'
}

export interface MemberLine {
  id: string
  name: string
  /** Tells two of one name apart. */
  tail: string
  note: string
  tag: { icon: string; text: string; tone: string } | null
}

/** `searched`: found beyond one union and one state, so both are said. */
export function memberLines(rows: readonly Row[], searched: boolean): MemberLine[] {
  return rows.map(({ id, name, employer, unionName, state, idTail }) => ({
    id,
    name,
    tail: idTail ? `身份证尾号 ${idTail}` : '',
    note: searched ? unionName : employer || '没有固定单位',
    tag: searched && state !== 'active' ? tagOf(state) : null,
  }))
}

export function tagOf(state: MembershipState): { icon: string; text: string; tone: string } {
  const ended = state === 'left' || state === 'expelled'
  if (state === 'active') return { icon: 'tick', text: STATE_WORDS[state], tone: 'green' }
  return { icon: ended ? 'cross' : 'clock', text: STATE_WORDS[state], tone: ended ? 'plain' : 'amber' }
}

/** What is said where a list is empty. */
export function noneWords(by: FindBy, text: string): { title: string; text: string } {
  const what = by === 'name' ? `叫“${text}”的` : `尾号 ${text} 的`
  const other = by === 'name' ? '名字照身份证写，从姓开始。' : '换个办法再找一次。'
  return { title: `没找到${what}会员`, text: `${other}别的工会的，这里查不到。` }
}

/** There are more than one page: what helps to find the one. */
export function tooMany(by: FindBy, more: boolean): string {
  if (!more) return ''
  return by === 'name' ? '同名的太多，请输身份证后四位' : '尾号相同的太多，请输名字'
}
