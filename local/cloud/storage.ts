import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { CloudError } from './errors'
import type { Sqlite } from './database/sqlite'

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS files (hash TEXT PRIMARY KEY, path TEXT NOT NULL, size INTEGER NOT NULL, type TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`
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
const DEFAULT_AGE = 7200
const UPLOAD_AGE = 900

interface FileRow {
  hash: string
  path: string
  size: number
  type: string
}

/** File storage: what is uploaded stays private, and is read through addresses that are signed and expire. */
export class Storage {
  private readonly folder: string
  private readonly secret: string

  constructor(
    private readonly sql: Sqlite,
    dataDir: string,
    private readonly baseUrl: () => string,
    private readonly bucket: string,
  ) {
    this.folder = join(dataDir, 'files')
    mkdirSync(this.folder, { recursive: true })
    sql.exec(SCHEMA)
    sql.prepare("INSERT OR IGNORE INTO secrets VALUES ('files', ?)").run(randomBytes(32).toString('hex'))
    this.secret = (sql.prepare("SELECT value FROM secrets WHERE name = 'files'").get() as { value: string }).value
  }

  /** Where to PUT a file, and the id it will have. */
  uploadMetadata(path: unknown): object {
    const clean = cleanPath(path)
    const expires = Math.floor(Date.now() / 1000) + UPLOAD_AGE
    const sign = this.sign('put', clean, expires)
    const query = `path=${encodeURIComponent(clean)}&expires=${expires}&sign=${sign}`
    return {
      url: `${this.baseUrl()}/storage/upload?${query}`,
      token: sign,
      authorization: sign,
      fileId: this.fileId(clean),
      cosFileId: hashOf(clean),
    }
  }

  /** Addresses to read files from, each with a code of its own. */
  downloadUrls(list: unknown): object[] {
    return (Array.isArray(list) ? list : []).map((item: { fileid: string; max_age?: number }) => {
      const file = this.byId(item.fileid)
      if (!file)
        return {
          code: 'STORAGE_FILE_NONEXIST',
          fileID: item.fileid,
          fileid: item.fileid,
          tempFileURL: '',
          download_url: '',
        }
      const expires = Math.floor(Date.now() / 1000) + (item.max_age ?? DEFAULT_AGE)
      const url = `${this.baseUrl()}/storage/file/${file.hash}${extname(file.path)}?expires=${expires}&sign=${this.sign('get', file.hash, expires)}`
      return { code: 'SUCCESS', fileID: item.fileid, fileid: item.fileid, tempFileURL: url, download_url: url }
    })
  }

  remove(ids: unknown): object[] {
    return (Array.isArray(ids) ? ids : []).map((id: string) => {
      const file = this.byId(id)
      if (!file) return { code: 'STORAGE_FILE_NONEXIST', fileID: id, fileid: id }
      this.sql.prepare('DELETE FROM files WHERE hash = ?').run(file.hash)
      rmSync(join(this.folder, file.hash), { force: true })
      return { code: 'SUCCESS', fileID: id, fileid: id }
    })
  }

  /** Answers PUT /storage/upload and GET /storage/file/HASH. */
  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const expires = Number(url.searchParams.get('expires'))
    const sign = url.searchParams.get('sign') ?? ''
    const refuse = (status: number, code: string) =>
      void response.writeHead(status, { 'content-type': 'application/xml' }).end(errorXml(code))
    if (request.method === 'PUT' && url.pathname === '/storage/upload') {
      const path = url.searchParams.get('path') ?? ''
      if (!this.verify('put', path, expires, sign)) return refuse(403, 'AccessDenied')
      await this.receive(request, path)
      response.writeHead(200).end()
      return
    }
    const hash = /^\/storage\/file\/([0-9a-f]{64})/.exec(url.pathname)?.[1]
    if (!hash || (request.method !== 'GET' && request.method !== 'HEAD')) return refuse(404, 'NoSuchKey')
    if (!this.verify('get', hash, expires, sign)) return refuse(403, 'AccessDenied')
    const file = this.sql.prepare('SELECT * FROM files WHERE hash = ?').get(hash) as FileRow | undefined
    if (!file) return refuse(404, 'NoSuchKey')
    // An uploaded picture may be any text: it must never run as a page of this origin.
    response.writeHead(200, {
      'content-type': file.type,
      'content-length': file.size,
      'cache-control': 'private, max-age=60',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    if (request.method === 'HEAD') response.end()
    else await pipeline(createReadStream(join(this.folder, hash)), response)
  }

  private async receive(request: IncomingMessage, path: string): Promise<void> {
    const hash = hashOf(path)
    const part = join(this.folder, `${hash}.${randomBytes(4).toString('hex')}.part`)
    let size = 0
    request.on('data', (chunk: Buffer) => (size += chunk.length))
    await pipeline(request, createWriteStream(part))
    renameSync(part, join(this.folder, hash))
    const type = TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream'
    this.sql.prepare('INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)').run(hash, path, size, type)
  }

  private fileId = (path: string) => `cloud://${this.bucket}/${path}`

  /** A file by its id; the environment in the id does not matter, as any is accepted. */
  private byId(id: unknown): FileRow | undefined {
    const path = /^cloud:\/\/[^/]+\/(.+)$/.exec(String(id))?.[1]
    return path === undefined ? undefined : this.sql.prepare('SELECT * FROM files WHERE hash = ?').get(hashOf(path))
  }

  private sign(verb: string, subject: string, expires: number): string {
    return createHmac('sha256', this.secret)
      .update(JSON.stringify([verb, subject, expires]))
      .digest('hex')
  }

  private verify(verb: string, subject: string, expires: number, sign: string): boolean {
    const good = Buffer.from(this.sign(verb, subject, expires))
    const given = Buffer.from(sign)
    return expires * 1000 > Date.now() && given.length === good.length && timingSafeEqual(given, good)
  }
}

/** Files are kept under the hash of their path, so no path can lead out of the folder. */
const hashOf = (path: string) => createHash('sha256').update(path).digest('hex')

function cleanPath(path: unknown): string {
  const text = String(path ?? '')
  if (
    !text ||
    text.startsWith('/') ||
    text.includes('//') ||
    text.split('/').includes('..') ||
    Buffer.byteLength(text) > 850
  )
    throw new CloudError('INVALID_PARAM', 'cloudPath is not a valid path')
  return text
}

const errorXml = (code: string) =>
  `<?xml version='1.0' encoding='utf-8' ?><Error><Code>${code}</Code><Message>${code}</Message><RequestId>local</RequestId><TraceId>local</TraceId></Error>`
