import type { FormFieldView } from '../../../cloudfunctions/kernel/casework/contract'
import { entriesOf, isEmpty } from './form'
import type { Answers, PlainField } from './values'

/** Which answers a form can take: those of an older version of it, of another phone, of the reckoning before it. */

/** Answers that must not outlive the session on the phone, nor go into a draft in the cloud. */
export function isSensitive(field: PlainField): boolean {
  return field.sensitive === true || field.widget === 'idNumber' || field.widget === 'consent'
}

/** Of some answers those that these fields can take as they stand; of a list's entries likewise. */
export function fitting(
  fields: readonly (PlainField & Partial<Pick<FormFieldView, 'items'>>)[],
  answers: Answers,
): Answers {
  const fit: Answers = {}
  for (const field of fields) {
    const value = answers[field.name]
    if (isEmpty(value)) continue
    if (field.widget === 'list') {
      const entries = entriesOf(value).map((entry) => fitting(field.items ?? [], entry))
      if (entries.length > 0) fit[field.name] = entries
    } else if (fits(field, value)) fit[field.name] = value
  }
  return fit
}

function fits(field: PlainField, value: unknown): boolean {
  const offered = (one: unknown) => field.options.some((option) => option.value === one)
  switch (field.widget) {
    case 'choice':
      return offered(value)
    case 'choices':
      return Array.isArray(value) && value.every(offered)
    case 'consent':
      return value === true
    case 'money':
    case 'number':
      // Text: half typed, to be mended.
      return typeof value === 'number' || typeof value === 'string'
    default:
      return typeof value === 'string'
  }
}

/** The answers without the sensitive ones, in the entries of lists too. */
export function withoutSecrets(
  fields: readonly (PlainField & Partial<Pick<FormFieldView, 'items'>>)[],
  answers: Answers,
): Answers {
  const plain: Answers = {}
  for (const field of fields) {
    const value = answers[field.name]
    if (isEmpty(value) || isSensitive(field)) continue
    plain[field.name] =
      field.widget === 'list' ? entriesOf(value).map((entry) => withoutSecrets(field.items ?? [], entry)) : value
  }
  return plain
}
