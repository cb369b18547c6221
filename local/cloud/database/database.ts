import { randomBytes } from 'node:crypto'
import { CloudError, collectionMissing, conflict, duplicateKey, requestFailed } from '../errors'
import { idKey, type Collection } from './collection'
import { find, NO_DIFFERENCES, type Differences, type Match, type Query } from './find'
import type { Meter } from './meter'
import { countByKeys } from './planner'
import { equal } from './order'
import { Store } from './store'
import { Held, Transactions, type Change } from './transactions'
import { applyUpdate, isUpdate, setAt } from './update'
import { own, put, type Doc } from './values'

/** How long a write outside transactions waits for a transaction that holds its document, in milliseconds. */
const PATIENCE = 5000

export interface ModifyRequest {
  filter: Doc
  update: Doc
  multi: boolean
  upsert: boolean
}
export interface Modified {
  updated: number
  upsertedId?: unknown
  /** The document afterwards, when one was asked for. */
  doc?: Doc
}

/** The document database: what the SDKs' actions mean, on values. The wire format is in actions.ts. */
export class Database {
  readonly transactions: Transactions

  constructor(
    readonly store: Store,
    readonly now: () => Date,
    transactionSeconds = 30,
  ) {
    this.transactions = new Transactions(store, transactionSeconds)
  }

  collection(name: string): Collection {
    const collection = this.store.find(name)
    if (!collection) throw collectionMissing(name)
    return collection
  }

  private view(collection: Collection, transaction?: string): Differences {
    return transaction === undefined ? NO_DIFFERENCES : this.transactions.view(transaction, collection)
  }

  find(name: string, query: Query, meter: Meter, transaction?: string): Match[] {
    const collection = this.collection(name)
    const found = find(collection, query, meter, this.view(collection, transaction))
    meter.returned += found.length
    return found
  }

  count(name: string, filter: Doc, meter: Meter, transaction?: string): number {
    const collection = this.collection(name)
    if (Object.keys(filter).length === 0 && transaction === undefined) return collection.count()
    const known = transaction === undefined ? countByKeys(collection, filter) : undefined
    return known ?? find(collection, { filter }, meter, this.view(collection, transaction)).length
  }

  /** Adds documents in order; the first that cannot be added ends it, and those before it stay, as in MongoDB. */
  async insert(name: string, docs: Doc[], transaction?: string): Promise<unknown[]> {
    const collection = this.collection(name)
    const ids: unknown[] = []
    const prepared = docs.map(withId)
    await this.write(transaction, () => {
      const add = (doc: Doc) => {
        this.transactions.write([this.creation(collection, doc, transaction)], transaction)
        ids.push(doc['_id'])
      }
      if (transaction !== undefined || prepared.length === 1) prepared.slice(ids.length).forEach(add)
      else this.addTogether(prepared.slice(ids.length), add)
    })
    return ids
  }

  /** One disk transaction for many documents, kept even when one of them is refused. */
  private addTogether(docs: Doc[], add: (doc: Doc) => void): void {
    let refused: unknown
    this.store.write(() => {
      for (const doc of docs)
        try {
          add(doc)
        } catch (error) {
          refused = error
          return
        }
    })
    if (refused) throw refused
  }

  private creation(collection: Collection, doc: Doc, transaction?: string): Change {
    const id = idKey(doc['_id'])
    const name = id.toString('latin1')
    const view = this.view(collection, transaction)
    const stored = collection.get(id)
    if (view.has(name) ? view.get(name) : stored)
      throw duplicateKey(collection.name, '_id_', `{ _id: ${JSON.stringify(doc['_id'])} }`)
    // Stored since the snapshot, so not seen: adding it again is a conflict, which a retry will see as a duplicate.
    if (stored && transaction !== undefined && !view.has(name)) throw conflict()
    return { collection, id, after: doc }
  }

  async modify(name: string, request: ModifyRequest, meter: Meter, transaction?: string): Promise<Modified> {
    const collection = this.collection(name)
    const byOperators = isUpdate(request.update)
    if (!byOperators && request.multi) throw requestFailed('multi update only works with $ operators')
    return this.write(transaction, () => {
      const query = { filter: request.filter, limit: request.multi ? Infinity : 1 }
      const matches = find(collection, query, meter, this.view(collection, transaction))
      meter.returned += matches.length
      if (matches.length === 0 && request.upsert) return this.upsert(collection, request, byOperators, transaction)
      const changes: Change[] = []
      let doc: Doc | undefined
      for (const match of matches) {
        doc = byOperators
          ? applyUpdate(match.doc, request.update, { now: this.now(), filter: request.filter })
          : replacement(match.doc, request.update)
        // What an update leaves as it was is not written and not counted, as MongoDB's nModified.
        if (!equal(doc, match.doc)) changes.push({ collection, id: match.row.id, row: match.row, after: doc })
      }
      this.transactions.write(changes, transaction)
      return { updated: byOperators ? changes.length : matches.length, doc }
    })
  }

  private upsert(collection: Collection, request: ModifyRequest, byOperators: boolean, transaction?: string): Modified {
    let doc: Doc = {}
    for (const [path, condition] of Object.entries(request.filter))
      if (!path.startsWith('$') && !isCondition(condition)) setAt(doc, path.split('.'), condition)
    doc = byOperators
      ? applyUpdate(doc, request.update, { now: this.now(), inserting: true })
      : { ...(own(doc, '_id') === undefined ? {} : { _id: doc['_id'] }), ...request.update }
    const created = withId(doc)
    this.transactions.write([this.creation(collection, created, transaction)], transaction)
    return { updated: 0, upsertedId: created['_id'], doc: created }
  }

  async remove(name: string, filter: Doc, multi: boolean, meter: Meter, transaction?: string): Promise<number> {
    const collection = this.collection(name)
    return this.write(transaction, () => {
      const query = { filter, limit: multi ? Infinity : 1 }
      const matches = find(collection, query, meter, this.view(collection, transaction))
      meter.returned += matches.length
      const changes = matches.map(({ row }) => ({ collection, id: row.id, row }))
      this.transactions.write(changes, transaction)
      return changes.length
    })
  }

  /** Runs a write; outside transactions it waits a while for a transaction that holds its document, then conflicts. */
  private async write<T>(transaction: string | undefined, attempt: () => T): Promise<T> {
    if (transaction !== undefined) return this.transactions.within(transaction, attempt)
    const deadline = Date.now() + PATIENCE
    for (;;) {
      try {
        return attempt()
      } catch (error) {
        if (!(error instanceof Held)) throw error
        await Promise.race([error.until, delay(deadline - Date.now())])
        if (Date.now() >= deadline) throw conflict()
      }
    }
  }
}

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, ms)).unref())

const isCondition = (condition: unknown) =>
  condition instanceof RegExp ||
  (typeof condition === 'object' && condition !== null && Object.keys(condition)[0]?.startsWith('$') === true)

/** The document with an `_id` in first place: its own, or 32 hexadecimal digits as the cloud gives. */
function withId(doc: Doc): Doc {
  const id = own(doc, '_id')
  const out: Doc = { _id: id === undefined || id === null ? randomBytes(16).toString('hex') : id }
  for (const key of Object.keys(doc)) if (key !== '_id') put(out, key, doc[key])
  return out
}

function replacement(before: Doc, after: Doc): Doc {
  if (own(after, '_id') !== undefined && !equal(after['_id'], before['_id']))
    throw new CloudError('DATABASE_REQUEST_FAILED', "the (immutable) field '_id' was found to have been altered")
  return withId({ ...after, _id: before['_id'] })
}
