import type { Category } from '../../cloudfunctions/benefits/contract'
import type { StoredJoining } from '../../cloudfunctions/membership/kinds/joining'
import type { Role } from '../../cloudfunctions/kernel/people'
import type { CitySettings } from '../../cloudfunctions/kernel/settings'
import type { OfferTerms } from '../../miniprogram/rules/offer'
import type { OfferRules } from '../../miniprogram/rules/offer-rules'
import type { PaperType } from '../../miniprogram/rules/papers'
import type { Coordinates, OpenHours } from '../../miniprogram/rules/places'

/** All that makes one city this city. The generator knows none of it: another city is another folder of such data. */
export interface CityData {
  /** National code of the city, six digits. */
  code: string
  /** How a worker calls the whole of it, where a place is asked: `全市`. */
  whole: string
  federation: string
  /** Of landlines, `0631`. */
  areaCode: string
  settings: Omit<CitySettings, '_id' | 'districts' | 'industries' | 'merchantCount'>
  /** In the order a worker looks for them. `name`: what people call it; towns come from the national list. */
  districts: { code: string; name: string; federation: string }[]
  /** Streets and towns where the invented merchants stand; centres to about a kilometre. */
  shoppingTowns: { town: string; centre: Coordinates; weight: number }[]
  industries: IndustryData[]
  employers: { first: string[]; second: string[]; trades: string[] }
  /** Small firms and shops that one joint union covers. */
  smallFirms: { first: string[]; trades: string[] }
  /** Unions that the personas and the tour speak of. */
  unions: FixedUnion[]
  merchants: { total: number; fixed: FixedMerchant[]; trades: TradeData[]; first: string[]; roads: string[] }
  personas: PersonaData[]
  waiting: WaitingData[]
}

export interface IndustryData {
  code: string
  name: string
  union: string
  /** One union in each district, or one for the city. */
  at: 'district' | 'city'
  employers: string[]
  employment: StoredJoining['employment']
}

export interface FixedUnion {
  name: string
  form: 'grassrootsUnion' | 'jointUnion'
  town: string
  employers: string[]
  /** Weight among all unions when members are given out. */
  weight: number
}

export interface OfferData {
  terms: OfferTerms
  covers: string
  conditions: string[]
  /** Where they are not the ordinary ones. */
  rules?: Partial<OfferRules>
}

/** A line of business: what its shops are called, when they open, what they promise. */
export interface TradeData {
  category: Category
  /** Names end in one of these. */
  kinds: string[]
  weight: number
  hours: OpenHours
  offers: OfferData[]
  /** Ordinary bills, in fen. */
  bill: [least: number, greatest: number]
}

export interface FixedMerchant {
  name: string
  category: Category
  town: string
  address: string
  /** Metres north and east of the town's centre. */
  north: number
  east: number
  hours: OpenHours
  offers: OfferData[]
}

export interface PersonaData {
  id: string
  name: string
  sex: 'male' | 'female'
  birthDay: string
  /** `还没入会的工友` */
  role: string
  note: string
  phone: string
  location?: Coordinates
  /** Has opened the app before: the city knows her. */
  known: boolean
  posts?: { union: string; title: string; role?: Role }[]
  counter?: string
  /** She signed for the shop at whose counter she stands. */
  owns?: boolean
  /** What stands in her vault. */
  papers?: PaperType[]
  membership?: {
    union: string
    employer: string
    employment: StoredJoining['employment']
    yearsAgo: number
    cardNumber: string
    cardState: 'active' | 'lost'
    uses: number
  }
  /** An earlier application that was refused. */
  refused?: { union: string; employer: string; note: string; daysAgo: number }
  messages?: { title: string; text: string; daysAgo: number; unread: boolean; link: string | null }[]
}

/** Applications that stand at a union's desk when the city begins. */
export interface WaitingData {
  union: string
  overdue: number
  today: number
  later: number
}
