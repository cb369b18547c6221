/** wx.cloud: functions and files of the local cloud, as the person of this window. */
import { cloudAddress, context, fileAt, keepTemporary } from '../context'
import type { Loose, WxOptions } from '../types'
import { call, WxError } from './base'

let environment = 'local'

function headers(type?: string): Record<string, string> {
  return { 'x-wx-openid': context.persona.openid, ...(type ? { 'content-type': type } : {}) }
}

/** fetch whose network failure reads as the phone's. */
async function send(path: string, init: RequestInit, code: string): Promise<Response> {
  if (!navigator.onLine) throw new WxError(`Error: errCode: ${code} | errMsg: request:fail`, { errCode: Number(code) })
  try {
    return await fetch(cloudAddress(path), init)
  } catch {
    throw new WxError(`Error: errCode: ${code} | errMsg: request:fail`, { errCode: Number(code) })
  }
}

async function callFunction(options: WxOptions): Promise<Loose> {
  const name = String(options.name ?? '')
  if (!name) throw new WxError('Error: errCode: -1 | errMsg: parameter name is missing', { errCode: -1 })
  const init = { method: 'POST', headers: headers('application/json'), body: JSON.stringify(options.data ?? {}) }
  const reply = await send(`/functions/${encodeURIComponent(name)}`, init, '-404011')
  const text = await reply.text()
  if (!reply.ok) throw refusal(parse(text) as Loose | string)
  return {
    errMsg: 'cloud.callFunction:ok',
    requestID: reply.headers.get('x-request-id') ?? crypto.randomUUID(),
    result: text ? parse(text) : null,
  }
}

/** The cloud's own refusal (`{errCode, errMsg}`) in the words of wx.cloud. */
function refusal(answer: Loose | string): WxError {
  const { errCode = -504002, errMsg = String(answer).slice(0, 400) } = typeof answer === 'object' ? answer : {}
  return new WxError(`Error: errCode: ${errCode} | errMsg: ${errMsg}`, { errCode })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** `cloud://env.bucket/path` → `path`. */
function cloudPath(fileID: string): string {
  return fileID.replace(/^cloud:\/\/[^/]*\//, '')
}

async function uploadFile(options: WxOptions): Promise<Loose> {
  const path = String(options.cloudPath ?? '')
  const body = fileAt(String(options.filePath ?? '')) ?? (await localBlob(String(options.filePath ?? '')))
  const reply = await send(
    `/storage/${encodeURI(path)}`,
    { method: 'PUT', headers: headers(body.type || 'application/octet-stream'), body },
    '-401001',
  )
  if (!reply.ok)
    throw new WxError(`Error: errCode: -403001 | errMsg: ${(await reply.text()).slice(0, 200)}`, { errCode: -403001 })
  const answer = (await reply.json().catch(() => ({}))) as { fileID?: string }
  return { fileID: answer.fileID ?? `cloud://${environment}.local/${path}`, statusCode: 204 }
}

async function localBlob(path: string): Promise<Blob> {
  if (!/^(blob:|data:)/.test(path))
    throw new WxError(`Error: errCode: -1 | errMsg: file ${path} not found`, { errCode: -1 })
  return (await fetch(path)).blob()
}

async function downloadFile(options: WxOptions): Promise<Loose> {
  const path = cloudPath(String(options.fileID ?? ''))
  const reply = await send(`/storage/${encodeURI(path)}`, { headers: headers() }, '-401002')
  if (!reply.ok) throw new WxError(`Error: errCode: -403003 | errMsg: ${reply.status}`, { errCode: -403003 })
  return { tempFilePath: keepTemporary(await reply.blob(), path.split('.').pop() ?? 'bin'), statusCode: 200 }
}

function urlOf(fileID: string): string {
  return new URL(cloudAddress(`/storage/${encodeURI(cloudPath(fileID))}`), location.href).href
}

async function deleteFile(options: WxOptions): Promise<Loose> {
  const fileList = await Promise.all(
    ((options.fileList ?? []) as string[]).map(async (fileID) => {
      const reply = await send(
        `/storage/${encodeURI(cloudPath(fileID))}`,
        { method: 'DELETE', headers: headers() },
        '-401003',
      )
      return { fileID, status: reply.ok ? 0 : -1, errMsg: reply.ok ? 'ok' : `delete file error ${reply.status}` }
    }),
  )
  return { fileList }
}

/** A task as the phone returns beside the promise: abort and progress. */
function task(run: (options: WxOptions) => Promise<Loose>, name: string) {
  const start = call(name, run)
  return (options: WxOptions = {}): unknown => {
    const listeners: ((value: Loose) => void)[] = []
    const told = (value: Loose): void => listeners.forEach((listener) => listener(value))
    const result = start({
      ...options,
      complete:
        options.complete &&
        ((value) => {
          told({ progress: 100 })
          options.complete!(value)
        }),
    })
    const extra = {
      abort: () => undefined,
      onProgressUpdate: (listener: (value: Loose) => void) => void listeners.push(listener),
      offProgressUpdate: () => undefined,
    }
    void Promise.resolve(result).then(
      () => told({ progress: 100 }),
      () => undefined,
    )
    return Object.assign(result ?? {}, extra)
  }
}

export const cloud = {
  init: (options?: { env?: string }) =>
    void (environment = typeof options?.env === 'string' ? options.env : environment),
  callFunction: call('cloud.callFunction', callFunction),
  uploadFile: task(uploadFile, 'cloud.uploadFile'),
  downloadFile: task(downloadFile, 'cloud.downloadFile'),
  getTempFileURL: call('cloud.getTempFileURL', (o) => ({
    fileList: ((o.fileList ?? []) as (string | { fileID: string })[]).map((item) => {
      const fileID = typeof item === 'string' ? item : item.fileID
      return { fileID, tempFileURL: urlOf(fileID), status: 0, errMsg: 'ok', maxAge: 7200 }
    }),
  })),
  deleteFile: call('cloud.deleteFile', deleteFile),
  CloudID: class CloudID {
    constructor(readonly cloudID: string) {}
  },
}
