import type { EvidenceSlotView } from '../../../../../cloudfunctions/kernel/casework/contract'
import type { PaperUse } from '../../../../components/case-form/draft'
import { PAPER_TYPES, type PaperType } from '../../../../rules/papers'

/** The papers an application asks for, as the list draws them; plain, so that it can be tested without a phone. */

/** A slot as the papers page draws it. */
export interface SlotLine {
  name: string
  slot: EvidenceSlotView
  paper: string
  consented: boolean
}
export interface SlotGroups {
  /** Held before: a tick each. */
  held: SlotLine[]
  /** To be photographed, those that must be there first. */
  missing: SlotLine[]
}

/** `foundMissing`: slots that were missing when the page was opened stay where they were, so that nothing jumps. */
export function groupSlots(slots: EvidenceSlotView[], uses: PaperUse[], foundMissing: ReadonlySet<string>): SlotGroups {
  const lines = slots.map((slot): SlotLine => {
    const use = uses.find((one) => one.slot === slot.slot)
    return { name: slot.slot, slot: withHelp(slot), paper: use?.paper ?? '', consented: use?.consent ?? false }
  })
  const missing = lines.filter(({ slot }) => foundMissing.has(slot.slot))
  return {
    held: lines.filter(({ slot }) => !foundMissing.has(slot.slot)),
    missing: [...missing.filter(({ slot }) => slot.required), ...missing.filter(({ slot }) => !slot.required)],
  }
}

/** `还差 3 样`, `都齐了`: of those that must be there; where none must, that none must. */
export function missingWords(lines: SlotLine[]): string {
  const left = lines.filter(({ slot, paper }) => slot.required && !paper).length
  if (left > 0) return `还差 ${left} 样`
  if (lines.every(({ paper }) => paper)) return '都齐了'
  return lines.some(({ slot }) => slot.required) ? '要交的齐了' : '有就放，没有也行'
}

/** Where the kind says nothing of its own, how a paper of that type is photographed so that it counts. */
function withHelp(slot: EvidenceSlotView): EvidenceSlotView {
  const usual = PAPER_TYPES[slot.types[0] as PaperType]
  return slot.help || !usual ? slot : { ...slot, help: usual.help }
}
