import type { CaseDocument } from './casework/case'
import { blindIndex } from './seal'

/** An account that is being deleted. */
export interface Erased {
  openid: string
  /** The person's id; a keyed hash of it stands in the ledger and stays. */
  person: string
  /** The blind index of her ID number where a membership held one, to find her on an employer's roster. */
  rosters: { org: string; idIndex: string }[]
  /** Whether the law makes us keep this closed application. */
  keeps(closed: CaseDocument): boolean
}

/** What stands for the account in what is kept. */
export const goneId = (openid: string): string => `gone_${blindIndex('person', openid)}`
