import type { CaseView, FormFieldView } from '../../../../cloudfunctions/kernel/casework/contract'
import { faultsOf, formToSubmit, type Faults } from '../../../components/case-form/form'
import type { Answers } from '../../../components/case-form/values'
import type { Page } from '../../../client/photos'
import { shortLabel, type Act, type Given } from './deciding'

/** What an act wants before its button may be pressed, and what is then sent. */

export interface Prepared {
  note: string
  answers: Answers
  /** Pictures on this phone, small enough to send. */
  photos: Page[]
  /** Which papers are missing, by slot. */
  slots: string[]
  /** A union's id or a colleague's desk. */
  to: string
}

export const nothingPrepared: Prepared = { note: '', answers: {}, photos: [], slots: [], to: '' }

const NOTE_MOST = 300

/** What still keeps the button from being pressed: one sentence, and faults beside the fields of the act's form. */
export function faultsOfAct(act: Act, prepared: Prepared, now: number): { fault: string; faults: Faults } | null {
  if (act.wants === 'slots' && prepared.slots.length === 0) return { fault: '请勾出还差哪几样，一次说清', faults: {} }
  if (act.wants === 'org' && !prepared.to) return { fault: '请选转到哪个工会', faults: {} }
  if (act.wants === 'crew' && !prepared.to) return { fault: '请选交给谁', faults: {} }
  const faults = faultsOf(act.fields as FormFieldView[], prepared.answers, now)
  if (Object.keys(faults).length > 0) return { fault: '上面有一项没填好，请再看一遍', faults }
  if (act.photos?.required && prepared.photos.length === 0) return { fault: '要拍一张照片才能记', faults: {} }
  const length = [...prepared.note.trim()].length
  if (act.needsReason && length < 2) return { fault: '写明原因，工友要看的', faults: {} }
  return length > NOTE_MOST ? { fault: `原因最多 ${NOTE_MOST} 个字`, faults: {} } : null
}

/** What goes with the act; only what it wants. `photos`: its pictures once they were sent. */
export function givenOf(act: Act, { note, answers, slots, to }: Prepared, photos?: Given['photos']): Given {
  return {
    note: note.trim(),
    ...(act.fields.length > 0 && { fields: formToSubmit({ pages: [pageOf(act)] }, answers) }),
    ...(act.photos && photos && { photos }),
    ...(act.wants === 'slots' && { slots }),
    ...((act.wants === 'org' || act.wants === 'crew') && { to }),
  }
}

const pageOf = ({ label, fields }: Act) => ({ title: label, help: '', fields: fields as FormFieldView[] })

/** On the button that sends it. */
export function goLabel(act: Act, { slots, to }: Prepared, targets: readonly Target[]): string {
  if (act.wants === 'slots') return slots.length > 0 ? `请工友补这 ${slots.length} 样` : '请工友补'
  if (act.wants === 'org') return '转过去'
  const chosen = act.wants === 'crew' ? targets.find(({ id }) => id === to) : undefined
  return chosen ? `交给${chosen.title}` : shortLabel(act.label)
}

/** A picked reason replaces what was picked before and keeps what the officer wrote herself. */
export function pickReason(reasons: readonly string[], note: string, picked: string): string {
  const own = reasons.reduce((rest, reason) => (rest.startsWith(reason) ? rest.slice(reason.length) : rest), note)
  return `${picked}${own}`
}

export interface SlotLine {
  slot: string
  title: string
  /** What is known of it: `已经交了`, `没交过`, `工友收回了同意`. */
  note: string
  checked: boolean
}

/** Every paper a desk may ask for, with what is known of it, those not handed in first. */
export function slotLines(view: Pick<CaseView, 'slots' | 'papers'>, chosen: readonly string[]): SlotLine[] {
  const lines = view.slots.map(({ slot, title }) => {
    const used = view.papers.filter((paper) => paper.slot === slot)
    const note =
      used.length === 0 ? '没交过' : used.some(({ consent }) => consent === 'given') ? '已经交了' : '工友收回了同意'
    return { slot, title, note, checked: chosen.includes(slot) }
  })
  return [...lines.filter(({ note }) => note !== '已经交了'), ...lines.filter(({ note }) => note === '已经交了')]
}

export interface Target {
  id: string
  title: string
  note: string
}

const SHOWN = 8

/** Those whose name holds the words typed, at most 8; `more` were left out. */
export function findTargets(all: readonly Target[], words: string): { shown: Target[]; more: number } {
  const wanted = words.trim()
  const found = all.filter(({ title, note }) => `${title}${note}`.includes(wanted))
  return { shown: found.slice(0, SHOWN), more: Math.max(0, found.length - SHOWN) }
}
