import type { FormView } from '../../../cloudfunctions/kernel/casework/contract'
import { newClientKey } from '../../client/call'
import { allFields, isSensitive, type Answers, type Titles } from './form'

/**
 * What somebody has filled in so far, kept on the phone by kind, so that leaving and coming back loses nothing.
 * Sensitive answers (ID number) stay in memory: they survive leaving the page, never closing the app.
 */
export interface Draft {
  /** Where the person was; the page decides what its steps are. */
  step: number
  answers: Answers
  titles: Titles
  /** One key for one application: kept until the cloud has answered, so that a retry never makes a second. */
  clientKey: string
}

const sensitive = new Map<string, Answers>()

/** The draft of this form, or a fresh one. Answers to fields the form no longer has are dropped. */
export function openDraft(form: FormView): Draft {
  const kept = readKept(form.kind)
  const answers: Answers = {}
  const titles: Titles = {}
  for (const field of allFields(form)) {
    const source = isSensitive(field) ? sensitive.get(form.kind) : kept?.answers
    const answer = source?.[field.name]
    if (answer) answers[field.name] = answer
    const title = kept?.titles[field.name]
    if (answer && title) titles[field.name] = title
  }
  return { step: kept?.step ?? 0, answers, titles, clientKey: kept?.clientKey ?? newClientKey() }
}

/** Keeps what was filled in. A full storage is no reason to stop anybody: the draft is then only in memory. */
export function keepDraft(form: FormView, draft: Draft): void {
  const plain: Answers = {}
  const secret: Answers = {}
  for (const field of allFields(form)) {
    const answer = draft.answers[field.name]
    if (answer) (isSensitive(field) ? secret : plain)[field.name] = answer
  }
  sensitive.set(form.kind, secret)
  try {
    wx.setStorageSync(storageKey(form.kind), { ...draft, answers: plain })
  } catch {
    // Nothing to do and nothing to say: what is on the screen stays.
  }
}

/** Forgets the draft once it was handed in. */
export function dropDraft(kind: string): void {
  sensitive.delete(kind)
  try {
    wx.removeStorageSync(storageKey(kind))
  } catch {
    // An old draft left behind is offered again; the cloud answers that the application is under way.
  }
}

function storageKey(kind: string): string {
  return `draft.${kind}`
}

function readKept(kind: string): Draft | null {
  try {
    const kept = wx.getStorageSync(storageKey(kind)) as Partial<Draft> | ''
    if (!kept || typeof kept !== 'object' || !kept.clientKey) return null
    return { step: kept.step ?? 0, answers: kept.answers ?? {}, titles: kept.titles ?? {}, clientKey: kept.clientKey }
  } catch {
    return null
  }
}
