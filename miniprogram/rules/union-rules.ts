import { addDays, daysBetween, lastDayOfYears, sayShortDay, type Day } from './days'

/**
 * What the law says of a union's size, committee and term of office, and which form may stand where in the tree.
 * Shared by the functions, which refuse, and the officers' pages, which warn before anything is handed in.
 */

export type OrgForm =
  | 'federation'
  | 'townshipFederation'
  | 'unionAlliance'
  | 'grassrootsUnion'
  | 'jointUnion'
  | 'regionalUnion'
  | 'industryUnion'

export const ORG_FORM_WORDS: Record<OrgForm, string> = {
  federation: '总工会',
  townshipFederation: '镇街总工会',
  unionAlliance: '工会联合会',
  grassrootsUnion: '单位工会',
  jointUnion: '联合工会',
  regionalUnion: '区域工会',
  industryUnion: '行业工会',
}

/** Forms under which other unions may stand. */
export const HAS_BELOW: readonly OrgForm[] = [
  'federation',
  'townshipFederation',
  'unionAlliance',
  'regionalUnion',
  'industryUnion',
]
export const mayHaveBelow = (form: OrgForm): boolean => HAS_BELOW.includes(form)

/** Federations of city and county are founded by law and congress, not here. */
export const mayBeChanged = (form: OrgForm): boolean => form !== 'federation' && form !== 'townshipFederation'

/** What a union may grow into. */
export const MAY_BECOME: Record<OrgForm, readonly OrgForm[]> = {
  federation: [],
  townshipFederation: [],
  unionAlliance: ['townshipFederation'],
  grassrootsUnion: ['jointUnion', 'unionAlliance'],
  jointUnion: ['regionalUnion', 'industryUnion', 'unionAlliance', 'townshipFederation'],
  regionalUnion: ['unionAlliance', 'townshipFederation'],
  industryUnion: ['unionAlliance'],
}

/** One thing to know, with the clause it rests on. `wrong`: it is not as the clause wants it. */
export interface UnionRule {
  words: string
  clause: string
  wrong: boolean
}

export const OWN_COMMITTEE = 25
export const FULL_TIME_CHAIR = 200

/** How a union of so many members is led; `leads`: how it is, or is to be. */
export function committeeRule(members: number, leads: 'committee' | 'organiser'): UnionRule {
  const clause = '工会法 第11条'
  if (members >= OWN_COMMITTEE)
    return leads === 'committee'
      ? { words: `会员 ${members} 人，要建工会委员会`, clause, wrong: false }
      : { words: `会员 ${members} 人，满 ${OWN_COMMITTEE} 人要建工会委员会，不能只选组织员`, clause, wrong: true }
  return {
    words: `会员 ${members} 人，不到 ${OWN_COMMITTEE} 人：可以自己建委员会，可以和别的单位合建，也可以选一名组织员`,
    clause,
    wrong: false,
  }
}

/** A union of so many workers may have a chair who does nothing else; null: too few for it. */
export function chairRule(workers: number): UnionRule | null {
  if (workers < FULL_TIME_CHAIR) return null
  return {
    words: `职工 ${workers} 人，满 ${FULL_TIME_CHAIR} 人可以设专职工会主席`,
    clause: '工会法 第14条',
    wrong: false,
  }
}

/** A committee's term of office. */
export interface Term {
  electedOn: Day
  years: 3 | 5
  endsOn: Day
}

export function termOf(electedOn: Day, years: 3 | 5): Term {
  return { electedOn, years, endsOn: lastDayOfYears(electedOn, years) }
}

/** Grassroots committees three or five years, federations five (工会法 第16条). */
export const yearsAllowed = (form: OrgForm): readonly (3 | 5)[] =>
  form === 'federation' || form === 'townshipFederation' ? [5] : [3, 5]

export const TERM_CLAUSE = '工会法 第16条'
/** So many days before its end a term is spoken of. */
export const TERM_SOON = 90
/** Days before the end on which its officers are reminded. */
export const TERM_REMINDERS: readonly number[] = [TERM_SOON, 30, 7]

export type TermState = 'none' | 'running' | 'soon' | 'overdue'

export function termState(term: Term | null, today: Day): TermState {
  if (!term) return 'none'
  if (term.endsOn < today) return 'overdue'
  return daysBetween(today, term.endsOn) <= TERM_SOON ? 'soon' : 'running'
}

/** How long is left, and what is to be done about it, where there is something. */
export function sayTermParts(term: Term | null, today: Day): [left: string, todo: string] {
  if (!term) return ['还没记哪天选的', '']
  const left = daysBetween(today, term.endsOn)
  if (left < 0) return [`任期满了 ${-left} 天`, '该换届了']
  if (left === 0) return ['任期今天满', '该换届了']
  if (left <= TERM_SOON) return [`还有 ${left} 天任期满`, '准备换届']
  return [`任期到 ${term.endsOn.slice(0, 4)}年${sayShortDay(term.endsOn)}`, '']
}

/** `还有 30 天任期满，准备换届`, `任期满了 12 天，该换届了`. */
export function sayTerm(term: Term | null, today: Day): string {
  return sayTermParts(term, today).filter(Boolean).join('，')
}

/** The next day on which a term's officers are to be reminded, after `today`; null when none is left. */
export function nextTermReminder(term: Term | null, today: Day): Day | null {
  if (!term) return null
  const days = TERM_REMINDERS.map((left) => addDays(term.endsOn, -left))
  return days.find((day) => day > today) ?? null
}
