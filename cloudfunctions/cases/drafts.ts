import { fieldsOf } from '../kernel/casework/form'
import { kindFinder } from '../kernel/casework/actions'
import { AppError } from '../kernel/errors'
import type { Caller } from '../kernel/serve'
import { kinds } from './kinds/index'
import { findDraft, forgetDraft, putDraft } from './store'

const kindOf = kindFinder(kinds)

interface Kept {
  kind: string
  version: number
  step: number
  answers: Record<string, unknown>
}

/** Keeps what somebody has filled in so far. Numbers of papers and cards are never kept open, so a draft has none. One request. */
export async function keepDraft({ kind, version, step, answers }: Kept, { openid, now }: Caller) {
  const secret = secretNames(kind)
  if (Object.keys(answers).some((name) => secret.has(name)))
    throw new AppError('BAD_INPUT', '身份证号、银行卡号不存草稿')
  await putDraft(openid, kind, { version, step, answers, at: now })
  return {}
}

/** Names of the fields that are never in a draft: sensitive ones, and lists that hold one. */
function secretNames(kind: string): Set<string> {
  const fields = fieldsOf(kindOf(kind).form)
  return new Set(
    fields.filter((field) => field.sensitive || field.items.some((item) => item.sensitive)).map(({ name }) => name),
  )
}

export async function readDraft({ kind }: { kind: string }, { openid }: Caller) {
  const draft = await findDraft(openid, kind)
  return { draft: draft && { version: draft.version, step: draft.step, answers: draft.answers, at: Number(draft.at) } }
}

export async function dropDraft({ kind }: { kind: string }, { openid }: Caller) {
  await forgetDraft(openid, kind)
  return {}
}
