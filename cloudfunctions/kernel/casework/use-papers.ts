import { dayOf } from '../../../miniprogram/rules/days'
import { isValidOn, PAPER_TYPES, type PaperType } from '../../../miniprogram/rules/papers'
import { AppError } from '../errors'
import type { Paper } from '../vault'
import type { UsedPaper } from './case'
import { isAsked } from './form'
import type { AnyKind } from './kind'

export interface SentPaper {
  slot: string
  paper: string
}

/**
 * Papers of the vault as an application uses them, each with the consent given now. Throws AppError in the applicant's
 * words when one is not hers, of the wrong type, or past its day.
 */
export function usePapers(kind: AnyKind, sent: SentPaper[], held: Paper[], now: Date): UsedPaper[] {
  if (new Set(sent.map(({ slot }) => slot)).size < sent.length) throw new AppError('BAD_INPUT', '一样材料只能放一份')
  return sent.map(({ slot, paper: id }) => {
    const asked = kind.evidence.find((one) => one.slot === slot)
    if (!asked) throw new AppError('BAD_INPUT', '这份申请不要这样材料')
    const paper = held.find((one) => one._id === id)
    if (!paper) throw new AppError('NOT_FOUND', `没找到“${asked.title}”。请再拍一张`)
    if (!asked.types.includes(paper.type as PaperType))
      throw new AppError('BAD_INPUT', `“${paper.title}”不能当“${asked.title}”用`)
    if (!isValidOn(paper.validUntil, dayOf(now)))
      throw new AppError('BAD_INPUT', `“${paper.title}”过了日子，请拍一张新的`)
    const { type, title, validUntil } = paper
    return { slot, paper: id, type, title, validUntil, consentAt: now, withdrawnAt: null }
  })
}

/** Throws AppError naming every required paper that is missing, at once. */
export function checkNoneMissing(kind: AnyKind, form: Record<string, unknown>, papers: UsedPaper[]): void {
  const there = new Set(papers.map(({ slot }) => slot))
  const missing = kind.evidence.filter(
    (slot) => slot.required && isAsked({ when: slot.when ?? null }, form) && !there.has(slot.slot),
  )
  if (missing.length)
    throw new AppError('BAD_INPUT', `还差 ${missing.length} 样材料：${missing.map(({ title }) => title).join('、')}`)
}

/** As a person reads a type. */
export const paperTitle = (type: string): string => PAPER_TYPES[type as PaperType]?.title ?? type
