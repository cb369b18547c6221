import { caseActionContracts } from '../kernel/casework/contract'
import { archiveContract } from './archive-contract'
import { hostContract } from './host-contract'
import { seatContract } from './seat-contract'
import { watchContract } from './watch-contract'

/** What the area promises: sessions in which leaders answer workers, and what came of each question. */
export const contract = {
  ...watchContract,
  ...hostContract,
  ...seatContract,
  ...archiveContract,
  ...caseActionContracts,
}
