/** wx.getFileSystemManager over memory: files live as long as the window, those under USER_DATA_PATH in localStorage too. */
import { context, dropFile, fileAt, filePaths, keepTemporary, putFile } from '../context'
import type { Loose, WxOptions } from '../types'
import { calls, WxError } from './base'

export const USER_DATA_PATH = 'wxfile://usr'
const stored = new Map<string, Uint8Array>()
const key = (path: string): string => `wxfile:${context.personaId || 'preview'}:${path}`

/** In pieces: a picture has more bytes than a call may have arguments. */
function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}
function save(path: string, bytes: Uint8Array): void {
  try {
    if (path.startsWith(USER_DATA_PATH)) localStorage.setItem(key(path), toBase64(bytes))
  } catch {
    // A phone has 200 MB here; a browser ends near 5.
    throw new WxError('the maximum size of the file storage limit is exceeded', { errno: 1300202 })
  }
  stored.set(path, bytes)
  putFile(path, new Blob([bytes as BlobPart]))
}
/** What was stored before this window opened can be shown and uploaded like any other file. */
function restore(): void {
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(key('')))) {
    const path = name.slice(key('').length)
    putFile(path, new Blob([find(path) as BlobPart]))
  }
}
function find(path: string): Uint8Array {
  const text = stored.has(path) ? null : localStorage.getItem(key(path))
  if (text !== null)
    stored.set(
      path,
      Uint8Array.from(atob(text), (c) => c.charCodeAt(0)),
    )
  const bytes = stored.get(path)
  if (!bytes) throw new WxError(`no such file or directory, open '${path}'`, { errno: 1300002 })
  return bytes
}
async function read(path: string): Promise<Uint8Array> {
  const blob = stored.has(path) ? undefined : fileAt(path)
  return blob ? new Uint8Array(await blob.arrayBuffer()) : find(path)
}
function encode(data: unknown, encoding: unknown): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  if (encoding === 'base64') return Uint8Array.from(atob(String(data)), (c) => c.charCodeAt(0))
  return new TextEncoder().encode(String(data))
}
function decode(bytes: Uint8Array, encoding: unknown): unknown {
  if (!encoding) return bytes.slice().buffer
  if (encoding === 'base64') return toBase64(bytes)
  return new TextDecoder().decode(bytes)
}
function unlink(path: string): void {
  find(path)
  stored.delete(path)
  dropFile(path)
  localStorage.removeItem(key(path))
}
function list(folder: string): string[] {
  const base = folder.replace(/\/$/, '') + '/'
  return [...new Set([...stored.keys(), ...filePaths()])]
    .filter((path) => path.startsWith(base))
    .map((path) => path.slice(base.length))
}
async function copy(from: string, to: string): Promise<void> {
  save(to, await read(from))
}
const stat = (bytes: Uint8Array): Loose => ({
  size: bytes.length,
  mode: 33206,
  lastModifiedTime: 0,
  isFile: () => true,
  isDirectory: () => false,
})

restore()

const manager = {
  ...calls({
    readFile: async (o) => ({ data: decode(await read(String(o.filePath)), o.encoding) }),
    writeFile: (o) => save(String(o.filePath), encode(o.data, o.encoding ?? 'utf8')),
    appendFile: async (o) =>
      save(
        String(o.filePath),
        new Uint8Array([...(await read(String(o.filePath))), ...encode(o.data, o.encoding ?? 'utf8')]),
      ),
    unlink: (o) => unlink(String(o.filePath)),
    access: async (o) => void (await read(String(o.path))),
    copyFile: (o) => copy(String(o.srcPath), String(o.destPath)),
    saveFile: async (o) => {
      const savedFilePath = String(o.filePath ?? `${USER_DATA_PATH}/saved_${Date.now()}`)
      await copy(String(o.tempFilePath), savedFilePath)
      return { savedFilePath }
    },
    getFileInfo: async (o) => ({ size: (await read(String(o.filePath))).length }),
    stat: async (o) => ({ stats: stat(await read(String(o.path))) }),
    readdir: (o) => ({ files: list(String(o.dirPath)) }),
    mkdir: () => undefined,
    rmdir: () => undefined,
  }),
  readFileSync: (path: string, encoding?: string) => decode(find(path), encoding),
  writeFileSync: (path: string, data: unknown, encoding = 'utf8') => save(path, encode(data, encoding)),
  accessSync: (path: string) => void (fileAt(path) ?? find(path)),
  unlinkSync: unlink,
  statSync: (path: string) => stat(find(path)),
  readdirSync: list,
  mkdirSync: () => undefined,
}

export const files = {
  getFileSystemManager: () => manager,
  env: { USER_DATA_PATH },
  ...calls({
    getFileInfo: async (o: WxOptions) => ({ size: (await read(String(o.filePath))).length, digest: '' }),
    saveFile: async (o: WxOptions) => ({
      savedFilePath: keepTemporary(new Blob([(await read(String(o.tempFilePath))) as BlobPart]), 'bin'),
    }),
  }),
}
