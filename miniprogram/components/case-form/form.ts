import type { FormFieldView, FormView } from '../../../cloudfunctions/kernel/casework/contract'
import { sayShortDay } from '../../rules/days'
import { tidyIdNumber } from '../../rules/id-number'
import { maskIdNumber, maskPhone } from '../../rules/masks'
import { faultOf } from './faults'
import { moneyText, tidyDigits, type Answers, type PlainField, type Titles } from './values'

/**
 * Filling in a form that a kind of application declares (`cases.form`): what is asked given the answers so far, how an
 * answer reads when looked over, what is handed in. Knows widgets, never a kind.
 */

/** What is wrong, by field name; of an entry of a list by `name.index.item`. */
export type Faults = Record<string, string>

export function allFields(form: Pick<FormView, 'pages'>): FormFieldView[] {
  return form.pages.flatMap((page) => page.fields)
}

/** Whether a field or a paper is asked for, given the answers so far. The cloud's rule is the same (kernel/casework/form.ts). */
export function isAsked(of: { when?: FormFieldView['when'] }, answers: Answers): boolean {
  if (!of.when) return true
  const { field, is } = of.when
  const value = answers[field]
  return Array.isArray(value) ? value.some((one) => is.includes(String(one))) : is.includes(String(value ?? ''))
}

export const askedFields = (fields: readonly FormFieldView[], answers: Answers): FormFieldView[] =>
  fields.filter((field) => isAsked(field, answers))

/** Everything wrong with a page; empty when one may go on. `now` in milliseconds. */
export function faultsOf(fields: readonly FormFieldView[], answers: Answers, now: number): Faults {
  const faults: Faults = {}
  for (const field of askedFields(fields, answers)) {
    const fault = faultOf(field, answers[field.name], now)
    if (fault) faults[field.name] = fault
    entriesOf(answers[field.name]).forEach((entry, at) => {
      for (const item of field.items ?? []) {
        const wrong = isAsked(item, entry) ? faultOf(item, entry[item.name], now) : null
        if (wrong) faults[pathOf(field.name, at, item.name)] = wrong
      }
    })
  }
  return faults
}

/**
 * A fault is shown only after the field was left; once shown it goes as soon as the answer is mended, while typing.
 * Returns the faults after `answer` was given to `field`; the entries of a list are looked at one by one.
 */
export function faultsWhileTyping(faults: Faults, field: FormFieldView, answer: unknown, now: number): Faults {
  const rest: Faults = {}
  const still = faultsOf([{ ...field, when: null }], { [field.name]: answer }, now)
  for (const [path, shown] of Object.entries(faults)) {
    if (path !== field.name && !path.startsWith(`${field.name}.`)) rest[path] = shown
    else if (still[path]) rest[path] = still[path]
  }
  return rest
}

/** Where an entry's answer stands: `members.0.incomeFen`. */
export const pathOf = (list: string, at: number, item: string): string => `${list}.${at}.${item}`

export const entriesOf = (value: unknown): Answers[] =>
  Array.isArray(value) ? value.filter((one): one is Answers => typeof one === 'object' && one !== null) : []

/** How an answer reads when everything is looked over; an ID number is masked even on its owner's screen. */
export function answerWords(field: PlainField, answers: Answers, titles: Titles): string {
  const value = answers[field.name]
  if (isEmpty(value)) return '没填'
  const text = String(value).trim()
  const labelOf = (one: unknown) => field.options.find((option) => option.value === one)?.label ?? String(one)
  switch (field.widget) {
    case 'idNumber':
      return maskIdNumber(tidyIdNumber(text))
    case 'phone':
      return maskPhone(tidyDigits(text))
    case 'bankAccount':
      return `尾号 ${tidyDigits(text).slice(-4)}`
    case 'choice':
      return labelOf(value)
    case 'choices':
      return (value as unknown[]).map(labelOf).join('、')
    case 'money':
      return typeof value === 'number' ? `${moneyText(value)} 元` : text
    case 'number':
      return field.unit ? `${text} ${field.unit}` : text
    case 'day':
      return `${text.slice(0, 4)}年${sayShortDay(text)}`
    case 'spot':
      return '在地图上标好了'
    case 'consent':
      return '同意'
    default:
      return titles[field.name] ?? text
  }
}

/** One entry of a list in a line: `爱人，尾号…，36000 元`. Of a town only a code is known here; the street beside it says more. A choice of none is nothing to read. */
export function entryWords(items: readonly PlainField[], entry: Answers): string {
  return items
    .filter((item) => item.widget !== 'place' && isAsked(item, entry) && !isEmpty(entry[item.name]))
    .filter((item) => entry[item.name] !== 'none')
    .map((item) => answerWords(item, entry, {}))
    .join('，')
}

export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0
}

/** The form as `submit` takes it: trimmed, tidied, what is not asked or not answered left out. */
export function formToSubmit(form: Pick<FormView, 'pages'>, answers: Answers): Record<string, unknown> {
  return fill(allFields(form), answers)
}

function fill(fields: readonly (PlainField & { items?: PlainField[] })[], answers: Answers): Record<string, unknown> {
  const filled: Record<string, unknown> = {}
  for (const field of fields) {
    const value = answers[field.name]
    if (!isAsked(field, answers) || isEmpty(value)) continue
    filled[field.name] =
      field.widget === 'list' ? entriesOf(value).map((entry) => fill(field.items ?? [], entry)) : tidy(field, value)
  }
  return filled
}

function tidy({ widget }: PlainField, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (widget === 'idNumber') return tidyIdNumber(value)
  return widget === 'phone' || widget === 'bankAccount' ? tidyDigits(value) : value.trim()
}
