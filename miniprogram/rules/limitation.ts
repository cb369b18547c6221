import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'
import { addDays, daysBetween, sayDay, type Day } from './days'
import { isWorkingDay, type WorkingCalendar } from './working-days'

dayjs.extend(utc)

/**
 * The limitation of labour arbitration, so that nobody loses a right while a paper lies on a desk
 * (劳动争议调解仲裁法 第27条): one year from the day one knew or should have known. Claiming, asking a body for help or
 * the other side's consent starts the year anew; force majeure stops it; wages owed during the job are not limited
 * while it lasts, and for one year from its end. It warns, it never decides: a lawyer looks at what counts as what.
 */

export interface Claim {
  about: 'wages' | 'other'
  knewOn: Day
  /** null: the job lasts. */
  jobEndedOn: Day | null
  interruptions: { on: Day; how: 'claimed' | 'askedBody' | 'otherSideAgreed' }[]
  /** The days d with from ≤ d < to do not count; to null: not over yet. */
  suspensions?: { from: Day; to: Day | null }[]
}

export interface Limitation {
  /** null: not limited while the job lasts (wages). */
  lastDay: Day | null
  /** From today to the last day; 0 on it, negative after it. */
  daysLeft: number | null
  /** By days left: at most 60, 30, 7; over. */
  level: 'none' | 'sixty' | 'thirty' | 'seven' | 'over'
  /** Fewer than 7 days left: give legal aid first, check afterwards (法律援助法 第44条). */
  aidFirst: boolean
  /** How it was reckoned, each with its clause. */
  lines: string[]
}

const LAW = '调解仲裁法 第27条'
const HOW = { claimed: '您向对方要过', askedBody: '您找过有关部门', otherSideAgreed: '对方答应过' } as const

/**
 * Reckons on `today`; what is said to happen later than today is left out. With a calendar, a last day that is a day
 * off moves to the next working day (民法典 第203条); without one it stays, which errs on the early side.
 */
export function limitationOf(claim: Claim, today: Day, calendar?: WorkingCalendar): Limitation {
  if (claim.about === 'wages' && claim.jobEndedOn === null) {
    const lines = [`还在这家单位上班，欠的工资不受一年限制（${LAW}）。离职后，一年内要提出来。`]
    return { lastDay: null, daysLeft: null, level: 'none', aidFirst: false, lines }
  }
  const lines: string[] = []
  let since = claim.knewOn
  if (claim.about === 'wages' && claim.jobEndedOn !== null) {
    since = claim.jobEndedOn
    lines.push(`欠工资，从离职那天 ${sayFullDay(since)}算起，一年（${LAW}）。`)
  } else {
    lines.push(`从知道那天 ${sayFullDay(since)}算起，一年（${LAW}）。`)
  }

  let year = runYear(since, claim, today)
  const happened = claim.interruptions.filter(({ on }) => on <= today)
  for (const { on, how } of happened.sort((a, b) => (a.on < b.on ? -1 : 1))) {
    if (on <= since) continue
    if (on > moveOff(year.lastDay, calendar)) {
      lines.push(`${sayFullDay(on)}${HOW[how]}，可那时一年已经过了，不能从头算。`)
      continue
    }
    since = on
    year = runYear(since, claim, today)
    lines.push(`${sayFullDay(on)}${HOW[how]}，从那天起一年从头算（${LAW}）。`)
  }
  lines.push(...year.lines)

  const lastDay = moveOff(year.lastDay, calendar)
  if (lastDay !== year.lastDay) lines.push('最后一天是休息日，推到下一个工作日（民法典 第203条）。')
  const daysLeft = daysBetween(today, lastDay)
  const aidFirst = daysLeft >= 0 && daysLeft < 7
  lines.push(`申请仲裁的最后一天是 ${sayFullDay(lastDay)}。`)
  if (aidFirst) lines.push('不到 7 天了，先帮您申请，手续后补（法律援助法 第44条）。')
  if (daysLeft < 0) lines.push('看样子过了一年。也请来问问，有没有别的办法，让律师看一看。')
  return { lastDay, daysLeft, level: levelOf(daysLeft), aidFirst, lines }
}

/**
 * One year from a day, that day not counted: it ends on the same date, or on the last of the month where there is none
 * (民法典 第201、202条), and later by the days on which it stood. A hindrance that lasts is reckoned as ending today.
 */
function runYear(since: Day, claim: Claim, today: Day): { lastDay: Day; lines: string[] } {
  const lines: string[] = []
  let lastDay = dayjs.utc(since).add(1, 'year').format('YYYY-MM-DD')
  let stoodUntil = addDays(since, 1)
  for (const { from, to } of [...(claim.suspensions ?? [])].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const first = from > stoodUntil ? from : stoodUntil
    const end = to === null || to > today ? today : to
    if (first > lastDay || end <= first) continue
    const days = daysBetween(first, end)
    lastDay = addDays(lastDay, days)
    stoodUntil = end
    const until = to === null || to > today ? '，还没过去，先按今天算' : ''
    lines.push(`${sayFullDay(first)}起有 ${days} 天提不了${until}，这些天不算（${LAW}）。`)
  }
  return { lastDay, lines }
}

function moveOff(day: Day, calendar?: WorkingCalendar): Day {
  let moved = day
  while (calendar && !isWorkingDay(moved, calendar)) moved = addDays(moved, 1)
  return moved
}

function levelOf(daysLeft: number): Limitation['level'] {
  if (daysLeft < 0) return 'over'
  if (daysLeft <= 7) return 'seven'
  if (daysLeft <= 30) return 'thirty'
  return daysLeft <= 60 ? 'sixty' : 'none'
}

const sayFullDay = (day: Day) => `${day.slice(0, 4)}年${sayDay(day)}`
