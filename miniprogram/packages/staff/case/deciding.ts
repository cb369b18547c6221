import type { CaseView } from '../../../../cloudfunctions/kernel/casework/contract'
import { CallFailure, type InputOf, type OutputOf } from '../../../client/call'

/** An officer's decision on one case: pick an act, prepare what it wants, press once. */

export type Act = CaseView['acts'][number]
type Input = InputOf<'membership.decide'>
type Decide = (input: Input) => Promise<OutputOf<'membership.decide'>>

/** What was prepared for an act: see prepare-act.ts. */
export type Given = Pick<Input, 'note' | 'fields' | 'photos' | 'slots' | 'to'>

export type DecideOutcome =
  | { name: 'decided'; view: CaseView }
  /** Somebody else acted first, or it left this desk: read the case again before anything else. */
  | { name: 'moved'; words: string }
  /** Nobody knows whether it arrived; pressing again is safe, the version tells a second time from a first. */
  | { name: 'unsure'; words: string }
  | { name: 'refused'; words: string }

/** Sends one decision. Only one is on its way at a time: see `Deciding.busy`. */
export class Deciding {
  busy = false

  constructor(private readonly decide: Decide) {}

  /** Null when a decision is already on its way. */
  async press(view: CaseView, act: Act, given: Given): Promise<DecideOutcome | null> {
    if (this.busy) return null
    this.busy = true
    try {
      const answer = await this.decide({ caseId: view.id, version: view.version, act: act.act, ...given })
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

/** An act's label without what follows: `不同意，写明原因` is `不同意` on a small button. */
export function shortLabel(label: string): string {
  return label.replace(/，.*/, '')
}

/** The acts as a desk shows them: the one that leads on, by itself, and the others in the order they were declared. */
export function splitActs(acts: readonly Act[]): { lead: Act | null; others: Act[] } {
  const lead = acts.find(({ tone }) => tone === 'primary') ?? (acts.length === 1 ? acts[0]! : null)
  return { lead, others: acts.filter((act) => act !== lead) }
}
