import { _, db, type Transaction } from '../kernel/cloud'
import type { CaseDocument, Kept } from '../kernel/casework/case'
import { isDuplicate, TryAgain } from '../kernel/database'
import { AppError } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import type { Membership } from '../kernel/memberships'
import { lookupFromMe, type Post } from '../kernel/people'
import { ledger, type LedgerEntry } from '../kernel/ledger'
import { blindIndex } from '../kernel/seal'
import type { BoardRow } from './board'
import { addDays, dayOf, type Day } from '../../miniprogram/rules/days'

/** The area's only queries, besides the kernel's on cases. */

/** The file of a household in hardship: one household, one file. Reviewed each year. */
export interface HardshipFile {
  _id: string
  person: string
  openid: string
  org: string
  orgPath: string
  /** Keyed hashes of the ID numbers of all in the household while it is open; its own id afterwards. Unique. */
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
  return isOnFile(idNumbers.map((number) => blindIndex('idNumber', number)))
}

/** The same by the keyed hashes of the ID numbers. One request. */
export async function isOnFile(hashes: string[]): Promise<boolean> {
  const { data } = await files()
    .where({ household: _.in(hashes), state: 'open' })
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

/** How often and how much a person was paid by applications of a kind since a day. One request. */
export async function paidTo(
  person: string,
  ledgerKind: 'aid.paid' | 'mutualAid.paid',
  caseKind: string,
  since: Day,
): Promise<{ times: number; fen: number }> {
  const { data } = await ledger()
    .where({ person: blindIndex('person', person), kind: ledgerKind, day: _.gte(since), 'detail.kind': caseKind })
    .limit(100)
    .field({ amountFen: true, sign: true })
    .get()
  const entries = data as Pick<LedgerEntry, 'amountFen' | 'sign'>[]
  return {
    times: entries.reduce((sum, { sign }) => sum + sign, 0),
    fen: entries.reduce((sum, { amountFen, sign }) => sum + sign * amountFen, 0),
  }
}

/** Opens the household's file, in the transaction of the approval. One request. Throws AppError when anybody of it stands in one. */
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
  try {
    await transaction.collection('hardshipFiles').add(file)
  } catch (error) {
    throw isDuplicate(error) ? new AppError('ALREADY', '这一家已经有档案了，一家一份，不能再建') : error
  }
}

/* ---- drafts ---- */

interface Draft {
  version: number
  step: number
  answers: Record<string, unknown>
  at: Date
}

const draftOf = (openid: string, kind: string) => db.collection('drafts').doc(idFrom('draft', openid, kind))

export async function putDraft(openid: string, kind: string, draft: Draft): Promise<void> {
  await draftOf(openid, kind).set({ openid, kind, ...draft })
}

export async function findDraft(openid: string, kind: string): Promise<Draft | null> {
  const { data } = await db
    .collection('drafts')
    .where({ _id: idFrom('draft', openid, kind) })
    .limit(1)
    .get()
  return (data[0] as Draft | undefined) ?? null
}

export async function forgetDraft(openid: string, kind: string): Promise<void> {
  await draftOf(openid, kind).remove()
}

/* ---- authority to apply for another: the kernel keeps it, here is who asks for it ---- */

/** How often an account has tried codes today, this time included, however many at one moment. Two requests, four at most. */
export async function countTry(openid: string, now: Date): Promise<number> {
  const _id = idFrom('tries', openid, dayOf(now))
  const tries = db.collection('tries')
  const countOne = async () => (await tries.where({ _id }).update({ count: _.inc(1) })).updated === 1
  if (!(await countOne())) {
    try {
      await tries.add({ _id, count: 1, day: dayOf(now) })
      return 1
    } catch (error) {
      // Another try of hers began the day's count at the same moment.
      if (!isDuplicate(error) || !(await countOne())) throw error
    }
  }
  const { data } = await tries.where({ _id }).limit(1).get()
  return (data[0] as { count: number } | undefined)?.count ?? 1
}

/** The caller's post at a desk and the living member with this ID number; null when the desk is not hers. One request. */
export async function findMemberFromDesk(
  openid: string,
  desk: string,
  idIndex: string,
): Promise<{ post: Post; member: Membership | null } | null> {
  const looked = await lookupFromMe<Membership>(openid, { 'posts.desk': desk }, 'memberships', [
    { $match: { holder: idIndex } },
    { $limit: 1 },
  ])
  const post = looked?.person.posts.find((one) => one.desk === desk)
  return looked && post ? { post, member: looked.found[0] ?? null } : null
}

/* ---- the public board ---- */

/** What the desks of one town did in a month. */
export interface TownCount {
  /** Null: cases of unions above the towns. */
  town: string | null
  /** Cases that a desk ended. */
  ended: number
  /** Acts of desks, and those in time. */
  acts: number
  inTime: number
  /** Days from hand-in to end, summed. */
  days: number
}

export interface BoardMonth {
  _id: string
  towns: TownCount[]
}

interface Board {
  day: Day
  from: string
  until: string
  rows: BoardRow[]
}

const MOST_TOWNS = 1000

/** Counts a month's desk acts by town from the ledger; what is sealed has no person there and is left out. One request. */
export async function countMonth(month: string): Promise<TownCount[]> {
  const $ = db.command.aggregate
  const oneIf = (field: string) => $.cond([field, 1, 0] as never)
  const { data } = await db
    .collection('ledger')
    .aggregate()
    .match({ month, 'detail.inTime': _.in([true, false]), person: _.neq(null) })
    .group({
      _id: '$detail.town',
      acts: $.sum(1),
      inTime: $.sum(oneIf('$detail.inTime')),
      ended: $.sum(oneIf('$detail.ends')),
      days: $.sum($.cond(['$detail.ends', '$detail.days', 0] as never)),
    })
    .limit(MOST_TOWNS)
    .end()
  return (data as (Omit<TownCount, 'town'> & { _id: string | null })[]).map(({ _id, ...counts }) => ({
    town: _id,
    ...counts,
  }))
}

export async function findBoardMonths(months: string[]): Promise<BoardMonth[]> {
  const { data } = await db
    .collection('boardMonths')
    .where({ _id: _.in(months) })
    .limit(months.length)
    .get()
  return data as BoardMonth[]
}

export async function putBoardMonth({ _id, ...month }: BoardMonth): Promise<void> {
  await db.collection('boardMonths').doc(_id).set(month)
}

export async function findBoard(): Promise<Board | null> {
  const { data } = await db.collection('boards').where({ _id: 'time' }).limit(1).get()
  return (data[0] as Board | undefined) ?? null
}

export async function putBoard(board: Board): Promise<void> {
  await db.collection('boards').doc('time').set(board)
}

/**
 * The next number of a running series, from 1, in the transaction that gives it out: two at once cannot get the same,
 * and one that fails leaves no gap. Two requests. Throws TryAgain when another began the series at the same moment.
 */
export async function nextNumber(transaction: Transaction, name: string): Promise<number> {
  const counter = transaction.collection('counters').doc(name)
  const { data } = await counter.get()
  const before = (Array.isArray(data) ? data[0] : data) as { last: number } | null | undefined
  if (before) {
    await counter.update({ last: before.last + 1 })
    return before.last + 1
  }
  try {
    await transaction.collection('counters').add({ _id: name, last: 1 })
  } catch (error) {
    throw isDuplicate(error) ? new TryAgain('series begun') : error
  }
  return 1
}
