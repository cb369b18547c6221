import { addDays, dayOf } from '../../../miniprogram/rules/days'
import { reckonClock, type RunningClock } from '../../../miniprogram/rules/clock'
import { addWorkingDays, type WorkingCalendar } from '../../../miniprogram/rules/working-days'
import { deskOf, type Level } from '../people'
import type { CityTerms } from '../settings'
import type { CaseDocument, OrgLink } from './case'
import type { AnyKind, Step } from './kind'

/** The way of a case through desks and levels. Pure: the unions above a case stand in the case itself. */

export interface Setting {
  now: Date
  calendar: WorkingCalendar
  /** Goes up when a holiday is added later; open cases are reckoned anew by the timer. */
  calendarVersion: number
  city: CityTerms
}

const LEVELS: Level[] = ['grassroots', 'town', 'county', 'city']

/**
 * The union at a level, or the first above it: an industry union of a county has no town between. `own`: where it
 * began; `above`: over the union `last`. The city's answers for whatever has nothing above.
 */
export function linkAt(chain: OrgLink[], at: Step['at'], last = ''): OrgLink {
  if (at === 'own') return chain[0]!
  if (at === 'above') return linkAbove(chain, last) ?? chain[chain.length - 1]!
  const wanted = LEVELS.indexOf(at)
  return chain.find((link) => LEVELS.indexOf(link.level) >= wanted) ?? chain[chain.length - 1]!
}

/** The union one level above a desk's, or null at the top. */
export function linkAbove(chain: OrgLink[], org: string): OrgLink | null {
  return chain[chain.findIndex((link) => link.id === org) + 1] ?? null
}

export function stepNamed(kind: AnyKind, name: string): Step {
  const step = kind.steps.find((one) => one.name === name)
  if (!step) throw new Error(`kind ${kind.kind} has no step ${name}`)
  return step
}

/** Stands a case at a step's desk, with the step's clock. `crew`: the colleague it was given to. */
export function enter(
  kind: AnyKind,
  moved: CaseDocument,
  name: string,
  setting: Setting,
  crew: CaseDocument['assignee'] = null,
): CaseDocument {
  const step = stepNamed(kind, name)
  const link = linkAt(moved.chain, step.at, moved.deskOrg)
  const assignee = crew ?? moved.assignee
  const desk = step.role === 'officer' ? deskOf(link.id, step.role) : assignee?.desk
  if (!desk) throw new Error(`kind ${kind.kind}: nobody was named for step ${name}`)
  const clock =
    step.deadline === 'goesOn' && moved.clock
      ? moved.clock
      : begin(step.deadline === 'goesOn' ? null : step.deadline(setting.city, moved), setting.now)
  const timed = timedBy(step, { ...moved, deskOrg: link.id }, clock, setting)
  return {
    ...moved,
    ...timed,
    step: step.name,
    next: nextOf(step, moved, setting.now),
    stage: `${assignee && step.role !== 'officer' ? assignee.name : link.name}${step.stage}`,
    batch: step.acts.filter(({ batch }) => batch).map(({ act }) => act),
    state: step.state,
    deskOrg: link.id,
    orgName: link.name,
    desk,
    assignee,
    open: true,
    remindOn: nextReminder(kind, moved, dayOf(setting.now)),
    asked: null,
    notice: step.notice ? { id: `notice_${moved._id}`, until: timed.due! } : moved.notice,
  }
}

/** What the desk's list says is to be done. */
export function nextOf(step: Step, standing: CaseDocument, now: Date): string {
  return step.nextFor?.(standing, now) ?? step.next
}

/** Due day, the day on which the timer wakes, and the calendar both were reckoned by. */
export function timedBy(
  step: Step,
  standing: Pick<CaseDocument, 'chain' | 'deskOrg'>,
  clock: RunningClock | null,
  setting: Setting,
): Pick<CaseDocument, 'clock' | 'due' | 'wakeOn' | 'calendar'> {
  const due = clock && reckonClock(clock, setting.calendar).due
  return {
    clock,
    due,
    wakeOn: due && wakeDay(step, standing, due, setting),
    calendar: clock ? setting.calendarVersion : null,
  }
}

function wakeDay(
  step: Step,
  standing: Pick<CaseDocument, 'chain' | 'deskOrg'>,
  due: string,
  setting: Setting,
): string | null {
  if (step.notice) return addDays(due, 1)
  if (step.silent === 'stays') return null
  // A silent colleague loses it to the desk that gave it, whatever stands above.
  if (step.role === 'officer' && !linkAbove(standing.chain, standing.deskOrg)) return null
  return addWorkingDays(due, setting.city.escalateWorkingDays, setting.calendar).due
}

/** The first day after `today` on which the applicant is reminded of something, or null. */
export function nextReminder(kind: AnyKind, standing: CaseDocument, today: string): string | null {
  const days = (kind.reminders?.(standing) ?? []).map(({ on }) => on).filter((on) => on > today)
  return days.sort()[0] ?? null
}

/** Ends a case. */
export function end(moved: CaseDocument, state: CaseDocument['state'], at: Date): CaseDocument {
  return {
    ...moved,
    state,
    open: false,
    desk: null,
    due: null,
    wakeOn: null,
    remindOn: null,
    calendar: null,
    next: '',
    stage: '',
    batch: [],
    asked: null,
    objection: null,
    openKey: moved._id,
    endedAt: at,
  }
}

function begin(
  term: { days: number; unit: 'working' | 'calendar'; clause: string } | null,
  now: Date,
): RunningClock | null {
  return term && { ...term, start: dayOf(now), stops: [], extensions: [] }
}
