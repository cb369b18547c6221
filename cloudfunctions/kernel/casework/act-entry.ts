import { idFrom } from '../ids'
import { entryOf, type ActDetail, type LedgerEntry, type LedgerKind } from '../ledger'
import type { CaseDocument } from './kind'

/** Kinds of entry that record an act on a case. */
type OfAct = Extract<LedgerKind, `application.${string}` | 'member.joined'>

/**
 * The ledger entry of the act that brought a case to its present version. Its id names case and version, so of two acts
 * on one version only one can be recorded. `inTime`: whether the desk was; null for acts of the applicant.
 */
export function entryOfAct(done: CaseDocument, kind: OfAct, at: Date, inTime: boolean | null): LedgerEntry {
  const detail: ActDetail = { kind: done.kind, outcome: done.state, inTime }
  return entryOf({
    id: idFrom('led', done._id, done.version),
    kind,
    at,
    org: done.org,
    orgPath: done.orgPath,
    personId: done.person,
    source: done._id,
    detail,
  })
}
