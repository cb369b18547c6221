import { z } from 'zod'
import { AppError } from '../errors'
import { idNumberFault, sayIdNumberFault, tidyIdNumber } from '../../../miniprogram/rules/id-number'
import { maskIdNumber, maskPhone } from '../../../miniprogram/rules/masks'
import { PAPER_TYPES } from '../../../miniprogram/rules/papers'
import { blindIndex, seal } from '../seal'
import type { CityTerms } from '../settings'
import { firstWords, NO_TEXT } from '../text'
import type { EvidenceSlotView, FormFieldView, FormView } from './contract'
import type { Kept, StoredForm } from './case'
import type { AnyKind, EvidenceSlot, FieldMeta } from './kind'

/** Forms as data: read from zod schemas by way of JSON Schema, checked, sealed where sensitive. Read back as words in say-answers.ts. */

/** Throws AppError with the dates when a kind cannot be asked for today. */
export function checkOpen(kind: AnyKind, city: CityTerms, today: string): void {
  const words = kind.closed?.(city, today)
  if (words) throw new AppError('NOT_NOW', words)
}

/** A kind's form as the phone draws it. */
export function formOf(kind: AnyKind, city: CityTerms): FormView {
  const shown = cityFields(kind.form, city).filter(({ widget }) => widget !== 'unseen')
  return {
    kind: kind.kind,
    version: kind.version,
    title: kind.title,
    plain: kind.plain,
    who: kind.who,
    many: kind.many,
    steps: kind.steps
      .filter((step) => !step.beside)
      .map((step) => ({
        title: step.title,
        where: step.where ?? WHERE[step.at],
        term: step.deadline === 'goesOn' ? '' : sayTerm(step.deadline(city)),
      })),
    pages: kind.pages.map((page, index) => ({ ...page, fields: shown.filter((field) => field.page === index) })),
    evidence: kind.evidence.map(slotView),
  }
}

const WHERE = {
  above: '上一级工会',
  own: '您的工会',
  grassroots: '单位工会',
  town: '镇街总工会',
  county: '区县总工会',
  city: '市总工会',
} as const

function sayTerm({ days, unit }: { days: number; unit: 'working' | 'calendar' }): string {
  return days === 0 ? '' : `${days} ${unit === 'working' ? '个工作日' : '天'}`
}

export function slotView(slot: EvidenceSlot): EvidenceSlotView {
  return {
    slot: slot.slot,
    title: slot.title,
    help: slot.help ?? '',
    types: slot.types,
    required: slot.required,
    sensitive: slot.types.some((type) => PAPER_TYPES[type].sensitive),
    when: slot.when ?? null,
  }
}

/** The fields of a schema with the choices that are the city's own. */
export function cityFields(schema: z.ZodObject, city: CityTerms): FormFieldView[] {
  const choices = cityChoices(city)
  return fieldsOf(schema).map((field) => {
    const from = choicesFrom.get(field)
    return from ? { ...field, options: choices[from] } : field
  })
}

type Choices = Record<NonNullable<FieldMeta['optionsFrom']>, FormFieldView['options']>

function cityChoices({ districts, hardship, studentAid }: CityTerms): Choices {
  return {
    districts: districts.map(({ code, name }) => ({ value: code, label: name, note: '' })),
    exclusions: hardship.exclusions.map(({ id, words }) => ({ value: id, label: words, note: '' })),
    studyLevels: studentAid.levels.map(({ id, words }) => ({ value: id, label: words, note: '' })),
  }
}

/** Which fields take their choices from the city's settings. */
const choicesFrom = new WeakMap<object, NonNullable<FieldMeta['optionsFrom']>>()

/** Which sealed fields the desk reads in clear. */
export const deskReads = new WeakSet<object>()

/** The fields of a schema in its order. Kept by schema: they never change. */
export function fieldsOf(schema: z.ZodObject): FormFieldView[] {
  const known = read.get(schema)
  if (known) return known
  const json = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as JsonObject
  const fields = objectFields(json)
  read.set(schema, fields)
  return fields
}

const read = new WeakMap<z.ZodObject, FormFieldView[]>()

function objectFields(json: JsonObject): FormFieldView[] {
  const required = new Set(json.required ?? [])
  return Object.entries(json.properties ?? {}).map(([name, property]) => {
    const meta = property as unknown as FieldMeta
    const view: FormFieldView = {
      name,
      label: meta.label,
      help: meta.help ?? '',
      widget: meta.widget,
      page: meta.page ?? 0,
      required: required.has(name) || meta.wanted === true,
      maxLength: property.maxLength ?? null,
      unit: meta.unit ?? (meta.widget === 'money' ? '元' : ''),
      least: property.minimum ?? property.minItems ?? null,
      greatest: property.maximum ?? property.maxItems ?? null,
      options: (meta.options ?? []).map((option) => ({ note: '', ...option })),
      when: meta.when ?? null,
      prefill: meta.prefill ?? '',
      sensitive: meta.sensitive ?? SEALED.has(meta.widget),
      items: meta.widget === 'list' && property.items ? objectFields(property.items) : [],
    }
    if (meta.optionsFrom) choicesFrom.set(view, meta.optionsFrom)
    if (meta.deskReads) deskReads.add(view)
    return view
  })
}

interface JsonObject {
  required?: string[]
  properties?: Record<
    string,
    {
      maxLength?: number
      minimum?: number
      maximum?: number
      minItems?: number
      maxItems?: number
      items?: JsonObject
    }
  >
}

const SEALED = new Set(['idNumber', 'bankAccount', 'phone'])

/** Whether a field or a slot is asked for, given the answers so far. The phone's rule is the same (components/case-form/form.ts). */
export function isAsked(of: { when: FormFieldView['when'] }, answers: Record<string, unknown>): boolean {
  if (!of.when) return true
  const { field, is } = of.when
  const value = answers[field]
  return Array.isArray(value) ? value.some((one) => is.includes(String(one))) : is.includes(String(value ?? ''))
}

/** What was sent, checked by its schema and by what is wanted while it is shown. Throws AppError BAD_INPUT in words. */
export function checkForm(schema: z.ZodObject, sent: unknown, now: Date): Record<string, unknown> {
  const filled = schema.safeParse(sent)
  if (!filled.success) throw new AppError('BAD_INPUT', sayFault(schema, sent, filled.error))
  const answers = filled.data as Record<string, unknown>
  checkFields(fieldsOf(schema), answers, now)
  return answers
}

/** The fault in its field's words. A text that is missing, and what has no words of its own, is called by its label. */
function sayFault(schema: z.ZodObject, sent: unknown, error: z.ZodError): string {
  const said = firstWords(error)
  const labelled = (name: unknown) => fieldsOf(schema).find((field) => field.name === name)
  if (said === NO_TEXT) {
    const missing = labelled(error.issues.find(({ message }) => message === NO_TEXT)?.path[0])
    const unsent = missing && (sent as Record<string, unknown>)[missing.name] === undefined
    return unsent ? `还没填“${missing.label}”` : said
  }
  const wrong = labelled(error.issues.find(({ code }) => code !== 'unrecognized_keys')?.path[0])
  return said ?? (wrong ? `“${wrong.label}”没填好，请再看一遍` : '有一项没填好，请再看一遍')
}

/** Drops what was not asked for, tidies and checks identity numbers, also those in the entries of a list. */
function checkFields(fields: FormFieldView[], answers: Record<string, unknown>, now: Date): void {
  for (const field of fields) {
    const value = answers[field.name]
    const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
    if (!isAsked(field, answers)) delete answers[field.name]
    else if (field.required && empty) throw new AppError('BAD_INPUT', `还没填“${field.label}”`)
    else if (!empty && field.widget === 'idNumber') {
      const number = tidyIdNumber(String(value))
      const fault = idNumberFault(number, now)
      if (fault && fault !== 'tooYoung') throw new AppError('BAD_INPUT', `${field.label}：${sayIdNumberFault(fault)}`)
      answers[field.name] = number
    } else if (!empty && field.widget === 'list')
      for (const entry of value as Record<string, unknown>[]) checkFields(field.items as FormFieldView[], entry, now)
  }
}

/** The answers as they are stored: sensitive ones sealed. */
export function keepForm(schema: z.ZodObject, answers: Record<string, unknown>): StoredForm {
  return keepFields(fieldsOf(schema), answers)
}

function keepFields(fields: FormFieldView[], answers: Record<string, unknown>): StoredForm {
  const kept: StoredForm = {}
  for (const field of fields) {
    const value = answers[field.name]
    if (value === undefined || value === '') continue
    if (field.widget === 'list')
      kept[field.name] = (value as Record<string, unknown>[]).map((entry) =>
        keepFields(field.items as FormFieldView[], entry),
      )
    else
      kept[field.name] = field.sensitive && field.widget !== 'consent' ? keepSecret(field.widget, String(value)) : value
  }
  return kept
}

function keepSecret(widget: string, value: string): Kept {
  const what = widget === 'idNumber' || widget === 'phone' ? widget : 'secret'
  return { sealed: seal(value), index: blindIndex(what, value), masked: mask(widget, value) }
}

function mask(widget: string, value: string): string {
  if (widget === 'idNumber') return maskIdNumber(value)
  if (widget === 'phone') return maskPhone(value)
  if (widget === 'bankAccount') return `尾号 ${value.slice(-4)}`
  return '（加密存着）'
}

export function isKept(value: unknown): value is Kept {
  return typeof value === 'object' && value !== null && 'sealed' in value && 'masked' in value
}

/** A day as a phone sends it, of these centuries; `words` says what is wrong. What a kind asks of it further is asked of real days only. */
export function aDay(words: string) {
  const wrong = { error: words, abort: true }
  return z
    .string({ message: words })
    .regex(/^(19|20|21)\d{2}-\d{2}-\d{2}$/, wrong)
    .refine((day) => !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().slice(0, 10) === day, wrong)
}

/** An amount in fen, up to ten million yuan. */
export function money(words: string) {
  return z.int({ message: words }).min(0, words).max(1_000_000_000, words)
}
