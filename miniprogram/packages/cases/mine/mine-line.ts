import type { CaseRow } from '../../../../cloudfunctions/kernel/casework/contract'
import { dayOf, sayDay, sayShortDay } from '../../../rules/days'

/** My applications as a list: what waits for me on top, then what is under way, then what is over. */

export interface MineLine {
  id: string
  area: string
  title: string
  icon: string
  /** `7月10日交的` */
  handedIn: string
  state: { icon: string; words: string; tone: 'amber' | 'green' | 'rust' | 'plain' | 'blue' }
  /** `街道总工会要上门看看` */
  next: string
  /** `最晚 7月27日（周一）答复`; empty where no day runs. */
  until: string
  unread: boolean
}

/** What is asked of me: it stands on top, in amber. */
export interface AskedLine {
  id: string
  area: string
  /** `还差户口本、收入证明` */
  title: string
  /** `困难职工建档帮扶\n7月24日（周五）前补上就行` */
  text: string
}

export interface MineGroups {
  asked: AskedLine[]
  open: MineLine[]
  over: MineLine[]
}

/** `now` in milliseconds. */
export function groupMine(rows: CaseRow[], now: number): MineGroups {
  const lines = (some: CaseRow[]) => some.map((row) => mineLine(row, now))
  return {
    asked: rows.filter(isAsked).map(askedLine),
    open: lines(rows.filter((row) => row.open && !isAsked(row))),
    over: lines(rows.filter((row) => !row.open)),
  }
}

/** A sentence a line: the day is not parted. */
const lines = (text: string) => text.replace(/。(?=.)/g, '。\n')
const isAsked = (row: CaseRow) => row.state === 'returned'

function askedLine(row: CaseRow): AskedLine {
  return { id: row.id, area: row.area, title: row.news.title, text: `${row.kindTitle}\n${lines(row.news.text)}` }
}

export function mineLine(row: CaseRow, now: number): MineLine {
  const today = dayOf(now)
  const late = row.open && row.due !== null && row.due < today && row.state !== 'inNotice'
  return {
    id: row.id,
    area: row.area,
    title: row.kindTitle,
    icon: row.kind === 'joining' ? 'card' : 'paper',
    handedIn: `${sayShortDay(dayOf(row.submittedAt))}交的`,
    state: late ? { icon: 'alert', words: '晚了', tone: 'rust' } : STATES[row.state](row),
    next: row.open ? row.stage : row.state === 'withdrawn' ? '想好了，随时可以再交' : row.news.text || row.news.title,
    until: untilWords(row, late),
    unread: row.news.unread,
  }
}

function untilWords({ open, state, due }: CaseRow, late: boolean): string {
  if (!open || !due) return ''
  if (late) return `本该 ${sayDay(due)}答复，可以催一催`
  return state === 'inNotice' ? `公示到 ${sayDay(due)}` : `最晚 ${sayDay(due)}`
}

const STATES: Record<CaseRow['state'], (row: CaseRow) => MineLine['state']> = {
  submitted: () => ({ icon: 'clock', words: '工会在看', tone: 'blue' }),
  returned: () => ({ icon: 'flag', words: '等您补', tone: 'amber' }),
  reviewing: () => ({ icon: 'clock', words: '在办', tone: 'blue' }),
  inNotice: () => ({ icon: 'clock', words: '在公示', tone: 'blue' }),
  objected: () => ({ icon: 'clock', words: '在核实', tone: 'blue' }),
  approved: ({ open, kind }) => ({
    icon: 'tick',
    words: !open ? '办好了' : kind === 'mediation' ? '谈成了' : '同意了',
    tone: 'green',
  }),
  served: () => ({ icon: 'tick', words: '办好了', tone: 'green' }),
  closed: () => ({ icon: 'tick', words: '办完了', tone: 'plain' }),
  refused: () => ({ icon: 'alert', words: '没同意', tone: 'rust' }),
  withdrawn: () => ({ icon: 'undo', words: '您撤回了', tone: 'plain' }),
}
