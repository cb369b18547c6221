import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import type { Offer } from '../../cloudfunctions/benefits/offers'
import type { LedgerEntry } from '../../cloudfunctions/kernel/ledger'
import type { Membership } from '../../cloudfunctions/kernel/memberships'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import type { Person } from '../../cloudfunctions/kernel/people'
import { seal, unseal } from '../../cloudfunctions/kernel/seal'
import type { CitySettings } from '../../cloudfunctions/kernel/settings'
import { readCollections } from '../../local/build/functions'
import { buildCity, type CityOptions } from '../../local/city/build-city'
import { isFilled, fillCity } from '../../local/city/fill'
import { newKeys } from '../../local/city/keys'
import { personas } from '../../local/city/personas'
import { openCloud } from '../../local/cloud/index'
import { dayOf } from '../../miniprogram/rules/days'
import { idNumberFault } from '../../miniprogram/rules/id-number'
import { metresBetween } from '../../miniprogram/rules/places'
import { reckon } from '../../miniprogram/rules/offer'
import { queryKeys } from '../../miniprogram/rules/search-keys'

// A Friday on which offices work, ten in the morning in Shanghai.
const now = new Date('2026-11-20T02:00:00Z')
const MEMBERS = 800

type City = {
  orgs: Org[]
  people: Person[]
  memberships: Membership[]
  ledger: LedgerEntry[]
  cases: CaseDocument[]
  offers: Offer[]
  settings: CitySettings[]
}

function collect(options: Partial<CityOptions> = {}): City {
  const city: Record<string, unknown[]> = {}
  for (const { collection, docs } of buildCity({ members: MEMBERS, now, ...options }))
    (city[collection] ??= []).push(...docs)
  return city as City
}

const isSaving = (entry: LedgerEntry): entry is LedgerEntry<'benefit.saving'> => entry.kind === 'benefit.saving'

let city: City
let keysBefore: string | undefined
beforeAll(() => {
  keysBefore = process.env.UNION_KEYS
  process.env.UNION_KEYS = JSON.stringify(newKeys())
  city = collect()
})
afterAll(() => {
  if (keysBefore === undefined) delete process.env.UNION_KEYS
  else process.env.UNION_KEYS = keysBefore
})

describe('unions', () => {
  test('every path is the parent’s and its own id; four levels, one root', () => {
    const byId = new Map(city.orgs.map((org) => [org._id, org]))
    const wrong = city.orgs.filter(
      ({ _id, parent, path }) => path !== `${parent === null ? '/' : byId.get(parent)?.path}${_id}/`,
    )
    expect(wrong).toEqual([])
    expect(city.orgs.filter((org) => org.parent === null).map((org) => org.level)).toEqual(['city'])
    expect(new Set(city.orgs.map((org) => org.level))).toEqual(new Set(['city', 'county', 'town', 'grassroots']))
  })

  test('each can be found by its name and by each employer it covers', () => {
    for (const org of city.orgs)
      for (const name of [org.name, ...org.employers])
        expect(org.keys).toEqual(expect.arrayContaining(queryKeys(name)!))
  })

  test('nobody meets a dead end: every town and every industry has a union that takes individuals', () => {
    const [{ districts, industries }] = city.settings as [CitySettings]
    const taking = city.orgs.filter((org) => org.takesIndividuals)
    expect(districts.map((district) => district.code)).toEqual(
      expect.arrayContaining(['371002', '371003', '371082', '371083']),
    )
    for (const { towns } of districts) {
      expect(towns.length).toBeGreaterThan(0)
      for (const town of towns) expect(taking.some((org) => org.town === town.code)).toBe(true)
    }
    for (const { code } of industries) expect(taking.some((org) => org.industries.includes(code))).toBe(true)
    expect(taking.filter((org) => org.town === null).length).toBeGreaterThan(0)
  })
})

describe('members', () => {
  test('ID numbers pass every check and belong to a province that does not exist', () => {
    for (const { idNumber, idMasked } of city.memberships) {
      const open = unseal(idNumber)
      expect(idNumberFault(open, now)).toBeNull()
      expect(open).toMatch(/^99000[12]/)
      expect(idMasked).toMatch(/^9900\*+/)
    }
    for (const persona of personas) expect(idNumberFault(persona.idNumber, now)).toBeNull()
  })

  test('as many as asked for, and no two share an ID number, a card or an account', () => {
    expect(city.memberships).toHaveLength(MEMBERS + personasWith((id) => isMember(id)).length)
    for (const value of [
      (one: Membership) => one.holder,
      (one: Membership) => unseal(one.idNumber),
      (one: Membership) => one.card.number,
      (one: Membership) => one.openid,
    ])
      expect(new Set(city.memberships.map(value)).size).toBe(city.memberships.length)
  })

  test('what a card saved is the sum of its ledger entries, year by year', () => {
    const sums = new Map<string, Membership['saved']>()
    for (const entry of city.ledger.filter(isSaving)) {
      const years = sums.get(entry.source) ?? {}
      const year = (years[entry.day.slice(0, 4)] ??= { fen: 0, times: 0 })
      year.fen += entry.amountFen
      year.times += entry.personTimes
      sums.set(entry.source, years)
    }
    expect(sums.size).toBeGreaterThan(100)
    for (const { _id, saved } of city.memberships) expect(saved).toEqual(sums.get(_id) ?? {})
  })

  test('each saving follows from its offer and bill, after joining and before now', () => {
    const offers = new Map(city.offers.map((offer) => [offer._id, offer]))
    const members = new Map(city.memberships.map((one) => [one._id, one]))
    const clerks = new Map(city.people.map((person) => [person._id, person]))
    for (const { at, day, amountFen, source, detail } of city.ledger.filter(isSaving)) {
      expect(reckon(offers.get(detail.offerId)!.terms, detail.billFen)).toMatchObject({
        ok: true,
        discountFen: amountFen,
        payFen: detail.payFen,
      })
      expect(at < now && day >= members.get(source)!.since).toBe(true)
      expect(clerks.get(detail.clerk ?? '')?.counters.map((one) => one.merchantId)).toContain(detail.merchantId)
    }
  })

  test('every membership has begun in the ledger, and its card is valid today', () => {
    const begun = new Set(city.ledger.filter((entry) => entry.kind === 'member.joined').map((entry) => entry.source))
    for (const { _id, card } of city.memberships) {
      expect(begun.has(_id)).toBe(true)
      expect(card.validUntil > dayOf(now)).toBe(true)
    }
  })
})

describe('merchants', () => {
  test('260, with one to three offers each, in the districts of the city', () => {
    const offersOf = new Map<string, number>()
    for (const { merchantId } of city.offers) offersOf.set(merchantId, (offersOf.get(merchantId) ?? 0) + 1)
    expect(offersOf.size).toBe(260)
    expect(city.settings[0]!.merchantCount).toBe(260)
    expect(Math.max(...offersOf.values())).toBeLessThanOrEqual(3)
    const names = city.settings[0]!.districts.map((district) => district.name)
    expect(city.offers.filter((offer) => !names.includes(offer.district))).toEqual([])
  })

  test('the shops of the pictures stand where they should, from where the member is', () => {
    const from = personas.find((one) => one.id === 'member')!.location!
    const metresTo = (name: string) => {
      const [longitude, latitude] = city.offers.find((offer) => offer.merchantName === name)!.place.coordinates
      return metresBetween(from, { latitude, longitude })
    }
    expect(metresTo('海味家常菜')).toBeCloseTo(320, -1)
    expect(metresTo('康民药房')).toBeCloseTo(450, -1)
  })
})

describe('personas', () => {
  const personOf = (id: string) => city.people.find((person) => person.openid === openidOf(id))

  test('all are there; a newcomer is unknown', () => {
    expect(personas.map((one) => one.id)).toEqual(
      expect.arrayContaining('newcomer rider member lostcard clerk clerk2 officer town county city'.split(' ')),
    )
    for (const { id } of personas) expect(Boolean(personOf(id))).toBe(id !== 'newcomer')
  })

  test('each can do what her role says', () => {
    expect(personOf('clerk')!.counters[0]!.merchantName).toBe('海味家常菜')
    expect(personOf('officer')!.posts[0]!.orgName).toBe('海滨物业工会')
    expect(['town', 'county', 'city'].map((id) => personOf(id)!.posts.map((post) => post.level))).toEqual([
      ['town', 'grassroots'],
      ['grassroots', 'county'],
      ['grassroots', 'city'],
    ])
    const cardOf = (id: string) => city.memberships.find((one) => one.openid === openidOf(id))!.card
    expect(cardOf('member').state).toBe('active')
    expect(cardOf('lostcard').state).toBe('lost')
  })

  test('every desk a persona answers has an officer once, and work: overdue, today, later', () => {
    const desks = city.people.flatMap((person) =>
      person.posts.filter(({ role }) => role === 'officer').map((post) => post.desk),
    )
    expect(new Set(desks).size).toBe(city.orgs.length)
    expect(desks).toHaveLength(city.orgs.length)
    const dues = city.cases
      .filter((one) => one.kind === 'joining' && one.desk === personOf('officer')!.posts[0]!.desk)
      .map((one) => Math.sign(one.due!.localeCompare(dayOf(now))))
    expect(dues.sort()).toEqual([-1, 0, 0, 1, 1])
  })

  test('every application can be read: each line of its story has its words, its town its name', () => {
    const { cases } = collect({ members: 60, cases: 300 })
    const lines = cases.flatMap(({ story }) => story)
    expect(lines.filter(({ title, note }) => !title || typeof note !== 'string')).toEqual([])
    expect(cases.filter(({ form, titles }) => form.town && !titles.town)).toEqual([])
  })
})

describe('as a whole', () => {
  test('no two documents of a collection share an id or a unique key', async () => {
    for (const { name, indexes } of await readCollections()) {
      const docs = (city[name as keyof City] ?? []) as unknown as Record<string, unknown>[]
      const unique = [[['_id', 1]], ...indexes.filter((index) => index.unique).map((index) => index.keys)]
      for (const keys of unique) {
        const values = docs.map((doc) => JSON.stringify(keys.map(([field]) => valueAt(doc, String(field)))))
        expect(new Set(values).size).toBe(docs.length)
      }
    }
  })

  test('the same seed makes the same city, another seed another', () => {
    const plain = (one: City) => JSON.stringify(one, (key, value) => (key === 'c' ? undefined : value))
    expect(plain(collect({ members: 200 }))).toBe(plain(collect({ members: 200 })))
    expect(plain(collect({ members: 200, seed: 2 }))).not.toBe(plain(collect({ members: 200 })))
  })

  test('more members change nothing about those before', () => {
    const names = (one: City) => one.memberships.slice(0, 100).map((member) => member.name)
    expect(names(collect({ members: 100 }))).toEqual(names(city))
  })

  test('on a day off nothing is due today', () => {
    const sunday = new Date('2026-11-22T02:00:00Z')
    const dues = collect({ members: 0, now: sunday }).cases.map((one) => one.due)
    expect(dues).not.toContain('2026-11-22')
    expect(dues.filter((due) => due !== null).length).toBeGreaterThan(10)
  })

  test('it loads into a cloud, whole: settings last', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'union-city-'))
    const cloud = await openCloud({ dataDir, collections: await readCollections() })
    try {
      expect(isFilled(cloud)).toBe(false)
      await fillCity(cloud, { members: 100, now })
      expect(isFilled(cloud)).toBe(true)
      expect(cloud.count('memberships')).toBe(100 + personasWith((id) => isMember(id)).length)
    } finally {
      await cloud.close()
      rmSync(dataDir, { recursive: true })
    }
  })

  test('a sealed number opens with these keys only', () => {
    const sealed = seal('990001')
    const keys = process.env.UNION_KEYS
    process.env.UNION_KEYS = JSON.stringify(newKeys())
    expect(() => unseal(sealed)).toThrow()
    process.env.UNION_KEYS = keys
  })
})

const openidOf = (id: string) => personas.find((one) => one.id === id)!.openid
const isMember = (id: string) => city.memberships.some((one) => one.openid === openidOf(id))
const personasWith = (fits: (id: string) => boolean) => personas.filter(({ id }) => fits(id))

function valueAt(doc: Record<string, unknown>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], doc)
}
