import type { CaseView } from '../../../../cloudfunctions/kernel/casework/contract'
import { CallFailure, type InputOf, type OutputOf } from '../../../client/call'

/** An officer's decision on one case: pick an act, give a reason where one is due, press once. */

export type Act = CaseView['acts'][number]
type Decide = (input: InputOf<'membership.decide'>) => Promise<OutputOf<'membership.decide'>>

export type DecideOutcome =
  | { name: 'decided'; view: CaseView }
  /** Somebody else acted first, or it left this desk: read the case again before anything else. */
  | { name: 'moved'; words: string }
  /** Nobody knows whether it arrived; pressing again is safe, the version tells a second time from a first. */
  | { name: 'unsure'; words: string }
  | { name: 'refused'; words: string }

/** What still keeps the button from being pressed, in words; null when it may be. */
export function decideFault(act: Act | null, note: string): string | null {
  if (!act) return '请先选同意还是不同意'
  const length = [...note.trim()].length
  if (act.needsReason && length < 2) return '写明原因，工友要看的'
  return length > 300 ? '原因最多 300 个字' : null
}

/** A picked reason replaces what was picked before and keeps what the officer wrote herself. */
export function pickReason(reasons: readonly string[], note: string, picked: string): string {
  const own = reasons.reduce((rest, reason) => (rest.startsWith(reason) ? rest.slice(reason.length) : rest), note)
  return `${picked}${own}`
}

/** Sends one decision. Only one is on its way at a time: see `Deciding.busy`. */
export class Deciding {
  busy = false

  constructor(private readonly decide: Decide) {}

  /** Null when a decision is already on its way. */
  async press(view: CaseView, act: Act, note: string): Promise<DecideOutcome | null> {
    if (this.busy) return null
    this.busy = true
    try {
      const answer = await this.decide({ caseId: view.id, version: view.version, act: act.act, note: note.trim() })
      return { name: 'decided', view: answer.case }
    } catch (error) {
      return outcomeOf(error)
    } finally {
      this.busy = false
    }
  }
}

function outcomeOf(error: unknown): DecideOutcome {
  if (!(error instanceof CallFailure)) throw error
  if (error.code === 'MOVED_ON' || error.code === 'NOT_NOW' || error.code === 'ALREADY')
    return { name: 'moved', words: error.message }
  if (error.offline || error.code === 'NO_REPLY' || error.code === 'BUSY')
    return { name: 'unsure', words: '网断了，不知道记上没有。先看一眼这份申请现在怎样，再决定。' }
  return { name: 'refused', words: error.message }
}

/** What happened to a case that moved while somebody read it: who did what, from its newest story line. */
export function whoMoved(view: CaseView, words: string): string {
  const last = [...view.story].reverse().find((line) => line.at !== null)
  return last?.by ? `${last.by}已经办过：${last.title}。下面是最新的。` : `${words}。下面是最新的。`
}
