import type { Day } from '../../../miniprogram/rules/days'
import type { RunningClock } from '../../../miniprogram/rules/clock'
import type { PaperType } from '../../../miniprogram/rules/papers'
import type { Membership } from '../memberships'
import type { Org } from '../orgs'
import type { Level, Person } from '../people'
import type { Sealed } from '../seal'
import type { Paper, PaperFile } from '../vault'
import type { CaseState } from './contract'

/** An application as it is stored. */
export interface CaseDocument<Facts = Record<string, unknown>> {
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
  /** What was filled in; sensitive fields sealed. */
  form: StoredForm
  /** What the kind keeps beside the form. */
  facts: Facts
  /** What one reads of an answer whose value is an id. */
  titles: Record<string, string>
  /** The unions above and including the one where it began, lowest first: its way through the levels needs no reads. */
  chain: OrgLink[]
  /** Where it began: figures belong there. */
  org: string
  orgPath: string
  /** The town it belongs to in figures; null for unions above the towns. */
  town: string | null
  /** Whose desk has it, or had it last. */
  deskOrg: string
  orgName: string
  /** Where it stands now, or null: over, or waiting for the applicant. */
  desk: string | null
  step: string
  next: string
  stage: string
  /** Acts of this step that may be done for many at once: lists of every area read them here. */
  batch: string[]
  state: CaseState
  open: boolean
  /** The day by which the desk, or the applicant if it is returned, must act. */
  due: Day | null
  /** The day on which the timer has something to do: escalate, lapse, end a notice. */
  wakeOn: Day | null
  /** The next day on which its applicant is reminded of something. */
  remindOn: Day | null
  clock: RunningClock | null
  /** Version of the working calendar by which `due` was reckoned; null when no clock runs. */
  calendar: number | null
  openKey: string
  /** Keyed hash of the form as it was handed in: tells a retry of one press from another form under the same key. */
  intent: string
  /** Goes up with each act; an act names the version it was decided on. */
  version: number
  papers: UsedPaper[]
  asked: Asked | null
  /** Steps at which papers were asked for: once a step. */
  askedAt: string[]
  records: Recorded[]
  /** To whom of the crew it was given. */
  assignee: { desk: string; name: string } | null
  notice: { id: string; until: Day } | null
  /** The open objection that stops it. */
  objection: string | null
  filedBy: FiledBy | null
  /** Who applied for her and may still see it; null when nobody, or no longer. */
  proxyOpenid: string | null
  rating: { stars: number; words: string; at: Date } | null
  /** When it was over. */
  endedAt: Date | null
  story: StoryLine[]
  news: { title: string; text: string; at: Date; unread: boolean; link: string }
  submittedAt: Date
  updatedAt: Date
}

/** A form's answers as stored: plain values, and sealed ones. */
export type StoredForm = Record<string, unknown>

/** A sensitive answer at rest: sealed, to be found by its keyed hash, to be shown masked. */
export interface Kept {
  sealed: Sealed
  index: string
  masked: string
}

export interface OrgLink {
  id: string
  name: string
  level: Level
  path: string
}

export interface UsedPaper {
  slot: string
  paper: string
  type: PaperType
  title: string
  validUntil: Day | null
  consentAt: Date
  withdrawnAt: Date | null
}

export interface Asked {
  note: string
  slots: string[]
  due: Day
  /** The desk that asked, to which it goes back. */
  desk: string
  state: CaseState
}

export interface Recorded {
  act: string
  step: string
  title: string
  by: string
  at: Date
  open: boolean
  values: StoredForm
  /** Pictures that the desk took. */
  files: PaperFile[]
}

export interface FiledBy {
  /** Kept when her authority ends: what she handed in she never decides on. */
  openid: string
  sign: string
  how: 'officer' | 'kin'
  authority: string
  at: Date
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

/** Who applies, as the platform and our own records know her. */
export interface Applicant {
  person: Person
  membership: Membership | null
  papers: Paper[]
  /** Those that her answers name. */
  unions: Org[]
  openid: string
  now: Date
}

/** The page of the phone on which a case is read. */
export function storyLink({ area, _id }: Pick<CaseDocument, 'area' | '_id'>): string {
  return `/packages/cases/story/story?area=${area}&id=${_id}`
}
