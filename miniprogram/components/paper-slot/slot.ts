import type { Paper } from '../../client/uploads'
import { type Day } from '../../rules/days'
import { sayLongDay } from '../paper-tray/tray'

/** One paper that an application asks for, and which of mine may serve; plain, so that it can be tested without a phone. */

export interface Slot {
  slot: string
  title: string
  help: string
  types: string[]
  required: boolean
  sensitive: boolean
}

export type Held = Pick<Paper, 'id' | 'type' | 'title' | 'takenOn' | 'validUntil' | 'valid' | 'sensitive'>

/** My papers that may serve here: those that still count first, each newest first as `vault.mine` answers them. */
export function papersFor({ types }: Pick<Slot, 'types'>, held: Held[]): Held[] {
  const fitting = held.filter(({ type }) => types.includes(type))
  return [...fitting.filter(({ valid }) => valid), ...fitting.filter(({ valid }) => !valid)]
}

/**
 * What a page begins with: the newest paper that counts, ticked, so that nothing is asked for twice. Sensitive ones are
 * never ticked beforehand (个人信息保护法 第二十九条). Null: there is none to use.
 */
export function firstUse(slot: Slot, held: Held[]): { slot: string; paper: string; consent: boolean } | null {
  const [best] = papersFor(slot, held)
  return best?.valid ? { slot: slot.slot, paper: best.id, consent: !isSensitive(slot, best) } : null
}

export const isSensitive = (slot: Slot, paper: Held): boolean => slot.sensitive || paper.sensitive

export interface SlotRow {
  state: 'missing' | 'held'
  paper: Held | null
  line: string
  /** How the line looks: plain, or rust for what has run out. */
  tone: '' | 'rust'
  /** There are others to choose from. */
  others: boolean
}

/** The row of a slot. `paperId`: the paper chosen so far, '' for none. */
export function rowOf(slot: Slot, held: Held[], paperId: string, today: Day): SlotRow {
  const fitting = papersFor(slot, held)
  const chosen = fitting.find(({ id }) => id === paperId)
  const best = chosen?.valid ? chosen : fitting.find(({ valid }) => valid)
  if (best) {
    const said = isSensitive(slot, best) ? '只给审核的人看' : sayHeld(best, today)
    return { state: 'held', paper: best, line: said, tone: '', others: fitting.filter(({ valid }) => valid).length > 1 }
  }
  const old = fitting[0]
  const line = old ? `${sayLongDay(old.validUntil!, today)}过期了` : slot.help
  return { state: 'missing', paper: null, line, tone: old ? 'rust' : '', others: false }
}

/** `2025年11月拍的`, or until when it counts: `能用到 9月15日（周二）`. */
export function sayHeld({ takenOn, validUntil }: Held, today: Day): string {
  const [year, month] = takenOn.split('-')
  return validUntil ? `能用到 ${sayLongDay(validUntil, today)}` : `${year}年${Number(month)}月拍的`
}
