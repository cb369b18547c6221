import Database from 'libsql'

/** The part of the better-sqlite3 API that is used here. */
export interface Statement {
  run(...values: unknown[]): { changes: number; lastInsertRowid: number }
  get(...values: unknown[]): never
  all(...values: unknown[]): never[]
}

export interface Sqlite {
  prepare(sql: string): Statement
  exec(sql: string): void
  close(): void
}

/** Opens a SQLite file through libsql. */
export function openSqlite(file: string): Sqlite {
  const db = new Database(file)
  return {
    prepare: (sql) => {
      const statement = db.prepare(sql)
      // Values go in one array: libsql takes a single Buffer for named parameters, and aborts the process.
      return {
        run: (...values) => statement.run(values) as never,
        get: (...values) => statement.get(values) as never,
        all: (...values) => statement.all(values) as never,
      }
    },
    exec: (sql) => void db.exec(sql),
    close: () => void db.close(),
  }
}
