import type { Org, OrgForm } from '../../cloudfunctions/kernel/orgs'
import { idFrom } from '../../cloudfunctions/kernel/ids'
import { searchKeys } from '../../miniprogram/rules/search-keys'
import type { CityData } from './city-data'
import { townsOf, type Town } from './divisions'
import { landlineOf } from './identity'
import { Random } from './random'

/** A union, and its share of the members. */
export interface PlacedOrg {
  org: Org
  weight: number
}

type District = CityData['districts'][number]
interface Place {
  district?: District
  town?: Town
}
interface Kind {
  level: Org['level']
  form: OrgForm
  takesIndividuals?: boolean
  industries?: string[]
  employers?: string[]
  weight: number
}

/**
 * The unions of a city at four levels: city, districts, towns and streets, grassroots. The last are enterprise, joint,
 * regional and industry unions; `count` is how many unions there should be at least, federations among them.
 */
export function buildOrgs(data: CityData, count: number, seed: number): PlacedOrg[] {
  const grown = new Grower(data)
  const city = grown.add(
    null,
    `org_${data.code}`,
    data.federation,
    {},
    { level: 'city', form: 'federation', weight: 0 },
  )
  const townOrgs: { org: Org; place: Required<Place> }[] = []
  for (const district of data.districts) {
    const county = grown.add(
      city,
      `org_${district.code}`,
      district.federation,
      { district },
      { level: 'county', form: 'federation', weight: 0 },
    )
    for (const town of townsOf(district.code)) {
      const place = { district, town }
      const org = grown.add(county, `org_${town.code}`, `${town.name}总工会`, place, {
        level: 'town',
        form: 'townshipFederation',
        takesIndividuals: true,
        weight: 6,
      })
      townOrgs.push({ org, place })
    }
    for (const industry of data.industries.filter((one) => one.at === 'district'))
      addIndustryUnion(grown, county, `${district.name}${industry.union}`, industry, { district })
  }
  for (const industry of data.industries.filter((one) => one.at === 'city'))
    addIndustryUnion(grown, city, `${data.settings.cityName}市${industry.union}`, industry, {})
  for (const { name, town, form, employers, weight } of data.unions) {
    const home = townOrgs.find((one) => one.place.town.code === town)
    if (!home) throw new Error(`${name}: no town ${town}`)
    const takesIndividuals = form === 'jointUnion'
    grown.add(home.org, idFrom('org', name), name, home.place, {
      level: 'grassroots',
      form,
      takesIndividuals,
      employers,
      weight,
    })
  }
  addByChance(grown, data, townOrgs, count, new Random(seed, 'orgs'))
  return grown.placed
}

function addIndustryUnion(
  grown: Grower,
  parent: Org,
  name: string,
  industry: CityData['industries'][number],
  place: Place,
): void {
  grown.add(parent, idFrom('org', name), name, place, {
    level: 'grassroots',
    form: 'industryUnion',
    takesIndividuals: true,
    industries: [industry.code],
    employers: industry.employers.map((employer) => `${employer}${place.district ? `（${place.district.name}）` : ''}`),
    weight: 30,
  })
}

/** Enterprise, joint and regional unions of invented employers, until there are `count` unions. */
function addByChance(
  grown: Grower,
  data: CityData,
  towns: { org: Org; place: Required<Place> }[],
  count: number,
  random: Random,
): void {
  const { employers, smallFirms } = data
  while (grown.placed.length < count) {
    const { org: home, place } = random.pick(towns)
    const dice = random.next()
    if (dice < 0.68) {
      const first = random.pick(employers.first) + random.pick(employers.second)
      const employer = `${place.district.name}${first}${random.pick(employers.trades)}`
      // Most firms are small, a few are large.
      const weight = Math.round(4 + 120 * random.next() ** 4)
      grown.addNew(home, `${employer}工会`, place, {
        level: 'grassroots',
        form: 'grassrootsUnion',
        employers: [employer],
        weight,
      })
    } else {
      const firms = Array.from(
        { length: random.int(6, 24) },
        () => `${random.pick(smallFirms.first)}${random.pick(smallFirms.trades)}`,
      )
      const name =
        dice < 0.9 ? `${place.town.name}${random.pick(smallFirms.first)}片联合工会` : `${place.town.name}商圈区域工会`
      grown.addNew(home, name, place, {
        level: 'grassroots',
        form: dice < 0.9 ? 'jointUnion' : 'regionalUnion',
        takesIndividuals: true,
        employers: [...new Set(firms)],
        weight: 16,
      })
    }
  }
}

/** Collects unions; each knows its path from the city down. */
class Grower {
  readonly placed: PlacedOrg[] = []
  private readonly ids = new Set<string>()

  constructor(private readonly data: CityData) {}

  /** Adds a union unless one of this name is there. */
  addNew(parent: Org, name: string, place: Place, kind: Kind): void {
    if (!this.ids.has(idFrom('org', name))) this.add(parent, idFrom('org', name), name, place, kind)
  }

  add(parent: Org | null, id: string, name: string, { district, town }: Place, kind: Kind): Org {
    const employers = kind.employers ?? []
    const org: Org = {
      _id: id,
      name,
      level: kind.level,
      form: kind.form,
      parent: parent && parent._id,
      path: `${parent?.path ?? '/'}${id}/`,
      scopes: [...(parent?.scopes ?? []), id],
      version: 1,
      children: 0,
      memberCounts: { own: 0, below: 0 },
      district: district?.code ?? this.data.code,
      districtName: district?.name ?? this.data.whole,
      town: town?.code ?? null,
      townName: town?.name ?? null,
      industries: kind.industries ?? [],
      employers,
      takesIndividuals: kind.takesIndividuals ?? false,
      phone: landlineOf(this.data.areaCode, this.placed.length),
      keys: searchKeys([name, ...employers]),
      status: 'active',
      workers: 0,
      since: null,
      until: null,
      successor: null,
      term: null,
      termRemindOn: null,
      history: [],
    }
    if (parent) parent.children += 1
    this.ids.add(id)
    this.placed.push({ org, weight: kind.weight })
    return org
  }
}
