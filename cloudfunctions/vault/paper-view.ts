import { dayOf } from '../../miniprogram/rules/days'
import { isValidOn, PAPER_TYPES } from '../../miniprogram/rules/papers'
import type { Paper } from '../kernel/vault'
import type { PaperView } from './contract'

/** A paper as its owner's phone shows it. */
export function viewPaper({ _id, type, title, files, takenOn, validUntil, addedAt }: Paper, now: Date): PaperView {
  return {
    id: _id,
    type,
    title,
    pages: files.length,
    pdf: files.some(({ mime }) => mime === 'application/pdf'),
    takenOn,
    validUntil,
    valid: isValidOn(validUntil, dayOf(now)),
    sensitive: PAPER_TYPES[type].sensitive,
    addedAt: Number(addedAt),
  }
}
