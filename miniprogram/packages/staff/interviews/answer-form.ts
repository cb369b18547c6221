import type { FormFieldView } from '../../../../cloudfunctions/kernel/casework/contract'
import type { InputOf } from '../../../client/call'
import { faultsOf, type Faults } from '../../../components/case-form/form'
import { plainField } from '../../../components/case-form/plain-field'
import type { Answers } from '../../../components/case-form/values'
import { addDays, dayOf, sayDay } from '../../../rules/days'
import {
  LONGEST_LATER_DAYS,
  LONGEST_PROMISE_DAYS,
  MOST_ANSWER_LETTERS,
  OUTCOME_WORDS,
  OUTCOMES,
  type Outcome,
} from '../../../rules/interview'
import type { Question, Session } from './room-view'

/** What a host writes down of an answer that an interviewee speaks. */

export type Given = Pick<InputOf<'interviews.answer'>, 'seat' | 'kind' | 'text' | 'promise' | 'due'>

export function answerFields({ seats }: Session): FormFieldView[] {
  const option = (value: string, label: string) => ({ value, label, note: '' })
  const promised = { field: 'kind', is: ['promised'] }
  return [
    plainField({
      name: 'seat',
      label: '谁答的',
      widget: 'choice',
      options: seats.map(({ id, name }) => option(id, name)),
    }),
    plainField({
      name: 'kind',
      label: '怎么个答法',
      widget: 'choice',
      options: OUTCOMES.map((one) => option(one, OUTCOME_WORDS[one])),
    }),
    plainField({ name: 'text', label: '怎么说的', widget: 'longText', maxLength: MOST_ANSWER_LETTERS }),
    plainField({
      name: 'what',
      label: '答应办什么',
      help: '比如：查完 20 个工地，公布结果',
      widget: 'text',
      maxLength: 60,
      when: promised,
    }),
    plainField({
      name: 'who',
      label: '谁来办',
      help: '部门或人，工友看得到',
      widget: 'text',
      maxLength: 30,
      when: promised,
    }),
    plainField({ name: 'by', label: '哪天前办成', widget: 'day', when: promised }),
    plainField({ name: 'due', label: '哪天前来答', widget: 'day', when: { field: 'kind', is: ['later'] } }),
  ]
}

/** Whom it was handed to, else who is there alone; nobody presses “答应了” by default. */
export function answerBeginning({ seat }: Question, { seats }: Session): Answers {
  const here = seats.filter((one) => one.here)
  const likely = seat ?? (seats.length === 1 ? seats[0] : here.length === 1 ? here[0] : null)
  const id = typeof likely === 'string' ? likely : likely?.id
  return { ...(id && { seat: id }), kind: 'answered', text: '' }
}

export function faultsOfAnswer(fields: readonly FormFieldView[], answers: Answers, now: number): Faults {
  const faults = faultsOf(fields, answers, now)
  const today = dayOf(now)
  const late = (name: 'by' | 'due', days: number) => {
    const day = String(answers[name] ?? '')
    if (faults[name] || !fields.some((field) => field.name === name && field.when?.is.includes(String(answers.kind))))
      return
    if (day <= today) faults[name] = '请选明天或以后'
    else if (day > addDays(today, days)) faults[name] = `最晚 ${sayDay(addDays(today, days))}`
  }
  late('by', LONGEST_PROMISE_DAYS)
  late('due', LONGEST_LATER_DAYS)
  for (const name of ['text', ...(answers.kind === 'promised' ? ['what', 'who'] : [])])
    if (!faults[name] && [...String(answers[name] ?? '').trim()].length < 2) faults[name] = '再多写几个字'
  return faults
}

/** What pressing will cause, by how it was answered. */
export const ANSWER_EFFECTS: Record<Outcome, string> = {
  answered: '大家马上看得到，问的人和关注的人都收到消息。',
  promised: '公开挂出来：谁办、哪天前。到期没办成，下一场开头就念。',
  referred: '替问的人开一份申请，有期限、有人办。问的人能一路看着。',
  later: '写明哪天前来答。到时没答，自动转成申请。',
}

export function givenOf(answers: Answers): Given {
  const said = (name: string) => String(answers[name] ?? '').trim()
  const kind = answers.kind as Outcome
  return {
    seat: said('seat'),
    kind,
    text: said('text'),
    ...(kind === 'promised' && { promise: { what: said('what'), who: said('who'), by: said('by') } }),
    ...(kind === 'later' && { due: said('due') }),
  }
}
