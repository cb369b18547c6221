import type { CaseRow } from '../../../../cloudfunctions/kernel/casework/contract'
import { CallFailure, type OutputOf } from '../../../client/call'
import { answerWords, type Answers, type Titles } from '../../../components/case-form/form'
import type { FormFieldView, FormView } from '../../../../cloudfunctions/kernel/casework/contract'

/** The joining flow: which step is what, where somebody who has begun before is led, what a failure means. */

type Me = OutputOf<'membership.me'>

export type StepKind = 'start' | 'page' | 'review'

/** Step 0 is notice and phone, then one step a page of the form, last the looking over. */
export function stepKind(form: FormView, step: number): StepKind {
  if (step <= 0) return 'start'
  return step <= form.pages.length ? 'page' : 'review'
}

export function stepCount(form: FormView): number {
  return form.pages.length + 2
}

/** A consent is asked where everything is looked over, not among the questions. */
export function questionsOf(fields: readonly FormFieldView[]): FormFieldView[] {
  return fields.filter((field) => field.widget !== 'consent')
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
 * answers are missing (the ID number is not kept when the app is closed). `faulty`: first page with a fault, -1: none.
 */
export function resumeStep(form: FormView, wanted: number, ready: boolean, faulty: number): number {
  if (!ready) return 0
  const last = faulty === -1 ? form.pages.length + 1 : faulty + 1
  return Math.max(1, Math.min(wanted, last))
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
  form.pages.forEach((page, index) => {
    for (const field of questionsOf(page.fields))
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
