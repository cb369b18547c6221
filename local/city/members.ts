import { newPerson, type Person } from '../../cloudfunctions/kernel/people'
import type { LedgerEntry } from '../../cloudfunctions/kernel/ledger'
import type { Membership } from '../../cloudfunctions/kernel/memberships'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import { LIVING } from '../../miniprogram/rules/membership-states'
import type { UnionMark } from '../../miniprogram/rules/offer-rules'
import type { CityData } from './city-data'
import type { Documents } from './documents'
import { cardDigitsOf, identityOf, mobileOf } from './identity'
import { entriesOf, membershipFromRoll } from './memberships'
import { nameOf, sexOf, type Sex } from './names'
import type { PlacedOrg } from './orgs'
import { daysAgo, morningOf, personOf } from './people'
import { Random } from './random'
import { useCard } from './savings'
import type { Counter } from './staff'

interface Member {
  person: Person
  membership: Membership
  entries: LedgerEntry[]
}

/** Three in ten use their card (170,000 cards of 570,000 members), each a few times. */
const USERS = 0.3
const MOST_USES = 5
const LOST = 0.005
/** No city has so many members; where a persona has a number already, the member gets one from up there. */
const BEYOND_ALL = 50_000_000

/** Gives out members to unions by weight; the n-th member is the same whoever came before. */
export class Members {
  private readonly orgs: Org[]
  private readonly bounds: number[] = []
  private readonly taken: Set<string>

  constructor(
    private readonly data: CityData,
    placed: PlacedOrg[],
    private readonly merchants: Counter[],
    private readonly seed: number,
    private readonly now: Date,
  ) {
    const taking = placed.filter(({ weight }) => weight > 0)
    this.orgs = taking.map(({ org }) => org)
    taking.reduce((sum, { weight }) => (this.bounds.push(sum + weight), sum + weight), 0)
    this.taken = new Set(data.personas.flatMap(({ membership }) => membership?.cardNumber ?? []))
  }

  /** The members from `begin` to before `end`. */
  some(begin: number, end: number): Documents {
    const each = Array.from({ length: end - begin }, (_, i) => this.member(begin + i))
    return {
      people: each.map((one) => one.person),
      memberships: each.map((one) => one.membership),
      ledger: each.flatMap((one) => one.entries),
      cases: [],
      messages: [],
    }
  }

  /** How many living members each union has: of the first `count`, and of these known besides. By the same draws as `some`. */
  countUnions(count: number, known: Membership[]): Map<string, number> {
    const counts = new Map<string, number>()
    const add = (org: string) => counts.set(org, (counts.get(org) ?? 0) + 1)
    for (const { org, state } of known) if (LIVING.includes(state)) add(org)
    for (let n = 0; n < count; n += 1) add(this.who(n, new Random(this.seed, 'member', n)).org._id)
    return counts
  }

  /** Who the n-th member is, as far as an application of hers needs to know. */
  applicant(n: number): { person: string; openid: string; name: string; org: Org } {
    const { name, org } = this.who(n, new Random(this.seed, 'member', n))
    const openid = openidOf(n)
    return { person: newPerson(openid, this.now)._id, openid, name, org }
  }

  /** The first draws of the n-th member's chance. */
  private who(n: number, random: Random): { sex: Sex; name: string; org: Org } {
    const sex = sexOf(random)
    return { sex, org: this.orgOf(random), name: nameOf(random, sex) }
  }

  private member(n: number): Member {
    const { data, seed, now } = this
    const random = new Random(seed, 'member', n)
    const { sex, name, org } = this.who(n, random)
    const { idNumber } = identityOf(n, sex, 'member')
    const since = addDays(dayOf(now), -random.int(20, 1700))
    const person = personOf(openidOf(n), mobileOf(n), data.settings.noticeVersion, morningOf(since))
    const lostAt = random.chance(LOST) ? daysAgo(random.int(1, 15), now) : null
    const membership = membershipFromRoll({
      person: person._id,
      openid: person.openid,
      name,
      idNumber,
      phone: mobileOf(n),
      employment: employmentOf(data, org, random),
      employer: org.employers.length > 0 ? random.pick(org.employers) : '',
      marks: marksOf(n),
      org,
      since,
      cardNumber: this.cardNumberOf(n),
      cardState: lostAt ? 'lost' : 'active',
      cardYears: data.settings.cardYears,
    })
    const uses = random.chance(USERS) ? random.int(1, MOST_USES) : 0
    const savings = useCard(membership, uses, this.merchants, random, lostAt ?? now)
    return { person, membership, entries: [...entriesOf(membership, lostAt), ...savings] }
  }

  private cardNumberOf(n: number): string {
    const number = `${this.data.settings.cardPrefix}${cardDigitsOf(n)}`
    return this.taken.has(number) ? this.cardNumberOf(n + BEYOND_ALL) : number
  }

  private orgOf(random: Random): Org {
    const at = random.next() * this.bounds[this.bounds.length - 1]!
    let low = 0
    for (let high = this.bounds.length - 1; low < high;) {
      const middle = (low + high) >> 1
      if (this.bounds[middle]! > at) high = middle
      else low = middle + 1
    }
    return this.orgs[low]!
  }
}

/** One in forty is a sanitation worker, one in four hundred a labour model. */
function marksOf(n: number): UnionMark[] | undefined {
  if (n % 400 === 31) return ['modelWorker']
  return n % 40 === 11 ? ['sanitation'] : undefined
}

const openidOf = (n: number) => `member-${n}`

function employmentOf(data: CityData, org: Org, random: Random): string {
  const industry = data.industries.find((one) => org.industries.includes(one.code))
  if (industry) return industry.employment
  if (org.form === 'townshipFederation') return 'flexible'
  return random.chance(0.35) ? 'migrant' : 'employee'
}
