import { dayOf, sayDay, sayTime } from '../../../rules/days'
import { OUTCOME_WORDS, OUTCOMES, saySpan } from '../../../rules/interview'
import { phaseTag } from './list-view'
import { sayHours } from './prepare-form'
import type { Session, Tag, Tone } from './room-view'

/** A session's head at the host's desk: how much time is left, who is there, what may be done with its hours. */

const MINUTE = 60_000
/** From when on the end is near. */
const NEAR_MS = 5 * MINUTE

export interface Time {
  words: string
  tone: Tone
  /** A second line: what happens then. */
  note: string
}

const minutes = (ms: number) => Math.max(1, Math.ceil(ms / MINUTE))

/** `还有 38 分钟`; before: when it begins; afterwards: until when answers are added, and what becomes of the rest. */
export function timeOf(session: Session, now: number): Time {
  const { phase, liveFrom, liveUntil, closesAt, counts, why, asksFrom } = session
  const plain = (words: string, note = ''): Time => ({ words, tone: 'plain', note })
  switch (phase) {
    case 'draft':
      return plain(sayHours(session), '还没发布，会员看不到')
    case 'published':
    case 'reminded': {
      const asking = asksFrom > now ? `${sayDay(dayOf(asksFrom))} ${sayTime(asksFrom)} 起收问题` : '正在收问题'
      const soon = liveFrom - now < 60 * MINUTE
      return soon
        ? { ...plain(`${minutes(liveFrom - now)} 分钟后开始`, asking), tone: 'amber' }
        : plain(sayHours(session), asking)
    }
    case 'live': {
      const left = liveUntil - now
      if (left > NEAR_MS) return plain(`还有 ${minutes(left)} 分钟`, `到 ${sayTime(liveUntil)}`)
      return { words: left > 0 ? `只剩 ${minutes(left)} 分钟` : '到点了', tone: 'amber', note: '没答完，可以延长' }
    }
    case 'closing':
      return { words: `补答到${sayDay(dayOf(closesAt))}`, tone: 'amber', note: restWords(counts) }
    case 'cancelled':
      return plain('不办了', why)
    default:
      return plain(sayHours(session), phase === 'archived' ? '存档了，不能再改' : '收尾了，答应的事接着盯')
  }
}

/** What becomes of the questions that nobody answered. */
function restWords({ waiting, open }: Session['counts']): string {
  const left = waiting + open
  return left ? `还有 ${left} 个没答，那天自动转成申请` : '都答了'
}

export type HourAct = 'begin' | 'extend' | 'end' | 'close' | 'archive' | 'record' | 'cancel' | 'change'
export interface HourButton {
  act: HourAct
  label: string
  icon: string
}
const BUTTONS: Record<HourAct, Omit<HourButton, 'act'>> = {
  begin: { label: '现在开始', icon: 'clock' },
  extend: { label: '延长 15 分钟', icon: 'clock' },
  end: { label: '现在结束', icon: 'tick' },
  close: { label: '现在收尾', icon: 'tick' },
  archive: { label: '归档', icon: 'paper' },
  record: { label: '打印记录', icon: 'paper' },
  cancel: { label: '这一场不办了', icon: 'cross' },
  change: { label: '改这一场', icon: 'pen' },
}

/** What may be done with its hours now, the most wanted first. */
export function hourButtons({ phase }: Session): HourButton[] {
  const acts: Record<Session['phase'], HourAct[]> = {
    draft: ['change', 'cancel'],
    published: ['begin', 'change', 'cancel'],
    reminded: ['begin', 'change', 'cancel'],
    live: ['extend', 'end', 'change'],
    closing: ['extend', 'close', 'change'],
    closed: ['record', 'archive'],
    archived: ['record'],
    cancelled: [],
  }
  return acts[phase].map((act) => ({ act, ...BUTTONS[act] }))
}

export const isOver = ({ phase }: Session): boolean => ['closed', 'archived', 'cancelled'].includes(phase)

/** Asked before what cannot be undone: what pressing will cause. Null: it is done at once. */
export function asksBefore(
  act: HourAct,
  session: Session,
): { title: string; content: string; confirmText: string } | null {
  const left = session.counts.waiting + session.counts.open
  const toCases = left ? `没答的 ${left} 个马上转成申请，各有各的期限，问的人都收到消息。` : '问题都答了。'
  switch (act) {
    case 'begin':
      return {
        title: '现在就开始？',
        content: '马上进到正在访谈，来答的人可以答了。结束的时间不变。',
        confirmText: '开始',
      }
    case 'end':
      return {
        title: '现在就结束？',
        content: `不再收新问题。没答的还能补答到${sayDay(dayOf(session.closesAt))}。`,
        confirmText: '结束',
      }
    case 'close':
      return { title: '现在收尾？', content: `${toCases}收尾以后不能再补答，答应的事接着盯。`, confirmText: '收尾' }
    case 'archive':
      return { title: '归档这一场？', content: '归档以后，答复不能再更正。谁都还能看、能查。', confirmText: '归档' }
    default:
      return null
  }
}

export interface SeatLine {
  id: string
  name: string
  title: string
  photo: string
  /** `到了`, `没到`, `先走了`, `码给了，还没进来`. */
  tag: Tag
  here: boolean
  left: boolean
}

export const seatLines = ({ seats }: Session): SeatLine[] =>
  seats.map(({ id, name, title, department, photo, here, left, invited }) => ({
    id,
    name,
    title: department && !title.includes(department) ? `${department}${title}` : title,
    photo,
    here,
    left,
    tag: left
      ? { text: '先走了', icon: 'go', tone: 'plain' }
      : here
        ? { text: '到了', icon: 'tick', tone: 'green' }
        : { text: invited ? '码给了，没到' : '没到', icon: 'clock', tone: 'amber' },
  }))

/** `来答的 3 位，到了 2 位` */
export function seatsWords({ seats }: Session): string {
  const here = seats.filter((seat) => seat.here).length
  return `来答的 ${seats.length} 位，到了 ${here} 位`
}

/** A code read aloud or copied: `ABCD 2345`. */
export const sayCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ')

/** A session's figures, a line each; empty before it is closed. */
function figureLines({ figures }: Session): { words: string; value: string }[] {
  if (!figures) return []
  const { asked, askers, outcomes, medianMinutes, kept, late } = figures
  return [
    { words: '问了', value: `${asked} 条，${askers} 人` },
    ...OUTCOMES.map((one) => ({ words: OUTCOME_WORDS[one], value: `${outcomes[one] ?? 0} 条` })),
    { words: '答应的里做成了', value: `${kept} 件${late ? `，晚了 ${late} 件` : ''}` },
    { words: '多久答上', value: medianMinutes === null ? '没有答的' : `一半在 ${saySpan(medianMinutes)}里` },
  ]
}

const headTag = ({ phase }: Session): Tag => phaseTag(phase)

/** All that stands above the queue. */
export const headOf = (session: Session, now: number) => ({
  topic: session.topic,
  tag: headTag(session),
  time: timeOf(session, now),
  seats: seatLines(session),
  seatsWords: seatsWords(session),
  figures: figureLines(session),
})
export type Head = ReturnType<typeof headOf>
