import { object, settle, wake } from '../../cloudfunctions/kernel/casework/by-itself'
import { appeal, dropConsent, rate, supply, withdraw } from '../../cloudfunctions/kernel/casework/applicant'
import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import type { AnyKind, StepAct } from '../../cloudfunctions/kernel/casework/kind'
import { stepNamed } from '../../cloudfunctions/kernel/casework/route'
import { AppError } from '../../cloudfunctions/kernel/errors'
import { addDays, type Day } from '../../miniprogram/rules/days'
import { fill, type Draw } from './samples'
import { attempt, chain, crew, momentOn, paperFor, settingOn } from './support'

/** Whatever desks, applicants, colleagues and the timer may do to a case next, drawn by chance, through the engine alone. */

export interface Walker {
  standing: CaseDocument
  on: Day
}

/** A desk's act with rightly filled fields, tried several times; null when this desk cannot do it now. */
export function press(kind: AnyKind, { standing, on }: Walker, act: StepAct, draw: Draw): CaseDocument | null {
  for (let trial = 0; trial < 12; trial += 1) {
    const fields = act.fields && fill(act.fields, on, draw, sumsIn(standing))
    const slots = kind.evidence.slice(0, 1).map(({ slot }) => slot)
    const mate = crew(typeof act.to === 'object' && 'crew' in act.to ? act.to.crew : 'lawyer')
    const link = chain.slice(1 + draw(chain.length - 1))
    try {
      const done = attempt(kind, standing, act.act, on, { note: '写明的原因', fields, slots, chain: link, crew: mate })
      return typeof done === 'string' ? null : done
    } catch (error) {
      // A sum beyond what may be granted, a day that is none: said in words, drawn anew.
      if (!(error instanceof AppError)) throw error
    }
  }
  return null
}

/** Every whole number that stands in a case: sums that a desk may grant or pay. */
function sumsIn({ form, facts, records }: CaseDocument): number[] {
  const sums: number[] = []
  JSON.stringify([form, facts, records.map(({ values }) => values)], (_key, value: unknown) => {
    if (typeof value === 'number' && Number.isInteger(value)) sums.push(value)
    return value
  })
  return sums
}

/** What the applicant may do; each answers with the case after it, or null. */
export const applicantMoves: Record<string, (kind: AnyKind, at: Walker, draw: Draw) => CaseDocument | null> = {
  withdraw: (_kind, { standing, on }) => only(withdraw(standing, momentOn(on))),
  supply: supplyAll,
  supplyWords: (kind, { standing, on }) =>
    only(supply(kind, standing, { version: standing.version, papers: [], note: '实在没有' }, settingOn(on))),
  dropPaper: (kind, { standing, on }) =>
    standing.papers[0] ? only(dropConsent(kind, standing, standing.papers[0].slot, settingOn(on))) : null,
  dropNotice: (kind, { standing, on }) => only(dropConsent(kind, standing, 'notice', settingOn(on))),
  appeal: (kind, { standing, on }) =>
    only(appeal(kind, standing, { version: standing.version, note: '我不同意' }, settingOn(on))),
  rate: (kind, { standing, on }, draw) => only(rate(kind, standing, 1 + draw(5), '', momentOn(on))),
}

function supplyAll(kind: AnyKind, { standing, on }: Walker): CaseDocument | null {
  const papers = (standing.asked?.slots ?? []).map((slot) => paperFor(kind, slot, momentOn(on)))
  return only(supply(kind, standing, { version: standing.version, papers, note: '' }, settingOn(on)))
}

/** What happens without her: the timer on its day, a colleague's objection and its end. */
export const otherMoves: Record<string, (kind: AnyKind, at: Walker, draw: Draw) => CaseDocument | null> = {
  timer: (kind, { standing, on }) => wake(kind, standing, settingOn(laterOf(on, standing.wakeOn))),
  object: (_kind, { standing, on }) => object(standing, 'case_objection', settingOn(on)),
  settle: (kind, { standing, on }, draw) => settle(kind, standing, draw(2) === 1, '核实过', settingOn(on)),
}

export const laterOf = (on: Day, other: Day | null): Day => (other !== null && other > on ? other : on)

const only = (done: CaseDocument | string | null) => (typeof done === 'string' ? null : done)

/**
 * Ways out of where an open case stands, besides its applicant taking it back: desk acts that lead somewhere, her
 * answer, the timer, the end of an objection.
 */
export function exits(kind: AnyKind, at: Walker, draw: Draw): { name: string; next: CaseDocument }[] {
  const { standing } = at
  const ways: [string, CaseDocument | null][] = []
  if (standing.state === 'returned') ways.push(['supply', supplyAll(kind, at)])
  if (standing.state === 'objected') ways.push(['settle', otherMoves.settle!(kind, at, draw)])
  if (standing.wakeOn !== null) ways.push(['timer', otherMoves.timer!(kind, at, draw)])
  if (standing.state !== 'returned' && standing.state !== 'objected')
    for (const act of stepNamed(kind, standing.step).acts) {
      // On the day after its last, acts that wait for it are open as well.
      const next = press(kind, at, act, draw) ?? press(kind, { standing, on: afterDue(at) }, act, draw)
      const leads = next && (!next.open || next.step !== standing.step)
      if (leads) ways.push([act.act, next])
    }
  return ways.flatMap(([name, next]) => (next ? [{ name, next }] : []))
}

export const afterDue = ({ standing, on }: Walker): Day =>
  standing.due === null ? on : laterOf(on, addDays(standing.due, 1))
