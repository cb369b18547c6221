import { z } from 'zod'
import { shortYuan } from '../../miniprogram/rules/money'
import type { CaseDocument } from '../kernel/casework/case'
import { pay } from '../kernel/casework/common-acts'
import { money } from '../kernel/casework/form'
import { field, type StepAct } from '../kernel/casework/kind'
import { AppError } from '../kernel/errors'

/** Money that one desk grants and another pays. */

/** The field in which a desk writes down what it grants. */
export const grantFields = (label: string, help: string) =>
  z.strictObject({
    grantFen: money(`请填${label}`)
      .min(100, `${label}最少 1 元`)
      .meta(field({ label, help, widget: 'money' })),
  })

/** What was granted last, in fen; 0 when nothing was. */
export function grantedFen(standing: Pick<CaseDocument, 'records'>): number {
  const granted = standing.records.filter(({ values }) => typeof values.grantFen === 'number')
  return Number(granted[granted.length - 1]?.values.grantFen ?? 0)
}

export const sayFen = (fen: number) => `${shortYuan(fen)} 元`

/** Throws AppError in the desk's words when it would give more than its rule allows. */
export function atMost(fen: number, mostFen: number, words: string): void {
  if (fen > mostFen) throw new AppError('BAD_INPUT', words)
}

/** Money paid out, never more than `most` says was granted. Ends the case. */
export function payGranted(
  title: string,
  ledger: StepAct['ledger'],
  most: (standing: CaseDocument) => number = grantedFen,
): StepAct {
  return {
    ...pay('发了多少', ledger, title),
    to(standing, given) {
      const fen = most(standing)
      atMost(Number(given.amountFen), fen, `定的是 ${sayFen(fen)}，不能发得更多。请再看一遍`)
      return { end: 'served' }
    },
  }
}
