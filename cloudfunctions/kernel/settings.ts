import type { HardshipTerms } from '../../miniprogram/rules/household'
import type { MutualAidTerms } from '../../miniprogram/rules/mutual-aid'
import type { StudentAidTerms } from '../../miniprogram/rules/student-aid'
import type { Day } from '../../miniprogram/rules/days'
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
  /** Working days past its due day after which a silent desk loses a case to the level above. */
  escalateWorkingDays: number
  /** Working days a worker has to bring a paper that was asked for. */
  supplyWorkingDays: number
  /** Working days a public notice hangs (the city's own rule; five is usual). */
  noticeWorkingDays: number
  /** Working days for a home visit, and for the steps of aid that no law times. */
  visitWorkingDays: number
  reviewWorkingDays: number
  payWorkingDays: number
  /** Working days to speak with the other side: the employer of a wage report, of a hazard. */
  contactWorkingDays: number
  /** Working days within which a lawyer or a follow-up of the union brings a matter to its end, where no law says. */
  mattersWorkingDays: number
  /** Low-income standards by district and date, and the rule they serve. */
  hardship: HardshipTerms
  studentAid: StudentAidTerms
  mutualAid: MutualAidTerms
  /** Most that emergency relief gives at once, and that a home ticket is refunded, in fen. */
  reliefCapFen: number
  ticketCapFen: number
  /** Days the State Council announced after the package's last update; `version` goes up with each change. */
  calendar: { version: number; holidays: Day[]; workedWeekends: Day[] }
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
export type CityTerms = Pick<
  CitySettings,
  | 'joinWorkingDays'
  | 'escalateWorkingDays'
  | 'supplyWorkingDays'
  | 'noticeWorkingDays'
  | 'visitWorkingDays'
  | 'reviewWorkingDays'
  | 'payWorkingDays'
  | 'contactWorkingDays'
  | 'mattersWorkingDays'
  | 'hardship'
  | 'studentAid'
  | 'mutualAid'
  | 'reliefCapFen'
  | 'ticketCapFen'
  | 'districts'
>

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
