import type { OutputOf } from '../../client/call'
import { sayTermParts, termState, type Term } from '../../rules/union-rules'
import { dayOf, type Day } from '../../rules/days'

/** Unions in lists, as an officer reads them. Pure. */

type Row = OutputOf<'unions.below'>['unions'][number]

export interface UnionLine {
  id: string
  name: string
  /** `单位工会 · `, `会员 1204 人`: none of them is broken between two lines. */
  notes: string[]
  /** Has others below it: opened as a level of the tree. */
  level: boolean
  tag: Tag | null
}

interface Tag {
  icon: string
  text: string
  tone: string
}

export function lineOf(
  { id, name, form, own, below, children, term, staffed }: Row,
  today: Day = dayOf(Date.now()),
): UnionLine {
  const members = children > 0 ? below : own
  const notes = [form, ...(children > 0 ? [`${children} 个工会`] : []), `会员 ${members} 人`]
  return {
    id,
    name,
    notes: notes.map((part, n) => (n < notes.length - 1 ? `${part} · ` : part)),
    level: children > 0,
    tag: staffed ? tagOf(term as Term | null, today) : NOBODY,
  }
}

/** Before all else: whatever comes to its desk is read by nobody. */
const NOBODY: Tag = { icon: 'alert', text: '还没有干部', tone: 'rust' }

/** Short, for a list: only what somebody must do something about. */
export function tagOf(term: Term | null, today: Day): Tag | null {
  switch (termState(term, today)) {
    case 'overdue':
      return { icon: 'alert', text: '该换届了', tone: 'rust' }
    case 'soon':
      return { icon: 'clock', text: '快换届了', tone: 'amber' }
    default:
      return null
  }
}

/** Of the list of terms: how long it is over, or has left. */
export function termLineOf(row: Row, today: Day): UnionLine & { due: string; todo: string } {
  const [due, todo] = sayTermParts(row.term as Term | null, today)
  return { ...lineOf(row, today), due: todo ? `${due}，` : due, todo }
}

/** `3 家该换届了`, and how many come soon; `more`: there are more pages. */
export function termsWords(rows: Row[], today: Day, more: boolean) {
  const overdue = rows.filter(({ term }) => termState(term as Term | null, today) === 'overdue').length
  const soon = rows.length - overdue
  const many = (count: number) => `${count} ${more ? '多家' : '家'}`
  if (rows.length === 0) return { title: '没有要换届的', note: '三个月里都不到期', tone: '' }
  if (overdue === 0) return { title: `${many(soon)}快换届了`, note: '三个月里到期', tone: 'amber' }
  if (soon === 0) return { title: `${many(overdue)}该换届了`, note: '任期已经满了', tone: 'rust' }
  return { title: `${overdue} 家该换届了`, note: `还有 ${many(soon)}三个月里到期`, tone: 'rust' }
}

/** The officer's desk that a page was opened from, else her first. */
export function officerPost<P extends { desk: string }>(posts: P[], desk: string): P | undefined {
  const officer = posts.filter((post) => post.desk.endsWith('/officer'))
  return officer.find((post) => post.desk === desk) ?? officer[0]
}

export const orgOf = (desk: string): string => desk.slice(0, desk.indexOf('/'))

export const unionUrl = (desk: string, id: string): string =>
  `/packages/unions/union/union?desk=${encodeURIComponent(desk)}&id=${id}`
export const appointUrl = (desk: string, id: string, name: string): string =>
  `/packages/unions/appoint/appoint?desk=${encodeURIComponent(desk)}&id=${id}&name=${encodeURIComponent(name)}`
export const treeUrl = (desk: string, id: string): string =>
  `/packages/unions/tree/tree?desk=${encodeURIComponent(desk)}&at=${id}`
