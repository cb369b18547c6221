import { duplicateKey, requestFailed } from '../errors'
import type { KeyRange } from './geo-cells'
import { Index } from './index-table'
import { indexName, type IndexSpec } from './indexes'
import { encodeKey } from './keys'
import type { Sqlite, Statement } from './sqlite'
import { parse, stringify, type Doc } from './values'

/** A document as stored: its place in insertion order, the key of its `_id`, its text. */
export interface Row {
  seq: number
  id: Buffer
  text: string
}

const MAX_BYTES = 16 * 1024 * 1024
const MAX_INDEXES = 20

const toRow = (raw: { seq: number; id: ArrayBuffer; doc: string } | undefined): Row | undefined =>
  raw && { seq: raw.seq, id: Buffer.from(raw.id), text: raw.doc }

/** One collection: a table of documents in insertion order, unique by the key of `_id`, and its index tables. */
export class Collection {
  readonly table: string
  indexes: Index[] = []
  private readonly statements = new Map<string, Statement>()

  constructor(
    private readonly sql: Sqlite,
    readonly number: number,
    readonly name: string,
  ) {
    // Names are data (case matters, any character), so tables are numbered.
    this.table = `c${number}`
    sql.exec(
      `CREATE TABLE IF NOT EXISTS ${this.table} (seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, doc TEXT NOT NULL)`,
    )
    this.reload()
  }

  /** Reads the indexes' state again, after a rollback. */
  reload(): void {
    const rows = this.sql.prepare('SELECT number, spec, arrays FROM indexes WHERE collection = ?').all(this.number) as {
      number: number
      spec: string
      arrays: string
    }[]
    this.indexes = rows.map((row) => new Index(this.sql, row.number, JSON.parse(row.spec), JSON.parse(row.arrays)))
  }

  private statement(text: string): Statement {
    let statement = this.statements.get(text)
    if (!statement) this.statements.set(text, (statement = this.sql.prepare(text)))
    return statement
  }

  get(id: Buffer): Row | undefined {
    return toRow(this.statement(`SELECT seq, id, doc FROM ${this.table} WHERE id = ?`).get(id))
  }

  bySeq(seq: number): Row | undefined {
    return toRow(this.statement(`SELECT seq, id, doc FROM ${this.table} WHERE seq = ?`).get(seq))
  }

  /** The next documents in insertion order. */
  after(seq: number, limit: number): Row[] {
    const rows = this.statement(`SELECT seq, id, doc FROM ${this.table} WHERE seq > ? ORDER BY seq LIMIT ?`).all(
      seq,
      limit,
    )
    return rows.map((row) => toRow(row)!)
  }

  /** The next documents by `_id`, from one bound to the other; `last` continues after an id already seen. */
  byId({ lo, hi }: KeyRange, reverse: boolean, limit: number, last?: Buffer): Row[] {
    const from = reverse ? lo : (last ?? lo)
    const to = reverse ? (last ?? hi) : hi
    const lower = !reverse && last ? '>' : '>='
    const sql = `SELECT seq, id, doc FROM ${this.table} WHERE id ${lower} ? AND id < ? ORDER BY id ${reverse ? 'DESC' : ''} LIMIT ?`
    return this.statement(sql)
      .all(from, to, limit)
      .map((row) => toRow(row)!)
  }

  count(): number {
    return (this.statement(`SELECT count(*) AS n FROM ${this.table}`).get() as { n: number }).n
  }

  /** Stores a new document. Throws DATABASE_DUPLICATE_WRITE when its `_id` or a unique key is taken. */
  insert(id: Buffer, doc: Doc): void {
    const text = this.textOf(doc)
    if (this.get(id)) throw duplicateKey(this.name, '_id_', `{ _id: ${JSON.stringify(doc['_id'])} }`)
    const entries = this.indexes.map((index) => index.entries(doc))
    this.indexes.forEach((index, i) => index.assertFree(this.name, entries[i]!.keys))
    const { lastInsertRowid: seq } = this.statement(`INSERT INTO ${this.table} (id, doc) VALUES (?, ?)`).run(id, text)
    this.indexes.forEach((index, i) => index.add(seq, entries[i]!))
  }

  lastSeq(): number {
    return (this.statement(`SELECT coalesce(max(seq), 0) AS seq FROM ${this.table}`).get() as { seq: number }).seq
  }

  /** Adds rows as they are, without their index entries (see bulk.ts). */
  addRows(rows: Row[]): void {
    const places = rows.map(() => '(?, ?, ?)').join(', ')
    try {
      this.statement(`INSERT INTO ${this.table} (seq, id, doc) VALUES ${places}`).run(
        ...rows.flatMap(({ seq, id, text }) => [seq, id, text]),
      )
    } catch (error) {
      if (String(error).includes('UNIQUE')) throw duplicateKey(this.name, '_id_', 'of a bulk load')
      throw error
    }
  }

  /** Writes a document's new state in its old place; only the index keys that change are touched. */
  replace(row: Row, before: Doc, doc: Doc): void {
    const text = this.textOf(doc)
    const changes = this.indexes.map((index) => index.difference(before, doc))
    this.indexes.forEach((index, i) => index.assertFree(this.name, changes[i]!.added.keys, row.seq))
    this.statement(`UPDATE ${this.table} SET doc = ? WHERE seq = ?`).run(text, row.seq)
    this.indexes.forEach((index, i) => {
      index.remove(row.seq, changes[i]!.removed)
      index.add(row.seq, changes[i]!.added)
    })
  }

  remove(row: Row): void {
    const doc = parse(row.text) as Doc
    for (const index of this.indexes) index.remove(row.seq, index.entries(doc).keys)
    this.statement(`DELETE FROM ${this.table} WHERE seq = ?`).run(row.seq)
  }

  private textOf(doc: Doc): string {
    const text = stringify(doc)
    if (text.length > MAX_BYTES || Buffer.byteLength(text) > MAX_BYTES)
      throw requestFailed('document is larger than the maximum size 16777216')
    return text
  }

  declare(specs: IndexSpec[]): void {
    if (specs.length > MAX_INDEXES)
      throw requestFailed(`a collection takes at most ${MAX_INDEXES} indexes: ${this.name}`)
    const wanted = new Map(specs.map((spec) => [indexName(spec), JSON.stringify({ ...spec, name: indexName(spec) })]))
    for (const index of this.indexes)
      if (wanted.get(index.name) === JSON.stringify(index.spec)) wanted.delete(index.name)
      else this.drop(index)
    for (const [name, spec] of wanted) this.build(name, spec)
    this.reload()
  }

  private drop(index: Index): void {
    this.sql.prepare('DELETE FROM indexes WHERE number = ?').run(index.number)
    this.sql.exec(`DROP TABLE ${index.table}`)
  }

  private build(name: string, spec: string): void {
    const { lastInsertRowid } = this.sql
      .prepare("INSERT INTO indexes (collection, name, spec, arrays) VALUES (?, ?, ?, '[]')")
      .run(this.number, name, spec)
    const index = new Index(this.sql, lastInsertRowid, JSON.parse(spec), [])
    let seq = 0
    for (let rows = this.after(seq, 1000); rows.length > 0; rows = this.after(seq, 1000))
      for (const row of rows) {
        seq = row.seq
        const entries = index.entries(parse(row.text) as Doc)
        index.assertFree(this.name, entries.keys)
        index.add(seq, entries)
      }
  }
}

/** The key of an `_id`: any value but an array, as in MongoDB. */
export function idKey(id: unknown): Buffer {
  if (Array.isArray(id)) throw requestFailed("The '_id' value cannot be of type array")
  return encodeKey(id)
}
