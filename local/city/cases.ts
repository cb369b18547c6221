import { entryOfAct } from '../../cloudfunctions/kernel/casework/act-entry'
import * as engine from '../../cloudfunctions/kernel/casework/engine'
import type { CaseDocument } from '../../cloudfunctions/kernel/casework/kind'
import { calendarAround } from '../../cloudfunctions/kernel/calendar'
import { caseNumber, idFrom } from '../../cloudfunctions/kernel/ids'
import type { LedgerEntry } from '../../cloudfunctions/kernel/ledger'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import { blindIndex, seal } from '../../cloudfunctions/kernel/seal'
import type { CityTerms } from '../../cloudfunctions/kernel/settings'
import { joining, type JoiningFacts } from '../../cloudfunctions/membership/kinds/joining'
import { dayOf, type Day } from '../../miniprogram/rules/days'
import { birthDay } from '../../miniprogram/rules/id-number'
import { maskIdNumber } from '../../miniprogram/rules/masks'
import { addWorkingDays } from '../../miniprogram/rules/working-days'

export interface Applying {
  person: string
  openid: string
  name: string
  idNumber: string
  employment: JoiningFacts['employment']
  employer: string
  org: Org
  at: Date
}

export interface Told {
  standing: CaseDocument
  entries: LedgerEntry[]
}

/** An application to join as the app would have stored it, by the casework engine itself. */
export function applyToJoin(applying: Applying, city: CityTerms): Told {
  const { person, openid, name, idNumber, employment, employer, org, at } = applying
  const facts: JoiningFacts = {
    name,
    idNumber: seal(idNumber),
    idIndex: blindIndex('idNumber', idNumber),
    idMasked: maskIdNumber(idNumber),
    birthDay: birthDay(idNumber)!,
    employment,
    employer,
    unionName: org.name,
    unionPhone: org.phone,
    consentAt: at,
  }
  const id = idFrom('case', person, joining.kind, Number(at))
  const standing = engine.open(
    joining,
    id,
    caseNumber(id, dayOf(at)),
    'membership',
    { facts, name, org: { id: org._id, name: org.name, path: org.path } },
    { person, openid, intent: id },
    settingAt(at, city),
  )
  return { standing, entries: [entryOfAct(standing, 'application.submitted', at, null)] }
}

/** The desk's refusal of an application. */
export function refuse({ standing, entries }: Told, title: string, note: string, at: Date, city: CityTerms): Told {
  const officer = { desk: standing.desk!, openid: '', sign: `${standing.orgName} ${title}` }
  const fact = engine.decide(joining, standing, { act: 'refuse', version: standing.version, note }, officer, at)
  if (typeof fact === 'string') throw new Error(`the engine would not refuse: ${fact}`)
  const refused = engine.apply(joining, standing, fact, settingAt(at, city))
  const inTime = dayOf(at) <= standing.due!
  return {
    standing: { ...refused, news: { ...refused.news, unread: false } },
    entries: [...entries, entryOfAct(refused, joining.ledger.refuse, at, inTime)],
  }
}

/** The day by which an application handed in at a moment must be answered. */
export function dueOf(at: Date, joinWorkingDays: number): Day {
  return addWorkingDays(dayOf(at), joinWorkingDays, calendarAround(at)).due
}

function settingAt(now: Date, city: CityTerms): engine.Setting {
  return { now, calendar: calendarAround(now), city }
}
