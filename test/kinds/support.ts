import { newKeys } from '../../local/city/keys'
import { calendarAround } from '../../cloudfunctions/kernel/calendar'
import { entryOfAct } from '../../cloudfunctions/kernel/casework/act-entry'
import { appeal, type ApplicantRefusal } from '../../cloudfunctions/kernel/casework/applicant'
import type { CaseDocument, OrgLink, UsedPaper } from '../../cloudfunctions/kernel/casework/case'
import * as engine from '../../cloudfunctions/kernel/casework/engine'
import { checkForm, isAsked, keepForm } from '../../cloudfunctions/kernel/casework/form'
import type { AnyKind } from '../../cloudfunctions/kernel/casework/kind'
import { enter, stepNamed, type Setting } from '../../cloudfunctions/kernel/casework/route'
import { checkNoneMissing } from '../../cloudfunctions/kernel/casework/use-papers'
import { viewOf } from '../../cloudfunctions/kernel/casework/view'
import type { PaperFile } from '../../cloudfunctions/kernel/vault'
import type { LedgerEntry } from '../../cloudfunctions/kernel/ledger'
import type { CityTerms } from '../../cloudfunctions/kernel/settings'
import { dayOf, type Day } from '../../miniprogram/rules/days'

/** Kinds of application through the pure engine: a city's terms, four levels, and acts by day. No database. */

process.env.UNION_KEYS ??= JSON.stringify(newKeys())

export const city: CityTerms = {
  joinWorkingDays: 3,
  escalateWorkingDays: 2,
  supplyWorkingDays: 10,
  noticeWorkingDays: 5,
  visitWorkingDays: 5,
  reviewWorkingDays: 5,
  payWorkingDays: 5,
  contactWorkingDays: 3,
  mattersWorkingDays: 60,
  hardship: {
    standards: [{ district: '*', from: '2024-01-01', fen: 100_000 }],
    relativeTimes: 2,
    below: 'lt',
    accidentPercent: 80,
    exclusions: [{ id: 'car', words: '家里有买来自己开的小汽车' }],
    source: '测试',
  },
  studentAid: {
    levels: [
      { id: 'university', words: '大学', onFileFen: 500_000, offFileFen: 400_000 },
      { id: 'highSchool', words: '高中', onFileFen: 300_000, offFileFen: 200_000 },
      { id: 'kindergarten', words: '幼儿园', onFileFen: 300_000, offFileFen: 0 },
    ],
    opens: '07-01',
    closes: '08-31',
  },
  mutualAid: {
    startFen: 1_000_000,
    bands: [
      { upToFen: 4_000_000, percent: 80 },
      { upToFen: null, percent: 90 },
    ],
    capFen: 5_000_000,
  },
  reliefCapFen: 200_000,
  ticketCapFen: 50_000,
  districts: [{ code: '990001', name: '海滨区', towns: [{ code: '990001001', name: '渔港街道' }] }],
}

/** Ten in the morning in China. */
export const momentOn = (day: Day): Date => new Date(`${day}T02:00:00Z`)

export function settingOn(day: Day): Setting {
  const now = momentOn(day)
  return { now, calendar: calendarAround(now), calendarVersion: 1, city }
}

export const chain: OrgLink[] = [
  { id: 'union', name: '海滨物业工会', level: 'grassroots', path: '/city/county/town/union/' },
  { id: 'town', name: '渔港街道总工会', level: 'town', path: '/city/county/town/' },
  { id: 'county', name: '海滨区总工会', level: 'county', path: '/city/county/' },
  { id: 'city', name: '市总工会', level: 'city', path: '/city/' },
]

export interface Given {
  form: Record<string, unknown>
  facts?: object
  /** Slots with a paper; all that the answers require unless said. */
  slots?: string[]
  chain?: OrgLink[]
}

/** Handed in on a day. What `prepare` would read stands in `facts`. Throws AppError in the applicant's words. */
export function handIn(kind: AnyKind, given: Given, on: Day): CaseDocument {
  const setting = settingOn(on)
  const answers = checkForm(kind.form, given.form, setting.now)
  const slots = given.slots ?? requiredSlots(kind, answers)
  const papers = slots.map((slot) => paperFor(kind, slot, setting.now))
  checkNoneMissing(kind, answers, papers)
  const began = given.chain ?? (kind.sealed ? chain.slice(1) : chain)
  return engine.open(
    kind,
    {
      id: 'case_trial',
      number: `${on.replace(/-/g, '')}-000001`,
      area: 'cases',
      person: 'p_worker',
      openid: 'worker',
      name: '林秀兰',
      form: keepForm(kind.form, answers),
      facts: given.facts ?? {},
      titles: {},
      chain: began,
      papers,
      intent: 'intent',
      openKey: null,
      filedBy: null,
      proxyOpenid: null,
    },
    setting,
  )
}

/** Slots that these answers require. */
export function requiredSlots(kind: AnyKind, answers: Record<string, unknown>): string[] {
  return kind.evidence
    .filter((slot) => slot.required && isAsked({ when: slot.when ?? null }, answers))
    .map(({ slot }) => slot)
}

export function paperFor(kind: AnyKind, slot: string, at: Date): UsedPaper {
  const { title, types } = kind.evidence.find((one) => one.slot === slot)!
  return { slot, paper: `paper_${slot}`, type: types[0]!, title, validUntil: null, consentAt: at, withdrawnAt: null }
}

/** A picture that a desk took, where its act wants one. */
const PICTURE: PaperFile = { id: 'cloud://x/cases/1.jpg', mime: 'image/jpeg', bytes: 1000 }

export interface Acting {
  /** One picture unless said, where the act wants one. */
  files?: PaperFile[]
  note?: string
  fields?: Record<string, unknown>
  slots?: string[]
  chain?: OrgLink[]
  /** Of a lawyer, mediator or counsellor to whom it is given. */
  crew?: { desk: string; name: string }
  by?: Partial<engine.Officer>
}

export const crew = (role: string) => ({ desk: `county/${role}/p_crew`, name: '于海' })

/** What the desk where it stands does on a day, or the engine's refusal. Throws AppError when a field is wrong. */
export function attempt(
  kind: AnyKind,
  standing: CaseDocument,
  act: string,
  on: Day,
  acting: Acting = {},
): CaseDocument | engine.Refusal {
  const setting = settingOn(on)
  const declared = stepNamed(kind, standing.step).acts.find((one) => one.act === act)
  const given =
    declared?.fields && keepForm(declared.fields, checkForm(declared.fields, acting.fields ?? {}, setting.now))
  const { note = '', slots, chain: to = null, crew: mate = null } = acting
  const officer = { desk: standing.desk ?? '', openid: 'officer', sign: `${standing.orgName} 工会主席`, ...acting.by }
  const files = acting.files ?? (declared?.photos?.required ? [PICTURE] : [])
  const command = { act, version: standing.version, note, given, files, slots, chain: to, crew: mate }
  const fact = engine.decide(kind, standing, command, officer, setting.now)
  return typeof fact === 'string' ? fact : engine.apply(kind, standing, fact, setting)
}

/** As attempt, for acts that must succeed. */
export function act(kind: AnyKind, standing: CaseDocument, name: string, on: Day, acting: Acting = {}): CaseDocument {
  const done = attempt(kind, standing, name, on, acting)
  if (typeof done === 'string') throw new Error(`${kind.kind}: ${name} at ${standing.step}: ${done}`)
  return done
}

/** The ledger entry of an act, as the area writes it with the case. */
export function entryOf(kind: AnyKind, before: CaseDocument, done: CaseDocument, name: string, on: Day): LedgerEntry {
  const declared = stepNamed(kind, before.step).acts.find((one) => one.act === name)!
  const last = done.records[done.records.length - 1]
  const amountFen = declared.amount ? Number(last?.values[declared.amount] ?? 0) : 0
  const by = { act: name, inTime: on <= (before.due ?? on), amountFen }
  return entryOfAct(kind, done, declared.ledger ?? 'application.decided', momentOn(on), by)
}

/** The last day of a step that is entered on a day, and the clause behind it; `form`: where the term depends on it. */
export function dueOf(
  kind: AnyKind,
  step: string,
  on: Day,
  form: Record<string, unknown> = {},
): { due: Day | null; clause: string | undefined } {
  const given = { id: 'case_x', number: '', area: 'cases', person: 'p', openid: 'worker', name: '林秀兰', form }
  const none = { facts: {}, titles: {}, papers: [], intent: '', openKey: null, filedBy: null, proxyOpenid: null }
  const setting = settingOn(on)
  // Of an empty form there is nothing to say.
  const mute = {
    ...kind,
    received: undefined,
    reminders: undefined,
    steps: kind.steps.map((one) => ({ ...one, nextFor: undefined })),
  }
  const made = engine.open(mute, { ...given, ...none, chain }, setting)
  const entered = enter(mute, { ...made, clock: null }, step, setting, crew('lawyer'))
  return { due: entered.due, clause: entered.clock?.clause }
}

/** What a worker reads when her form, with these changes, is wrong; null when it is right. */
export function saidAbout(
  kind: AnyKind,
  form: Record<string, unknown>,
  change: Record<string, unknown>,
  on: Day,
): string | null {
  return faultOf(() => handIn(kind, { form: { ...form, ...change } }, on))
}

/** The message of what it throws, or null. */
export function faultOf(press: () => unknown): string | null {
  try {
    press()
    return null
  } catch (error) {
    return (error as Error).message
  }
}

export const today = (setting: Setting) => dayOf(setting.now)

/** The acts that the page of the desk offers on a day. */
export function offered(kind: AnyKind, standing: CaseDocument, on: Day): string[] {
  return viewOf(kind, standing, 'desk', settingOn(on)).acts.map(({ act: name }) => name)
}

/** What its applicant reads on a day. */
export const readBy = (kind: AnyKind, standing: CaseDocument, on: Day) =>
  viewOf(kind, standing, 'applicant', settingOn(on))

/** The applicant asks for the end to be looked at again. */
export function appealOn(kind: AnyKind, standing: CaseDocument, on: Day): CaseDocument | ApplicantRefusal {
  return appeal(kind, standing, { version: standing.version, note: '我不同意' }, settingOn(on))
}

/** A document as it would be printed; null: not yet. */
export const printed = (kind: AnyKind, standing: CaseDocument, document: string) =>
  kind.documents!.find((one) => one.document === document)!.write(standing)
