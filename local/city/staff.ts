import type { Merchant as Partner } from '../../cloudfunctions/benefits/merchants'
import { newPerson, type Person } from '../../cloudfunctions/kernel/people'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import { dayOf } from '../../miniprogram/rules/days'
import type { CityData } from './city-data'
import { mobileOf } from './identity'
import type { Merchant } from './merchants'
import { nameOf, sexOf } from './names'
import { daysAgo, personOf, postAt, titleOf } from './people'
import { openidOf } from './personas'
import { Random } from './random'

/** A merchant with the person who records at its counter. */
export type Counter = Merchant & { clerk: string }

/** Who signed for a merchant, and who stands at its counter. */
export type Clerks = Pick<Partner, 'owner' | 'clerks'>

/** One clerk a counter and one officer a desk, but where a persona stands. */
export function buildStaff(data: CityData, orgs: Org[], merchants: Merchant[], seed: number, now: Date) {
  const since = daysAgo(300, now)
  const { noticeVersion } = data.settings
  const people: Person[] = []

  const counters = merchants.map((merchant, n): Counter => {
    const persona = data.personas.find(({ counter }) => counter === merchant.name)
    if (persona) return { ...merchant, clerk: newPerson(openidOf(persona), now)._id }
    const stands = [{ merchantId: merchant.id, merchantName: merchant.name, owner: true }]
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

/** The personas of a merchant; where there is none, the clerk of `buildStaff` signed. */
export function clerksIn(data: CityData, people: Person[], now: Date): (merchant: Merchant) => Clerks {
  const owners = new Map(
    people.flatMap((person) => person.counters.map(({ merchantId }) => [merchantId, person] as const)),
  )
  const since = dayOf(daysAgo(200, now))
  return ({ id, name }) => {
    const personas = data.personas.filter(({ counter }) => counter === name)
    const signed = personas.find(({ owns }) => owns) ?? personas[0]
    const own = owners.get(id)
    const clerks = [
      ...personas.map((persona) => ({ person: newPerson(openidOf(persona), now)._id, name: persona.name, since })),
      ...(own ? [{ person: own._id, name: '店主', since }] : []),
    ]
    return { owner: signed ? openidOf(signed) : (own?.openid ?? null), clerks }
  }
}
