import type { OutputOf } from '../../../client/call'
import { MOST_QUESTION_LETTERS } from '../../../rules/interview'
import { countWords, tagOf, type Tag } from '../question-view'
import type { Day } from '../../../rules/days'

/** How asking reads: what is alike, what was hidden, what is wrong. Pure. */

type Question = OutputOf<'interviews.similar'>['questions'][number]

export interface Alike {
  id: string
  text: string
  votes: string
  voted: boolean
  tag: Tag | null
}

export const alikeOf = (questions: readonly Question[], voted: ReadonlySet<string>, today: Day): Alike[] =>
  questions.map((one) => ({
    id: one.id,
    text: one.text,
    votes: countWords(one.votes),
    voted: voted.has(one.id),
    tag: one.outcome === null ? null : tagOf(one, today),
  }))

/** Why it cannot be sent yet; empty: it can. */
export function faultOf(text: string): string {
  const letters = [...text.trim()].length
  if (letters === 0) return '请写几个字，想问什么'
  if (letters < 2) return '再多写几个字'
  return letters > MOST_QUESTION_LETTERS
    ? `最多 ${MOST_QUESTION_LETTERS} 个字，多了 ${letters - MOST_QUESTION_LETTERS} 个`
    : ''
}

/** What is left to write, said only when it runs short. */
export function roomWords(text: string): string {
  const left = MOST_QUESTION_LETTERS - [...text].length
  if (left < 0) return `多了 ${-left} 个字`
  return left <= 60 ? `还能写 ${left} 个字` : ''
}

/** `您写的手机号已经隐去，别人看不到` */
export const hiddenWords = (kinds: readonly string[]): string =>
  kinds.length > 0 ? `您写的${kinds.join('、')}已经隐去，谁也看不到` : ''

/** Under which name others read it. */
export const namedWords = (names: string | undefined): string =>
  names === 'masked'
    ? '别人只看到“林＊兰”这样的名字。主持人和工会看得到全名。'
    : '别人看不到您的名字，只看到“工友 7412”这样的叫法。主持人和工会看得到全名。'
