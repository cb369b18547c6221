import { newPerson, type Person } from '../../cloudfunctions/kernel/people'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import type { CityData } from './city-data'
import { mobileOf } from './identity'
import type { Merchant } from './merchants'
import { nameOf, sexOf } from './names'
import { daysAgo, personOf, postAt, titleOf } from './people'
import { openidOf } from './personas'
import { Random } from './random'

/** A merchant with the person who records at its counter. */
export type Counter = Merchant & { clerk: string }

/** One clerk a counter and one officer a desk, but where a persona stands. */
export function buildStaff(data: CityData, orgs: Org[], merchants: Merchant[], seed: number, now: Date) {
  const since = daysAgo(300, now)
  const { noticeVersion } = data.settings
  const people: Person[] = []

  const counters = merchants.map((merchant, n): Counter => {
    const persona = data.personas.find(({ counter }) => counter === merchant.name)
    if (persona) return { ...merchant, clerk: newPerson(openidOf(persona), now)._id }
    const stands = [{ merchantId: merchant.id, merchantName: merchant.name }]
    const clerk = personOf(`clerk-${n}`, mobileOf(8000 + n), noticeVersion, since, { counters: stands })
    people.push(clerk)
    return { ...merchant, clerk: clerk._id }
  })

  const answered = new Set(
    data.personas.flatMap(({ posts }) =>
      (posts ?? []).flatMap((post) => (post.role && post.role !== 'officer' ? [] : [post.union])),
    ),
  )
  orgs.forEach((org, n) => {
    if (answered.has(org.name)) return
    const random = new Random(seed, 'officer', org._id)
    const posts = [postAt(org, titleOf(org), nameOf(random, sexOf(random)))]
    people.push(personOf(`officer-${n}`, mobileOf(6000 + n), noticeVersion, since, { posts }))
  })
  return { people, counters }
}
