import { tailIndex } from '../../cloudfunctions/kernel/seal'
import { entryOfAct } from '../../cloudfunctions/kernel/casework/act-entry'
import type { CaseDocument, OrgLink, StoredForm, UsedPaper } from '../../cloudfunctions/kernel/casework/case'
import * as engine from '../../cloudfunctions/kernel/casework/engine'
import { keepForm } from '../../cloudfunctions/kernel/casework/form'
import type { AnyKind } from '../../cloudfunctions/kernel/casework/kind'
import type { Setting } from '../../cloudfunctions/kernel/casework/route'
import { calendarAround } from '../../cloudfunctions/kernel/calendar'
import { caseNumber, idFrom } from '../../cloudfunctions/kernel/ids'
import type { LedgerEntry } from '../../cloudfunctions/kernel/ledger'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import type { PaperFile } from '../../cloudfunctions/kernel/vault'
import type { CityTerms } from '../../cloudfunctions/kernel/settings'
import { joining, type StoredJoining } from '../../cloudfunctions/membership/kinds/joining'
import { dayOf, type Day } from '../../miniprogram/rules/days'
import { birthDay } from '../../miniprogram/rules/id-number'
import { addWorkingDays } from '../../miniprogram/rules/working-days'
import type { CityData } from './city-data'

/** Applications as the app would have stored them, made by the casework engine itself. */

export interface Told {
  kind: AnyKind
  standing: CaseDocument
  entries: LedgerEntry[]
}

export interface HandedIn {
  area: string
  person: string
  openid: string
  name: string
  /** As filled in, before anything is sealed. */
  answers: Record<string, unknown>
  facts?: object
  titles?: Record<string, string>
  chain: OrgLink[]
  papers?: UsedPaper[]
  at: Date
}

/** A petition is never passed on to the worker's own union, as when it is handed in by hand. */
const accusedOf = (chain: OrgLink[]) => chain.filter(({ level }) => level === 'grassroots').map(({ id }) => id)

/** Hands in an application of any kind. */
export function handIn(kind: AnyKind, handed: HandedIn, city: CityTerms): Told {
  const { area, person, openid, name, answers, titles = {}, chain, papers = [], at } = handed
  const facts = handed.facts ?? (kind.kind === 'petition' ? { accused: accusedOf(chain) } : {})
  const id = idFrom('case', person, kind.kind, Number(at))
  const standing = engine.open(
    kind,
    {
      id,
      number: caseNumber(id, dayOf(at)),
      area,
      person,
      openid,
      name,
      form: keepForm(kind.form, answers),
      facts,
      titles,
      chain,
      papers,
      intent: id,
      openKey: null,
      filedBy: null,
      proxyOpenid: null,
    },
    settingAt(at, city),
  )
  return { kind, standing, entries: [entryOfAct(kind, standing, 'application.submitted', at)] }
}

/** A desk's act on it. Throws when the engine would not have it. */
export function actOn(
  { kind, standing, entries }: Told,
  command: {
    act: string
    note?: string
    given?: StoredForm
    slots?: string[]
    files?: PaperFile[]
    crew?: CaseDocument['assignee']
  },
  sign: string,
  at: Date,
  city: CityTerms,
): Told {
  const officer = { desk: standing.desk!, openid: '', sign: `${standing.orgName} ${sign}` }
  const fact = engine.decide(
    kind,
    standing,
    { ...command, note: command.note ?? '', version: standing.version },
    officer,
    at,
  )
  if (typeof fact === 'string') throw new Error(`the engine would not ${command.act}: ${fact}`)
  const done = engine.apply(kind, standing, fact, settingAt(at, city))
  const amountFen = fact.act.amount ? Number(fact.given[fact.act.amount] ?? 0) : 0
  const by = { act: command.act, inTime: dayOf(at) <= (standing.due ?? dayOf(at)), amountFen }
  return {
    kind,
    standing: done,
    entries: [...entries, entryOfAct(kind, done, fact.act.ledger ?? 'application.decided', at, by)],
  }
}

/** News that was read long ago. */
export function readAlready(told: Told): Told {
  return { ...told, standing: { ...told.standing, news: { ...told.standing.news, unread: false } } }
}

export interface Applying {
  person: string
  openid: string
  name: string
  idNumber: string
  employment: StoredJoining['employment']
  employer: string
  org: Org
  chain: OrgLink[]
  at: Date
}

/** An application to join. */
export function applyToJoin(applying: Applying, city: CityTerms): Told {
  const { person, openid, name, idNumber, employment, employer, org, chain, at } = applying
  return handIn(
    joining,
    {
      area: 'membership',
      person,
      openid,
      name,
      answers: { name, idNumber, employment, employer, union: org._id, consent: true },
      facts: {
        birthDay: birthDay(idNumber)!,
        unionName: org.name,
        unionPhone: org.phone,
        idTail: tailIndex('idTail', idNumber),
        phoneTail: null,
      },
      titles: { union: org.name },
      chain,
      at,
    },
    city,
  )
}

/** The unions from one up to the city's. */
export function chainsIn(orgs: Org[]): (org: Org) => OrgLink[] {
  const byId = new Map(orgs.map((org) => [org._id, org]))
  return (org) =>
    org.path
      .split('/')
      .filter(Boolean)
      .reverse()
      .map((id) => byId.get(id)!)
      .map(({ _id, name, level, path }) => ({ id: _id, name, level, path }))
}

/** The city's own numbers as the engine reads them. */
export function termsOf(data: CityData): CityTerms {
  return { ...data.settings, districts: data.districts.map(({ code, name }) => ({ code, name, towns: [] })) }
}

/** The day by which an application handed in at a moment must be answered. */
export function dueOf(at: Date, joinWorkingDays: number): Day {
  return addWorkingDays(dayOf(at), joinWorkingDays, calendarAround(at)).due
}

export function settingAt(now: Date, city: CityTerms): Setting {
  return { now, calendar: calendarAround(now), calendarVersion: CALENDAR, city }
}

/** Of a city that added no days of its own. */
const CALENDAR = 1
