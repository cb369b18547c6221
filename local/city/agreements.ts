import { retimed, type Merchant as Partner } from '../../cloudfunctions/benefits/merchants'
import type { OrgLink } from '../../cloudfunctions/kernel/casework/case'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import { creditCodeCheck } from '../../miniprogram/rules/credit-code'
import { addDays, startOfDay, type Day } from '../../miniprogram/rules/days'
import type { Merchant } from './merchants'
import type { Clerks } from './staff'

/** The agreements of the partner merchants: some end soon, one is suspended, one is over. */

/** Before the unions are known. */
export const NOWHERE: OrgLink[] = [{ id: '', name: '', level: 'county', path: '/' }]

/** An invented business: its code is right, its registry does not exist. */
export function creditCodeOf(number: number): string {
  const first = `92990000MA${String(number).padStart(6, '0')}X`
  return `${first}${creditCodeCheck(first)!}`
}

const SUSPENDED_AT = 41
const OVER_AT = 77
const ENDING = [5, 26, 55]

/** Every twentieth ends within two months, one in the list is suspended, one is over. None of those the tour speaks of. */
export function agreedOn(partner: Partner, number: number, today: Day): Partner {
  const till = (until: Day, more: Partial<Partner> = {}): Partner =>
    retimed({ ...partner, agreement: { ...partner.agreement, until }, ...more, behind: false }, today)
  const ending = number % 20 === 7 && number > 20 ? ENDING[Math.floor(number / 20) % ENDING.length] : undefined
  const { until } = partner.agreement
  if (number === SUSPENDED_AT)
    return till(until, {
      state: 'suspended',
      why: '有三位会员反映结账时不给优惠，请先说清楚',
      history: [on(addDays(today, -6), '暂停：有三位会员反映结账时不给优惠，请先说清楚', '区总工会 组织部干事')],
    })
  if (number === OVER_AT) return till(addDays(today, -20), { state: 'ended', why: '协议到期' })
  return till(ending === undefined ? until : addDays(today, ending))
}

const on = (day: Day, words: string, by: string) => ({ at: new Date(startOfDay(day) + 36_000_000), words, by })

/** The merchants' documents, each with its county's union and its clerks. */
export function partnersOf(merchants: Merchant[], orgs: Org[], clerksOf: (merchant: Merchant) => Clerks): Partner[] {
  const city = orgs.find(({ level }) => level === 'city')!
  const counties = orgs.filter(({ level, form }) => level === 'county' && form === 'federation')
  return merchants.map((merchant) => {
    const { partner } = merchant
    const county = counties.find(({ districtName }) => districtName === partner.district) ?? city
    const scopes = county === city ? [city._id] : [county._id, city._id]
    const began = on(partner.since, `加入，协议 ${partner.agreement.number}`, county.name)
    return {
      ...partner,
      org: county._id,
      orgName: county.name,
      scopes,
      history: [began, ...partner.history],
      ...clerksOf(merchant),
    }
  })
}
