import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Sqlite } from '../database/sqlite'

const SCHEMA = 'CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL)'

type Verb = 'GET' | 'PUT'

/** Addresses of files that are signed and expire: who holds one may read (or write) that one file until then. */
export class Addresses {
  private readonly secret: string

  constructor(
    sql: Sqlite,
    private readonly baseUrl: () => string,
  ) {
    sql.exec(SCHEMA)
    sql.prepare("INSERT OR IGNORE INTO secrets VALUES ('files', ?)").run(randomBytes(32).toString('hex'))
    this.secret = (sql.prepare("SELECT value FROM secrets WHERE name = 'files'").get() as { value: string }).value
  }

  make(verb: Verb, path: string, seconds: number): { url: string; sign: string } {
    const expires = Math.floor(Date.now() / 1000) + seconds
    const sign = this.sign(verb, path, expires)
    // The SDKs encode an address once more before they use it, so it must not contain anything to encode.
    const name = Buffer.from(path).toString('base64url') + (/\.\w+$/.exec(path)?.[0] ?? '')
    return { url: `${this.baseUrl()}/storage/${name}?expires=${expires}&sign=${sign}`, sign }
  }

  /** The path that an address is good for now; undefined when it is not signed, not for this verb, or has expired. */
  read(verb: Verb, url: URL): string | undefined {
    const name = url.pathname.slice('/storage/'.length).split('.')[0]!
    const path = Buffer.from(name, 'base64url').toString()
    const expires = Number(url.searchParams.get('expires'))
    const good = Buffer.from(this.sign(verb, path, expires))
    const given = Buffer.from(url.searchParams.get('sign') ?? '')
    const valid = expires * 1000 > Date.now() && given.length === good.length && timingSafeEqual(given, good)
    return valid ? path : undefined
  }

  private sign(verb: Verb, path: string, expires: number): string {
    return createHmac('sha256', this.secret)
      .update(JSON.stringify([verb, path, expires]))
      .digest('hex')
  }
}
