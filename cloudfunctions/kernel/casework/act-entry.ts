import { dayOf, daysBetween } from '../../../miniprogram/rules/days'
import { idFrom } from '../ids'
import { entryOf, type LedgerEntry, type OfActKind } from '../ledger'
import type { CaseDocument } from './case'
import type { AnyKind } from './kind'
import { linkAt } from './route'

/** What a desk's act adds to its entry. */
export interface DeskAct {
  act: string
  /** Whether the desk was in time. */
  inTime: boolean
  amountFen: number
}

/**
 * The ledger entry of the act that brought a case to its present version. Its id names case and version, so of two acts
 * on one version only one can be recorded. A sealed kind is counted without a person, and at the county's union; a record
 * about a member counts the member.
 */
export function entryOfAct<K extends OfActKind>(
  kind: Pick<AnyKind, 'sealed' | 'about'>,
  done: CaseDocument,
  ledgerKind: K,
  at: Date,
  by: DeskAct | null = null,
  more: object = {},
): LedgerEntry<K> {
  const counted = kind.sealed ? linkAt(done.chain, 'county') : { id: done.org, path: done.orgPath }
  const detail = {
    kind: done.kind,
    outcome: done.state,
    inTime: by && by.inTime,
    days: by && daysBetween(dayOf(done.submittedAt), dayOf(at)),
    town: kind.sealed ? null : done.town,
    act: by?.act ?? '',
    ends: !done.open,
    ...more,
  }
  return entryOf({
    id: idFrom('led', done._id, done.version),
    kind: ledgerKind,
    at,
    org: counted.id,
    orgPath: counted.path,
    personId: kind.sealed ? null : (kind.about?.(done).person ?? done.person),
    unnamed: kind.sealed,
    amountFen: by?.amountFen ?? 0,
    source: done._id,
    detail,
  } as unknown as Parameters<typeof entryOf<K>>[0])
}
