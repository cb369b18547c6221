import type { OutputOf } from '../../client/call'
import { iconOf } from '../../client/categories'
import { membershipOf, type City, type Me } from '../../client/session'
import { dayOf, greeting, sayComing, sayDay, sayShortDay, sayTime, sayWeekday } from '../../rules/days'
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
  icon: string
  action: string
  url: string
}

/**
 * What waits, the most pressing first: what is asked of her, news she must not miss (a refusal, an application that
 * somebody handed in for her), then what the union is at work on.
 */
export function waitingOf(rows: CaseRow[]): { first: Waiting | null; more: number } {
  const asked = rows.filter((row) => row.state === 'returned')
  const news = rows.filter((row) => row.news.unread && (row.state === 'refused' || row.state === 'submitted'))
  const open = rows.filter((row) => row.open && !asked.includes(row) && !news.includes(row))
  const all = [...asked.map(askFor), ...news.map(readNews), ...open.map(waitFor)]
  return { first: all[0] ?? null, more: Math.max(0, all.length - 1) }
}

function askFor(row: CaseRow): Waiting {
  return {
    title: row.news.title,
    // A sentence a line: the day is not parted.
    text: row.news.text.replace(/。(?=.)/g, '。\n'),
    asked: true,
    icon: 'paper',
    action: '去补材料',
    url: `/packages/cases/supply/supply?area=${row.area}&id=${row.id}`,
  }
}

function readNews(row: CaseRow): Waiting {
  const action = row.state === 'refused' ? '看看怎么办' : '点开看看'
  return { title: row.news.title, text: row.news.text, asked: true, icon: 'flag', action, url: storyUrl(row) }
}

function waitFor(row: CaseRow): Waiting {
  // The date on a line of its own: number and unit are never parted.
  const until = row.due && (row.state === 'inNotice' ? `公示到 ${sayDay(row.due)}` : `最晚 ${sayDay(row.due)}`)
  return {
    title: `${row.kindTitle}在办`,
    text: until ? `${row.stage}\n${until}` : row.stage,
    asked: false,
    icon: 'clock',
    action: '看办到哪一步',
    url: storyUrl(row),
  }
}

const storyUrl = (row: CaseRow) => `/packages/cases/story/story?area=${row.area}&id=${row.id}`

/** The first two lines. `waiting`: somebody who has applied is not asked to join again. */
export function headOf(me: Me, now: number, waiting: boolean): { hello: string; line: string } {
  const day = dayOf(now)
  const today = `${sayShortDay(day)} ${sayWeekday(day)}`
  const { posts, counters } = me
  const membership = membershipOf(me)
  if (membership) return { hello: `${me.address}，${greeting(now)}`, line: `${today} · ${membership.unionName}` }
  const place = posts[0]?.orgName ?? counters[0]?.merchantName
  if (place || waiting) return { hello: greeting(now), line: place ? `${today} · ${place}` : today }
  return { hello: '有事，找工会。', line: '入会不花钱，备好身份证就行。' }
}

/** What somebody does for others here: her counters and desks. */
export interface Duty {
  title: string
  place: string
  line: string
  icon: string
  url: string
}

/** One row a kind of duty; the page behind it lets her choose where she has several. */
export function dutiesOf({ posts, counters }: Pick<Me, 'posts' | 'counters'>): Duty[] {
  const duties: Duty[] = []
  const [post] = posts
  const [counter] = counters
  if (counter)
    duties.push({
      title: '核对会员卡',
      place: several(counter.merchantName, counters.length, '家店'),
      line: '顾客出示会员卡，您来扫',
      icon: 'shop',
      url: '/packages/merchant/counter/counter',
    })
  if (post)
    duties.push({
      title: '我的案头',
      place: several(`${post.orgName} · ${post.title}`, posts.length, '个案头'),
      line: '等您答复的申请都在这儿',
      icon: 'desk',
      url: '/packages/staff/desk/desk',
    })
  return duties
}

const several = (first: string, count: number, unit: string) => (count > 1 ? `${first}等 ${count} ${unit}` : first)

export function stripOf(me: Me): { name: string; number: string; lost: boolean } | null {
  const card = membershipOf(me)?.card
  return card ? { name: card.maskedName, number: groupCardNumber(card.number), lost: card.state === 'lost' } : null
}

export interface Tile {
  id: string
  name: string
  deal: string
  line: string
  icon: string
}

/** Two tiles; what is open now comes first, the order is kept otherwise. */
export function tilesOf(offers: Offer[], minute: number): Tile[] {
  const isOpen = (offer: Offer) => openState(offer.hours, minute).open
  const sorted = [...offers.filter(isOpen), ...offers.filter((offer) => !isOpen(offer))]
  return sorted.slice(0, 2).map((offer) => tileOf(offer, minute))
}

export function tileOf(offer: Offer, minute: number): Tile {
  const { open } = openState(offer.hours, minute)
  const where = offer.distance === null ? offer.covers : sayDistance(offer.distance)
  return {
    id: offer.id,
    name: offer.merchantName,
    deal: sayOffer(offer.terms),
    line: `${where} · ${open ? '正营业' : '没开门'}`,
    icon: iconOf(offer.category),
  }
}

export interface Talk {
  topic: string
  line: string
  live: boolean
  url: string
}

/** The micro-interview that goes on, or the next one that takes questions; null: none, or what was kept is over. */
export function talkOf(session: OutputOf<'interviews.now'>['session'], now: number): Talk | null {
  if (!session || session.liveUntil <= now) return null
  const { id, topic, orgName, phase, liveFrom, liveUntil } = session
  const live = phase === 'live'
  const line = live ? `谈到 ${sayTime(liveUntil)}，${orgName}` : `微访谈，${sayComing(liveFrom, now)}。现在就能问`
  return { topic, line, live, url: `/packages/interviews/live/live?id=${id}` }
}

/** What joining brings, for somebody who has not joined. */
export function joiningOf(city: City | null): { merchants: string; days: string } {
  return {
    merchants: city ? `${city.merchantCount} 家商户，出示卡就便宜` : '很多商户，出示卡就便宜',
    days: city ? `${city.joinWorkingDays} 个工作日` : '几个工作日',
  }
}
