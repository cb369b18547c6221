import type { Paper } from '../../../client/uploads'
import { sayHeld } from '../../../components/paper-slot/slot'
import { sayLongDay } from '../../../components/paper-tray/tray'
import { dayOf, daysBetween, sayWhen } from '../../../rules/days'
import { PAPER_TYPE_NAMES, PAPER_TYPES } from '../../../rules/papers'

/** My papers as the page lists them: by kind, the newest of a kind first. */

export interface ShelfLine {
  id: string
  title: string
  line: string
  mark: { icon: string; words: string; tone: 'amber' | 'rust' } | null
}

/** A paper that runs out within so many days is said to. */
const SOON_DAYS = 30

export function shelfLines(papers: Paper[], now: number): ShelfLine[] {
  const rank = new Map(PAPER_TYPE_NAMES.map((type, i) => [type, i]))
  return [...papers]
    .sort(
      (a, b) => rank.get(a.type)! - rank.get(b.type)! || b.takenOn.localeCompare(a.takenOn) || b.addedAt - a.addedAt,
    )
    .map((paper) => lineOf(paper, now))
}

function lineOf(paper: Paper, now: number): ShelfLine {
  const today = dayOf(now)
  const { id, title, pages, validUntil, valid } = paper
  const soon = valid && validUntil !== null && daysBetween(today, validUntil) <= SOON_DAYS
  const held = valid ? sayHeld(paper, today) : `${sayLongDay(validUntil!, today)}过期`
  return {
    id,
    title,
    line: pages > 1 ? `${held} · ${pages}\u00a0页` : held,
    mark: !valid
      ? { icon: 'alert', words: '过期了', tone: 'rust' }
      : soon
        ? { icon: 'clock', words: '快到期', tone: 'amber' }
        : null,
  }
}

/** What may be added, in order, with how to photograph it. */
export const KINDS = PAPER_TYPE_NAMES.map((type) => ({ type, ...PAPER_TYPES[type] }))

/** What is asked before a paper goes for good. */
export const removeWords = (title: string) => `删了就找不回来，以后要用得重新拍。谁看过它，照样能查。删掉“${title}”吗？`

/** `今天 10:24` */
export const sayLook = (at: number, now: number): string => sayWhen(at, now)
