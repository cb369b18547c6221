import type { CaseRow } from '../../../../cloudfunctions/kernel/casework/contract'
import type { InputOf, OutputOf } from '../../../client/call'
import { CallFailure } from '../../../client/call'

/** Several applications, one act: only of one kind at one step, only what its kind allows, at most 20. */

export const MOST_TOGETHER = 20

type Row = Pick<CaseRow, 'id' | 'area' | 'kind' | 'next' | 'batch' | 'name' | 'version'>

/** What rows must share to be decided together; empty when a row is to be decided by itself. */
export function togetherKey({ area, kind, next, batch }: Row): string {
  return batch.length > 0 ? `${area}/${kind}/${next}/${batch.join(',')}` : ''
}

/** Whether there is anything to be decided together: two rows that share it. */
export function offersBatch(rows: readonly Row[]): boolean {
  const seen = new Set<string>()
  return rows.map(togetherKey).some((key) => key !== '' && seen.size === seen.add(key).size)
}

/** Which rows may be ticked, given those ticked so far. */
export function mayJoin(rows: readonly Row[], chosen: readonly string[]): Set<string> {
  const first = rows.find(({ id }) => chosen.includes(id))
  const key = first ? togetherKey(first) : null
  const full = chosen.length >= MOST_TOGETHER
  return new Set(
    rows
      .filter((row) => togetherKey(row) !== '' && (key === null || togetherKey(row) === key))
      .filter(({ id }) => !full || chosen.includes(id))
      .map(({ id }) => id),
  )
}

/** Ticks or unticks a row; what may not join stays out. */
export function toggleChosen(rows: readonly Row[], chosen: readonly string[], id: string): string[] {
  if (chosen.includes(id)) return chosen.filter((one) => one !== id)
  return mayJoin(rows, chosen).has(id) ? [...chosen, id] : [...chosen]
}

/** All that may be ticked together with the first one ticked, or with the first row that allows it. */
export function chooseAll(rows: readonly Row[], chosen: readonly string[]): string[] {
  const first = chosen[0] ?? rows.find((row) => togetherKey(row) !== '')?.id
  if (!first) return []
  return [...mayJoin(rows, [first])].slice(0, MOST_TOGETHER)
}

export interface BatchResult {
  /** Names of those done. */
  done: string[]
  failed: { id: string; name: string; why: string }[]
  /** Nobody knows what arrived: the queue tells. */
  unsure: boolean
}

type DecideMany = (input: InputOf<'cases.decideMany'>) => Promise<OutputOf<'cases.decideMany'>>

/** One act on the chosen rows; pressing again does what is left, since each names the version that was read. */
export async function decideTogether(
  rows: readonly Row[],
  chosen: readonly string[],
  act: string,
  note: string,
  decideMany: DecideMany,
): Promise<BatchResult> {
  const picked = rows.filter(({ id }) => chosen.includes(id)).slice(0, MOST_TOGETHER)
  const nameOf = (id: string) => picked.find((row) => row.id === id)?.name ?? ''
  try {
    const answer = await decideMany({
      cases: picked.map(({ id, version }) => ({ caseId: id, version })),
      act,
      note: note.trim(),
    })
    return {
      done: answer.done.map(nameOf),
      failed: answer.failed.map(({ caseId, message }) => ({ id: caseId, name: nameOf(caseId), why: message })),
      unsure: false,
    }
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error
    const unsure = error.offline || error.code === 'NO_REPLY' || error.code === 'BUSY'
    const why = unsure ? '网断了，不知道记上没有' : error.message
    return { done: [], failed: picked.map(({ id, name }) => ({ id, name, why })), unsure }
  }
}

/** `3 件都办好了`, `2 件办好了，1 件没成`, `没成`. */
export function resultTitle({ done, failed, unsure }: BatchResult): string {
  if (unsure) return '网断了，先看看案头上还剩哪几件'
  if (failed.length === 0) return done.length === 1 ? '办好了' : `${done.length} 件都办好了`
  return done.length === 0 ? `${failed.length} 件都没成` : `${done.length} 件办好了，${failed.length} 件没成`
}
