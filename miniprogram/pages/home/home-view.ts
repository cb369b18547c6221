import type { OutputOf } from '../../client/call'
import type { City, Me } from '../../client/session'
import { dayOf, greeting, sayDay, sayShortDay, sayWeekday } from '../../rules/days'
import { groupCardNumber } from '../../rules/masks'
import { sayOffer } from '../../rules/offer'
import { openState, sayDistance } from '../../rules/places'

/** What home shows, worked out from what is known. Pure. */

type CaseRow = OutputOf<'cases.mine'>['rows'][number]
type Offer = OutputOf<'benefits.nearby'>['offers'][number]

export interface Waiting {
  title: string
  text: string
  /** It is her turn; else the union is at work on it and she only wants to know. */
  asked: boolean
  action: string
  url: string
}

/** The one thing that waits: an application under way, or news of one that is not read yet. */
export function waitingOf(rows: CaseRow[]): { first: Waiting | null; more: number } {
  const open = rows.filter((row) => row.state === 'submitted')
  const news = rows.filter((row) => row.state === 'refused' && row.news.unread)
  const all = [...news.map(readNews), ...open.map(waitFor)]
  return { first: all[0] ?? null, more: Math.max(0, all.length - 1) }
}

function waitFor(row: CaseRow): Waiting {
  return {
    title: `${row.kindTitle}在办`,
    text: row.due ? `${row.orgName}，最晚${sayDay(row.due)}答复` : row.orgName,
    asked: false,
    action: '看办到哪一步',
    url: storyUrl(row),
  }
}

function readNews(row: CaseRow): Waiting {
  return { title: row.news.title, text: row.news.text, asked: true, action: '看看怎么办', url: storyUrl(row) }
}

const storyUrl = (row: CaseRow) => `/packages/cases/story/story?area=${row.area}&id=${row.id}`

export function headOf(me: Me, now: number): { hello: string; line: string } {
  const day = dayOf(now)
  const today = `${sayShortDay(day)} ${sayWeekday(day)}`
  const { membership, posts, counters } = me
  if (membership) return { hello: `${me.address}，${greeting(now)}`, line: `${today} · ${membership.unionName}` }
  const place = posts[0]?.orgName ?? counters[0]?.merchantName
  if (place) return { hello: greeting(now), line: `${today} · ${place}` }
  return { hello: '有事，找工会。', line: '入会不花钱，备好身份证就行。' }
}

export function stripOf(me: Me): { name: string; number: string; lost: boolean } | null {
  const card = me.membership?.card
  return card ? { name: card.maskedName, number: groupCardNumber(card.number), lost: card.state === 'lost' } : null
}

export interface Tile {
  id: string
  name: string
  deal: string
  line: string
  icon: string
}

const CATEGORY_ICONS: Record<Offer['category'], string> = {
  eat: 'bowl',
  grocery: 'cart',
  health: 'pill',
  daily: 'scissors',
  car: 'fuel',
  fun: 'film',
  home: 'sofa',
  learn: 'book',
}

export function tileOf(offer: Offer, minute: number): Tile {
  const { open } = openState(offer.hours, minute)
  const where = offer.distance === null ? offer.covers : sayDistance(offer.distance)
  return {
    id: offer.id,
    name: offer.merchantName,
    deal: sayOffer(offer.terms),
    line: `${where} · ${open ? '正营业' : '没开门'}`,
    icon: CATEGORY_ICONS[offer.category],
  }
}

/** What joining brings, for somebody who has not joined. */
export function joiningOf(city: City | null): { merchants: string; days: string } {
  return {
    merchants: city ? `${city.merchantCount} 家商户，出示卡就便宜` : '很多商户，出示卡就便宜',
    days: city ? `${city.joinWorkingDays} 个工作日` : '几个工作日',
  }
}
