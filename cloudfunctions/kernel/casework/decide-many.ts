import { AppError, notFound } from '../errors'
import type { KindOf } from './applicant-acts'
import { decideCase } from './decide-case'

interface Many {
  cases: { caseId: string; version: number }[]
  act: string
  note: string
}

/**
 * One act on many cases, each decided by itself with all its checks: what fails is named and stops no other. Pressing
 * again does what is left, since a case that has moved on is refused.
 */
export async function decideMany(kindOf: KindOf, { cases, act, note }: Many, openid: string, now: Date) {
  const inBatch: KindOf = (name) => {
    const kind = kindOf(name)
    const allowed = kind.steps.some((step) => step.acts.some((one) => one.act === act && one.batch))
    if (!allowed) throw new AppError('NOT_NOW', '这一步要一件一件地办')
    return kind
  }
  const done: string[] = []
  const failed: { caseId: string; message: string }[] = []
  let mine = false
  for (const { caseId, version } of cases) {
    try {
      await decideCase(inBatch, { caseId, version, act, note }, openid, now)
      done.push(caseId)
      mine = true
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      failed.push({ caseId, message: error.message })
      mine ||= error.code !== 'NOT_FOUND'
    }
  }
  // Not one of them is at a desk of hers.
  if (!mine) throw notFound('这些申请，或者它们不在您的案头')
  return { done, failed }
}
