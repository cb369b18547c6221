/** Requests to the local cloud as the person of this window; every family of calls that needs it goes through here. */
import { cloudAddress, context, resolveAsset } from '../context'
import type { Loose } from '../types'
import { WxError } from './base'

const cloudError = (errCode: number, errMsg: string): WxError =>
  new WxError(`Error: errCode: ${errCode} | errMsg: ${errMsg}`, { errCode })

/**
 * Asks the cloud. Throws WxError as wx.cloud fails: the cloud's own refusal (`{ errCode, errMsg }`), or `lost` when no
 * answer came.
 */
export async function askCloud(path: string, init: RequestInit, lost: number): Promise<Response> {
  if (!navigator.onLine) throw cloudError(lost, 'request:fail')
  const headers = { 'x-wx-openid': context.persona.openid, ...init.headers }
  const reply = await fetch(cloudAddress(path), { ...init, headers }).catch(() => {
    throw cloudError(lost, 'request:fail')
  })
  if (reply.ok) return reply
  const text = await reply.text()
  const { errCode = lost, errMsg = text.slice(0, 400) } = fromJson(text) as Loose
  throw cloudError(errCode as number, String(errMsg))
}

/** POST with a JSON body and a JSON answer. */
export async function post(path: string, body: Loose, lost = -1): Promise<Loose> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return (await (await askCloud(path, init, lost)).json()) as Loose
}

/** JSON as its value, anything else as the text it is. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Where a file of the cloud is, by its id or its cloudPath. */
export function storagePath(file: string): string {
  const path = file.replace(/^cloud:\/\/[^/]*\//, '')
  return `/storage/${path.split('/').map(encodeURIComponent).join('/')}`
}

/** What wx.cloud.getTempFileURL answers, each address on this page's own origin. */
export async function temporaryUrls(fileList: unknown): Promise<Loose[]> {
  const answer = (await post('/storage', { fileList }, -503001)) as { fileList: Loose[] }
  return answer.fileList.map((file) => ({ ...file, tempFileURL: file.tempFileURL && onThisOrigin(file.tempFileURL) }))
}

/** An address of the cloud as this page reaches it. */
export function onThisOrigin(address: string): string {
  const { pathname, search } = new URL(address)
  return new URL(cloudAddress(pathname + search), location.href).href
}

const known = new Map<string, string>()

/**
 * Passes on the address at which the browser finds a file: at once, but for a `cloud://` file once the cloud has given
 * a temporary one. A file that is not this person's has none: its plain address fails to load, as on the phone.
 */
export function withAddress(source: string, from: string, use: (address: string) => void): void {
  const address = known.get(source) ?? (source.startsWith('cloud://') ? undefined : resolveAsset(source, from))
  if (address !== undefined) return use(address)
  const found = (list: Loose[]): string => {
    const url = String(list[0]?.tempFileURL ?? '')
    if (url) known.set(source, url)
    return url
  }
  void temporaryUrls([source])
    .then(found, () => '')
    .then((url) => use(url || cloudAddress(storagePath(source))))
}
