import { idFrom } from '../kernel/ids'
import { handleOf } from '../kernel/issuer'
import { entryOf, type LedgerEntry, type LedgerKind } from '../kernel/ledger'
import type { Membership } from '../kernel/memberships'

/**
 * What the ledger keeps of a change of a card; `serial`: the card's after it. One change of a kind for each serial.
 * `handle`: the name of the card that is dead from now on, for counters without a network. `found`: the membership as
 * it stood before.
 */
export function cardEntry(
  { _id, org, orgPath, person, card }: Membership,
  serial: number,
  kind: LedgerKind & `card.${string}`,
  at: Date,
): LedgerEntry {
  return entryOf({
    id: idFrom('led', _id, kind, serial),
    kind,
    at,
    org,
    orgPath,
    personId: person,
    source: _id,
    detail: { serial, handle: handleOf(card.number, card.serial) },
  })
}
