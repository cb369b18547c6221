import type { z } from 'zod'
import type { Day } from '../../../miniprogram/rules/days'
import type { Deadline } from '../../../miniprogram/rules/working-days'
import type { Transaction } from '../cloud'
import type { ActLedgerKind } from '../ledger'
import type { Membership } from '../memberships'
import type { Person, Role } from '../people'
import type { CityTerms } from '../settings'
import type { CaseAct, CaseState } from './contract'

/**
 * An application kind: everything that differs between joining a union and asking for hardship aid, declared in one
 * file. The engine beside this file does the rest and knows no kind.
 */
export interface Kind<Form = unknown, Facts = unknown> {
  kind: string
  /** Goes up when the form changes; a form filled for another version is sent back to be looked over. */
  version: number
  /** `入会申请` */
  title: string
  /** Where its applicant's form is drawn from: zod with `.meta()` (see FieldMeta). */
  form: z.ZodType<Form>
  pages: { title: string; help: string }[]
  /** The steps in order; each stands at one desk. */
  steps: Step[]
  /** May one person have several open at once? */
  many: boolean
  /**
   * Checks what the form alone cannot say and finds the org whose desk comes first. May read; throws AppError in the
   * applicant's words. What it returns is stored in place of the form (sealed where sensitive) and given to `effect`.
   */
  prepare(form: Form, applicant: Applicant): Promise<Prepared<Facts>>
  /** The filled form as label and value, masked, in reading order. */
  answers(facts: Facts): { label: string; value: string }[]
  /** What the officer should know first. May read. */
  warnings(facts: Facts, applicant: { openid: string }): Promise<string[]>
  /**
   * What an approval brings about, in the same transaction. Throws AppError to refuse, TryAgain to begin the
   * transaction anew with the next `attempt` (from 1).
   */
  effect(transaction: Transaction, done: CaseDocument<Facts>, at: Date, attempt: number): Promise<void>
  /** The ledger entry that records an act. */
  ledger: Record<CaseAct, ActLedgerKind>
  /** What the applicant reads, by act. */
  told: Record<CaseAct, (done: CaseDocument<Facts>, note: string) => { title: string; text: string; link: string }>
}

/** A kind of any form: the engine hands a kind's own facts back to it and looks at none of them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list of kinds has no one form; each kind checks its own
export type AnyKind = Kind<any, any>

/** What `.meta()` of a form field holds, for the phone to draw it. */
export interface FieldMeta {
  label: string
  help?: string
  widget: 'text' | 'idNumber' | 'choice' | 'union' | 'consent'
  /** Which of the kind's pages, from 0. */
  page: number
  options?: { value: string; label: string; note?: string }[]
}

export interface Step {
  name: string
  role: Role
  /** `要答复入会申请` */
  next: string
  /** How the story calls it, before and when done. */
  storyTitle: string
  /** How long the desk has, and the clause that says so; a number of the city's own is read from its settings. */
  deadline: { workingDays: number | ((city: CityTerms) => number); clause: string }
  acts: StepAct[]
}

export interface StepAct {
  act: CaseAct
  /** On the button. */
  label: string
  needsReason: boolean
  /** Reasons to start from; the officer may write others. */
  reasons: string[]
  /** What pressing will cause. */
  effect: string
  /** The step it leads to, or how the case ends. */
  to: { step: string } | { state: Exclude<CaseState, 'submitted'> }
}

export interface Applicant {
  person: Person
  membership: Membership | null
  openid: string
  now: Date
}

export interface Prepared<Facts> {
  facts: Facts
  /** The applicant's name, for the desk. */
  name: string
  org: { id: string; name: string; path: string }
}

export interface CaseDocument<Facts = unknown> {
  _id: string
  /** For people to say aloud: `20261120-4821`. */
  number: string
  area: string
  kind: string
  kindVersion: number
  kindTitle: string
  person: string
  openid: string
  name: string
  facts: Facts
  org: string
  orgName: string
  orgPath: string
  /** Where it stands now, or null when it is over. */
  desk: string | null
  step: string
  next: string
  state: CaseState
  due: Day | null
  clock: Clock | null
  openKey: string
  /** Keyed hash of the form as it was handed in: tells a retry of one press from another form under the same key. */
  intent: string
  /** Goes up with each act; an act names the version it was decided on. */
  version: number
  story: StoryLine[]
  news: { title: string; text: string; at: Date; unread: boolean; link: string }
  submittedAt: Date
  updatedAt: Date
}

/** The page of the phone on which a case is read. */
export function storyLink({ area, _id }: Pick<CaseDocument, 'area' | '_id'>): string {
  return `/packages/cases/story/story?area=${area}&id=${_id}`
}

export interface Clock extends Deadline {
  start: Day
  workingDays: number
  clause: string
}

export interface StoryLine {
  title: string
  note: string
  /** Post and union, never more than the applicant may read. */
  by: string
  at: Date
  /** A desk that has acted may look at the case later. */
  desk: string | null
}
