import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import type { Notice } from '../../cloudfunctions/kernel/casework/notices'
import type { LedgerEntry } from '../../cloudfunctions/kernel/ledger'
import type { Membership } from '../../cloudfunctions/kernel/memberships'
import type { Message } from '../../cloudfunctions/kernel/messages'
import type { Person } from '../../cloudfunctions/kernel/people'

/** What part of the generator makes, by collection. */
export interface Documents {
  people: Person[]
  memberships: Membership[]
  cases: CaseDocument[]
  ledger: LedgerEntry[]
  messages: Message[]
  notices?: Notice[]
}
