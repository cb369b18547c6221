import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Collection } from './collection'
import type { IndexSpec } from './indexes'
import { openSqlite, type Sqlite } from './sqlite'

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS collections (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS indexes (number INTEGER PRIMARY KEY, collection INTEGER NOT NULL, name TEXT NOT NULL,
    spec TEXT NOT NULL, arrays TEXT NOT NULL, UNIQUE (collection, name));
`

/** The documents on disk: one SQLite file, a table a collection, a table an index. */
export class Store {
  readonly sql: Sqlite
  private readonly collections = new Map<string, Collection>()
  private depth = 0

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true })
    this.sql = openSqlite(join(dataDir, 'documents.db'))
    // A write is acknowledged once its WAL frames are in the operating system's cache. That outlives kill -9 of this
    // process; only a power cut could lose the last writes, which FULL (a disk flush a write, three times the price)
    // would prevent and a machine for development and demonstration does not need. NORMAL never corrupts the file.
    this.sql.exec('PRAGMA journal_mode = WAL')
    this.sql.exec('PRAGMA synchronous = NORMAL')
    this.sql.exec('PRAGMA cache_size = -65536')
    this.sql.exec(SCHEMA)
    for (const { number, name } of this.sql.prepare('SELECT number, name FROM collections').all() as {
      number: number
      name: string
    }[])
      this.collections.set(name, new Collection(this.sql, number, name))
  }

  find(name: string): Collection | undefined {
    return this.collections.get(name)
  }

  names(): string[] {
    return [...this.collections.keys()]
  }

  /** Makes a collection; one that exists is returned as it is. */
  create(name: string): Collection {
    const existing = this.collections.get(name)
    if (existing) return existing
    const { lastInsertRowid: number } = this.sql.prepare('INSERT INTO collections (name) VALUES (?)').run(name)
    const collection = new Collection(this.sql, number, name)
    this.collections.set(name, collection)
    return collection
  }

  /** Declares a collection's indexes: new ones are built, those no longer declared are dropped. */
  declare(name: string, indexes: IndexSpec[]): void {
    const collection = this.create(name)
    this.write(() => collection.declare(indexes))
  }

  /** Runs writes as one SQLite transaction: all of them or none. */
  write<T>(work: () => T): T {
    if (this.depth > 0) return work()
    this.sql.exec('BEGIN IMMEDIATE')
    this.depth++
    try {
      const result = work()
      this.sql.exec('COMMIT')
      return result
    } catch (error) {
      this.sql.exec('ROLLBACK')
      for (const collection of this.collections.values()) collection.reload()
      throw error
    } finally {
      this.depth--
    }
  }

  close(): void {
    this.sql.close()
  }
}
