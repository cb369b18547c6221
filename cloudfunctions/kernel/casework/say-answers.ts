import type { z } from 'zod'
import { sayDay } from '../../../miniprogram/rules/days'
import { shortYuan } from '../../../miniprogram/rules/money'
import { unseal } from '../seal'
import type { CityTerms } from '../settings'
import type { FormFieldView } from './contract'
import type { StoredForm } from './case'
import { cityFields, deskReads, isKept } from './form'

/** What was filled in, as people read it. */

/**
 * What was filled in, as label and value in reading order; consents are left out. `clear`: for the applicant herself
 * and the desk where it stands, who read sealed answers of fields with `deskReads`.
 */
export function answersOf(
  schema: z.ZodObject,
  stored: StoredForm,
  city: CityTerms,
  titles: Record<string, string> = {},
  clear = false,
): { label: string; value: string }[] {
  return cityFields(schema, city).flatMap((field) => {
    const value = stored[field.name]
    if (field.widget === 'consent' || value === undefined) return []
    if (clear && isKept(value) && deskReads.has(field)) return [{ label: field.label, value: unseal(value.sealed) }]
    if (field.widget !== 'list') return [{ label: field.label, value: titles[field.name] ?? sayValue(field, value) }]
    return (value as StoredForm[]).map((entry, i) => ({
      label: i === 0 ? field.label : '',
      value: field.items
        .flatMap((item) =>
          entry[item.name] === undefined || entry[item.name] === 'none' ? [] : [sayItem(item, entry[item.name], city)],
        )
        .join('，'),
    }))
  })
}

/** In an entry of a list, which has no titles of its own. */
function sayItem(
  item: Pick<FormFieldView, 'label' | 'widget' | 'unit' | 'options'>,
  value: unknown,
  { districts }: CityTerms,
) {
  if (item.widget === 'time') return `${item.label} ${String(value)}`
  if (item.widget !== 'place') return sayValue(item, value)
  const named = districts.flatMap(({ name, towns }) => towns.map((town) => ({ ...town, district: name })))
  const town = named.find(({ code }) => code === value)
  return town ? `${town.district}${town.name}` : ''
}

function sayValue(field: Pick<FormFieldView, 'widget' | 'unit' | 'options'>, value: unknown): string {
  const labelOf = (one: unknown) => field.options.find((option) => option.value === one)?.label ?? String(one)
  if (isKept(value)) return value.masked
  switch (field.widget) {
    case 'money':
      return `${shortYuan(Number(value))} 元`
    case 'choice':
      return labelOf(value)
    case 'choices':
      return (value as unknown[]).map(labelOf).join('、')
    case 'number':
      return `${String(value)}${field.unit ? ` ${field.unit}` : ''}`
    case 'spot':
      return '在地图上标了'
    case 'day':
      return /^\d{4}/.test(String(value)) ? `${String(value).slice(0, 4)}年${sayDay(String(value))}` : String(value)
    default:
      return String(value)
  }
}
