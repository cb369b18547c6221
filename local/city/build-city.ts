import type { CitySettings } from '../../cloudfunctions/kernel/settings'
import type { CityData } from './city-data'
import { partnersOf } from './agreements'
import { buildApplyingShops, shopkeeper } from './applying-shops'
import { townsOf } from './divisions'
import { Members } from './members'
import { ManyCases } from './many-cases'
import { buildInterviews } from './interviews'
import { buildMerchants } from './merchants'
import { buildOrgs } from './orgs'
import { buildPersonas } from './persona-documents'
import { buildStaff, clerksIn } from './staff'
import { giveCounts, giveTerms } from './terms'
import { buildWaiting } from './waiting'
import { samplePapers, samplePicture } from './sample-papers'
import { buildShowcase } from './showcase'
import { openidOf } from './personas'
import { weihai } from './weihai'
import { newPerson } from '../../cloudfunctions/kernel/people'

export interface CityOptions {
  /** Members besides the personas. */
  members: number
  /** Applications of theirs over two years, most of them over; none unless said. */
  cases?: number
  /** The same seed makes the same city (but for the nonces of sealed numbers). */
  seed?: number
  /** The moment the city stands at: due days, savings and validity are counted from it. */
  now: Date
  data?: CityData
}

export interface Batch {
  collection: string
  docs: { _id: string }[]
  /** Members and applications told so far, with this batch. */
  members: number
  cases: number
}

/** 570,000 members in 4,750 unions. */
const MEMBERS_A_UNION = 120
const FEWEST_UNIONS = 150
const MEMBERS_A_BATCH = 1000
const CASES_A_BATCH = 2000

/**
 * A whole city, batch by batch, so that a full one needs no more memory than a small one. UNION_KEYS must be set. The
 * settings come last: a city that has them is complete.
 */
export function* buildCity({ members, cases = 0, seed = 1, now, data = weihai }: CityOptions): Generator<Batch> {
  const placed = buildOrgs(data, Math.max(FEWEST_UNIONS, Math.round(members / MEMBERS_A_UNION)), seed)
  const orgs = placed.map(({ org }) => org)
  const merchants = buildMerchants(data, seed, now)
  const { people, counters } = buildStaff(data, orgs, merchants, seed, now)
  const known = buildPersonas(data, orgs, counters, seed, now)
  const source = new Members(data, placed, counters, seed, now)
  giveCounts(orgs, source.countUnions(members, known.memberships))
  giveTerms(orgs, seed, now)
  yield { collection: 'orgs', docs: orgs, members: 0, cases: 0 }
  yield { collection: 'offers', docs: merchants.flatMap((merchant) => merchant.offers), members: 0, cases: 0 }
  const partners = partnersOf(merchants, orgs, clerksIn(data, people, now))
  yield { collection: 'merchants', docs: partners, members: 0, cases: 0 }
  yield { collection: 'people', docs: people, members: 0, cases: 0 }
  yield* batchesOf(known, 0)
  yield* batchesOf(buildWaiting(data, orgs, seed, now), 0)
  const { papers } = papersOf(data, now)
  yield { collection: 'papers', docs: papers, members: 0, cases: 0 }
  yield* batchesOf(buildShowcase(data, orgs, papers, seed, now), 0)
  yield* batchesOf(buildApplyingShops(data, orgs, papers, now), 0)

  for (let begin = 0; begin < members; begin += MEMBERS_A_BATCH) {
    const end = Math.min(members, begin + MEMBERS_A_BATCH)
    const some = source.some(begin, end)
    yield* batchesOf(some, end)
    if (begin === 0) yield* batchesOf(buildInterviews(orgs, [...known.memberships, ...some.memberships], now), end)
  }
  const many = new ManyCases(data, orgs, source, Math.max(1, members), seed, now)
  for (let begin = 0; begin < cases; begin += CASES_A_BATCH) {
    const end = Math.min(cases, begin + CASES_A_BATCH)
    yield* batchesOf(many.some(begin, end), members, end)
  }
  yield { collection: 'settings', docs: [settingsOf(data, merchants.length)], members, cases }
}

/** What the personas hold in their vaults, and the pictures behind it. */
export function papersOf(data: CityData, now: Date): ReturnType<typeof samplePapers> {
  const all = data.personas
    .filter(({ papers }) => papers)
    .map((persona) => samplePapers(newPerson(openidOf(persona), now), persona.papers!, now))
    .concat(samplePapers(shopkeeper(now), ['businessLicence'], now))
  return {
    papers: all.flatMap(({ papers }) => papers),
    pictures: [samplePicture(), ...all.flatMap(({ pictures }) => pictures)],
  }
}

function* batchesOf(documents: object, members: number, cases = 0): Generator<Batch> {
  for (const [collection, docs] of Object.entries(documents))
    if (docs.length > 0) yield { collection, docs: docs as { _id: string }[], members, cases }
}

function settingsOf(data: CityData, merchantCount: number): CitySettings {
  return {
    _id: 'city',
    ...data.settings,
    merchantCount,
    districts: data.districts.map(({ code, name }) => ({ code, name, towns: townsOf(code) })),
    industries: data.industries.map(({ code, name }) => ({ code, name })),
  }
}
