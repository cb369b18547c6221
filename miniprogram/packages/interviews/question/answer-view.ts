import { sayDay, type Day } from '../../../rules/days'
import { OUTCOME_WORDS } from '../../../rules/interview'
import type { ShareCard } from '../components/share-picture/lay-out'
import { askersWords, countWords, momentWords, slipTag } from '../question-view'
import type { Answer, Question, Tag } from '../question-view'

/** One answer as the question's own page shows it, whole. Pure. */

export interface AnswerSlip {
  id: string
  name: string
  title: string
  when: string
  tag: Tag
  text: string
  promise: { what: string; who: string; by: string; tag: Tag } | null
  due: string
  /** Seconds; 0: nothing was spoken. */
  voice: number
  pictures: string
  /** What it said before, each with when and why it was corrected. */
  corrections: { text: string; note: string }[]
}

const KIND_TAGS: Record<Answer['kind'], Pick<Tag, 'icon' | 'tone'>> = {
  answered: { icon: 'tick', tone: 'green' },
  promised: { icon: 'flag', tone: 'green' },
  referred: { icon: 'go', tone: 'blue' },
  later: { icon: 'clock', tone: 'amber' },
}

export function answerSlip(answer: Answer, today: Day): AnswerSlip {
  const { id, name, title, kind, text, promise, due, at, voiceSeconds, pictures, corrections } = answer
  return {
    ...{ id, name, title, text },
    when: momentWords(at),
    tag: { ...KIND_TAGS[kind], text: OUTCOME_WORDS[kind] },
    promise: promise && {
      what: promise.what,
      who: promise.who,
      by: `${sayDay(promise.by)}前`,
      tag: slipTag(promise, today),
    },
    due: due ? `${sayDay(due)}前来答` : '',
    voice: voiceSeconds,
    pictures: pictures > 0 ? `看照片（${pictures} 张）` : '',
    corrections: corrections.map((one) => ({ text: one.text, note: `${momentWords(one.at)}改的：${one.why}` })),
  }
}

/** The picture to send on: the question and its last answer. Null while nobody answered. */
export function questionCard(topic: string, question: Question): ShareCard | null {
  const last = question.answers.at(-1)
  if (!last) return null
  const { promise } = last
  return {
    topic,
    title: question.text,
    under: `${askersWords(question)}，${countWords(question.votes)} 人想知道`,
    answer: { tag: OUTCOME_WORDS[last.kind], who: `${last.name}，${last.title}`, text: last.text },
    promise: promise && { what: `${promise.what}（${promise.who}）`, by: `${sayDay(promise.by)}前` },
    figures: [],
  }
}
