import { createReadStream, fstatSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { CloudError } from '../errors'
import { readBody, sendJson } from '../http'
import { checkPath, fileIdOf, typeOf, type StoredFile } from './files'
import type { Storage } from './storage'

/** A phone's upload; functions may store larger files. */
const MOST_FROM_PHONE = 10 * 1024 * 1024

/** Refusals: HTTP status, and the number wx.cloud gives. */
const REFUSALS: Record<string, [status: number, errCode: number]> = {
  FORBIDDEN: [403, -503002],
  MISSING: [404, -503003],
  INVALID_PARAM: [400, -401002],
  FILE_TOO_LARGE: [413, -403001],
}
const forbidden = () => new CloudError('FORBIDDEN', 'no permission to access the file')
const missing = () => new CloudError('MISSING', 'file not exist')

/**
 * PUT, GET (HEAD) and DELETE /storage/PATH, and POST /storage `{ fileList }` for temporary addresses. A file is
 * private: it answers to the openid that uploaded it, or to a signed address. A path is the first uploader's until
 * the file is deleted.
 */
export async function answerStorage(storage: Storage, request: IncomingMessage, response: ServerResponse, url: URL) {
  try {
    await route(storage, request, response, url)
  } catch (error) {
    const refusal = error instanceof CloudError ? REFUSALS[error.code] : undefined
    if (!refusal) throw error
    const [status, errCode] = refusal
    // Reads what is still coming, so that the sender gets to hear the answer.
    request.resume()
    sendJson(response, status, { errCode, errMsg: (error as CloudError).message })
  }
}

async function route(storage: Storage, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const openid = request.headers['x-wx-openid'] as string | undefined
  if (request.method === 'POST' && url.pathname === '/storage') return temporaryUrls(storage, openid, request, response)
  if (url.searchParams.has('sign')) return bySignature(storage, request, response, url)
  const path = pathOf(url)
  /** The file as far as it is the caller's. */
  const own = () => {
    const file = storage.files.find(path)
    if (!openid || (file && file.owner !== openid)) throw forbidden()
    return file
  }
  const file = own()
  switch (request.method) {
    case 'PUT':
      await storage.files.save({ path, owner: openid! }, request, MOST_FROM_PHONE, own)
      return sendJson(response, 200, { fileID: fileIdOf(path) })
    case 'GET':
    case 'HEAD':
      return send(storage, file, request, response)
    case 'DELETE':
      storage.files.remove(existing(file))
      return sendJson(response, 200, {})
    default:
      throw missing()
  }
}

/** A signed address: a function's upload, or a temporary address to read from. */
async function bySignature(
  storage: Storage,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const path = storage.addresses.read(request.method === 'PUT' ? 'PUT' : 'GET', url)
  if (path === undefined) throw forbidden()
  if (request.method === 'GET' || request.method === 'HEAD')
    return send(storage, storage.files.find(path), request, response)
  if (request.method !== 'PUT') throw forbidden()
  await storage.files.save({ path, owner: null }, request, Infinity, () => {})
  response.writeHead(200).end()
}

/** The cloudPath of an address. Dots that a URL resolves are gone by now; encoded ones are refused. */
function pathOf(url: URL): string {
  let path = ''
  try {
    path = decodeURIComponent(url.pathname.slice('/storage/'.length))
  } catch {
    // A stray %: no path.
  }
  return checkPath(path)
}

function existing(file: StoredFile | undefined): StoredFile {
  if (!file) throw missing()
  return file
}

async function send(
  { files }: Storage,
  found: StoredFile | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = existing(found)
  const fd = files.open(file)
  // An uploaded picture may be any text: it must never run as a page of this origin.
  response.writeHead(200, {
    'content-type': typeOf(file.path),
    'content-length': fstatSync(fd).size,
    // Two phones share a browser's cache: what one person's header was answered must not be kept for the other.
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  const content = createReadStream('', { fd })
  if (request.method !== 'HEAD') return pipeline(content, response)
  content.destroy()
  response.end()
}

/** What wx.cloud.getTempFileURL answers, for the caller's own files. */
async function temporaryUrls(
  storage: Storage,
  openid: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { fileList } = JSON.parse((await readBody(request)).toString()) as { fileList?: unknown }
  const list = (Array.isArray(fileList) ? fileList : []) as (string | { fileID: string; maxAge?: number })[]
  const answers = list.map((item) => {
    const { fileID, maxAge = 7200 } = typeof item === 'string' ? { fileID: item } : item
    const file = storage.byId(fileID)
    const own = openid !== undefined && file?.owner === openid
    const errMsg = own ? 'ok' : (file ? forbidden() : missing()).message
    return { fileID, maxAge, tempFileURL: own ? storage.readAddress(file, maxAge) : '', status: own ? 0 : 1, errMsg }
  })
  sendJson(response, 200, { fileList: answers })
}
