import type { CaseRow } from '../../../../cloudfunctions/kernel/casework/contract'
import { addDays, daysBetween, sayDue, weekdayOf, type Day } from '../../../rules/days'

/** A desk's queue as an officer reads it: what is overdue, what today, what this week, what later. */

export type GroupKey = 'overdue' | 'today' | 'week' | 'later'

export interface QueueRow {
  id: string
  area: string
  name: string
  kindTitle: string
  next: string
  /** `超 2 天`, `今天`, `7月27日`; empty without a due date. */
  dueWords: string
  tone: 'rust' | 'amber' | 'plain'
  /** While several are being chosen: ticked, free to be ticked, or to be done by itself; else empty. */
  mark: '' | 'on' | 'off' | 'barred'
}

/** Which rows are ticked and which may be, while several are being chosen. */
export interface Choosing {
  chosen: readonly string[]
  may: ReadonlySet<string>
}

export interface KindChip {
  kind: string
  title: string
  count: number
}

export interface QueueGroup {
  key: GroupKey
  title: string
  rows: QueueRow[]
}

export interface Tally {
  key: GroupKey
  /** `9`, or `9+` when the queue's next page may hold more of these. */
  count: string
  words: string
  empty: boolean
}

const TITLES: Record<GroupKey, string> = { overdue: '超期', today: '今天到期', week: '这周到期', later: '以后' }
const ORDER: readonly GroupKey[] = ['overdue', 'today', 'week', 'later']

/** Which group a due day falls into. The week ends on Sunday; a case without a due day is for later. */
export function groupOf(due: Day | null, today: Day): GroupKey {
  if (!due) return 'later'
  const left = daysBetween(today, due)
  if (left < 0) return 'overdue'
  if (left === 0) return 'today'
  return due <= endOfWeek(today) ? 'week' : 'later'
}

/** Rows in their groups, in the queue's own order (by due date); groups without rows are left out. */
export function groupQueue(
  rows: readonly CaseRow[],
  today: Day,
  only: GroupKey | null = null,
  choosing: Choosing | null = null,
): QueueGroup[] {
  return ORDER.filter((key) => !only || key === only)
    .map((key) => ({
      key,
      title: TITLES[key],
      rows: rows.filter((row) => groupOf(row.due, today) === key).map((row) => queueRow(row, today, choosing)),
    }))
    .filter((group) => group.rows.length > 0)
}

/**
 * How many in each group, counted from the rows at hand. The queue comes by due date, so while there are more pages
 * only the last row's group and those after it can still grow; those carry a `+`.
 */
export function tallyQueue(rows: readonly CaseRow[], today: Day, more: boolean): Tally[] {
  const last = rows[rows.length - 1]
  const open = more ? ORDER.indexOf(last ? groupOf(last.due, today) : 'overdue') : ORDER.length
  return ORDER.map((key, index) => {
    const count = rows.filter((row) => groupOf(row.due, today) === key).length
    const mayGrow = index >= open
    return { key, count: `${count}${mayGrow ? '+' : ''}`, words: TITLES[key], empty: count === 0 && !mayGrow }
  })
}

/** The case the red button opens: the first by due date. */
export function mostUrgent(rows: readonly CaseRow[]): CaseRow | null {
  return rows.reduce<CaseRow | null>((first, row) => (first && dueOrder(first) <= dueOrder(row) ? first : row), null)
}

/** Adds a page; a case that moved between two pages stands once, as last seen. */
export function mergePage(rows: readonly CaseRow[], page: readonly CaseRow[]): CaseRow[] {
  const seen = new Set(page.map((row) => row.id))
  return [...rows.filter((row) => !seen.has(row.id)), ...page]
}

/** The kinds that wait here, those with the most first; none where all are of one kind. */
export function kindChips(rows: readonly CaseRow[]): KindChip[] {
  const chips = new Map<string, KindChip>()
  for (const { kind, kindTitle } of rows) {
    const chip = chips.get(kind) ?? { kind, title: kindTitle, count: 0 }
    chips.set(kind, { ...chip, count: chip.count + 1 })
  }
  return chips.size < 2 ? [] : [...chips.values()].sort((a, b) => b.count - a.count)
}

function markOf({ id }: CaseRow, choosing: Choosing | null): QueueRow['mark'] {
  if (!choosing) return ''
  if (choosing.chosen.includes(id)) return 'on'
  return choosing.may.has(id) ? 'off' : 'barred'
}

function queueRow(row: CaseRow, today: Day, choosing: Choosing | null): QueueRow {
  const group = groupOf(row.due, today)
  return {
    id: row.id,
    area: row.area,
    name: row.name,
    kindTitle: row.kindTitle,
    next: row.next,
    dueWords: row.due ? sayDue(row.due, today) : '',
    tone: group === 'overdue' ? 'rust' : group === 'today' ? 'amber' : 'plain',
    mark: markOf(row, choosing),
  }
}

function dueOrder(row: CaseRow): string {
  return row.due ?? '9999-12-31'
}

function endOfWeek(today: Day): Day {
  return addDays(today, (7 - weekdayOf(today)) % 7)
}
