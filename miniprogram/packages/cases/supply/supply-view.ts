import type { CaseView } from '../../../../cloudfunctions/kernel/casework/contract'
import { sayDay, type Day } from '../../../rules/days'

/** Bringing what was asked for, all at once. Pure. */

type Slot = NonNullable<CaseView['asked']>['slots'][number]

export interface Choice {
  paper: string
  consent: boolean
}
export type Choices = Record<string, Choice | undefined>

export interface SupplyHead {
  title: string
  note: string
  until: string
}

export function supplyHead({ asked }: Pick<CaseView, 'asked'>, today: Day): SupplyHead | null {
  if (!asked) return null
  const late = asked.due < today
  return {
    title: asked.slots.length === 1 ? `补一份${asked.slots[0]!.title}` : `一次补齐这 ${asked.slots.length} 样`,
    note: asked.note,
    until: late ? `${sayDay(asked.due)}过了。工会先按现有的看，补上还来得及` : `${sayDay(asked.due)}前补上就行`,
  }
}

/** What the one button says, and whether it may be pressed: with everything there, or with a word why not. */
export function supplyButton(slots: Slot[], choices: Choices, words: string): { label: string; ready: boolean } {
  const unticked = slots.filter(({ slot }) => choices[slot]?.paper && !choices[slot].consent)
  const missing = slots.filter(({ slot }) => !choices[slot]?.paper)
  if (unticked.length + missing.length === 0) return { label: '交给工会', ready: true }
  if ([...words.trim()].length >= 2) {
    const given = slots.length - unticked.length - missing.length
    return { label: given > 0 ? `先交这 ${given} 样和说明` : '只交说明', ready: true }
  }
  if (unticked.length > 0) return { label: `先给${unticked[0]!.title}打勾`, ready: false }
  return { label: missing.length === 1 ? `还差${missing[0]!.title}` : `还差 ${missing.length} 样`, ready: false }
}

/** What goes up: only papers she ticked. */
export function papersToSend(slots: Slot[], choices: Choices): { slot: string; paper: string; consent: true }[] {
  return slots.flatMap(({ slot }) => {
    const choice = choices[slot]
    return choice?.paper && choice.consent ? [{ slot, paper: choice.paper, consent: true as const }] : []
  })
}
