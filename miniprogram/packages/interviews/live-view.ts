import type { OutputOf } from '../../client/call'
import { dayOf, sayComing, sayDay, sayShortDay, sayTime, type Day } from '../../rules/days'
import type { ShareCard } from './components/share-picture/lay-out'
import {
  askFault,
  OUTCOME_WORDS,
  OUTCOMES,
  PHASE_WORDS,
  saySpan,
  type Phase,
  type Timetable,
} from '../../rules/interview'
import type { Counts, Live } from './live-state'
import { lateWords, type Mine, type Tag } from './question-view'

/** How a session reads: its head, who sits there, what was promised before, and whether I may ask. Pure. */

export type SessionReply = OutputOf<'interviews.session'>
export type Session = SessionReply['session']
export type Promises = SessionReply['promises']
export type Figures = OutputOf<'interviews.figures'>['figures']

export interface Head {
  live: boolean
  tag: Tag | null
  line: string
  /** It is still to come: I can be reminded. */
  coming: boolean
}

const MINUTE_MS = 60_000

/** What goes on, and until when. */
export function headOf(session: Pick<Session, 'liveFrom' | 'liveUntil' | 'closesAt' | 'phase'>, now: number): Head {
  const { phase, liveFrom, liveUntil, closesAt } = session
  const head = { live: phase === 'live', coming: phase === 'published' || phase === 'reminded' }
  const text = PHASE_WORDS[phase]
  switch (phase) {
    case 'live':
      return { ...head, tag: null, line: leftWords(liveUntil, now) }
    case 'closing':
      return {
        ...head,
        tag: { icon: 'clock', tone: 'amber', text },
        line: `补到 ${sayDay(dayOf(closesAt - 1))}`,
      }
    case 'published':
    case 'reminded':
      return { ...head, tag: { icon: 'clock', tone: 'amber', text }, line: `${sayComing(liveFrom, now)} 开始` }
    case 'cancelled':
      return { ...head, tag: { icon: 'cross', tone: 'plain', text }, line: '' }
    default:
      return { ...head, tag: { icon: 'tick', tone: 'plain', text }, line: sayDay(dayOf(liveFrom)) }
  }
}

function leftWords(until: number, now: number): string {
  const minutes = Math.ceil((until - now) / MINUTE_MS)
  if (minutes <= 1) return '快结束了'
  return minutes <= 90 ? `还有 ${minutes} 分钟` : `到 ${sayTime(until)}`
}

/** The session as the last poll knows it. */
export const sessionNow = (session: Session, { phase, liveUntil, pinned, left }: Live): Session =>
  phase === null
    ? session
    : {
        ...session,
        phase,
        liveUntil,
        pinned,
        seats: session.seats.map((seat) => ({ ...seat, left: left.includes(seat.id) })),
      }

export interface SeatView {
  id: string
  name: string
  title: string
  photo: string
  surname: string
  left: boolean
}
/** Interviewees shown at once; the others are a tap away. */
export const FIRST_SEATS = 4

export const seatsOf = ({ seats }: Pick<Session, 'seats'>, all: boolean): SeatView[] =>
  (all ? seats : seats.slice(0, FIRST_SEATS)).map(({ id, name, title, photo, left }) => ({
    id,
    name,
    title,
    photo,
    surname: [...name][0] ?? '',
    left,
  }))

export interface PromiseStrip {
  words: string
  tone: 'rust' | 'green' | 'quiet'
  icon: string
}

/** What was promised in this session and before; null: nothing was. */
export function promiseStrip({ open, kept, late, first }: Promises, today: Day, session: string): PromiseStrip | null {
  const all = open + kept
  if (all === 0) return null
  const from = new Set(first.map(({ interview }) => interview))
  const when = from.size > 1 ? '一共' : from.has(session) ? '这一场' : '上次'
  const head = `${when}答应 ${all} 件`
  const longest = first[0] && late > 0 ? lateWords(first[0].by, today) : ''
  if (late > 0) {
    const words = late === 1 ? `1 件${longest}` : `${late} 件晚了，最久${longest}`
    return { words: `${head}，${words}`, icon: 'alert', tone: 'rust' }
  }
  if (open === 0) return { words: `${head}，都做到了`, icon: 'tick', tone: 'green' }
  const done = kept > 0 ? `做到 ${kept} 件，` : ''
  return { words: `${head}，${done}${open} 件没到期`, icon: 'flag', tone: 'quiet' }
}

export interface LatePromise {
  question: string
  what: string
  who: string
  due: string
  late: string
  asked: string
}

/** The promise that is late longest: what a session begins with. */
export function firstLate({ late, first }: Promises, phase: Phase, today: Day): LatePromise | null {
  const one = first[0]
  if (!one || late === 0 || phase === 'closed' || phase === 'archived' || phase === 'cancelled') return null
  const day = one.moves[0]?.from ?? one.by
  const due = one.moves.length > 0 ? `原定 ${sayShortDay(day)}，改到 ${sayShortDay(one.by)}` : `说好 ${sayDay(day)}前`
  return {
    question: one.question,
    what: one.what,
    who: one.who,
    due,
    late: lateWords(one.by, today),
    asked: one.questionText,
  }
}

/** `23 问，答了 15` */
export const countsWords = ({ asked, answered }: Pick<Counts, 'asked' | 'answered'>) =>
  asked > 0 ? `${asked} 问，答了 ${answered}` : ''

/** A closed session in one sentence. */
export function figureWords({ asked, askers, outcomes, kept, late, medianMinutes }: Figures): string {
  const of = (key: keyof typeof outcomes) => outcomes[key] ?? 0
  const parts = [
    `${askers} 人问了 ${asked} 个`,
    `答了 ${of('answered')} 个`,
    of('promised') > 0 ? `答应办 ${of('promised')} 个，做到 ${kept} 件${late > 0 ? `，晚了 ${late} 件` : ''}` : '',
    of('referred') > 0 ? `转去办 ${of('referred')} 个` : '',
    of('later') > 0 ? `定了日子答 ${of('later')} 个` : '',
    medianMinutes === null ? '' : `一半问题 ${saySpan(medianMinutes)}里答上了`,
  ]
  return `${parts.filter(Boolean).join('。')}。`
}

/** The picture of a session that is over, to send on. */
export function sessionCard(session: Session, { asked, askers, outcomes, kept, late }: Figures): ShareCard {
  const { topic, orgName, seats, liveFrom } = session
  const lines = OUTCOMES.map((one) => ({ words: OUTCOME_WORDS[one], value: `${outcomes[one] ?? 0} 个` }))
  const promised = (outcomes.promised ?? 0) > 0
  return {
    topic: `${orgName}，${sayDay(dayOf(liveFrom))}`,
    title: topic,
    under: `${seats.map(({ name, title }) => `${name}（${title}）`).join('、')}来答`,
    answer: null,
    promise: null,
    figures: [
      { words: '工友问了', value: `${askers} 人 ${asked} 个` },
      ...lines,
      ...(promised ? [{ words: '答应的做到了', value: `${kept} 件${late > 0 ? `，晚了 ${late} 件` : ''}` }] : []),
    ],
  }
}

/** What the rules ask of a session, from the phase that the cloud names. */
export function timesOf(session: Session): Timetable {
  const { phase } = session
  return {
    ...session,
    state: phase === 'cancelled' || phase === 'draft' ? phase : 'published',
    // The cloud's phase counts where the phone's clock is wrong.
    liveUntil: phase === 'closing' ? Math.min(session.liveUntil, session.liveFrom) : session.liveUntil,
    remindedAt: null,
    closedAt: phase === 'closed' || phase === 'archived' ? session.closesAt : null,
    archivedAt: null,
  }
}

export interface Foot {
  /** What the red button does; empty: there is none. */
  act: '' | 'ask' | 'join'
  words: string
}

/** Whether I may ask, or why not. `joined`: I am a member somewhere. */
export function footOf(session: Session, mine: Mine | null, joined: boolean, now: number): Foot {
  const { phase } = session
  const fault = askFault(timesOf(session), now)
  const over = phase === 'closing' || phase === 'closed' || phase === 'archived'
  if (fault && phase === 'cancelled') return { act: '', words: '' }
  if (fault)
    return {
      act: '',
      words: over ? '这一场不收新问题了。下一场还能问' : `${sayComing(session.asksFrom, now)} 起能提问`,
    }
  if (!mine) return { act: 'ask', words: '' }
  if (!mine.mayAsk)
    return joined
      ? { act: '', words: `这一场听${session.orgName}的会员问。您能看，不能问` }
      : { act: 'join', words: '会员才能问，入会不花钱。您现在能看' }
  return mine.left > 0 ? { act: 'ask', words: '' } : { act: '', words: '这一场您问满了。别人问的，您能点“我也问”' }
}
