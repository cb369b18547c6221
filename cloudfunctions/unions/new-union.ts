import { searchKeys } from '../../miniprogram/rules/search-keys'
import type { Day } from '../../miniprogram/rules/days'
import { nextTermReminder, termOf, type OrgForm, type Term } from '../../miniprogram/rules/union-rules'
import { idFrom } from '../kernel/ids'
import type { Org } from '../kernel/orgs'

/** What founding and splitting say of the union that begins. */
export interface Beginning {
  name: string
  form: OrgForm
  employers: string[]
  workers: number
  takesIndividuals: boolean
  phone: string
  term: Term
  /** Where it is; a union of a whole district or the city has no town. */
  place: Pick<Org, 'district' | 'districtName' | 'town' | 'townName'>
}

/** A union as an approved application founds it; its place in the tree comes from `Tree.attach`. A retry makes the same. */
export function newUnion(caseId: string, on: Day, words: string, beginning: Beginning): Org {
  const { name, employers, place, term, ...rest } = beginning
  return {
    _id: idFrom('org', caseId),
    name,
    level: 'grassroots',
    ...rest,
    ...place,
    parent: null,
    path: '',
    scopes: [],
    version: 1,
    children: 0,
    memberCounts: { own: 0, below: 0 },
    industries: [],
    employers,
    keys: searchKeys([name, ...employers]),
    status: 'active',
    since: on,
    until: null,
    successor: null,
    term,
    termRemindOn: nextTermReminder(term, on),
    history: [{ on, what: 'founded', words, before: {}, case: caseId }],
  }
}

/** The term that an election begins, and the day on which its end is first spoken of. */
export function electedTerm(electedOn: Day, years: '3' | '5', today: Day): Pick<Org, 'term' | 'termRemindOn'> {
  const term = termOf(electedOn, years === '3' ? 3 : 5)
  return { term, termRemindOn: nextTermReminder(term, today) }
}
