import type { OutputOf } from '../../../client/call'
import { dayOf, sayDay, sayWhen } from '../../../rules/days'
import { OUTCOME_WORDS, type Outcome } from '../../../rules/interview'

/** The host's desk in words: a row of the queue, the chosen question, what may be done with it. */

export type Session = OutputOf<'interviews.hostRead'>['session']
export type Question = OutputOf<'interviews.room'>['questions'][number]
export type Show = 'waiting' | 'open' | 'settled' | 'away'
export type Tone = 'plain' | 'green' | 'amber' | 'rust' | 'blue' | 'red'
export interface Tag {
  text: string
  icon: string
  tone: Tone
}

const SHOWS: [Show, string][] = [
  ['waiting', '待看'],
  ['open', '待答'],
  ['settled', '答了'],
  ['away', '没放'],
]

export interface Tab {
  show: Show
  words: string
  count: number
  on: boolean
}

export const tabsOf = ({ counts }: Pick<Session, 'counts'>, on: Show): Tab[] =>
  SHOWS.map(([show, words]) => ({ show, words, count: counts[show], on: show === on }))

export const EMPTY_WORDS: Record<Show, { title: string; text: string }> = {
  waiting: { title: '都看完了', text: '有人来问，马上排在这儿。' },
  open: { title: '没有等着答的', text: '放出来的问题，排在这儿等着答。' },
  settled: { title: '还没有答的', text: '答了、答应了、转去办的，都在这儿。' },
  away: { title: '没有', text: '退回的、不放的、合并掉的、自己撤的，在这儿。' },
}

/** Where a question belongs now. */
export function showOf({ standing, outcome }: Pick<Question, 'standing' | 'outcome'>): Show {
  if (standing === 'waiting') return 'waiting'
  if (standing !== 'accepted') return 'away'
  return outcome === null ? 'open' : 'settled'
}

const STANDING_TAGS: Partial<Record<Question['standing'], Tag>> = {
  returned: { text: '退回改了', icon: 'undo', tone: 'rust' },
  refused: { text: '不放', icon: 'cross', tone: 'plain' },
  merged: { text: '合并了', icon: 'people', tone: 'plain' },
  withdrawn: { text: '自己撤了', icon: 'undo', tone: 'plain' },
}

export const OUTCOME_TAGS: Record<Outcome, Tag> = {
  answered: { text: OUTCOME_WORDS.answered, icon: 'tick', tone: 'green' },
  promised: { text: OUTCOME_WORDS.promised, icon: 'flag', tone: 'amber' },
  referred: { text: OUTCOME_WORDS.referred, icon: 'paper', tone: 'blue' },
  later: { text: OUTCOME_WORDS.later, icon: 'clock', tone: 'amber' },
}

/** What a host should not overlook. */
export function flagsOf({ look, hidden, pictures }: Question): Tag[] {
  return [
    ...(look ? [{ text: '微信让再看一眼', icon: 'alert', tone: 'rust' as const }] : []),
    ...hidden.map((what) => ({ text: `藏了${what}`, icon: 'eye', tone: 'amber' as const })),
    ...(pictures ? [{ text: `照片 ${pictures}`, icon: 'camera', tone: 'plain' as const }] : []),
  ]
}

/** `刚刚`, `等了 3 分钟`, `等了 2 小时`, `昨天 18:05 问的`. */
export function waitedWords(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000)
  if (minutes < 1) return '刚问的'
  if (minutes < 60) return `等了 ${minutes} 分钟`
  if (minutes < 24 * 60 && dayOf(at) === dayOf(now)) return `等了 ${Math.floor(minutes / 60)} 小时`
  return `${sayWhen(at, now)}问的`
}

export interface Row {
  id: string
  text: string
  who: string
  votes: number
  flags: Tag[]
  when: string
  /** What became of it, or whom it waits for. */
  tag: Tag | null
  pinned: boolean
}

export function rowOf(question: Question, session: Session, now: number): Row {
  const { id, text, name, unionName, votes, at } = question
  return {
    id,
    text,
    who: `${name}　${unionName}`,
    votes,
    flags: flagsOf(question),
    when: showOf(question) === 'waiting' || showOf(question) === 'open' ? waitedWords(at, now) : '',
    tag: tagOf(question, session),
    pinned: session.pinned === id,
  }
}

/** Where a question stands, in a tag; null while it waits to be let in. */
export function tagOf(question: Question, session: Session): Tag | null {
  if (question.outcome) return OUTCOME_TAGS[question.outcome]
  const seat = session.seats.find(({ id }) => id === question.seat)
  if (question.standing === 'accepted') return seat ? { text: `交给${seat.name}`, icon: 'pen', tone: 'blue' } : null
  return STANDING_TAGS[question.standing] ?? null
}

export interface AnswerLine {
  id: string
  who: string
  tag: Tag
  text: string
  when: string
  /** A promise or a day: `查完公布结果`, `7月31日前`. */
  slip: { what: string; by: string } | null
  corrections: string[]
  extra: string
}

export const answerLines = ({ answers }: Question, now: number): AnswerLine[] =>
  answers.map(({ id, name, title, kind, text, at, promise, due, corrections, pictures, voiceSeconds }) => ({
    id,
    who: `${name}　${title}`,
    tag: OUTCOME_TAGS[kind],
    text,
    when: sayWhen(at, now),
    slip: promise
      ? { what: `${promise.what}（${promise.who}）`, by: `${sayDay(promise.by)}前` }
      : due
        ? { what: '再来答', by: `${sayDay(due)}前` }
        : null,
    corrections: corrections.map((one) => `${sayWhen(one.at, now)}更正过（${one.why}）。原来写的：${one.text}`),
    extra: [voiceSeconds ? `语音 ${Math.round(voiceSeconds)} 秒` : '', pictures ? `图 ${pictures} 张` : '']
      .filter(Boolean)
      .join('，'),
  }))

export type ActName = 'accept' | 'merge' | 'return' | 'refuse' | 'answer' | 'hand' | 'tag' | 'pin' | 'unpin' | 'correct'
export interface Act {
  act: ActName
  label: string
  /** On a keyboard. */
  key: string
}

const LABELS: Record<ActName, [label: string, key: string]> = {
  accept: ['放出来', 'A'],
  merge: ['合并到…', 'M'],
  return: ['退回改', 'R'],
  refuse: ['不放', 'N'],
  answer: ['记答复', 'W'],
  hand: ['交给…', 'H'],
  tag: ['标部门', 'D'],
  pin: ['顶上去', 'P'],
  unpin: ['不顶了', 'P'],
  correct: ['更正答复', 'G'],
}
const actOf = (act: ActName): Act => ({ act, label: LABELS[act][0], key: LABELS[act][1] })

/** What a host may do with a question now: the red button first. */
export function actsOf(question: Question, session: Session): { lead: Act | null; others: Act[] } {
  const open = ['published', 'reminded', 'live', 'closing'].includes(session.phase)
  if (session.phase === 'archived' || session.phase === 'cancelled') return { lead: null, others: [] }
  const pin = actOf(session.pinned === question.id ? 'unpin' : 'pin')
  const tags = session.departments.length > 0 ? [actOf('tag')] : []
  switch (showOf(question)) {
    case 'waiting': {
      if (!open) return { lead: null, others: [] }
      return { lead: actOf('accept'), others: [actOf('merge'), actOf('return'), actOf('refuse'), ...tags] }
    }
    case 'open': {
      if (!open) return { lead: null, others: [] }
      const others = [actOf('hand'), pin, actOf('merge'), ...tags, { ...actOf('refuse'), label: '撤下来' }]
      return { lead: actOf('answer'), others }
    }
    case 'settled': {
      const again = question.outcome === 'later' || question.outcome === 'promised' ? [actOf('answer')] : []
      return { lead: null, others: [...again, actOf('correct'), ...(open ? [pin] : []), ...tags] }
    }
    default:
      return { lead: null, others: [] }
  }
}

/** What pressing the red button will cause. */
export function effectOf(question: Question): string {
  if (showOf(question) === 'waiting') return '大家马上看得到，能跟着问。'
  return question.askers > 1 ? `${question.askers} 个问的人和关注的人都收到消息。` : '问的人和关注的人都收到消息。'
}

/** Said once an act is done. */
export function doneWords(act: ActName, question: Question): string {
  const told = `，告诉${question.name}了`
  const words: Record<ActName, string> = {
    accept: '放出来了，大家看得到',
    merge: '合并了，问的人都留着，也告诉了',
    return: `退回了${told}`,
    refuse: `记下了${told}`,
    answer: '答复记下了，问的人都收到',
    hand: question.seat ? '交过去了' : '收回来了',
    tag: question.department ? `标上了${question.department}` : '部门去掉了',
    pin: '顶上去了，谁打开都先看到',
    unpin: '不顶了',
    correct: '更正了，原来写的还看得到',
  }
  return words[act]
}

/** What a host writes most when a question does not go through. */
export const REASONS: Record<'return' | 'refuse', string[]> = {
  return: [
    '请说清楚是哪个单位、哪件事，改好再交，还排得上。',
    '一次问一件事，请分开写。',
    '请去掉别人的名字和电话，只说事情。',
  ],
  refuse: [
    '跟这一场谈的不是一件事。请打 12351，或在“服务”里反映。',
    '牵涉到具体的人，不好当众答。请在“服务”里单独反映，有人专门办。',
    '前面已经答过了，请翻“答了的”看一看。',
  ],
}
