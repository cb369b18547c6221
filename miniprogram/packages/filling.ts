import type { EvidenceSlotView, FormFieldView, FormView } from '../../cloudfunctions/kernel/casework/contract'
import type { CallFailure, OutputOf } from '../client/call'
import {
  allFields,
  answerWords,
  entriesOf,
  entryWords,
  faultsOf,
  isAsked,
  type Faults,
} from '../components/case-form/form'
import { isSensitive } from '../components/case-form/fitting'
import type { Answers, Titles } from '../components/case-form/values'

/** Filling in a declared form, of whatever kind: which step is what, where to go on, the looking over, a failed handing in. */

type Me = OutputOf<'membership.me'>
type Page = FormView['pages'][number]
type Form = Pick<FormView, 'pages' | 'evidence'>

/** `start`: notice and phone. `papers`: only where the answers so far ask for some. */
export type StepKind = 'start' | 'page' | 'papers' | 'review'

export interface FillStep {
  kind: StepKind
  page: Page | null
}

/** The pages that ask something. A page of consents only is where everything is looked over. */
export function questionPages(form: Pick<FormView, 'pages'>): Page[] {
  return form.pages.filter((page) => page.fields.some((field) => field.widget !== 'consent'))
}

/** Consents are asked where everything is looked over, not among the questions. */
export function questionsOf(page: Page): FormFieldView[] {
  return page.fields.filter((field) => field.widget !== 'consent')
}

export function consentsOf(form: Pick<FormView, 'pages'>): FormFieldView[] {
  return allFields(form).filter((field) => field.widget === 'consent')
}

/** Papers that are asked for, given the answers. */
export function slotsOf(form: Pick<FormView, 'evidence'>, answers: Answers): EvidenceSlotView[] {
  return (form.evidence ?? []).filter((slot) => isAsked(slot, answers))
}

/** The start, one step a page of questions, the papers if any, the looking over. */
export function stepsOf(form: Form, answers: Answers): FillStep[] {
  const pages = questionPages(form).map((page): FillStep => ({ kind: 'page', page }))
  const papers: FillStep[] = slotsOf(form, answers).length > 0 ? [{ kind: 'papers', page: null }] : []
  return [{ kind: 'start', page: null }, ...pages, ...papers, { kind: 'review', page: null }]
}

export interface StepHead {
  title: string
  help: string
}

/** What a step is called. The looking over takes the words of the form's page of consents, if it declares one. */
export function stepHead(form: Form, step: FillStep, start: StepHead): StepHead {
  if (step.kind === 'start') return start
  if (step.page) return { title: step.page.title, help: step.page.help }
  if (step.kind === 'papers') return { title: '材料', help: '交过的不用再交。谁看过，查得到。' }
  const declared = form.pages.find((page) => questionsOf(page).length === 0)
  return { title: declared?.title ?? '看一遍，交上去', help: declared?.help || '要改哪一样，点它就行。' }
}

/** The words and bars above a step. */
export function stepBars(at: number, count: number) {
  return {
    stepWords: `第 ${at + 1} 步，共 ${count} 步`,
    bars: Array.from({ length: count }, (_, i) => ({ at: i, on: i <= at })),
  }
}

/** The faults of a step's questions; a step that asks none has none. */
export function faultsOfStep(step: FillStep, answers: Answers, now: number): Faults {
  return step.page ? faultsOf(questionsOf(step.page), answers, now) : {}
}

/** The first step whose questions are not all well answered, else the first after the questions. `now` in milliseconds. */
export function firstOpenStep(form: Form, answers: Answers, now: number): number {
  const steps = stepsOf(form, answers)
  const open = steps.findIndex((step) => Object.keys(faultsOfStep(step, answers, now)).length > 0)
  return open === -1 ? steps.findIndex(({ kind }) => kind === 'papers' || kind === 'review') : open
}

/** Where the answers are all well: the last step that may be opened. */
export function lastOpenStep(form: Form, answers: Answers, now: number): number {
  const open = firstOpenStep(form, answers, now)
  const steps = stepsOf(form, answers)
  return steps[open]?.page ? open : steps.length - 1
}

/** The notice counts as agreed only in its present version. */
export function noticeAgreed(me: Pick<Me, 'agreedNotice'>, noticeVersion: string): boolean {
  return me.agreedNotice === noticeVersion
}

/**
 * Where to go on: a draft's step, but never past the start without notice and phone, and never past a page whose
 * answers are missing (the ID number is not kept when the app is closed). `open`: see lastOpenStep.
 */
export function resumeStep(wanted: number, ready: boolean, open: number): number {
  return ready ? Math.max(1, Math.min(wanted, open)) : 0
}

export interface ReviewRow {
  label: string
  /** One line, or one an entry of a list. */
  lines: string[]
  /** The step that changes it. */
  step: number
}

/** Everything that will be handed in, in the form's order, the phone number first. */
export function reviewRows(form: Form, answers: Answers, titles: Titles, phoneMasked: string): ReviewRow[] {
  const rows: ReviewRow[] = phoneMasked ? [{ label: '手机号', lines: [phoneMasked], step: 0 }] : []
  stepsOf(form, answers).forEach(({ page }, step) => {
    if (!page) return
    for (const field of questionsOf(page))
      if (isAsked(field, answers)) rows.push({ label: field.label, lines: reviewLines(field, answers, titles), step })
  })
  return rows
}

function reviewLines(field: FormFieldView, answers: Answers, titles: Titles): string[] {
  if (field.widget !== 'list') return [answerWords(field, answers, titles)]
  // A number is never parted from its unit.
  const lines = entriesOf(answers[field.name]).map((entry) =>
    entryWords(field.items, entry).replace(/ 元/g, '\u00a0元'),
  )
  return lines.length > 0 ? lines : ['没填']
}

/** What of this step is not kept on the phone, in words; empty when all of it is. */
export function notKeptWords(fields: readonly FormFieldView[]): string {
  const widgets = fields
    .flatMap((field) => [field, ...(field.items ?? [])])
    .filter(isSensitive)
    .map(({ widget }) => widget)
  const names = [
    ...(widgets.includes('idNumber') ? ['身份证号'] : []),
    ...(widgets.includes('bankAccount') ? ['银行卡号'] : []),
  ]
  if (widgets.length === 0) return ''
  return `${names.join('、') || '这一页要紧的'}不存在手机里。关掉小程序再来，要再填一次，别的都在`
}

/** What to do after submitting failed. `unsure`: it may have arrived; the same key must be sent again. */
export function afterSubmitFailure(error: CallFailure): { unsure: boolean; words: string } {
  const unsure = error.offline || error.code === 'NO_REPLY' || error.code === 'INTERNAL' || error.code === 'BUSY'
  if (error.offline) return { unsure, words: '网断了，不知道交没交上。再按一次就行，不会交成两份。' }
  return { unsure, words: unsure ? `${error.message}。再按一次也只算一份。` : error.message }
}

/** Ids of the subscribe messages that WeChat has approved for this city; none: nothing is offered. */
export function templatesOf(city: object): string[] {
  // A city without approved templates leaves them out.
  const { messageTemplates } = city as { messageTemplates?: Record<string, string> }
  return Object.values(messageTemplates ?? {}).filter((id) => id)
}
