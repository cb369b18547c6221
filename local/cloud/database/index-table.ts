import { duplicateKey } from '../errors'
import type { KeyRange } from './geo-cells'
import { entriesOf, type Entries, type IndexSpec } from './indexes'
import type { Sqlite, Statement } from './sqlite'
import type { Doc } from './values'

/** One key of an index: where its document is. */
export interface Entry {
  key: Buffer
  seq: number
}

/** The keys that are not among the others. A list of hundreds is compared with hundreds: by set, not one by one. */
function without(keys: Buffer[], others: Buffer[]): Buffer[] {
  const known = new Set(others.map((key) => key.toString('latin1')))
  return keys.filter((key) => !known.has(key.toString('latin1')))
}

/** An index: a table of (key, seq) in key order. */
export class Index {
  readonly table: string
  private readonly statements = new Map<string, Statement>()

  constructor(
    private readonly sql: Sqlite,
    readonly number: number,
    readonly spec: Required<Pick<IndexSpec, 'name'>> & IndexSpec,
    /** For each field, whether any document ever held an array there: such a field cannot serve a sort. */
    readonly arrays: boolean[],
  ) {
    this.table = `i${number}`
    sql.exec(`CREATE TABLE IF NOT EXISTS ${this.table} (k BLOB, seq INTEGER, PRIMARY KEY (k, seq)) WITHOUT ROWID`)
  }

  get name(): string {
    return this.spec.name
  }

  get multikey(): boolean {
    return this.arrays.includes(true)
  }

  private statement(text: string): Statement {
    let statement = this.statements.get(text)
    if (!statement) this.statements.set(text, (statement = this.sql.prepare(text)))
    return statement
  }

  entries(doc: Doc): Entries {
    return entriesOf(doc, this.spec)
  }

  /** The keys that a change of the document takes away and adds. */
  difference(before: Doc, after: Doc): { removed: Buffer[]; added: Entries } {
    const old = this.entries(before).keys
    const { keys, arrays } = this.entries(after)
    return {
      removed: without(old, keys),
      added: { keys: without(keys, old), arrays },
    }
  }

  /** The document that holds a key, other than `self`. A missing field is keyed as null, so one may miss it. */
  holder(key: Buffer, self?: number): number | undefined {
    const row = this.statement(`SELECT seq FROM ${this.table} WHERE k = ? AND seq <> ? LIMIT 1`).get(key, self ?? -1)
    return (row as { seq: number } | undefined)?.seq
  }

  assertFree(collection: string, keys: Buffer[], self?: number): void {
    if (!this.spec.unique) return
    for (const key of keys)
      if (this.holder(key, self) !== undefined)
        throw duplicateKey(collection, this.name, JSON.stringify(this.spec.keys.map(([field]) => field)))
  }

  /** Whether any of these keys is held. */
  holdsAny(keys: Buffer[]): boolean {
    const places = keys.map(() => '?').join(', ')
    return this.statement(`SELECT seq FROM ${this.table} WHERE k IN (${places}) LIMIT 1`).get(...keys) !== undefined
  }

  add(seq: number, { keys, arrays }: Entries): void {
    for (const key of keys) this.statement(`INSERT INTO ${this.table} (k, seq) VALUES (?, ?)`).run(key, seq)
    this.noteArrays(arrays)
  }

  addEntries(entries: Entry[]): void {
    const places = entries.map(() => '(?, ?)').join(', ')
    this.statement(`INSERT INTO ${this.table} (k, seq) VALUES ${places}`).run(
      ...entries.flatMap(({ key, seq }) => [key, seq]),
    )
  }

  /** Remembers which fields have held arrays. */
  noteArrays(arrays: boolean[]): void {
    if (!arrays.some((isArray, i) => isArray && !this.arrays[i])) return
    this.spec.keys.forEach((_, i) => (this.arrays[i] = Boolean(this.arrays[i]) || arrays[i]!))
    this.sql.prepare('UPDATE indexes SET arrays = ? WHERE number = ?').run(JSON.stringify(this.arrays), this.number)
  }

  remove(seq: number, keys: Buffer[]): void {
    for (const key of keys) this.statement(`DELETE FROM ${this.table} WHERE k = ? AND seq = ?`).run(key, seq)
  }

  /** The next keys of a range, without touching documents; `last` continues after an entry already seen. */
  scan({ lo, hi }: KeyRange, reverse: boolean, limit: number, last?: Entry): Entry[] {
    const order = reverse ? 'k DESC, seq DESC' : 'k, seq'
    const rest = reverse ? '(k, seq) < (?, ?) AND k >= ?' : '(k, seq) > (?, ?) AND k < ?'
    const sql = `SELECT k, seq FROM ${this.table} WHERE ${last ? rest : 'k >= ? AND k < ?'} ORDER BY ${order} LIMIT ?`
    const bounds = last ? [last.key, last.seq, reverse ? lo : hi] : [lo, hi]
    const rows = this.statement(sql).all(...bounds, limit) as { k: ArrayBuffer; seq: number }[]
    return rows.map((row) => ({ key: Buffer.from(row.k), seq: row.seq }))
  }

  /** How many keys a range holds, counted up to `most`. */
  size({ lo, hi }: KeyRange, most: number): number {
    const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM ${this.table} WHERE k >= ? AND k < ? LIMIT ?)`
    return (this.statement(sql).get(lo, hi, most) as { n: number }).n
  }
}
