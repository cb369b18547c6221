import type { FormFieldView, FormView } from '../../../cloudfunctions/kernel/casework/contract'
import { idNumberFault, sayIdNumberFault, tidyIdNumber } from '../../rules/id-number'
import { maskIdNumber } from '../../rules/masks'

/**
 * Filling in a form that a kind of application declares (`membership.form`): what is wrong with an answer in words,
 * how an answer reads when looked over, what is handed in. Knows widgets, never a kind.
 */

/** Answers by field name: the text, the chosen value, the union's id; a consent is `yes` or empty. */
export type Answers = Record<string, string>

/** What the person reads of an answer whose value is an id (a union's name), by field name. */
export type Titles = Record<string, string>

/** What is wrong, by field name. */
export type Faults = Record<string, string>

/** Answers that must not outlive the session on the phone: an ID number, and the consent to its use. */
export function isSensitive(field: FormFieldView): boolean {
  return field.widget === 'idNumber' || field.widget === 'consent'
}

export function allFields(form: FormView): FormFieldView[] {
  return form.pages.flatMap((page) => page.fields)
}

/** What is wrong with one answer, in words, or null. `now` in milliseconds. */
export function faultOf(field: FormFieldView, answer: string | undefined, now: number): string | null {
  const value = (answer ?? '').trim()
  if (!value) return field.required ? missingWords(field) : null
  if (field.widget === 'idNumber') {
    const fault = idNumberFault(tidyIdNumber(value), now)
    return fault && sayIdNumberFault(fault)
  }
  if (field.widget === 'choice' && !field.options.some((option) => option.value === value)) return missingWords(field)
  if (field.maxLength !== null && [...value].length > field.maxLength) return `最多 ${field.maxLength} 个字`
  return null
}

/** Everything wrong with a page; empty when one may go on. */
export function faultsOf(fields: readonly FormFieldView[], answers: Answers, now: number): Faults {
  const faults: Faults = {}
  for (const field of fields) {
    const fault = faultOf(field, answers[field.name], now)
    if (fault) faults[field.name] = fault
  }
  return faults
}

/**
 * A fault is shown only after the field was left; once shown it goes as soon as the answer is mended, while typing.
 * Returns the faults after `answer` was typed into `field`.
 */
export function faultsWhileTyping(faults: Faults, field: FormFieldView, answer: string, now: number): Faults {
  if (!faults[field.name]) return faults
  const rest: Faults = {}
  for (const name of Object.keys(faults)) if (name !== field.name) rest[name] = faults[name]!
  const fault = faultOf(field, answer, now)
  return fault ? { ...rest, [field.name]: fault } : rest
}

/** How an answer reads when everything is looked over; an ID number is masked even on its owner's screen. */
export function answerWords(field: FormFieldView, answers: Answers, titles: Titles): string {
  const value = (answers[field.name] ?? '').trim()
  if (!value) return '没填'
  if (field.widget === 'idNumber') return maskIdNumber(tidyIdNumber(value))
  if (field.widget === 'choice') return field.options.find((option) => option.value === value)?.label ?? value
  return titles[field.name] ?? value
}

/** The form as `submit` takes it: trimmed, tidied, unanswered optional fields left out, a consent as true. */
export function formToSubmit(form: FormView, answers: Answers): Record<string, unknown> {
  const filled: Record<string, unknown> = {}
  for (const field of allFields(form)) {
    const value = (answers[field.name] ?? '').trim()
    if (!value) continue
    if (field.widget === 'consent') filled[field.name] = value === 'yes'
    else filled[field.name] = field.widget === 'idNumber' ? tidyIdNumber(value) : value
  }
  return filled
}

/** `371002 19800101 3626`: what was typed, in the groups of the paper, so that it can be read back. */
export function groupIdNumber(text: string): string {
  const tidy = tidyIdNumber(text)
  return [tidy.slice(0, 6), tidy.slice(6, 14), tidy.slice(14)].filter((part) => part).join(' ')
}

function missingWords(field: FormFieldView): string {
  if (field.widget === 'choice') return `请选一个：${field.label}`
  if (field.widget === 'union') return '请先找到您的工会'
  if (field.widget === 'consent') return '要您打勾同意，才能交'
  return `请填${field.label}`
}
