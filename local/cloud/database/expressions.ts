import { Context, evalExpr } from 'mingo/core'
import * as expression from 'mingo/operators/expression'
import { CloudError, requestFailed } from '../errors'
import { OVERRIDES } from './expression-overrides'
import { useExpressions } from './match'
import { own, type Doc } from './values'

/** Evaluates an aggregation expression for a document. A missing field gives undefined. */
export type Evaluate = (doc: unknown, expression: unknown) => unknown

/** mingo's own compiled options, which its operators are handed; making them anew for every document is slow. */
interface ComputeOptions {
  update(locals: { root: unknown }): ComputeOptions
}

let captured: ComputeOptions | undefined
const capture = (_doc: unknown, _operand: unknown, options: unknown) => void (captured = options as ComputeOptions)

const context = Context.init({ expression: { ...expression, ...OVERRIDES, $captureOptions: capture } as never })

/** An evaluator with its variables (`let` of a lookup) and one moment for `$$NOW`. */
export function evaluator(variables: Doc = {}): Evaluate {
  evalExpr({}, { $captureOptions: 1 }, { context, variables } as never)
  const options = captured!
  return (doc, expr) => {
    if (typeof expr === 'string' && expr.startsWith('$') && !expr.startsWith('$$') && !expr.includes('.'))
      return own(doc as Doc, expr.slice(1))
    if (typeof expr !== 'object' && typeof expr !== 'string') return expr
    try {
      return evalExpr(doc, expr, options.update({ root: doc }) as never)
    } catch (error) {
      if (error instanceof CloudError) throw error
      throw requestFailed(error instanceof Error ? error.message : String(error))
    }
  }
}

useExpressions(evaluator)
