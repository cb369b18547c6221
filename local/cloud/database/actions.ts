import { CloudError, requestFailed } from '../errors'
import { aggregate } from './aggregate'
import type { Database } from './database'
import type { Meter } from './meter'
import { compileProjection } from './project'
import type { Sort } from './planner'
import { isDoc, parse, stringify, type Doc } from './values'

/** A database request as the SDKs send it; documents, filters and sorts travel as EJSON texts. */
export interface DatabaseRequest {
  action: string
  collectionName: string
  transactionId?: string
  queryType?: 'DOC' | 'WHERE'
  query?: string
  projection?: string
  order?: string
  offset?: number
  limit?: number
  data?: string | string[]
  multi?: boolean
  merge?: boolean
  upsert?: boolean
  stages?: { stageKey: string; stageValue: string }[]
}

/** get: 100 documents unless a limit is given, 1000 at the most. */
const DEFAULT_LIMIT = 100
const GREATEST_LIMIT = 1000

type Answer = Record<string, unknown>
type Action = (db: Database, request: DatabaseRequest, meter: Meter) => Answer | Promise<Answer>

export const ACTIONS: Record<string, Action> = {
  'database.insertDocument': async (db, request) => {
    const docs = [request.data ?? []].flat().map((text) => asDoc(parse(text, db.now), 'document'))
    return { data: { insertedIds: await db.insert(request.collectionName, docs, request.transactionId) } }
  },

  'database.getDocument': (db, request, meter) => {
    const single = request.queryType === 'DOC'
    const limit = single ? 1 : Math.min(request.limit ?? DEFAULT_LIMIT, GREATEST_LIMIT)
    const skip = request.offset ?? 0
    const query = { filter: filterOf(db, request), sort: sortOf(request.order), skip, limit }
    const found = db.find(request.collectionName, query, meter, request.transactionId)
    const projection = request.projection ? asDoc(parse(request.projection), 'projection') : {}
    const project = Object.keys(projection).length > 0 ? compileProjection(projection) : undefined
    const list = found.map(({ row, doc }) => (project ? stringify(project(doc)) : row.text))
    return { data: { list, limit, offset: skip } }
  },

  'database.calculateDocument': (db, request, meter) => ({
    data: { total: db.count(request.collectionName, filterOf(db, request), meter, request.transactionId) },
  }),

  'database.modifyDocument': async (db, request, meter) => {
    const { updated, upsertedId } = await db.modify(
      request.collectionName,
      modification(db, request),
      meter,
      request.transactionId,
    )
    return { data: { updated, upsert_id: upsertedId ?? null } }
  },

  'database.modifyAndReturnDoc': async (db, request, meter) => {
    const change = { ...modification(db, request), multi: false, upsert: false }
    const { updated, doc } = await db.modify(request.collectionName, change, meter, request.transactionId)
    return { data: { updated, doc: doc ? stringify(doc) : null } }
  },

  'database.removeDocument': async (db, request, meter) => ({
    data: {
      deleted: await db.remove(
        request.collectionName,
        filterOf(db, request),
        request.multi ?? request.queryType !== 'DOC',
        meter,
        request.transactionId,
      ),
    },
  }),

  'database.aggregateDocuments': (db, request, meter) => {
    const stages = (request.stages ?? []).map(({ stageKey, stageValue }): [string, unknown] => [
      stageKey,
      parse(stageValue, db.now),
    ])
    return { data: { list: aggregate(db, request.collectionName, stages, meter).map(stringify) } }
  },

  'database.addCollection': (db, request) => {
    if (!request.collectionName) throw requestFailed('collection name is required')
    if (db.store.find(request.collectionName))
      throw new CloudError(
        'DATABASE_COLLECTION_ALREADY_EXIST',
        '[ResourceUnavailable.ResourceExist] Table exist. Please check your request, but if the problem persists, contact us.',
      )
    db.store.create(request.collectionName)
    return {}
  },

  'database.startTransaction': (db) => ({ transactionId: db.transactions.start() }),
  'database.commitTransaction': (db, request) => (db.transactions.commit(String(request.transactionId)), {}),
  'database.abortTransaction': (db, request) => (db.transactions.rollback(String(request.transactionId)), {}),
}

function asDoc(value: unknown, what: string): Doc {
  if (!isDoc(value)) throw requestFailed(`${what} must be an object`)
  return value
}

const filterOf = (db: Database, request: DatabaseRequest): Doc =>
  request.query ? asDoc(parse(request.query, db.now), 'query') : {}

function sortOf(order: string | undefined): Sort {
  if (!order) return []
  return Object.entries(asDoc(parse(order), 'order')).map(([path, direction]) => [path, Number(direction) < 0 ? -1 : 1])
}

function modification(db: Database, request: DatabaseRequest) {
  const update = asDoc(parse(String(request.data), db.now), 'update')
  return { filter: filterOf(db, request), update, multi: request.multi ?? false, upsert: request.upsert ?? false }
}
