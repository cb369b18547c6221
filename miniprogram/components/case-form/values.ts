import type { FormFieldView } from '../../../cloudfunctions/kernel/casework/contract'
import { parseYuan } from '../../rules/money'
import { tidyIdNumber } from '../../rules/id-number'

/** What an answer is, by its field's widget, and how it stands in a box to type in. */

/**
 * Answers by field name. Text, a choice's value, a union's or a town's id, a day: text. Money: fen, a number: itself,
 * either as it was typed while it is none. Choices: a list of values. A list: its entries. A consent: true.
 */
export type Answers = Record<string, unknown>

/** What the person reads of an answer whose value is an id (a union's name, a town's), by field name. */
export type Titles = Record<string, string>

/** A field as far as one answer goes: an entry's fields have no items of their own. */
export type PlainField = Omit<FormFieldView, 'items'>

/** The answer that typing makes: yuan become fen, digits a number; what is neither stays as it was typed. */
export function readTyped(widget: string, text: string): unknown {
  if (widget === 'money') return parseYuan(text) ?? text
  if (widget === 'number') return readNumber(text) ?? text
  return text
}

/** Whole, or with up to two decimals; null for anything else. A dot at the end is not done yet. */
function readNumber(text: string): number | null {
  const tidy = tidyDigits(text)
  return /^\d{1,9}(\.\d{1,2})?$/.test(tidy) ? Number(tidy) : null
}

/** Full-width digits, blanks and dashes are what people type and paste; the number is the same. */
export function tidyDigits(text: string): string {
  return text.replace(/[０-９．]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)).replace(/[\s,，-]/g, '')
}

/**
 * Fen as one would have typed them: `1250` → `12.5`. The shortest way, so that a box does not change under the finger:
 * `12.` and `12.50` give the same fen and the box is left alone.
 */
export function moneyText(fen: number): string {
  return String(fen / 100)
}

/** What stands in the box of an answer. */
export function boxText(widget: string, value: unknown): string {
  if (value === undefined || value === null) return ''
  return widget === 'money' && typeof value === 'number' ? moneyText(value) : String(value)
}

/** `371002 19800101 3626`: what was typed, in the groups of the paper, so that it can be read back. */
export function groupIdNumber(text: string): string {
  const tidy = tidyIdNumber(text)
  return [tidy.slice(0, 6), tidy.slice(6, 14), tidy.slice(14)].filter((part) => part).join(' ')
}

/** `6222 0000 1234 5678`: a card number as it stands on the card. */
export function groupDigits(text: string): string {
  return tidyDigits(text).replace(/(.{4})(?=.)/g, '$1 ')
}

/** What is read back under a box that is easily mistyped; empty for others. */
export function readBackOf(widget: string, value: unknown): string {
  const text = boxText(widget, value)
  if (widget === 'idNumber') return groupIdNumber(text)
  if (widget === 'bankAccount') return groupDigits(text)
  // Big sums are misread by a zero.
  if (widget === 'money' && typeof value === 'number' && value >= 1_000_000) return sayTenThousands(value)
  return ''
}

/** `3 万 6000 元`, `12 万元`: how one says a sum, to check the zeros by. */
function sayTenThousands(fen: number): string {
  const tens = Math.floor(fen / 1_000_000)
  const rest = moneyText(fen - tens * 1_000_000)
  return rest === '0' ? `${tens} 万元` : `${tens} 万 ${rest} 元`
}

/** A place on the map as a form stores it: `37.496000,122.112000`. */
export function spotText({ latitude, longitude }: { latitude: number; longitude: number }): string {
  return `${latitude.toFixed(6)},${longitude.toFixed(6)}`
}
