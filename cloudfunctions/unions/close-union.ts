import type { Day } from '../../miniprogram/rules/days'
import { searchKeys } from '../../miniprogram/rules/search-keys'
import type { Transaction } from '../kernel/cloud'
import { AppError } from '../kernel/errors'
import type { Org } from '../kernel/orgs'
import { carryMembers } from './carry'
import { addCarryIn } from './store'
import type { Tree } from './tree'

export interface Closing {
  case: string
  on: Day
  at: Date
  what: 'merged' | 'dissolved'
  /** In the union's own history and in that of the one that takes its members. */
  words: string
  takenWords: string
  /** In each member's history. */
  why: string
  /** Employers that the receiving union covers from now on. */
  employers: string[]
}

/**
 * A union is no more: its members, open applications and posts go to another (工会法 第13条: 会籍继续保留). Nothing of
 * its document is lost; it is found by its id, no longer by its name. Throws AppError where unions stand below it.
 */
export async function closeUnion(transaction: Transaction, tree: Tree, from: Org, to: Org, closing: Closing) {
  const { case: decided, on, at, what, words, takenWords, why, employers } = closing
  if (from.children > 0)
    throw new AppError('NOT_NOW', `${from.name}下面还有 ${from.children} 个工会。请先让它们转到别处，再办这一件`)
  await tree.close(from)
  const { name, form, parent, path, level, term, workers } = from
  const before = { name, form, parent, path, level, term, workers, employers: from.employers }
  tree.remember(from, { on, what, words, before, case: decided }, closedFields(on, to._id))
  tree.remember(
    to,
    { on, what: 'changed', words: takenWords, before: { employers: to.employers, workers: to.workers }, case: decided },
    employers.length > 0 ? coveringMore(to, employers, workers) : {},
  )
  await addCarryIn(transaction, carryMembers(from, to, null, { case: decided, why, on, at }))
}

const closedFields = (until: Day, successor: string): Partial<Org> => ({
  status: 'dissolved',
  until,
  successor,
  term: null,
  termRemindOn: null,
  keys: [],
  takesIndividuals: false,
})

function coveringMore(to: Org, employers: string[], workers: number): Partial<Org> {
  const all = [...new Set([...to.employers, ...employers])]
  return { employers: all, workers: to.workers + workers, keys: searchKeys([to.name, ...all]) }
}
