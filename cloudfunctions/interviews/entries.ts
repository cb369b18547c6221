import { idFrom } from '../kernel/ids'
import { entryOf, reversalOf, type LedgerEntry } from '../kernel/ledger'
import type { Answer, Commitment, Interview, Question } from './interview'

/** What the ledger keeps of a session: its figures are sums of these. */

/** A question was let in, at its asker's union. */
export function askedEntry({ subject }: Interview, question: Question, at: Date): LedgerEntry<'interview.asked'> {
  const { _id, interview, org, orgPath, person, department } = question
  return entryOf({
    id: idFrom('led', _id, 'asked'),
    kind: 'interview.asked',
    at,
    org,
    orgPath,
    personId: person,
    source: _id,
    detail: { interview, subject, department, outcome: '', minutes: null },
  })
}

/** It was let in and refused after all. */
export function notAskedEntry(session: Interview, question: Question, at: Date): LedgerEntry<'interview.asked'> {
  const asked = askedEntry(session, question, question.acceptedAt!)
  return reversalOf(asked, at, asked.detail)
}

const MINUTE = 60_000

/** It was answered, at the union that holds the session; counted is who asked. */
export function answeredEntry(
  { _id: interview, org, orgPath, subject }: Interview,
  { _id, person, department, acceptedAt }: Question,
  { id, kind, at }: Pick<Answer, 'id' | 'kind' | 'at'>,
): LedgerEntry<'interview.answered'> {
  const minutes = acceptedAt && Math.max(0, Math.round((Number(at) - Number(acceptedAt)) / MINUTE))
  return entryOf({
    id: idFrom('led', id, 'answered'),
    kind: 'interview.answered',
    at,
    org,
    orgPath,
    personId: person,
    source: _id,
    detail: { interview, subject, department, outcome: kind, minutes },
  })
}

/** Nobody answered it, and it became an application. */
export function referredEntry(session: Interview, question: Question, at: Date): LedgerEntry<'interview.answered'> {
  return answeredEntry(session, question, { id: idFrom('ans', question._id, 'closed'), kind: 'referred', at })
}

/** A promise was kept, at the union that holds the session. */
export function keptEntry(
  { _id, interview, org, orgPath, department }: Commitment,
  { subject }: Pick<Interview, 'subject'>,
  { person }: Pick<Question, 'person'>,
  at: Date,
): LedgerEntry<'interview.kept'> {
  return entryOf({
    id: idFrom('led', _id, 'kept'),
    kind: 'interview.kept',
    at,
    org,
    orgPath,
    personId: person,
    source: _id,
    detail: { interview, subject, department, outcome: 'promised', minutes: null },
  })
}
