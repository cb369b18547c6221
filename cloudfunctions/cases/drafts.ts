import { fieldsOf } from '../kernel/casework/form'
import { kindFinder } from '../kernel/casework/actions'
import { AppError } from '../kernel/errors'
import type { Caller } from '../kernel/serve'
import type { DraftAnswer } from './contract'
import { kinds } from './kinds'
import { findDraft, forgetDraft, putDraft } from './store'

const kindOf = kindFinder(kinds)

interface Kept {
  kind: string
  version: number
  step: number
  answers: Record<string, DraftAnswer>
}

/**
 * Keeps what somebody has filled in so far. Numbers of papers and cards are never kept open, so a draft has none; what
 * the form does not ask is left out, so that nothing else is kept under another name. One request.
 */
export async function keepDraft({ kind, version, step, answers }: Kept, { openid, now }: Caller) {
  const fields = fieldsOf(kindOf(kind).form)
  const sent = fields.filter(({ name }) => Object.hasOwn(answers, name))
  if (sent.some((field) => field.sensitive || field.items.some((item) => item.sensitive)))
    throw new AppError('BAD_INPUT', '身份证号、银行卡号不存草稿')
  const kept = Object.fromEntries(sent.map(({ name, items }) => [name, fitting(answers[name]!, items)]))
  await putDraft(openid, kind, { version, step, answers: kept, at: now })
  return {}
}

/** Of the entries of a list, what its fields ask. */
function fitting(answer: DraftAnswer, items: { name: string }[]): unknown {
  if (!Array.isArray(answer)) return answer
  return answer.map((entry) =>
    typeof entry === 'object' && entry !== null
      ? Object.fromEntries(items.flatMap(({ name }) => (Object.hasOwn(entry, name) ? [[name, entry[name]]] : [])))
      : entry,
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
