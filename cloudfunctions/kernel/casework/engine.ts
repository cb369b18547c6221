import { dayOf } from '../../../miniprogram/rules/days'
import { addWorkingDays, type WorkingCalendar } from '../../../miniprogram/rules/working-days'
import { deskOf } from '../people'
import type { CityTerms } from '../settings'
import type { CaseAct } from './contract'
import { storyLink } from './kind'
import type { CaseDocument, Clock, AnyKind, Prepared, Step, StepAct } from './kind'

/**
 * The pure heart: what an act does to a case. Reads no clock and no database; `now` and the calendar are arguments.
 * `decide` says what happened or why it may not; `apply` is the only way a case changes.
 */

export type Refusal = 'stale' | 'over' | 'wrongDesk' | 'ownCase' | 'actNotAllowed' | 'reasonMissing'

export interface Decided {
  fact: 'decided'
  act: CaseAct
  note: string
  to: StepAct['to']
  by: Officer
  at: Date
}
export interface Withdrawn {
  fact: 'withdrawn'
  at: Date
}
export type CaseFact = Decided | Withdrawn

export interface Officer {
  desk: string
  openid: string
  /** `办公室主任 王芳` ... as the applicant reads it. */
  sign: string
}

export interface Command {
  act: CaseAct
  version: number
  note: string
}

export interface Setting {
  now: Date
  calendar: WorkingCalendar
  city: CityTerms
}

/** A new case as it is handed in. */
export function open(
  kind: AnyKind,
  id: string,
  number: string,
  area: string,
  prepared: Prepared<unknown>,
  applicant: { person: string; openid: string; intent: string },
  setting: Setting,
): CaseDocument {
  const step = kind.steps[0]!
  const clock = startClock(step, setting)
  return {
    _id: id,
    number,
    area,
    kind: kind.kind,
    kindVersion: kind.version,
    kindTitle: kind.title,
    person: applicant.person,
    openid: applicant.openid,
    name: prepared.name,
    facts: prepared.facts,
    org: prepared.org.id,
    orgName: prepared.org.name,
    orgPath: prepared.org.path,
    desk: deskOf(prepared.org.id, step.role),
    step: step.name,
    next: step.next,
    state: 'submitted',
    due: clock.due,
    clock,
    intent: applicant.intent,
    openKey: kind.many ? id : `${kind.kind}:${applicant.person}`,
    version: 1,
    story: [{ title: '您交了申请', note: '', by: '', at: setting.now, desk: null }],
    news: {
      title: '申请交上去了',
      text: `${prepared.org.name}会答复您`,
      at: setting.now,
      unread: false,
      link: storyLink({ area, _id: id }),
    },
    submittedAt: setting.now,
    updatedAt: setting.now,
  }
}

/** What a desk's act would do, or why it may not. */
export function decide(
  kind: AnyKind,
  standing: CaseDocument,
  command: Command,
  officer: Officer,
  now: Date,
): Decided | Refusal {
  if (standing.desk === null) return 'over'
  if (standing.version !== command.version) return 'stale'
  if (standing.desk !== officer.desk) return 'wrongDesk'
  // Nobody decides on what she asked for herself.
  if (standing.openid === officer.openid) return 'ownCase'
  const act = stepOf(kind, standing).acts.find((one) => one.act === command.act)
  if (!act) return 'actNotAllowed'
  if (act.needsReason && command.note.length < 2) return 'reasonMissing'
  return { fact: 'decided', act: command.act, note: command.note, to: act.to, by: officer, at: now }
}

/** The applicant's own act: possible as long as nobody has decided. */
export function withdraw(standing: CaseDocument, now: Date): Withdrawn | Refusal {
  return standing.desk === null ? 'over' : { fact: 'withdrawn', at: now }
}

export function apply(kind: AnyKind, standing: CaseDocument, fact: CaseFact, setting: Setting): CaseDocument {
  const moved = { ...standing, version: standing.version + 1, updatedAt: fact.at }
  if (fact.fact === 'withdrawn')
    return {
      ...end(moved, 'withdrawn'),
      story: [...standing.story, { title: '您撤回了申请', note: '', by: '', at: fact.at, desk: null }],
      news: { ...standing.news, title: '您撤回了申请', text: '想好了，可以再交', at: fact.at, unread: false },
    }

  const step = stepOf(kind, standing)
  const line = { title: step.storyTitle, note: fact.note, by: fact.by.sign, at: fact.at, desk: fact.by.desk }
  const after = 'state' in fact.to ? end(moved, fact.to.state) : enter(kind, moved, fact.to.step, setting)
  const decided = { ...after, story: [...standing.story, line] }
  const told = kind.told[fact.act](decided, fact.note)
  return { ...decided, news: { ...told, at: fact.at, unread: true } }
}

export function stepOf(kind: AnyKind, standing: CaseDocument): Step {
  const step = kind.steps.find((one) => one.name === standing.step)
  if (!step) throw new Error(`kind ${kind.kind} has no step ${standing.step}`)
  return step
}

function enter(kind: AnyKind, moved: CaseDocument, name: string, setting: Setting): CaseDocument {
  const step = stepOf(kind, { ...moved, step: name })
  const clock = startClock(step, setting)
  return { ...moved, step: name, next: step.next, desk: deskOf(moved.org, step.role), due: clock.due, clock }
}

function end(moved: CaseDocument, state: 'approved' | 'refused' | 'withdrawn'): CaseDocument {
  return { ...moved, state, desk: null, due: null, next: '', openKey: moved._id }
}

function startClock(step: Step, setting: Setting): Clock {
  const { workingDays, clause } = step.deadline
  const days = typeof workingDays === 'number' ? workingDays : workingDays(setting.city)
  const start = dayOf(setting.now)
  return { ...addWorkingDays(start, days, setting.calendar), start, workingDays: days, clause }
}
