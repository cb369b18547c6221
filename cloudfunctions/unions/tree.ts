import type { Transaction } from '../kernel/cloud'
import { AppError } from '../kernel/errors'
import { scopesOf } from '../kernel/memberships'
import type { Org, OrgChange } from '../kernel/orgs'
import { addUnionIn, readUnionIn, writeUnionIn } from './store'

/** Deeper than any tree of unions is. */
const DEEPEST = 12

/**
 * The unions that one act reads and changes, within its transaction: each read once, each written once, at the end.
 *
 * Every act that changes the tree's shape writes all unions above the place, up to the city's, so that of two at once
 * the later one begins anew and sees what the first has done: the cloud's transactions would let both pass otherwise
 * (write skew), and two moves could make a circle.
 */
export class Tree {
  private readonly known = new Map<string, Org>()
  private readonly changed = new Map<string, Partial<Org>>()
  private readonly added: Org[] = []

  constructor(private readonly transaction: Transaction) {}

  /** A union as the transaction sees it with the changes so far; null when there is none. */
  async find(id: string): Promise<Org | null> {
    const known = this.known.get(id)
    if (known) return known
    const read = await readUnionIn(this.transaction, id)
    if (read) this.known.set(id, read)
    return read
  }

  /** A union that is there. Throws AppError in an officer's words otherwise. */
  async active(id: string): Promise<Org> {
    const found = await this.find(id)
    if (!found || found.status !== 'active')
      throw new AppError('NOT_NOW', `${found?.name ?? '这个工会'}已经不在了。这份申请不能照办，请退回去`)
    return found
  }

  /** Those above a union, the nearest first, by parents: paths may still be on their way. */
  async above(union: Org): Promise<Org[]> {
    const line: Org[] = []
    for (let next = union.parent; next !== null; next = line[line.length - 1]!.parent) {
      const found = await this.find(next)
      if (!found || line.length === DEEPEST) throw new Error(`union ${union._id}: no way up to the city`)
      line.push(found)
    }
    return line
  }

  change(union: Org, fields: Partial<Org>): void {
    Object.assign(union, fields)
    this.changed.set(union._id, { ...this.changed.get(union._id), ...fields })
  }

  /** Changes a union and writes down what it was. */
  remember(union: Org, line: OrgChange, fields: Partial<Org> = {}): void {
    this.change(union, { ...fields, history: [...union.history, line], version: union.version + 1 })
  }

  add(union: Org): void {
    this.known.set(union._id, union)
    this.added.push(union)
  }

  /** Puts a union below another. Throws AppError where that would make a circle. */
  async attach(union: Org, parent: Org): Promise<void> {
    const line = [parent, ...(await this.above(parent))]
    if (line.some(({ _id }) => _id === union._id))
      throw new AppError('NOT_NOW', `${parent.name}自己就在${union.name}下面，不能倒过来`)
    const path = `${[...line].reverse().reduce((all, { _id }) => `${all}${_id}/`, '/')}${union._id}/`
    this.change(union, { parent: parent._id, path, scopes: scopesOf(path) })
    this.change(parent, { children: parent.children + 1 })
    this.count(line, union.memberCounts.below)
  }

  /** Takes a union out from below its parent, with the members that stand below it. */
  async detach(union: Org): Promise<void> {
    this.count(await this.without(union), -union.memberCounts.below)
  }

  /** A union that is no more is out from below its parent; its members leave it one by one, and the counts follow them. */
  async close(union: Org): Promise<void> {
    this.count(await this.without(union), 0)
  }

  private async without(union: Org): Promise<Org[]> {
    const line = await this.above(union)
    const parent = line[0]!
    this.change(parent, { children: parent.children - 1 })
    return line
  }

  /** Members more or fewer below each of a line. Written also when none: see above. */
  count(line: Org[], more: number): void {
    for (const union of line) {
      const { own, below } = union.memberCounts
      this.change(union, { memberCounts: { own, below: below + more } })
    }
  }

  async save(): Promise<void> {
    for (const union of this.added) await addUnionIn(this.transaction, union)
    for (const [id, fields] of this.changed)
      if (!this.added.some(({ _id }) => _id === id)) await writeUnionIn(this.transaction, id, fields)
  }
}
