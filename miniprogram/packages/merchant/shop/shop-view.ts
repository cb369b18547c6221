import type { OutputOf } from '../../../client/call'
import { addDays, sayShortDay, type Day } from '../../../rules/days'
import { RENEW_DAYS } from '../../../rules/merchant'
import { sayOffer } from '../../../rules/offer'
import { sayRules } from '../../../rules/offer-rules'
import { openState, sayMinute } from '../../../rules/places'

/** My shop as its page shows it. Pure. */

export type Shop = OutputOf<'benefits.myShop'>['shop']

export interface ShopView {
  name: string
  tag: { icon: string; text: string; tone: string }
  /** Why no card may be used today; empty: it may. */
  shut: string
  until: string
  /** What the agreement's row leads to, or why there is nothing to do yet. */
  renew: string
  mayRenew: boolean
  mayChange: boolean
  quits: string
  deals: { id: string; words: string; covers: string; note: string }[]
  places: { id: string; title: string; note: string }[]
  number: string
}

export function shopView(shop: Shop, today: Day): ShopView {
  const { until } = shop.agreement
  const soon = until < addDays(today, RENEW_DAYS)
  const open = shop.state !== 'ended'
  const over = addDays(until, RENEW_DAYS) < today
  return {
    name: shop.name,
    tag: tagOf(shop, today),
    shut: shop.shut ?? '',
    until: until < today ? `${sayYear(until)}到期了` : `到 ${sayYear(until)}`,
    renew: soon ? '快到期了，点这里续签' : '到期前三个月可以续签',
    mayRenew: soon && shop.quitOn === null && !over,
    mayChange: open,
    quits: shop.quitOn && open ? `您说好了${sayYear(shop.quitOn)}起不做会员优惠。改主意了，到“我的申请”里撤回` : '',
    deals: shop.deals.map(({ id, terms, covers, conditions, rules }) => ({
      id,
      words: sayOffer(terms),
      covers,
      note: [...sayRules({ ...rules, until: '2099-12-31' }, today), ...conditions].join(' · '),
    })),
    places: shop.places.map(({ id, name, address, hours, phone }) => ({
      id,
      title: shop.places.length > 1 ? name : address,
      note: [shop.places.length > 1 ? address : '', sayOpen(hours), phone].filter(Boolean).join(' · '),
    })),
    number: shop.agreement.number,
  }
}

export function tagOf(
  { state, until }: Pick<Shop, 'state' | 'until'>,
  today: Day,
): { icon: string; text: string; tone: string } {
  if (state === 'suspended') return { icon: 'alert', text: '暂停了', tone: 'rust' }
  if (state === 'ended' || until < today) return { icon: 'cross', text: '结束了', tone: 'plain' }
  if (until <= addDays(today, 60)) return { icon: 'clock', text: '快到期', tone: 'amber' }
  return { icon: 'tick', text: '正常', tone: 'green' }
}

export const sayYear = (day: Day): string => `${day.slice(0, 4)}年${sayShortDay(day)}`

function sayOpen(hours: { open: number; close: number }): string {
  if (hours.open === hours.close) return openState(hours, 0).words
  return `${sayMinute(hours.open)}–${sayMinute(hours.close)}`
}

/** Where an application about the shop begins. */
export function applyUrl(kind: string, merchantId: string, deal = ''): string {
  return `/packages/cases/apply/apply?area=benefits&kind=${kind}&about=${merchantId}${deal && `.${deal}`}`
}
