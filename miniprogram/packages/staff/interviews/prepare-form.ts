import type { FormFieldView } from '../../../../cloudfunctions/kernel/casework/contract'
import type { InputOf, OutputOf } from '../../../client/call'
import type { Page } from '../../../client/photos'
import { faultsOf, type Faults } from '../../../components/case-form/form'
import { plainField } from '../../../components/case-form/plain-field'
import type { Answers } from '../../../components/case-form/values'
import { addDays, dayOf, daysBetween, sayDay, sayTime, startOfDay, weekdayOf, type Day } from '../../../rules/days'
import {
  LONGEST_LIVE_MS,
  MOST_DEPARTMENTS,
  SUBJECT_WORDS,
  SUBJECTS,
  type NamesOutside,
  type Phase,
  type Subject,
} from '../../../rules/interview'

/** What a host fills in to hold a micro-interview, and what is wrong with it in words; the cloud's rules are the same. */

export type Session = OutputOf<'interviews.hostRead'>['session']
export type Prepared = Omit<InputOf<'interviews.prepare'>, 'desk' | 'clientKey' | 'publish' | 'interview' | 'version'>

const choice = (value: string, label: string, note = '') => ({ value, label, note })
const HOUR = 3_600_000
const LONGEST_LIVE_HOURS = LONGEST_LIVE_MS / HOUR
/** Days of after-care, the day of the live hour not counted. */
const LONGEST_AFTER_DAYS = 30

export const WHAT_FIELDS: FormFieldView[] = [
  plainField({
    name: 'topic',
    label: '谈什么',
    help: '一句话，像工友会问的：高温天干活，津贴怎么发',
    widget: 'text',
    maxLength: 30,
  }),
  plainField({
    name: 'subject',
    label: '哪方面的',
    widget: 'choice',
    options: SUBJECTS.map((one) => choice(one, SUBJECT_WORDS[one])),
  }),
  plainField({
    name: 'about',
    label: '请大家来问什么',
    help: '几句话：谁来答，能问哪些事，答不完怎么办',
    widget: 'longText',
    maxLength: 300,
  }),
]

export const NAMES_FIELDS: FormFieldView[] = [
  plainField({
    name: 'names',
    label: '工友怎么称呼',
    widget: 'choice',
    options: [choice('pseudonym', '工友 7412', '只有代号，问得放心'), choice('masked', '林＊兰', '露出姓，名字遮住')],
  }),
]

export const TIME_FIELDS: FormFieldView[] = [
  plainField({ name: 'day', label: '哪天谈', widget: 'day' }),
  plainField({ name: 'from', label: '几点开始', widget: 'time' }),
  plainField({ name: 'until', label: '几点结束', help: '谈着谈着不够，还能延长', widget: 'time' }),
]

export const ASK_FIELDS: FormFieldView[] = [
  plainField({
    name: 'asks',
    label: '从什么时候收问题',
    widget: 'choice',
    options: [choice('now', '发布了就收'), choice('later', '到哪天再收')],
  }),
  plainField({ name: 'asksDay', label: '哪天起收', widget: 'day', when: { field: 'asks', is: ['later'] } }),
  plainField({ name: 'asksTime', label: '几点起收', widget: 'time', when: { field: 'asks', is: ['later'] } }),
]

export const AFTER_FIELDS: FormFieldView[] = [
  plainField({
    name: 'afterDays',
    label: '谈完接着补答几天',
    help: '1 到 30 天。到时还没答的，自动转成申请，有期限地办',
    widget: 'number',
    unit: '天',
    least: 1,
    greatest: LONGEST_AFTER_DAYS,
  }),
]

const ALL_FIELDS = [...WHAT_FIELDS, ...NAMES_FIELDS, ...TIME_FIELDS, ...ASK_FIELDS, ...AFTER_FIELDS]

export const SEAT_FIELDS: FormFieldView[] = [
  plainField({ name: 'name', label: '姓名', widget: 'text', maxLength: 20 }),
  plainField({ name: 'title', label: '职务', help: '比如：市总工会副主席', widget: 'text', maxLength: 30 }),
  plainField({ name: 'department', label: '部门', widget: 'text', maxLength: 20, required: false }),
]

/** An interviewee being written down. `id` empty: not kept yet. */
export interface SeatDraft {
  id: string
  answers: Answers
  /** What is shown: an address, or a picture on this phone; empty: none. */
  photo: string
  /** A new picture, to be sent. */
  page: Page | null
  /** The one there was is taken away. */
  dropped: boolean
}

export const emptySeat = (): SeatDraft => ({ id: '', answers: {}, photo: '', page: null, dropped: false })

/** The next day that is no weekend; of holidays the phone knows nothing. */
export function nextWorkday(today: Day): Day {
  let day = addDays(today, 1)
  while (weekdayOf(day) === 0 || weekdayOf(day) === 6) day = addDays(day, 1)
  return day
}

/** The next working day, ten to eleven; asking from now on; three days of after-care. */
export function beginning(now: number): Answers {
  const day = nextWorkday(dayOf(now))
  return { names: 'pseudonym', day, from: '10:00', until: '11:00', asks: 'now', afterDays: 3 }
}

export function answersOf(session: Session, now: number): Answers {
  const { topic, subject, about, names, asksFrom, liveFrom, liveUntil, closesAt } = session
  const later = asksFrom > now && { asksDay: dayOf(asksFrom), asksTime: sayTime(asksFrom) }
  return {
    topic,
    subject,
    about,
    names,
    day: dayOf(liveFrom),
    from: sayTime(liveFrom),
    until: sayTime(liveUntil),
    asks: later ? 'later' : 'now',
    ...later,
    afterDays: Math.max(1, daysBetween(dayOf(liveUntil), dayOf(closesAt))),
  }
}

export const seatsOf = (session: Session): SeatDraft[] =>
  session.seats.map(({ id, name, title, department, photo }) => ({
    ...emptySeat(),
    id,
    answers: { name, title, department },
    photo,
  }))

const momentOf = (day: unknown, time: unknown): number => {
  const [hours, minutes] = String(time).split(':').map(Number)
  return startOfDay(String(day)) + hours! * HOUR + minutes! * 60_000
}

/** The four moments, in milliseconds. `kept`: the session as it is; what began already stays. */
export function timesOf(answers: Answers, now: number, kept: Session | null) {
  const { day, from, until, asks, asksDay, asksTime, afterDays } = answers
  const begun = kept && kept.phase !== 'draft' && kept.asksFrom <= now
  const asksFrom = begun ? kept.asksFrom : asks === 'later' ? momentOf(asksDay, asksTime) : now
  const closesAt = startOfDay(addDays(String(day), Number(afterDays) + 1)) - 60_000
  return { asksFrom, liveFrom: momentOf(day, from), liveUntil: momentOf(day, until), closesAt }
}

/** What may be changed in each phase: everything; all but how askers are called; words and people; nothing. */
export type Open = 'all' | 'hours' | 'words' | 'none'
export function openIn(phase: Phase): Open {
  if (phase === 'draft') return 'all'
  if (phase === 'published' || phase === 'reminded') return 'hours'
  return phase === 'live' || phase === 'closing' ? 'words' : 'none'
}

/** Everything wrong, by field; of an interviewee `seats.1.name`. Empty: it may be sent. */
export function faultsOfSession(
  { answers, seats }: { answers: Answers; seats: readonly SeatDraft[] },
  now: number,
  open: Open = 'all',
): Faults {
  const timed = open === 'all' || open === 'hours'
  const faults = faultsOf(timed ? ALL_FIELDS : WHAT_FIELDS, answers, now)
  for (const name of ['topic', 'about']) if (!faults[name] && letters(answers[name]) < 2) faults[name] = '再多写几个字'
  seats.forEach((seat, at) => {
    for (const [name, fault] of Object.entries(faultsOf(SEAT_FIELDS, seat.answers, now)))
      faults[`seats.${at}.${name}`] = fault
    for (const name of ['name', 'title'])
      if (!faults[`seats.${at}.${name}`] && letters(seat.answers[name]) < 2)
        faults[`seats.${at}.${name}`] = name === 'name' ? '请写全名' : '请写全职务'
  })
  if (seats.length === 0) faults.seats = '请至少写一位来答的人'
  return timed ? { ...hourFaults(answers, now), ...faults } : faults
}

const letters = (value: unknown): number => [...String(value ?? '').trim()].length

/** What the hours say together. */
function hourFaults(answers: Answers, now: number): Faults {
  const { asksFrom, liveFrom, liveUntil } = timesOf(answers, now, null)
  const faults: Faults = {}
  if (liveFrom <= now) faults.from = '这个时间已经过了。请选以后的时间'
  if (liveUntil <= liveFrom) faults.until = '结束要晚于开始'
  else if (liveUntil - liveFrom > LONGEST_LIVE_MS) faults.until = `一场最长 ${LONGEST_LIVE_HOURS} 小时`
  if (answers.asks === 'later' && asksFrom >= liveFrom) faults.asksTime = '要在开始以前收问题'
  if (!Number.isInteger(answers.afterDays)) faults.afterDays = '请填整天，比如 3'
  return faults
}

/** Adds a department; the fault in words where it may not be added. */
export function withDepartment(all: readonly string[], typed: string): { all: string[]; fault: string } {
  const name = typed.trim()
  const keep = (fault: string) => ({ all: [...all], fault })
  if (letters(name) < 2) return keep('请写部门的名字，比如“劳动监察支队”')
  if (letters(name) > 20) return keep('部门名字最多 20 个字')
  if (all.includes(name)) return keep('这个部门已经有了')
  if (all.length >= MOST_DEPARTMENTS) return keep(`最多 ${MOST_DEPARTMENTS} 个部门`)
  return { all: [...all, name], fault: '' }
}

/** As the cloud takes it. `photos`: uploads of new pictures, in the order of their seats. */
export function preparedOf(
  filled: { answers: Answers; seats: readonly SeatDraft[]; departments: readonly string[] },
  photos: readonly string[],
  now: number,
  kept: Session | null,
): Prepared {
  const { answers, seats, departments } = filled
  const said = (of: Answers, name: string) => String(of[name] ?? '').trim()
  const left = [...photos]
  const timed = !kept || openIn(kept.phase) === 'all' || openIn(kept.phase) === 'hours'
  return {
    topic: said(answers, 'topic'),
    subject: answers.subject as Subject,
    about: said(answers, 'about'),
    departments: [...departments],
    names: answers.names as NamesOutside,
    ...(timed ? timesOf(answers, now, kept) : hoursOf(kept)),
    seats: seats.map(({ id, answers: of, page, dropped }) => ({
      ...(id && { id }),
      name: said(of, 'name'),
      title: said(of, 'title'),
      department: said(of, 'department'),
      ...(page ? { photo: left.shift()! } : dropped && { photo: '' }),
    })),
  }
}

const hoursOf = ({ asksFrom, liveFrom, liveUntil, closesAt }: Session) => ({ asksFrom, liveFrom, liveUntil, closesAt })

/** What will be told to workers when this is saved; empty: nothing. */
export function tellsWhat(answers: Answers, now: number, kept: Session | null): string {
  if (!kept || openIn(kept.phase) !== 'hours') return ''
  const times = timesOf(answers, now, kept)
  const same = times.liveFrom === kept.liveFrom && times.liveUntil === kept.liveUntil
  return same ? '' : `时间改成 ${sayHours(times)}。提过问的、要提醒的人，马上收到消息。`
}

/** `7月27日（周一） 10:00–11:00` */
export const sayHours = ({ liveFrom, liveUntil }: { liveFrom: number; liveUntil: number }): string =>
  `${sayDay(dayOf(liveFrom))} ${sayTime(liveFrom)}–${sayTime(liveUntil)}`
