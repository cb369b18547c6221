import type { FormView } from '../../../cloudfunctions/kernel/casework/contract'
import { newClientKey } from '../../client/call'
import { fitting, withoutSecrets } from './fitting'
import { allFields } from './form'
import type { Answers, Titles } from './values'

/**
 * What somebody has filled in so far, kept on the phone by kind, so that leaving and coming back loses nothing.
 * Sensitive answers (ID and card numbers, consents) stay in memory: they survive leaving the page, never closing the app.
 */
export interface Draft {
  /** Where the person was; the page decides what its steps are. */
  step: number
  answers: Answers
  titles: Titles
  /** Papers chosen for the slots. A tick for a sensitive one is kept like a sensitive answer: not beyond the session. */
  papers: PaperUse[]
  /** One key for one application: kept until the cloud has answered, so that a retry never makes a second. */
  clientKey: string
  /** What the cloud was last given of it, as one text; '' for nothing. Tells another phone's draft from an echo of this one. */
  sent: string
}

/** A paper of the vault for a slot, and whether she agrees to this use. */
export interface PaperUse {
  slot: string
  paper: string
  consent: boolean
}

interface Kept extends Draft {
  version: number
}

const inMemory = new Map<string, Pick<Draft, 'answers' | 'papers'>>()

type Form = Pick<FormView, 'kind' | 'version' | 'pages' | 'evidence'>

/**
 * The draft of this form, or a fresh one. What the form no longer asks, or cannot take any more, is dropped; `updated`:
 * it was filled in for another version. `name`: a draft beside the kind's own (applying for another).
 */
export function openDraft(form: Form, name = form.kind): Draft & { updated: boolean } {
  const kept = readKept(name)
  const memory = inMemory.get(name)
  const answers = fitting(allFields(form), memory?.answers ?? kept?.answers ?? {})
  const titles: Titles = {}
  for (const field of Object.keys(answers)) {
    const title = kept?.titles[field]
    if (title) titles[field] = title
  }
  const slots = new Set((form.evidence ?? []).map(({ slot }) => slot))
  return {
    step: kept?.step ?? 0,
    answers,
    titles,
    papers: (memory?.papers ?? kept?.papers ?? []).filter(({ slot }) => slots.has(slot)),
    clientKey: kept?.clientKey ?? newClientKey(),
    sent: kept?.sent ?? '',
    updated: kept !== null && kept.version !== form.version && Object.keys(kept.answers).length > 0,
  }
}

/** Keeps what was filled in. A full storage is no reason to stop anybody: the draft is then only in memory. */
export function keepDraft(form: Form, draft: Draft, name = form.kind): void {
  const { step, answers, titles, papers, clientKey, sent } = draft
  inMemory.set(name, { answers, papers })
  const secret = new Set((form.evidence ?? []).filter(({ sensitive }) => sensitive).map(({ slot }) => slot))
  const kept: Kept = {
    version: form.version,
    step,
    answers: withoutSecrets(allFields(form), answers),
    titles,
    papers: papers.map((use) => (secret.has(use.slot) ? { ...use, consent: false } : use)),
    clientKey,
    sent,
  }
  try {
    wx.setStorageSync(storageKey(name), kept)
  } catch {
    // Nothing to do and nothing to say: what is on the screen stays.
  }
}

/** Forgets the draft once it was handed in. */
export function dropDraft(name: string): void {
  inMemory.delete(name)
  try {
    wx.removeStorageSync(storageKey(name))
  } catch {
    // An old draft left behind is offered again; the cloud answers that the application is under way.
  }
}

function storageKey(name: string): string {
  return `draft.${name}`
}

function readKept(name: string): Kept | null {
  try {
    const kept = wx.getStorageSync(storageKey(name)) as Partial<Kept> | ''
    if (!kept || typeof kept !== 'object' || !kept.clientKey) return null
    const { version = 0, step = 0, answers = {}, titles = {}, papers = [], clientKey, sent = '' } = kept
    return { version, step, answers, titles, papers, clientKey, sent }
  } catch {
    return null
  }
}
