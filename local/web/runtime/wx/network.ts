/** wx.request to the page's own origin, and the state of the network. */
import { fileAt, keepTemporary, putFile } from '../context'
import type { Loose, WxOptions } from '../types'
import { fromJson, onThisOrigin } from './ask-cloud'
import { calls, emitter, withTask, WxError } from './base'

const status = emitter<Loose>()
const now = (): Loose => ({ isConnected: navigator.onLine, networkType: navigator.onLine ? 'wifi' : 'none' })

function ownOrigin(url: string): string {
  const address = new URL(url, location.href)
  // A preview that talks to strangers would not be a preview; WeChat has its list of domains likewise.
  if (address.origin !== location.origin) throw new WxError(`url not in domain list: ${address.origin}`)
  return address.href
}

async function send(options: WxOptions): Promise<Loose> {
  const method = String(options.method ?? 'GET').toUpperCase()
  const address = new URL(ownOrigin(String(options.url)))
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...(options.header as Record<string, string>),
  }
  let body: BodyInit | undefined
  if (method === 'GET')
    for (const [name, value] of Object.entries((options.data ?? {}) as Loose))
      address.searchParams.append(name, String(value))
  else if (options.data instanceof ArrayBuffer || typeof options.data === 'string') body = options.data
  else body = JSON.stringify(options.data ?? {})
  try {
    const signal = options.timeout ? AbortSignal.timeout(Number(options.timeout)) : undefined
    const reply = await fetch(address, { method, headers, body, signal })
    const data =
      options.responseType === 'arraybuffer' ? await reply.arrayBuffer() : decode(await reply.text(), options.dataType)
    return { data, statusCode: reply.status, header: Object.fromEntries(reply.headers), cookies: [] }
  } catch (error) {
    throw new WxError((error as Error).name === 'TimeoutError' ? 'timeout' : '', { errno: 600001 })
  }
}

const decode = (text: string, type: unknown): unknown => (type !== undefined && type !== 'json' ? text : fromJson(text))

async function upload(options: WxOptions): Promise<Loose> {
  const file = fileAt(String(options.filePath))
  if (!file) throw new WxError('file not found')
  const form = new FormData()
  for (const [name, value] of Object.entries((options.formData ?? {}) as Loose)) form.append(name, String(value))
  form.append(String(options.name), file, 'file')
  const reply = await fetch(ownOrigin(String(options.url)), {
    method: 'POST',
    body: form,
    headers: options.header as Record<string, string>,
  })
  return { data: await reply.text(), statusCode: reply.status }
}

async function download(options: WxOptions): Promise<Loose> {
  const url = String(options.url)
  const reply = await fetch(isFileOfCloud(url) ? onThisOrigin(url) : ownOrigin(url)).catch(() => {
    throw new WxError('', { errno: 600001 })
  })
  const file = await reply.blob()
  if (!options.filePath) return { tempFilePath: keepTemporary(file, 'bin'), statusCode: reply.status }
  putFile(String(options.filePath), file)
  return { filePath: options.filePath, statusCode: reply.status }
}

/** A temporary address that a function asked the cloud's stand-in for: it names that server, whatever this page's name of it is. */
function isFileOfCloud(url: string): boolean {
  const { hostname, pathname, searchParams } = new URL(url, location.href)
  return /^(localhost|127\.0\.0\.1)$/.test(hostname) && pathname.startsWith('/storage/') && searchParams.has('sign')
}

/** A task that is no promise: on the phone a failure that nobody asked for is silent. */
function silentTask(name: string, run: (options: WxOptions) => Promise<Loose>) {
  const start = withTask(name, run)
  return (options?: WxOptions): unknown => {
    const task = start(options) as Partial<Promise<Loose>>
    task.catch?.(() => undefined)
    return task
  }
}

/** Watches the browser's own state, so that a test's setOffline is seen. */
export function watchNetwork(): void {
  window.addEventListener('online', () => status.tell(now()))
  window.addEventListener('offline', () => status.tell(now()))
}

export const network = {
  ...calls({ getNetworkType: now }),
  request: silentTask('request', send),
  uploadFile: silentTask('uploadFile', upload),
  downloadFile: silentTask('downloadFile', download),
  onNetworkStatusChange: status.on,
  offNetworkStatusChange: status.off,
  onNetworkWeakChange: () => undefined,
  offNetworkWeakChange: () => undefined,
}
