import type { Day } from './days'

/**
 * Micro-interviews (微访谈): leaders and departments come online on a set day and answer workers. What a session is at
 * a moment, how much may be asked, and what a promise has become. Shared by the functions and the phone.
 */

/** Where a session stands. `reminded`: published, and those who wanted to be reminded have been. */
export type Phase = 'draft' | 'published' | 'reminded' | 'live' | 'closing' | 'closed' | 'archived' | 'cancelled'

export const PHASE_WORDS: Record<Phase, string> = {
  draft: '还没发布',
  published: '预告',
  reminded: '快开始了',
  live: '正在访谈',
  closing: '正在补答',
  closed: '结束了',
  archived: '结束了',
  cancelled: '不办了',
}

/** What a session's phase follows from. Moments as UTC instants (Date or epoch milliseconds). */
export interface Timetable {
  state: 'draft' | 'published' | 'cancelled'
  /** From when questions are taken. */
  asksFrom: Date | number
  liveFrom: Date | number
  /** The end of the live hour; a host may move it. */
  liveUntil: Date | number
  remindedAt: Date | number | null
  closedAt: Date | number | null
  archivedAt: Date | number | null
}

/** Where a session stands at a moment. After the live hour it is `closing` until every question is settled. */
export function phaseOf(one: Timetable, now: Date | number): Phase {
  if (one.state !== 'published') return one.state
  if (one.archivedAt !== null) return 'archived'
  if (one.closedAt !== null) return 'closed'
  const at = Number(now)
  if (at >= Number(one.liveUntil)) return 'closing'
  if (at >= Number(one.liveFrom)) return 'live'
  return one.remindedAt === null ? 'published' : 'reminded'
}

/** Why no question is taken at this moment; null: it is. */
export function askFault(one: Timetable, now: Date | number): string | null {
  const phase = phaseOf(one, now)
  if (phase === 'live') return null
  if (phase === 'published' || phase === 'reminded')
    return Number(now) >= Number(one.asksFrom) ? null : '还没到提问的时候'
  return phase === 'cancelled' ? '这一场不办了' : '这一场不收新问题了。下一场还能问'
}

/** Votes are taken as long as an answer may still come of them. */
export const takesVotes = (one: Timetable, now: Date | number): boolean =>
  askFault(one, now) === null || phaseOf(one, now) === 'closing'

/** What a session is about; a list that figures and the archive count by. */
export const SUBJECTS = ['pay', 'safety', 'insurance', 'contract', 'welfare', 'skills', 'union', 'other'] as const
export type Subject = (typeof SUBJECTS)[number]
export const SUBJECT_WORDS: Record<Subject, string> = {
  pay: '工资待遇',
  safety: '安全健康',
  insurance: '社保医保',
  contract: '合同用工',
  welfare: '福利帮扶',
  skills: '技能培训',
  union: '工会工作',
  other: '别的',
}

/** How an asker is called outside. Hosts always know the name. */
export type NamesOutside = 'pseudonym' | 'masked'

/** The four states in which every question is when a session is closed. */
export const OUTCOMES = ['answered', 'promised', 'referred', 'later'] as const
export type Outcome = (typeof OUTCOMES)[number]
export const OUTCOME_WORDS: Record<Outcome, string> = {
  answered: '答复了',
  promised: '答应了',
  referred: '转去办了',
  later: '定了日子答',
}

/** Questions one member may ask in one session, whatever became of them. */
export const MOST_QUESTIONS = 5
export const MOST_QUESTION_LETTERS = 300
export const MOST_ANSWER_LETTERS = 1000
export const MOST_PICTURES = 3
export const MOST_VOICE_SECONDS = 60
export const MOST_SEATS = 8
export const MOST_DEPARTMENTS = 10
/** The live hour: planned, and with all that a host adds. */
export const LONGEST_LIVE_MS = 3 * 3_600_000
export const LONGEST_WITH_OVERRUN_MS = 5 * 3_600_000
/** A promise lies at most so many days ahead. */
export const LONGEST_PROMISE_DAYS = 365
export const LONGEST_LATER_DAYS = 60
/** How often a phone asks for news while a session is live, and otherwise, in milliseconds. */
export const POLL_MS = 2000
export const SLOW_POLL_MS = 20_000

export type PromiseState = 'open' | 'kept' | 'dropped'

/** A promise that is neither kept nor given up, with its day behind it. */
export const isOverdue = ({ state, by }: { state: PromiseState; by: Day }, today: Day): boolean =>
  state === 'open' && by < today

/** A span in words, of minutes: `10 分钟`, `24 小时`, `3 天`. */
export function saySpan(minutes: number): string {
  if (minutes < 60) return `${Math.max(1, Math.round(minutes))} 分钟`
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} 小时` : `${Math.round(minutes / 1440)} 天`
}
