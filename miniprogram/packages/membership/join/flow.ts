import type { CaseRow, FormFieldView, FormView } from '../../../../cloudfunctions/kernel/casework/contract'
import { CallFailure, type OutputOf } from '../../../client/call'
import { allFields, answerWords, faultsOf, type Answers, type Titles } from '../../../components/case-form/form'

/** The joining flow: which step is what, where somebody who has begun before is led, what a failure means. */

type Me = OutputOf<'membership.me'>

export type StepKind = 'start' | 'page' | 'review'

/** The pages that ask something. A page of consents only is where everything is looked over. */
export function questionPages(form: FormView): FormView['pages'] {
  return form.pages.filter((page) => page.fields.some((field) => field.widget !== 'consent'))
}

/** Consents are asked where everything is looked over, not among the questions. */
export function questionsOf(page: FormView['pages'][number]): FormFieldView[] {
  return page.fields.filter((field) => field.widget !== 'consent')
}

export function consentsOf(form: FormView): FormFieldView[] {
  return allFields(form).filter((field) => field.widget === 'consent')
}

/** Step 0 is notice and phone, then one step a page of questions, last the looking over. */
export function stepKind(form: FormView, step: number): StepKind {
  if (step <= 0) return 'start'
  return step <= questionPages(form).length ? 'page' : 'review'
}

export function stepCount(form: FormView): number {
  return questionPages(form).length + 2
}

export interface StepHead {
  title: string
  help: string
}

/** What a step is called. The looking over takes the words of the form's page of consents, if it declares one. */
export function stepHead(form: FormView, step: number): StepHead {
  const kind = stepKind(form, step)
  if (kind === 'start') return { title: '先认识一下您', help: '入会不花钱，几分钟就好。' }
  if (kind === 'page') return questionPages(form)[step - 1]!
  const declared = form.pages.find((page) => questionsOf(page).length === 0)
  return { title: declared?.title ?? '看一遍，交上去', help: declared?.help || '要改哪一样，点它就行。' }
}

/** The first step whose questions are not all well answered, or the looking over. `now` in milliseconds. */
export function firstOpenStep(form: FormView, answers: Answers, now: number): number {
  const pages = questionPages(form)
  const open = pages.findIndex((page) => Object.keys(faultsOf(questionsOf(page), answers, now)).length > 0)
  return open === -1 ? pages.length + 1 : open + 1
}

/** Why there is nothing to fill in: a member, or an application under way; null: she may apply. */
export type Already =
  | { name: 'member'; unionName: string; since: string }
  | { name: 'underWay'; caseId: string; area: string; orgName: string; due: string | null }

export function alreadyOf(me: Me, mine: readonly CaseRow[]): Already | null {
  const membership = me.membership
  if (membership && membership.state !== 'left' && membership.state !== 'expelled')
    return { name: 'member', unionName: membership.unionName, since: membership.since }
  const open = mine.find((row) => row.kind === 'joining' && row.state === 'submitted')
  return open ? { name: 'underWay', caseId: open.id, area: open.area, orgName: open.orgName, due: open.due } : null
}

/** The notice counts as agreed only in its present version. */
export function noticeAgreed(me: Me, noticeVersion: string): boolean {
  return me.agreedNotice === noticeVersion
}

/**
 * Where to go on: a draft's step, but never past the start without notice and phone, and never past a page whose
 * answers are missing (the ID number is not kept when the app is closed). `open`: see firstOpenStep.
 */
export function resumeStep(wanted: number, ready: boolean, open: number): number {
  return ready ? Math.max(1, Math.min(wanted, open)) : 0
}

export interface ReviewRow {
  label: string
  value: string
  /** The step that changes it. */
  step: number
}

/** Everything that will be handed in, in the form's order, the phone number first. */
export function reviewRows(form: FormView, answers: Answers, titles: Titles, phoneMasked: string): ReviewRow[] {
  const rows: ReviewRow[] = [{ label: '手机号', value: phoneMasked, step: 0 }]
  questionPages(form).forEach((page, index) => {
    for (const field of questionsOf(page))
      rows.push({ label: field.label, value: answerWords(field, answers, titles), step: index + 1 })
  })
  return rows
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
