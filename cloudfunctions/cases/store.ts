import { db, type Transaction } from '../kernel/cloud'
import type { CaseDocument, Kept } from '../kernel/casework/case'
import { idFrom } from '../kernel/ids'
import { blindIndex } from '../kernel/seal'
import { addDays, dayOf, type Day } from '../../miniprogram/rules/days'

/** The area's only queries, besides the kernel's on cases. */

/** The file of a household in hardship: one household, one file. Reviewed each year. */
export interface HardshipFile {
  _id: string
  person: string
  openid: string
  org: string
  orgPath: string
  /** Keyed hashes of the ID numbers of all in the household. */
  household: string[]
  class: string
  since: Day
  reviewBy: Day
  case: string
  state: 'open' | 'closed'
}

const files = () => db.collection('hardshipFiles')

/** Whether anybody of the household stands in an open file. One request. */
export async function householdHasFile(idNumbers: string[]): Promise<boolean> {
  const { data } = await files()
    .where({ household: db.command.in(idNumbers.map((number) => blindIndex('idNumber', number))), state: 'open' })
    .limit(1)
    .field({ _id: true })
    .get()
  return data.length > 0
}

/** The open file of a person, or null. One request. */
export async function findHardshipFile(person: string): Promise<HardshipFile | null> {
  const { data } = await files().where({ person, state: 'open' }).limit(1).get()
  return (data[0] as HardshipFile | undefined) ?? null
}

/** Opens the household's file, in the transaction of the approval. One request. */
export async function addHardshipFile(transaction: Transaction, done: CaseDocument, at: Date): Promise<void> {
  const members = done.form.members as { idNumber: Kept }[]
  const approved = done.records[done.records.length - 1]!
  const file: HardshipFile = {
    _id: idFrom('file', done._id),
    person: done.person,
    openid: done.openid,
    org: done.org,
    orgPath: done.orgPath,
    household: members.map(({ idNumber }) => idNumber.index),
    class: String(approved.values.class),
    since: dayOf(at),
    reviewBy: addDays(dayOf(at), 365),
    case: done._id,
    state: 'open',
  }
  await transaction.collection('hardshipFiles').add(file)
}
