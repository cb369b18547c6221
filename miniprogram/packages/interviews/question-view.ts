import type { OutputOf } from '../../client/call'
import { dayOf, daysBetween, sayDay, sayShortDay, sayTime, type Day } from '../../rules/days'
import { isOverdue, OUTCOME_WORDS } from '../../rules/interview'

/** How a question reads in a list and alone, with its answers and what was promised. Pure. */

export type Question = OutputOf<'interviews.poll'>['changed'][number]
export type Mine = OutputOf<'interviews.mine'>
export type MyQuestion = Mine['questions'][number]
export type Answer = Question['answers'][number]
type Seats = readonly { id: string; name: string }[]

export interface Tag {
  icon: string
  tone: 'plain' | 'green' | 'amber' | 'rust' | 'blue'
  text: string
}

/** Letters of a question and of an answer that a list shows; the rest on the question's own page. */
const MOST_LISTED = 90
const CUT_AT = 80

/** One question in a list. Flat and plain, so that what changed can be set by its path. */
export interface Row {
  id: string
  text: string
  by: string
  votes: string
  voted: boolean
  pinned: boolean
  tag: Tag | null
  /** Who answers or answered. */
  who: string
  answer: string
  /** More is on the question's own page. */
  cut: boolean
  promise: PromiseBox | null
  /** `7月24日前答`, `更正过`, `有 38 秒语音`: one line. */
  notes: string
  /** The application mine became; empty: none, or not mine. */
  case: string
  /** It is no longer here, in words; empty: it is. */
  gone: string
}

export interface PromiseBox {
  what: string
  when: string
  late: boolean
}

export interface Reading {
  seats: Seats
  today: Day
  pinned: string | null
  voted: ReadonlySet<string>
  /** What a question has at least: my own vote, counted before the cloud says so. */
  atLeast: ReadonlyMap<string, number>
  cases?: ReadonlyMap<string, string>
}

export function rowOf(question: Question, reading: Reading): Row {
  const { id, text } = question
  const last = question.answers.at(-1)
  const short = cut(text)
  const answer = cut(last?.text ?? '')
  return {
    id,
    text: short,
    by: askersWords(question),
    votes: countWords(Math.max(question.votes, reading.atLeast.get(id) ?? 0)),
    voted: reading.voted.has(id),
    pinned: reading.pinned === id,
    tag: tagOf(question, reading.today),
    who: whoOf(question, reading.seats),
    answer,
    cut: short !== text || answer !== (last?.text ?? '') || question.answers.length > 1,
    promise: promiseBox(last, reading.today),
    notes: notesOf(question),
    case: reading.cases?.get(id) ?? '',
    gone: goneWords(question),
  }
}

/** Long words end in … where a list shows them. */
function cut(text: string): string {
  const letters = [...text]
  return letters.length > MOST_LISTED ? `${letters.slice(0, CUT_AT).join('')}…` : text
}

/** `318`, from ten thousand on `1.2万`: it has to fit its box. */
export function countWords(count: number): string {
  return count < 10_000 ? String(count) : `${Math.floor(count / 1000) / 10}万`
}

/** `工友 7412 等 13 人问，2 张照片` */
export function askersWords({ by, askers, pictures }: Pick<Question, 'by' | 'askers' | 'pictures'>): string {
  const who = askers > 1 ? `${by} 等 ${askers} 人问` : `${by} 问`
  return pictures > 0 ? `${who}，${pictures} 张照片` : who
}

/** What it came to: an icon and a word. Null: nobody has it yet. */
export function tagOf(question: Question, today: Day): Tag | null {
  const promise = [...question.answers].reverse().find((one) => one.promise)?.promise
  switch (question.outcome) {
    case 'answered':
      return { icon: 'tick', tone: 'green', text: OUTCOME_WORDS.answered }
    case 'referred':
      return { icon: 'go', tone: 'blue', text: OUTCOME_WORDS.referred }
    case 'later':
      return { icon: 'clock', tone: 'amber', text: OUTCOME_WORDS.later }
    case 'promised':
      return promise ? promiseTag(promise, today) : { icon: 'flag', tone: 'green', text: OUTCOME_WORDS.promised }
    default:
      return question.seat ? { icon: 'pen', tone: 'blue', text: '正在答' } : null
  }
}

type Promised = Pick<NonNullable<Answer['promise']>, 'state' | 'by'>

export function promiseTag(promise: Promised, today: Day): Tag {
  if (promise.state === 'kept') return { icon: 'tick', tone: 'green', text: '做到了' }
  if (promise.state === 'dropped') return { icon: 'cross', tone: 'plain', text: '没做成' }
  if (isOverdue(promise, today)) return { icon: 'alert', tone: 'rust', text: lateWords(promise.by, today) }
  return { icon: 'flag', tone: 'green', text: OUTCOME_WORDS.promised }
}

/** Of the promise itself, where that it was promised is said already: `在做`. */
export const slipTag = (promise: Promised, today: Day): Tag =>
  promise.state === 'open' && !isOverdue(promise, today)
    ? { icon: 'flag', tone: 'green', text: '在做' }
    : promiseTag(promise, today)

/** `晚了 2 天` */
export const lateWords = (by: Day, today: Day) => `晚了 ${daysBetween(by, today)} 天`

function promiseBox(answer: Answer | undefined, today: Day): PromiseBox | null {
  if (!answer?.promise) return null
  const { what, by } = answer.promise
  return { what, when: `${sayShortDay(by)}前`, late: isOverdue(answer.promise, today) }
}

function whoOf({ answers, seat, outcome }: Question, seats: Seats): string {
  const last = answers.at(-1)
  if (last) return last.name
  return outcome === null ? (seats.find(({ id }) => id === seat)?.name ?? '') : ''
}

function notesOf({ answers, outcome, laterBy }: Question): string {
  const last = answers.at(-1)
  const notes = [
    outcome === 'later' && laterBy ? `${sayDay(laterBy)}前答` : '',
    outcome === 'referred' ? '有专人办，办到哪步能查' : '',
    last && last.voiceSeconds > 0 ? voiceWords(last.voiceSeconds) : '',
    last && last.pictures > 0 ? `${last.pictures} 张照片` : '',
    last && last.corrections.length > 0 ? '更正过' : '',
    answers.length > 1 ? `一共答了 ${answers.length} 次` : '',
  ]
  return notes.filter(Boolean).join('，')
}

/** `有 38 秒语音` */
const voiceWords = (seconds: number) => `有 ${Math.max(1, Math.round(seconds))} 秒语音`

function goneWords({ state }: Question): string {
  if (state === 'merged') return '和一样的问题合到一起了'
  return state === 'gone' ? '这个问题撤下了' : ''
}

/** Where my own question stands, and what I can do; null: as everybody reads it. */
export function standingOf({ standing, outcome }: Pick<MyQuestion, 'standing' | 'outcome'>): Tag | null {
  switch (standing) {
    case 'waiting':
      if (outcome) return { icon: 'go', tone: 'blue', text: OUTCOME_WORDS.referred }
      return { icon: 'clock', tone: 'amber', text: '主持人正在看' }
    case 'returned':
      return { icon: 'undo', tone: 'rust', text: '换个说法再问' }
    case 'refused':
      return { icon: 'cross', tone: 'plain', text: '没放出来' }
    case 'merged':
      return { icon: 'people', tone: 'blue', text: '合到一起问了' }
    case 'withdrawn':
      return { icon: 'undo', tone: 'plain', text: '收回了' }
    default:
      return null
  }
}

/** My question in the list of mine: where it stands first, then as everybody reads it. `known`: the newest of it. */
export function myRowOf(mine: MyQuestion, known: Question | undefined, reading: Reading): Row {
  const standing = standingOf(mine)
  const row = rowOf(standing ? mine : (known ?? mine), reading)
  if (!standing) return { ...row, case: mine.case ?? '' }
  return { ...row, tag: standing, who: '', gone: '', notes: mine.why, pinned: false }
}

/** Taken back as long as nobody answered it and nobody else asks it. */
export const mayWithdraw = ({ standing, answers, askers }: MyQuestion): boolean =>
  (standing === 'waiting' || standing === 'accepted') && answers.length === 0 && askers <= 1

/** `7月24日 15:10` */
export const momentWords = (at: number) => `${sayShortDay(dayOf(at))} ${sayTime(at)}`
