import type { FormFieldView } from '../../../cloudfunctions/kernel/casework/contract'
import { askedFields, entriesOf, isAsked, isEmpty, pathOf, type Faults } from './form'
import type { Answers, PlainField, Titles } from './values'

/** A page of a form as it is drawn: fields, and lists with their entries. */

interface FieldRow {
  id: string
  path: string
  field: PlainField
  value: unknown
  title: string
  fault: string
}

interface ListRow extends FieldRow {
  entries: { at: number; title: string; fields: FieldRow[] }[]
  more: boolean
}

export type Rows = (FieldRow | ListRow)[]

/** `all`: the answers that decide what is asked. A list has at least one entry to fill in. */
export function rowsOf(
  fields: readonly FormFieldView[],
  answers: Answers,
  titles: Titles,
  faults: Faults,
  all: Answers,
): Rows {
  return askedFields(fields, { ...all, ...answers }).map((field) => {
    const row = rowOf(field, field.name, answers[field.name], titles[field.name] ?? '', faults)
    if (field.widget !== 'list') return row
    const entries = startedEntries(answers[field.name])
    return {
      ...row,
      entries: entries.map((entry, at) => ({
        at,
        title: `第 ${at + 1} 个`,
        fields: field.items
          .filter((item) => isAsked(item, entry))
          .map((item) => rowOf(item, pathOf(field.name, at, item.name), entry[item.name], '', faults)),
      })),
      more: field.greatest === null || entries.length < field.greatest,
    }
  })
}

function rowOf(field: PlainField, path: string, value: unknown, title: string, faults: Faults): FieldRow {
  const id = `field-${path.replace(/\./g, '-')}`
  return { id, path, field, value: value ?? null, title, fault: faults[path] ?? '' }
}

const startedEntries = (value: unknown): Answers[] => {
  const entries = entriesOf(value)
  return entries.length > 0 ? entries : [{}]
}

/** A list's entries after one was added, dropped, or answered in. */
export function entriesAfter(
  value: unknown,
  change: 'add' | { drop: number } | { at: number; set: Answers },
): Answers[] {
  const entries = startedEntries(value)
  if (change === 'add') return [...entries, {}]
  if ('drop' in change) return entries.filter((_, at) => at !== change.drop)
  return entries.map((entry, at) => (at === change.at ? { ...entry, ...change.set } : entry))
}

/** Whether an entry has anything in it. */
export function isFilled(value: unknown, at: number): boolean {
  return Object.values(entriesOf(value)[at] ?? {}).some((answer) => !isEmpty(answer))
}
