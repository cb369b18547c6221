import type { FormFieldView } from '../../../../cloudfunctions/kernel/casework/contract'
import type { InputOf } from '../../../client/call'
import { faultsOf, type Faults } from '../../../components/case-form/form'
import { plainField } from '../../../components/case-form/plain-field'
import type { Answers } from '../../../components/case-form/values'
import { addDays, dayOf, sayDay } from '../../../rules/days'
import { LONGEST_LATER_DAYS, LONGEST_PROMISE_DAYS, MOST_ANSWER_LETTERS, type Outcome } from '../../../rules/interview'

/** How an interviewee answers: one of four ways, each said in a sentence. Pure. */

export interface Choice {
  kind: Outcome
  title: string
  note: string
  button: string
}

export const CHOICES: readonly Choice[] = [
  { kind: 'answered', title: '现在答复', note: '能说清楚的，现在就答', button: '发出答复' },
  { kind: 'promised', title: '答应办', note: '办什么、谁来办、哪天前，都公开', button: '答应下来' },
  { kind: 'referred', title: '转去办', note: '变成申请，有期限，问的人能查进度', button: '转去办' },
  { kind: 'later', title: '定个日子答', note: '要查一查，先说哪天前来答', button: '定下这天' },
]

/** What the text is, for each way. */
const TEXT: Record<Outcome, { label: string; help: string }> = {
  answered: { label: '您的答复', help: '' },
  promised: { label: '跟大家说几句', help: '比如：这件事我们管，下周就去查' },
  referred: { label: '跟问的人说几句', help: '比如：要看您的具体情况，请专人来办' },
  later: { label: '跟大家说一声', help: '比如：要跟社保那边核一下数字' },
}

export function fieldsOf(kind: Outcome | ''): FormFieldView[] {
  if (kind === '') return []
  const { label, help } = TEXT[kind]
  return [
    ...(kind === 'promised'
      ? [
          plainField({
            name: 'what',
            label: '答应办什么',
            help: '比如：查完 20 个工地，公布结果',
            widget: 'text',
            maxLength: 60,
          }),
          plainField({ name: 'who', label: '谁来办', help: '部门或人，大家看得到', widget: 'text', maxLength: 30 }),
          plainField({ name: 'by', label: '哪天前办成', widget: 'day' }),
        ]
      : []),
    ...(kind === 'later' ? [plainField({ name: 'due', label: '哪天前来答', widget: 'day' })] : []),
    plainField({ name: 'text', label, help, widget: 'longText', maxLength: MOST_ANSWER_LETTERS }),
  ]
}

const LEAST = ['text', 'what', 'who']

/** `voiced`: she spoke; then the text is for those who cannot listen. */
export function faultsOfAnswer(kind: Outcome, answers: Answers, voiced: boolean, now: number): Faults {
  const fields = fieldsOf(kind)
  const faults = faultsOf(fields, answers, now)
  for (const { name } of fields)
    if (LEAST.includes(name) && !faults[name] && said(answers, name).length < 2) faults[name] = '再多写几个字'
  if (faults.text && voiced) faults.text = '再写一两句大意，给不方便听的人看'
  dayFault(faults, kind === 'promised' ? 'by' : kind === 'later' ? 'due' : '', answers, now)
  return faults
}

function dayFault(faults: Faults, name: 'by' | 'due' | '', answers: Answers, now: number): void {
  if (name === '' || faults[name]) return
  const today = dayOf(now)
  const last = addDays(today, name === 'by' ? LONGEST_PROMISE_DAYS : LONGEST_LATER_DAYS)
  const day = said(answers, name)
  if (day <= today) faults[name] = '请选明天或以后'
  else if (day > last) faults[name] = `最晚 ${sayDay(last)}`
}

const said = (answers: Answers, name: string) => String(answers[name] ?? '').trim()

export type Given = Pick<InputOf<'interviews.answer'>, 'kind' | 'text' | 'promise' | 'due'>

export const givenOf = (kind: Outcome, answers: Answers): Given => ({
  kind,
  text: said(answers, 'text'),
  ...(kind === 'promised' && {
    promise: { what: said(answers, 'what'), who: said(answers, 'who'), by: said(answers, 'by') },
  }),
  ...(kind === 'later' && { due: said(answers, 'due') }),
})

/** Who does it, until she says otherwise: her own department. */
export function beginning(seat: { name: string; department: string } | undefined): Answers {
  return { who: seat ? seat.department || seat.name : '' }
}

/** What is kept of a half-written answer; the key with it, so that going on is the same answer. */
export interface Draft {
  clientKey: string
  kind: Outcome | ''
  answers: Answers
}

const KEY = (question: string) => `answer:${question}`

export function keptDraft(question: string): Draft | null {
  return (wx.getStorageSync(KEY(question)) as Draft | '') || null
}
/** A full storage costs the draft, never the answer. */
export function keepDraft(question: string, draft: Draft): void {
  try {
    wx.setStorageSync(KEY(question), draft)
  } catch (error) {
    console.warn('answer not kept', error)
  }
}
export const dropDraft = (question: string) => wx.removeStorageSync(KEY(question))
