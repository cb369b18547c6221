import { randomUUID } from 'node:crypto'
import { CloudError, conflict, duplicateKey, transactionGone } from '../errors'
import type { Collection, Row } from './collection'
import type { Differences } from './find'
import type { Store } from './store'
import { parse, stringify, type Doc } from './values'

/** One document's write: `after` undefined removes it, `row` undefined creates it. */
export interface Change {
  collection: Collection
  id: Buffer
  row?: Row
  after?: Doc
}

interface Transaction {
  id: string
  /** The number of the last commit it sees. */
  snapshot: number
  /** Its uncommitted writes: collection, then id key. */
  writes: Map<Collection, Map<string, Change>>
  timer: NodeJS.Timeout
  /** Resolves when its locks are released, for writers outside that wait. */
  ended: Promise<void>
  release: () => void
}

/** What a document was before a commit; kept while a transaction may still need to see it. */
interface Past {
  commit: number
  before: Row | undefined
}

/** Thrown to a writer outside transactions when a transaction holds what it wants to write. */
export class Held {
  constructor(readonly until: Promise<void>) {}
}

const nameOf = (id: Buffer) => id.toString('latin1')

/**
 * Snapshot isolation with the first writer winning, as MongoDB does it: a transaction reads the documents as they
 * were when it began, a write conflicts at once with another open transaction's write or a newer commit, and nothing
 * reaches the store before the commit. Reads lock nothing, so write skew is possible, as on the cloud.
 */
export class Transactions {
  private commits = 0
  private readonly open = new Map<string, Transaction>()
  /** Ended by an error of their own: they may still be rolled back, and nothing else. */
  private readonly doomed = new Set<string>()
  private readonly locks = new Map<string, Transaction>()
  private readonly past = new Map<Collection, Map<string, Past[]>>()

  constructor(
    private readonly store: Store,
    private readonly seconds: number,
  ) {}

  start(): string {
    let release = () => {}
    const ended = new Promise<void>((resolve) => (release = resolve))
    const id = randomUUID().replaceAll('-', '')
    const timer = setTimeout(() => this.end(this.open.get(id)!), this.seconds * 1000)
    timer.unref()
    this.open.set(id, { id, snapshot: this.commits, writes: new Map(), timer, ended, release })
    return id
  }

  private get(id: string): Transaction {
    const transaction = this.open.get(id)
    if (!transaction) throw transactionGone()
    return transaction
  }

  private end(transaction: Transaction): void {
    clearTimeout(transaction.timer)
    this.open.delete(transaction.id)
    for (const [key, holder] of this.locks) if (holder === transaction) this.locks.delete(key)
    if (this.open.size === 0) this.past.clear()
    transaction.release()
  }

  rollback(id: string): void {
    if (this.doomed.delete(id)) return
    this.end(this.get(id))
  }

  commit(id: string): void {
    const transaction = this.get(id)
    const changes = [...transaction.writes.values()].flatMap((writes) => [...writes.values()])
    this.end(transaction)
    this.apply(changes)
  }

  /** How the documents of a collection look to a transaction, where that differs from what is stored. */
  view(id: string, collection: Collection): Differences {
    const transaction = this.get(id)
    const differences: Differences = new Map()
    for (const [name, history] of this.past.get(collection) ?? []) {
      const first = history.find((past) => past.commit > transaction.snapshot)
      if (first) differences.set(name, first.before)
    }
    let place = Number.MAX_SAFE_INTEGER / 2
    for (const [name, change] of transaction.writes.get(collection) ?? [])
      differences.set(
        name,
        change.after && { seq: change.row?.seq ?? place++, id: change.id, text: stringify(change.after) },
      )
    return differences
  }

  /** Runs an operation of a transaction; an error ends the transaction, as the cloud's database does. */
  within<T>(id: string, operation: () => T): T {
    const transaction = this.get(id)
    try {
      return operation()
    } catch (error) {
      if (error instanceof CloudError && this.open.has(id)) {
        this.end(transaction)
        this.doomed.add(id)
        setTimeout(() => this.doomed.delete(id), this.seconds * 1000).unref()
      }
      throw error
    }
  }

  /** Writes in a transaction (locking), or at once when there is none. Throws a conflict, a duplicate or Held. */
  write(changes: Change[], transactionId?: string): void {
    if (transactionId !== undefined) return this.writeWithin(this.get(transactionId), changes)
    for (const change of changes)
      for (const lock of this.locksOf(change)) {
        const holder = this.locks.get(lock)
        if (holder) throw new Held(holder.ended)
      }
    this.apply(changes)
  }

  private writeWithin(transaction: Transaction, changes: Change[]): void {
    for (const change of changes) {
      const { collection, id } = change
      const name = nameOf(id)
      const newer = this.past
        .get(collection)
        ?.get(name)
        ?.some((past) => past.commit > transaction.snapshot)
      const locks = this.locksOf(change)
      if (newer || locks.some((lock) => (this.locks.get(lock) ?? transaction) !== transaction)) throw conflict()
      const own = transaction.writes.get(collection) ?? new Map<string, Change>()
      transaction.writes.set(collection, own)
      // The stored row stays the one to be replaced however often the transaction writes the document.
      const row = own.has(name) ? own.get(name)!.row : collection.get(id)
      this.assertUnique(transaction, { ...change, row }, own)
      for (const lock of locks) this.locks.set(lock, transaction)
      own.set(name, { ...change, row })
    }
  }

  /** The document itself and the unique keys it would take. */
  private locksOf({ collection, id, after }: Change): string[] {
    const locks = [`${collection.number}/${nameOf(id)}`]
    for (const index of collection.indexes)
      if (index.spec.unique && after)
        for (const key of index.entries(after).keys) locks.push(`${collection.number}.${index.number}/${nameOf(key)}`)
    return locks
  }

  private assertUnique(
    transaction: Transaction,
    { collection, id, row, after }: Change,
    own: Map<string, Change>,
  ): void {
    if (!after) return
    for (const index of collection.indexes) {
      if (!index.spec.unique) continue
      for (const key of index.entries(after).keys) {
        const rivals = [...own.values()].filter((other) => !other.id.equals(id))
        const taken = rivals.some((other) => other.after && index.entries(other.after).keys.some((k) => k.equals(key)))
        const seq = index.holder(key, row?.seq)
        const holder = seq === undefined ? undefined : collection.bySeq(seq)
        const stillHeld = holder && !own.has(nameOf(holder.id))
        if (!taken && !stillHeld) continue
        const history = stillHeld ? this.past.get(collection)?.get(nameOf(holder.id)) : undefined
        if (history?.some((past) => past.commit > transaction.snapshot)) throw conflict()
        throw duplicateKey(collection.name, index.name, JSON.stringify(index.spec.keys.map(([field]) => field)))
      }
    }
  }

  /** Puts changes into the store as one commit, keeping what open transactions must still see. */
  private apply(changes: Change[]): void {
    const commit = this.commits + 1
    // Removals first, so that a key set free may be taken in the same commit.
    const order = [...changes].sort((a, b) => Number(a.after !== undefined) - Number(b.after !== undefined))
    this.store.write(() => {
      for (const { collection, id, row, after } of order) {
        if (!row) after && collection.insert(id, after)
        else if (after) collection.replace(row, parse(row.text) as Doc, after)
        else collection.remove(row)
      }
    })
    this.commits = commit
    if (this.open.size === 0) return
    for (const { collection, id, row } of changes) {
      const histories = this.past.get(collection) ?? new Map<string, Past[]>()
      this.past.set(collection, histories)
      const history = histories.get(nameOf(id)) ?? []
      histories.set(nameOf(id), history)
      history.push({ commit, before: row })
    }
  }
}
