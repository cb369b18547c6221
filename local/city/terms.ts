import type { Org, OrgChange } from '../../cloudfunctions/kernel/orgs'
import { addDays, dayOf, type Day } from '../../miniprogram/rules/days'
import { nextTermReminder, termOf, yearsAllowed, type Term } from '../../miniprogram/rules/union-rules'
import { Random } from './random'

/** Days to the end of the term of unions that the tour speaks of; others by chance. */
const SHOWN: Record<string, number> = { 海滨物业工会: 41, 竹岛街道联合工会: -12 }
/** So many of a hundred terms are over already, and so many more end within three months. */
const OVERDUE = 0.05
const SOON = 0.07

/** Gives every union, whose members are counted, its founding day, workers and term of office, and those that the tour speaks of a history. */
export function giveTerms(orgs: Org[], seed: number, now: Date): void {
  const today = dayOf(now)
  for (const org of orgs) {
    const random = new Random(seed, 'term', org._id)
    const years = random.pick(yearsAllowed(org.form))
    const left = SHOWN[org.name] ?? daysLeft(random, years)
    org.term = termOf(addDays(today, left - years * 365), years)
    org.termRemindOn = nextTermReminder(org.term, today)
    const founded = addDays(org.term.electedOn, -random.int(1, 12) * 365)
    org.since = org.level === 'grassroots' ? founded : null
    org.workers = org.employers.length > 0 ? Math.round((org.memberCounts.own + 4) * (1.1 + random.next())) : 0
    if (SHOWN[org.name] !== undefined) org.history = historyOf(org, org.term)
  }
}

function daysLeft(random: Random, years: number): number {
  const dice = random.next()
  if (dice < OVERDUE) return -random.int(1, 150)
  return dice < OVERDUE + SOON ? random.int(1, 90) : random.int(91, years * 365 - 30)
}

/** Founded, joined by one more employer, elected anew. */
function historyOf(org: Org, term: Term): OrgChange[] {
  const line = (on: Day, what: OrgChange['what'], words: string, before: OrgChange['before']): OrgChange => ({
    on,
    what,
    words,
    before,
    case: null,
  })
  const earlier = termOf(addDays(term.electedOn, -term.years * 365), term.years)
  const last = org.employers[org.employers.length - 1]!
  const joined =
    org.employers.length > 1
      ? [
          line(addDays(earlier.electedOn, 200), 'changed', `${last}也归它管了`, {
            employers: org.employers.slice(0, -1),
          }),
        ]
      : []
  return [
    line(org.since!, 'founded', '建会', {}),
    ...joined,
    line(term.electedOn, 'elected', '换届', { term: earlier }),
  ]
}

/** Living members of each union and of all below it, as the functions derive them. */
export function giveCounts(orgs: Org[], membersOf: Map<string, number>): void {
  const byId = new Map(orgs.map((org) => [org._id, org]))
  for (const org of orgs) {
    const own = membersOf.get(org._id) ?? 0
    org.memberCounts.own = own
    if (own > 0) for (const id of org.scopes) byId.get(id)!.memberCounts.below += own
  }
}
