import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Sqlite } from '../database/sqlite'
import { CloudError } from '../errors'

const SCHEMA = 'CREATE TABLE IF NOT EXISTS uploads (path TEXT PRIMARY KEY, owner TEXT)'
const PART = '.part'
const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.mp4': 'video/mp4',
  '.mp3': 'audio/mpeg',
}
const BUCKET = 'local.local-bucket'

export interface StoredFile {
  /** Its cloudPath. */
  path: string
  /** The openid that uploaded it; null when a function did. */
  owner: string | null
}

/** The files on disk: each under the hash of its path, so that no path can lead out of the folder. */
export class Files {
  private readonly folder: string

  constructor(
    private readonly sql: Sqlite,
    dataDir: string,
  ) {
    this.folder = join(dataDir, 'files')
    mkdirSync(this.folder, { recursive: true })
    // What was being uploaded when the process was killed.
    for (const name of readdirSync(this.folder)) if (name.endsWith(PART)) rmSync(join(this.folder, name))
    sql.exec(SCHEMA)
  }

  find(path: string): StoredFile | undefined {
    return this.sql.prepare('SELECT path, owner FROM uploads WHERE path = ?').get(path) as StoredFile | undefined
  }

  /**
   * Stores a stream as the file's new content once it has come to its end; cut short, it leaves nothing.
   * `allowed` is asked again at that moment. Throws FILE_TOO_LARGE beyond `most` bytes.
   */
  async save(file: StoredFile, content: Readable, most: number, allowed: () => void): Promise<void> {
    const part = join(this.folder, randomBytes(16).toString('hex') + PART)
    let size = 0
    // Read to the end even when it is too long: a sender that is cut off would not hear why.
    const upTo = async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) if ((size += chunk.length) <= most) yield chunk
    }
    try {
      await pipeline(content, upTo, createWriteStream(part))
      if (size > most) throw new CloudError('FILE_TOO_LARGE', `file is larger than ${most / 1024 / 1024} MB`)
      allowed()
      renameSync(part, this.place(file.path))
      this.sql.prepare('INSERT OR REPLACE INTO uploads VALUES (?, ?)').run(file.path, file.owner)
    } finally {
      rmSync(part, { force: true })
    }
  }

  /** An open descriptor of the content; a later upload to the same path does not touch what it reads. */
  open(file: StoredFile): number {
    return openSync(this.place(file.path), 'r')
  }

  remove(file: StoredFile): void {
    this.sql.prepare('DELETE FROM uploads WHERE path = ?').run(file.path)
    rmSync(this.place(file.path), { force: true })
  }

  private place = (path: string) => join(this.folder, createHash('sha256').update(path).digest('hex'))
}

export const typeOf = (path: string): string => TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream'

export const fileIdOf = (path: string): string => `cloud://${BUCKET}/${path}`

/** The path in a file's id; the environment in the id does not matter, as any is accepted. */
export const pathOfId = (id: unknown): string => /^cloud:\/\/[^/]+\/(.+)$/.exec(String(id))?.[1] ?? ''

/** The cloudPath if it is one. Throws INVALID_PARAM: no empty part, no `.` or `..`, 850 bytes at most. */
export function checkPath(path: unknown): string {
  const text = String(path ?? '')
  if (text.split('/').some((part) => ['', '.', '..'].includes(part)) || Buffer.byteLength(text) > 850)
    throw new CloudError('INVALID_PARAM', 'cloudPath is not a valid path')
  return text
}
