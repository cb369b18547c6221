import { db } from './cloud'

/** The city is configuration: one document, kept in the instance for a minute, since it changes a few times a year. */
export interface CitySettings {
  _id: 'city'
  brand: string
  cityName: string
  hotline: string
  hotlineHours: string
  merchantCount: number
  /** Working days a union has to answer a joining application. */
  joinWorkingDays: number
  /** Years a card is valid. */
  cardYears: number
  /** First four digits of card numbers. */
  cardPrefix: string
  noticeVersion: string
  notice: { head: string; body: string }[]
  districts: { code: string; name: string; towns: { code: string; name: string }[] }[]
  industries: { code: string; name: string }[]
  /** Templates of subscribe messages, by purpose; empty where WeChat has approved none. */
  messageTemplates: Record<string, string>
}

/** The city's own numbers that a kind's deadlines may depend on. */
export type CityTerms = Pick<CitySettings, 'joinWorkingDays'>

const KEPT_FOR = 60_000
let kept: { settings: CitySettings; until: number } | null = null

/** At most one request a minute and instance. `now` in milliseconds. */
export async function citySettings(now: number): Promise<CitySettings> {
  if (kept && now < kept.until) return kept.settings
  const { data } = await db.collection('settings').where({ _id: 'city' }).limit(1).get()
  const settings = data[0] as CitySettings | undefined
  if (!settings) throw new Error('settings/city is missing: fill the city first')
  kept = { settings, until: now + KEPT_FOR }
  return settings
}
