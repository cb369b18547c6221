import type { z } from 'zod'
import type { Day } from '../../../miniprogram/rules/days'
import type { PaperType } from '../../../miniprogram/rules/papers'
import type { ClockTerm } from '../../../miniprogram/rules/clock'
import type { Transaction } from '../cloud'
import type { ActLedgerKind } from '../ledger'
import type { Level, Role } from '../people'
import type { PrintedDocument } from '../printed-document'
import type { CityTerms } from '../settings'
import type { Applicant, CaseDocument, OrgLink, StoredForm } from './case'
import type { CaseState } from './contract'

/**
 * An application kind: everything that differs between joining a union and asking for hardship aid, declared in one
 * file. The engine beside this file does the rest and knows no kind.
 */
export interface Kind<Facts = Record<string, unknown>> {
  kind: string
  /** Goes up when the form changes; a form filled for another version is sent back to be looked over. */
  version: number
  /** `入会申请`: as it is called on paper. */
  title: string
  /** As a worker would say it: `家里日子困难`. */
  plain: string
  /** Who may apply: any WeChat account, members, or somebody who holds a post. */
  who: 'anyone' | 'member' | 'officer'
  /** How the phone's services page leads to it; none: it is an officer's own, or begins on a page of its own. */
  entry?: ServiceEntry
  /** Why it cannot be asked for on this day, with the dates; null: it can. Said before anything is filled in. */
  closed?(city: CityTerms, today: string): string | null
  /** Her own act: nobody hands it in for her, whatever authority there is. */
  ownAct?: boolean
  /** May one person have several open at once? */
  many: boolean
  /** Sealed from the employer: it begins above the enterprise, and figures count it without a person or a union below the county. */
  sealed?: boolean
  /** Nobody at a desk is to know who asks: her phone number is not told either. */
  unnamed?: boolean
  /** What its applicant fills in: zod with `.meta()` (see FieldMeta). Sensitive fields are sealed before they are stored. */
  form: z.ZodObject
  pages: { title: string; help: string }[]
  /** Papers it asks for. */
  evidence: EvidenceSlot[]
  /** The steps in order; each stands at one desk. */
  steps: Step[]
  /**
   * Checks what the form alone cannot say, finds the union where it begins if that is not the applicant's own, and
   * returns facts to keep beside the form. May read; throws AppError in the applicant's words.
   */
  prepare?(form: Record<string, unknown>, applicant: Applicant): Promise<Prepared<Facts>>
  /** The arithmetic of its rule over what was filled in; the same the phone shows before. */
  reckon?(form: StoredForm, city: CityTerms, on: string, facts: Facts): Reckoning | null
  /** What she reads once it is handed in, where the engine's own words are not enough. */
  received?(standing: CaseDocument<Facts>): { title: string; text: string }
  /** Days on which its applicant is to be reminded of something while it is open, each with its words. Pure. */
  reminders?(standing: CaseDocument<Facts>): Reminder[]
  /** What the officer should know first. May read. */
  warnings?(standing: CaseDocument<Facts>, now: Date): Promise<string[]> | string[]
  /** The public notice, where a step of this kind makes one: the words about it; names and places are the engine's. */
  notice?: { classWords(standing: CaseDocument<Facts>): string; consent: string }
  /** Whom it is about, where that is not its applicant: an officer's record about a member. Pure; see `mayAct` in engine.ts. */
  about?(standing: CaseDocument<Facts>): { person: string; openid: string }
  /** What handing it in brings about, in the same transaction. Throws AppError to refuse. */
  brought?(transaction: Transaction, made: CaseDocument<Facts>, at: Date): Promise<void>
  /** What its applicant's taking it back brings about, in the same transaction. */
  takenBack?(transaction: Transaction, done: CaseDocument<Facts>, at: Date): Promise<void>
  /** Refusals may be appealed, once; or, where it depends on how it ended, what this answers: null for no (more) appeal. */
  appeal?: Appeal | ((standing: CaseDocument<Facts>) => Appeal | null)
  /** May its applicant say how it went? */
  rated: boolean
  documents?: DocumentTemplate<Facts>[]
}

/** Words of the services page, built into the phone (miniprogram/client/kinds.ts), so that they show without a network. */
export interface ServiceEntry {
  /** On its button: `报返乡车票`. */
  title: string
  /** What one gets of it. */
  line: string
  /** Who else may apply in the worker's stead: her kin and officers, officers, nobody. */
  inStead: 'kinAndOfficers' | 'officers' | 'nobody'
  /** Where it stands in a list of all, small first. */
  place: number
  /** A row of its own on the services page, where no situation of miniprogram/client/situations.ts leads to it. */
  situation?: SituationWords
}

export interface SituationWords {
  icon: string
  /** Four characters. */
  short: string
  title: string
  /** What is to be had, under the title. */
  line: string
  /** What the union does. */
  help: string
  /** What to have at hand. */
  bring: string[]
  /** What people say of it, to be found by. */
  words: string[]
}

/** Asked within so many calendar days of the end; the case then goes to this step. */
export interface Appeal {
  days: number
  step: string
  words: string
}

/** A kind of any facts: the engine hands a kind's own facts back to it and looks at none of them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list of kinds has no one shape of facts; each kind knows its own
export type AnyKind = Kind<any>

/** What `.meta()` of a form field holds, for the phone to draw it. */
export interface FieldMeta {
  label: string
  help?: string
  widget:
    | 'text'
    | 'longText'
    | 'idNumber'
    | 'phone'
    | 'bankAccount'
    | 'choice'
    | 'choices'
    | 'number'
    /** Yuan typed, fen stored. */
    | 'money'
    | 'day'
    /** A town or street of the city; stores its code. */
    | 'place'
    /** An hour of the day, `09:30`. */
    | 'time'
    /** A place on the map, `37.496000,122.112000`. */
    | 'spot'
    /** The applicant's own shop or an offer of it; stores its id, which the page that leads here names. */
    | 'shop'
    /** A union; stores its id. */
    | 'union'
    /** A member of the officer's own union; stores the membership's id, which the page that leads here names. */
    | 'member'
    /** Several entries of the same fields. */
    | 'list'
    | 'consent'
    /** Not drawn: the page sends it along. */
    | 'unseen'
  /** Which of the kind's pages, from 0. Acts have one page. */
  page?: number
  unit?: string
  options?: { value: string; label: string; note?: string }[]
  /** Choices that are the city's own. */
  optionsFrom?: 'districts' | 'exclusions' | 'studyLevels'
  when?: { field: string; is: string[] }
  /** Wanted while it is shown. Fields with `when` are optional to zod; this says so to people. */
  wanted?: boolean
  prefill?: 'name' | 'employer'
  sensitive?: boolean
  /** A sealed answer that the desk where the case stands reads in clear (whom to call, what troubles her); nobody later. */
  deskReads?: boolean
}

/** Types what a schema's `.meta()` is given. */
export const field = (meta: FieldMeta) => meta as unknown as Record<string, unknown>

export interface EvidenceSlot {
  slot: string
  title: string
  help?: string
  types: PaperType[]
  required: boolean
  when?: { field: string; is: string[] }
}

export interface Step {
  name: string
  /**
   * At which level's desk: the union where the case begins, the first at this level or above on the way up, or the one
   * above the desk that had it last.
   */
  at: 'own' | 'above' | Level
  /** Said before it is handed in, where the words of the level would mislead: `您选的工会`. */
  where?: string
  role: Role
  state: Extract<CaseState, 'submitted' | 'reviewing' | 'inNotice' | 'approved'>
  /** In the desk's words: `要答复入会申请`. */
  next: string
  /** In place of `next` for a case that the desk's list must show apart; null: as the others. */
  nextFor?: (standing: CaseDocument, now: Date) => string | null
  /** In the story, before and when done: `工会委员会审批`. */
  title: string
  /** In the worker's words, after the desk's name: `在看您的申请`. */
  stage: string
  /**
   * How long the desk has, and the clause that says so; `goesOn`: the clock of the step before runs on. `standing`: the
   * case as it enters, where the term depends on it; none when the way is only described (0 days: no term is said).
   */
  deadline: ((city: CityTerms, standing?: CaseDocument) => ClockTerm) | 'goesOn'
  /** A silent desk: the next level's takes over after the city's number of working days (the default), or not. */
  silent?: 'escalates' | 'stays'
  /** Beside the common way (an appeal): not shown ahead. */
  beside?: boolean
  /** A notice hangs while the case stands here; on the day after its end it goes on by itself. */
  notice?: { next: string }
  acts: StepAct[]
}

export interface StepAct {
  act: string
  /** On the button. */
  label: string
  tone?: 'primary' | 'plain' | 'refuse'
  needsReason?: boolean
  /** Reasons to start from; the officer may write others. */
  reasons?: string[]
  /** What pressing will cause. */
  effect: string
  /** Offered only while this holds. Pure. */
  when?(standing: CaseDocument, now: Date): boolean
  /** What the desk writes down with it: zod with `.meta()`. */
  fields?: z.ZodObject
  /** Pictures that go with it, of what was found or mended. */
  photos?: { title: string; required: boolean }
  /** Whether the applicant reads what was written down. */
  open?: boolean
  /** The field of `fields` that is the sum paid, recovered or granted: it goes into the ledger entry. */
  amount?: string
  /** Where it leads. A function decides by what stands in the case and what was written down; it must be pure. */
  to: Where | ((standing: CaseDocument, given: StoredForm) => Where)
  /** In the story, instead of the step's title. */
  title?: string
  /** The ledger entry that records it; `application.decided` unless said. */
  ledger?: ActLedgerKind
  /** What the applicant reads; none: she is not told of it. The engine adds where it is read. */
  told?(done: CaseDocument, note: string): { title: string; text: string; link?: string }
  /**
   * What it brings about, in the same transaction; facts it answers with are kept with the case (a number given out).
   * Throws AppError to refuse, TryAgain to begin anew with the next attempt (from 1).
   */
  brings?(transaction: Transaction, done: CaseDocument, at: Date, attempt: number): Promise<void | object>
  /** Offered only when the officer is warned of this. Pure. */
  whenWarned?(warnings: string[]): boolean
  /** May be pressed for many cases at once. */
  batch?: boolean
}

export type Where =
  | { step: string }
  /** To somebody of the crew; the act's `to` names whom. */
  | { step: string; crew: Exclude<Role, 'officer'> }
  /** Over. */
  | { end: Extract<CaseState, 'approved' | 'refused' | 'served' | 'closed'> }
  /** Back to the applicant for papers; the clock stands. Once a step, all at once (法律援助法 第42条 and the like). */
  | { ask: true }
  /** The same step at another union's desk. */
  | { pass: true }
  /** Stays where it is; the clock may be given more days. */
  | { stay: true; extend?: { days: number; clause: string } }

export interface Prepared<Facts> {
  facts: Facts
  /** The applicant's name, where the form does not say it. */
  name?: string
  /** Where it begins, from the union itself up to the city's; the applicant's own unless said. */
  chain?: OrgLink[]
  /** What one reads of an answer whose value is an id. */
  titles?: Record<string, string>
  /** Instead of kind and person: what may be open only once (one household, one file), of a kind with many as well. */
  openKey?: string
}

export interface Reminder {
  on: Day
  title: string
  text: string
}

export interface Reckoning {
  title: string
  lines: { label: string; value: string; note: string }[]
  words: string
}

export interface DocumentTemplate<Facts = Record<string, unknown>> {
  document: string
  title: string
  /** Null: not to be printed yet. The engine adds number, union and day of printing, where the kind says no others. */
  write(
    standing: CaseDocument<Facts>,
  ):
    | (Pick<PrintedDocument, 'to' | 'paragraphs' | 'facts' | 'signatures' | 'foot'> &
        Partial<Pick<PrintedDocument, 'number' | 'org' | 'day'>>)
    | null
}
