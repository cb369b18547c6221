import type { CaseRow } from '../../../../cloudfunctions/kernel/casework/contract'
import { dayOf, sayDay, sayShortDay } from '../../../rules/days'

/** One of my applications in the list: what it is, where it stands, by when. */
export interface MineLine {
  id: string
  area: string
  title: string
  icon: string
  /** `7月10日交的` */
  handedIn: string
  state: { icon: string; words: string; tone: 'amber' | 'green' | 'rust' | 'plain' }
  /** `最晚 7月27日（周一）答复` */
  next: string
  unread: boolean
}

/** `now` in milliseconds. */
export function mineLine(row: CaseRow, now: number): MineLine {
  const today = dayOf(now)
  const late = row.due !== null && row.due < today
  const waitWords = row.due
    ? late
      ? '过了答复的日子，可以催一催'
      : `最晚 ${sayDay(row.due)}答复`
    : `${row.orgName}在看`
  const states: Record<CaseRow['state'], { state: MineLine['state']; next: string }> = {
    submitted: { state: { icon: 'clock', words: '工会在看', tone: late ? 'rust' : 'amber' }, next: waitWords },
    approved: { state: { icon: 'tick', words: '办好了', tone: 'green' }, next: row.news.text },
    refused: { state: { icon: 'alert', words: '没同意', tone: 'rust' }, next: row.news.text },
    withdrawn: { state: { icon: 'undo', words: '您撤回了', tone: 'plain' }, next: '想好了，随时可以再交' },
  }
  return {
    id: row.id,
    area: row.area,
    title: row.kindTitle,
    icon: row.kind === 'joining' ? 'card' : 'paper',
    handedIn: `${sayShortDay(dayOf(row.submittedAt))}交的`,
    ...states[row.state],
    unread: row.news.unread,
  }
}
