import type { OutputOf } from '../../../client/call'
import { dayOf, type Day } from '../../../rules/days'
import { askersWords, countWords, tagOf, type Question, type Tag } from '../question-view'

/** What an interviewee finds at her seat: hers first, then what nobody has, then the rest. Pure. */

export type SeatReply = OutputOf<'interviews.seatQuestions'>
export type SeatQuestion = SeatReply['questions'][number]

export interface SeatRow {
  id: string
  text: string
  votes: string
  by: string
  tag: Tag | null
}

export interface SeatGroup {
  key: 'mine' | 'free' | 'others' | 'done'
  title: string
  rows: SeatRow[]
}

const TITLES: Record<SeatGroup['key'], (count: number) => string> = {
  mine: (count) => `交给您的 ${count} 个`,
  free: (count) => `还没人接的 ${count} 个`,
  others: (count) => `别人在答的 ${count} 个`,
  done: (count) => `答过的 ${count} 个`,
}

/** Groups that have something, in the order in which she needs them; within one, as the cloud sorted. */
export function groupsOf({ questions, seat }: Pick<SeatReply, 'questions' | 'seat'>, today: Day): SeatGroup[] {
  const keys: SeatGroup['key'][] = ['mine', 'free', 'others', 'done']
  return keys.flatMap((key) => {
    const of = questions.filter((question) => question.state === 'open' && keyOf(question, seat) === key)
    return of.length > 0 ? [{ key, title: TITLES[key](of.length), rows: of.map((one) => rowOf(one, today)) }] : []
  })
}

function keyOf({ outcome, seat }: Pick<Question, 'outcome' | 'seat'>, mine: string): SeatGroup['key'] {
  if (outcome !== null) return 'done'
  if (seat === null) return 'free'
  return seat === mine ? 'mine' : 'others'
}

const rowOf = (question: SeatQuestion, today: Day): SeatRow => ({
  id: question.id,
  text: question.text,
  votes: countWords(question.votes),
  by: askersWords(question),
  tag: question.outcome === null ? null : tagOf(question, today),
})

/** What happens when she goes: said before she does. `waiting`: handed to her and not answered. */
export const leavingWords = (waiting: number): string =>
  waiting > 0
    ? `交给您、还没答的 ${waiting} 个，会回到主持人那儿，请别人答。您答过的都留着。`
    : '没有等您答的了。您答过的都留着，答应的事还在这儿，到期提醒您。'

/** Handed to her and not answered yet. */
export const waitingFor = ({ questions, seat }: Pick<SeatReply, 'questions' | 'seat'>): number =>
  questions.filter((one) => one.state === 'open' && keyOf(one, seat) === 'mine').length

/** The next look at the cloud in milliseconds; null: nothing moves any more. */
export function nextLook(phase: SeatReply['session']['phase']): number | null {
  if (phase === 'live') return 3000
  return phase === 'published' || phase === 'reminded' || phase === 'closing' ? 20_000 : null
}

/** As it was typed or pasted from a message: `abcd efgh`, `ABCD-EFGH`, also with words around it. */
export function codeOf(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
}

/** `周敏 市总工会副主席` of her seat; empty where it is gone. */
export function seatName({ session, seat }: Pick<SeatReply, 'session' | 'seat'>): string {
  const mine = session.seats.find(({ id }) => id === seat)
  return mine ? `${mine.name}，${mine.title}` : ''
}

export const todayOf = () => dayOf(Date.now())
