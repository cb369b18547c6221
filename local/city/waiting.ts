import type { Org } from '../../cloudfunctions/kernel/orgs'
import { dayOf } from '../../miniprogram/rules/days'
import { applyToJoin, chainsIn, dueOf, termsOf } from './cases'
import type { CityData } from './city-data'
import type { Documents } from './documents'
import { identityOf, mobileOf } from './identity'
import { nameOf, sexOf } from './names'
import { byName, daysAgo, personOf } from './people'
import { Random } from './random'

type Due = 'overdue' | 'today' | 'later'

/** Farther back nobody's application lies unanswered. */
const LONGEST_AGO = 16

/** Applications standing at desks: some overdue, some due today, some later. */
export function buildWaiting(data: CityData, orgs: Org[], seed: number, now: Date): Documents {
  const { joinWorkingDays, noticeVersion } = data.settings
  const told: Documents = { people: [], memberships: [], cases: [], ledger: [], messages: [] }
  const moments = momentsByDue(joinWorkingDays, now)
  const chainOf = chainsIn(orgs)
  const city = termsOf(data)
  for (const { union, ...counts } of data.waiting) {
    const org = byName(orgs, union)
    for (const due of ['overdue', 'today', 'later'] as const)
      for (let n = 0; n < counts[due]; n += 1) {
        const index = told.people.length
        const random = new Random(seed, 'applicant', index)
        const sex = sexOf(random)
        // On a day off nothing falls due: what would have is due later.
        const at = pickMoment(moments[due].length > 0 ? moments[due] : moments.later, index)
        const openid = `applicant-${index}`
        const person = personOf(openid, mobileOf(7000 + index), noticeVersion, at)
        const industry = data.industries.find((one) => org.industries.includes(one.code))
        const { standing, entries } = applyToJoin(
          {
            person: person._id,
            openid,
            name: nameOf(random, sex),
            idNumber: identityOf(index, sex, 'other').idNumber,
            employment: industry?.employment ?? (org.level === 'town' ? 'flexible' : 'migrant'),
            employer: org.employers.length > 0 ? random.pick(org.employers) : '',
            org,
            chain: chainOf(org),
            at,
          },
          city,
        )
        told.people.push(person)
        told.cases.push(standing)
        told.ledger.push(...entries)
      }
  }
  return told
}

/** Moments of the last days, by when an application handed in then is due. */
function momentsByDue(joinWorkingDays: number, now: Date): Record<Due, Date[]> {
  const moments: Record<Due, Date[]> = { overdue: [], today: [], later: [] }
  for (let ago = 0; ago <= LONGEST_AGO; ago += 1) {
    const at = ago === 0 ? new Date(Number(now) - 20 * 60_000) : daysAgo(ago, now)
    const due = dueOf(at, joinWorkingDays)
    const today = dayOf(now)
    moments[due < today ? 'overdue' : due === today ? 'today' : 'later'].push(at)
  }
  return moments
}

/** A few minutes apart, so that a queue does not read like a drill. The freshest of the kind first. */
function pickMoment(moments: Date[], index: number): Date {
  const at = moments[index % Math.min(moments.length, 3)]!
  return new Date(Number(at) - ((index * 17) % 50) * 60_000)
}
