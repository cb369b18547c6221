import { boxText, readBackOf, type PlainField } from '../case-form/values'
import { sayDay } from '../../rules/days'

/** How one field of a form is drawn; plain, so that it can be tested without a phone. */

export interface District {
  code: string
  name: string
  towns: { code: string; name: string }[]
}

/** Which control of the template draws it. */
export type Control =
  'box' | 'long' | 'rows' | 'chips' | 'day' | 'time' | 'place' | 'spot' | 'union' | 'member' | 'shop' | 'consent'

/** Short answers without a second line stand side by side; others one below the other. */
const CHIP_LETTERS = 6

export function controlOf(field: PlainField): Control {
  switch (field.widget) {
    case 'longText':
      return 'long'
    case 'choice':
    case 'choices':
      return field.options.every(({ label, note }) => !note && [...label].length <= CHIP_LETTERS) ? 'chips' : 'rows'
    case 'day':
    case 'time':
    case 'place':
    case 'spot':
    case 'union':
    case 'member':
    case 'shop':
    case 'consent':
      return field.widget
    default:
      return 'box'
  }
}

/** WeChat's keyboard for a box. */
const KEYBOARDS: Record<string, string> = {
  idNumber: 'idcard',
  phone: 'number',
  bankAccount: 'number',
  number: 'digit',
  money: 'digit',
}
/** Longest that can be typed: blanks and dashes included, which are tidied away. */
const LONGEST: Record<string, number> = { idNumber: 24, phone: 16, bankAccount: 30, number: 12, money: 14 }
const PLACEHOLDERS: Record<string, string> = { idNumber: '18 位', phone: '11 位' }

export interface FieldView {
  control: Control
  many: boolean
  /** What stands in the box, or what was chosen. */
  text: string
  readBack: string
  keyboard: string
  longest: number
  placeholder: string
  options: { value: string; label: string; note: string; on: boolean }[]
}

/** `title`: what one reads of an id. */
export function fieldView(field: PlainField, value: unknown, title: string, districts: District[]): FieldView {
  const { widget } = field
  const on = (option: string) => (Array.isArray(value) ? value.includes(option) : value === option)
  return {
    control: controlOf(field),
    many: widget === 'choices',
    text: textOf(widget, value, title, districts),
    readBack: readBackOf(widget, value),
    keyboard: KEYBOARDS[widget] ?? 'text',
    longest: LONGEST[widget] ?? field.maxLength ?? 140,
    placeholder: PLACEHOLDERS[widget] ?? '',
    options: field.options.map((option) => ({ ...option, on: on(option.value) })),
  }
}

function textOf(widget: string, value: unknown, title: string, districts: District[]): string {
  const text = boxText(widget, value)
  if (!text) return ''
  if (widget === 'day') return `${text.slice(0, 4)}年${sayDay(text)}`
  if (widget === 'place') return placeName(districts, text) || title
  if (widget === 'spot') return '在地图上标好了'
  return widget === 'union' || widget === 'member' || widget === 'shop' ? title : text
}

/** `环翠区 竹岛街道`, or '' for a town that the city does not have. */
export function placeName(districts: District[], code: string): string {
  for (const district of districts) {
    const town = district.towns.find((one) => one.code === code)
    if (town) return `${district.name} ${town.name}`
  }
  return ''
}

/** The two wheels of a place, and where they stand. */
export function placeWheels(districts: District[], at: [number, number]): { wheels: string[][]; at: [number, number] } {
  const first = districts[at[0]] ? at[0] : 0
  const towns = districts[first]?.towns ?? []
  return {
    wheels: [districts.map(({ name }) => name), towns.map(({ name }) => name)],
    at: [first, towns[at[1]] ? at[1] : 0],
  }
}

export function placeAt(districts: District[], code: unknown): [number, number] {
  const district = districts.findIndex(({ towns }) => towns.some((town) => town.code === code))
  if (district === -1) return [0, 0]
  return [district, districts[district]!.towns.findIndex((town) => town.code === code)]
}

/** Choices after one was pressed. */
export function toggled(value: unknown, option: string): string[] {
  const chosen = Array.isArray(value) ? (value as string[]) : []
  return chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option]
}
