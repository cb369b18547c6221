import type { CaseView } from '../../../../cloudfunctions/kernel/casework/contract'
import { call, type OutputOf } from '../../../client/call'
import { failureWords } from '../../failure'
import { shortLabel, type Act } from '../case/deciding'
import { decideTogether, resultTitle, type BatchResult } from './batch'

/** Fetching and sending of one act on several applications. */

type Row = OutputOf<'cases.queue'>['rows'][number]

/** The act for all, as the sheet shows it. */
export interface Together {
  act: Act
  view: CaseView
}

/**
 * The act that the chosen allow, with its words, read from the first of them; a sentence when there is none. Acts that
 * ask for more than a note are done one by one.
 */
export async function findTogether(rows: readonly Row[], chosen: readonly string[]): Promise<Together | string> {
  const first = rows.find(({ id }) => chosen.includes(id))
  if (!first) return '请先勾几件'
  try {
    const { case: view } = await call(`${first.area}.read` as 'cases.read', { caseId: first.id })
    const act = view.acts.find(
      (one) => view.batch.includes(one.act) && one.fields.length === 0 && one.wants === 'nothing',
    )
    if (!act) return `${first.name}那一件刚有人办过，或要单独办。请换几件`
    return {
      act: { ...act, label: `${shortLabel(act.label)}，${chosen.length} 件一起` },
      view: { ...view, name: '每位工友' },
    }
  } catch (error) {
    return failureWords(error)
  }
}

export async function sendTogether(
  rows: readonly Row[],
  chosen: readonly string[],
  { act, view }: Together,
  note: string,
): Promise<BatchResult & { title: string; names: string }> {
  const result = await decideTogether(rows, chosen, act.act, note, (input) =>
    call(`${view.area}.decideMany` as 'cases.decideMany', input),
  )
  return { ...result, title: resultTitle(result), names: result.done.join('、') }
}
