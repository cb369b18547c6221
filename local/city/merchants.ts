import { newMerchant, type Branch, type Deal, type Merchant as Partner } from '../../cloudfunctions/benefits/merchants'
import type { Offer } from '../../cloudfunctions/benefits/offers'
import { windowOf } from '../../cloudfunctions/benefits/shop-window'
import { idFrom } from '../../cloudfunctions/kernel/ids'
import { addDays, dayOf, type Day } from '../../miniprogram/rules/days'
import { NO_QUOTA, type OfferRules } from '../../miniprogram/rules/offer-rules'
import type { Coordinates, OpenHours } from '../../miniprogram/rules/places'
import type { CityData, FixedMerchant, OfferData } from './city-data'
import { agreedOn, creditCodeOf, NOWHERE } from './agreements'
import { townsOf } from './divisions'
import { landlineOf } from './identity'
import { Random } from './random'

export interface Merchant {
  id: string
  name: string
  offers: Offer[]
  /** Ordinary bills, in fen. */
  bill: [least: number, greatest: number]
  hours: OpenHours
  /** With its agreement; union and clerks are put in by agreements.ts. */
  partner: Partner
}

interface Shop {
  name: string
  category: Offer['category']
  town: string
  address: string
  place: Coordinates
  hours: OpenHours
  offers: OfferData[]
  bill: [number, number]
}

const METRES_A_DEGREE = 111_320
/** Shops stand within about this many metres of their town's centre, either way. */
const SPREAD = 1300

/** Partner merchants with their places, hours and one to three offers each. */
export function buildMerchants(data: CityData, seed: number, now: Date): Merchant[] {
  const { fixed, total } = data.merchants
  const random = new Random(seed, 'merchants')
  const shops = new Map(fixed.map((shop) => [shop.name, fixedShop(data, shop)]))
  while (shops.size < total) {
    const shop = shopByChance(data, random)
    if (!shops.has(shop.name)) shops.set(shop.name, shop)
  }
  const places = placesOf(data)
  return [...shops.values()].map((shop, index) =>
    merchantOf(shop, index, landlineOf(data.areaCode, 5000 + index), places, dayOf(now)),
  )
}

/** A merchant's id, made of its name, which no other here bears. */
export function merchantIdOf(name: string): string {
  return idFrom('mer', name)
}

function merchantOf(
  shop: Shop,
  number: number,
  phone: string,
  places: Map<string, { district: string; town: string }>,
  today: Day,
): Merchant {
  const { name, category, hours, bill, place } = shop
  const { district, town } = places.get(shop.town)!
  const id = merchantIdOf(name)
  const begins = { ...ordinary(today), ...begun(number, today) }
  const deals = shop.offers.map(({ terms, covers, conditions, rules }, index): Deal => ({
    id: `d${index + 1}`,
    rev: 1,
    terms,
    covers,
    conditions,
    rules: { ...begins, ...rules },
    state: 'active',
  }))
  const branch: Branch = { id: 'br1', name: '本店', address: `${town}${shop.address}`, district, place, hours, phone }
  const partner = agreedOn(
    newMerchant(
      {
        _id: id,
        name,
        category,
        phone,
        creditCode: creditCodeOf(number),
        case: null,
        agreement: {
          number: `惠字${begins.from.slice(0, 4)}第${number + 1}号`,
          from: begins.from,
          until: begins.until,
        },
        branches: [branch],
        deals,
        owner: null,
        clerks: [],
        history: [],
      },
      NOWHERE,
      today,
    ),
    number,
    today,
  )
  return { id, name, offers: windowOf(partner).map(standing), bill, hours, partner }
}

/** One that is shut has no place to be found at. */
function standing(offer: Offer): Offer {
  if (offer.status === 'active') return offer
  const { place: _place, ...rest } = offer
  return rest as Offer
}

/** A shop in twenty joined within the last days. */
function begun(number: number, today: Day): Partial<OfferRules> {
  return number % 20 === 13 ? { from: addDays(today, -(number % 6)) } : {}
}

/** As long as the agreement, for every member, as often as one likes. */
function ordinary(today: Day): OfferRules {
  const year = Number(today.slice(0, 4))
  return {
    from: `${year - 1}-01-01`,
    until: `${year + 1}-12-31`,
    weekdays: [],
    hours: null,
    groups: [],
    mine: NO_QUOTA,
    all: NO_QUOTA,
    withOthers: false,
  }
}

function fixedShop(data: CityData, { north, east, ...shop }: FixedMerchant): Shop {
  const home = data.shoppingTowns.find((one) => one.town === shop.town)
  const trade = data.merchants.trades.find((one) => one.category === shop.category)
  if (!home || !trade) throw new Error(`${shop.name}: no such town or category`)
  return { ...shop, place: moved(home.centre, north, east), bill: trade.bill }
}

function shopByChance(data: CityData, random: Random): Shop {
  const { trades, first, roads } = data.merchants
  const { category, kinds, hours, offers, bill } = pickByWeight(random, trades)
  const { town, centre } = pickByWeight(random, data.shoppingTowns)
  // One to three offers, always beginning somewhere else in the trade's list.
  const begin = random.int(0, offers.length - 1)
  const some = [...offers.slice(begin), ...offers.slice(0, begin)].slice(0, random.int(1, 3))
  return {
    name: `${random.pick(first)}${random.pick(kinds)}`,
    category,
    town,
    address: `${random.pick(roads)} ${random.int(1, 240)} 号`,
    place: moved(centre, random.bell() * SPREAD, random.bell() * SPREAD),
    hours,
    offers: some,
    bill,
  }
}

function placesOf({ districts }: CityData): Map<string, { district: string; town: string }> {
  return new Map(
    districts.flatMap(({ code, name }) =>
      townsOf(code).map((town) => [town.code, { district: name, town: town.name }]),
    ),
  )
}

/** A point so many metres north and east; to a metre over a few kilometres. */
function moved({ latitude, longitude }: Coordinates, north: number, east: number): Coordinates {
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
  const narrow = Math.cos((latitude * Math.PI) / 180)
  return {
    latitude: round(latitude + north / METRES_A_DEGREE),
    longitude: round(longitude + east / (METRES_A_DEGREE * narrow)),
  }
}

function pickByWeight<T extends { weight: number }>(random: Random, list: T[]): T {
  let left = random.next() * list.reduce((sum, one) => sum + one.weight, 0)
  return list.find((one) => (left -= one.weight) < 0) ?? list[list.length - 1]!
}
