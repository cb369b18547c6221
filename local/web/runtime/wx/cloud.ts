/** wx.cloud: functions and files of the local cloud, as the person of this window. */
import { fileAt, keepTemporary } from '../context'
import type { Loose, WxOptions } from '../types'
import { askCloud, fromJson, storagePath, temporaryUrls } from './ask-cloud'
import { call, withTask, WxError } from './base'

async function callFunction(options: WxOptions): Promise<Loose> {
  const name = String(options.name ?? '')
  if (!name) throw new WxError('Error: errCode: -1 | errMsg: parameter name is missing', { errCode: -1 })
  const body = JSON.stringify(options.data ?? {})
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
  const reply = await askCloud(`/functions/${encodeURIComponent(name)}`, init, -404011)
  const text = await reply.text()
  return {
    errMsg: 'cloud.callFunction:ok',
    requestID: reply.headers.get('x-request-id') ?? crypto.randomUUID(),
    result: text ? fromJson(text) : null,
  }
}

async function uploadFile(options: WxOptions): Promise<Loose> {
  const path = String(options.filePath ?? '')
  const body = fileAt(path) ?? (await localBlob(path))
  const reply = await askCloud(storagePath(String(options.cloudPath ?? '')), { method: 'PUT', body }, -503001)
  const { fileID } = (await reply.json()) as { fileID: string }
  return { fileID, statusCode: 204 }
}

async function localBlob(path: string): Promise<Blob> {
  if (!/^(blob:|data:)/.test(path))
    throw new WxError(`Error: errCode: -1 | errMsg: file ${path} not found`, { errCode: -1 })
  return (await fetch(path)).blob()
}

async function downloadFile(options: WxOptions): Promise<Loose> {
  const fileID = String(options.fileID ?? '')
  const reply = await askCloud(storagePath(fileID), {}, -503001)
  const extension = /\.(\w+)$/.exec(fileID)?.[1] ?? 'bin'
  return { tempFilePath: keepTemporary(await reply.blob(), extension), statusCode: 200 }
}

async function deleteFile(options: WxOptions): Promise<Loose> {
  const remove = (fileID: string): Promise<Loose> =>
    askCloud(storagePath(fileID), { method: 'DELETE' }, -503001).then(
      () => ({ fileID, status: 0, errMsg: 'ok' }),
      (error: WxError) => ({ fileID, status: -1, errMsg: error.message }),
    )
  return { fileList: await Promise.all(((options.fileList ?? []) as string[]).map(remove)) }
}

export const cloud = {
  // Whatever the environment is called, it is the local one.
  init: () => undefined,
  callFunction: call('cloud.callFunction', callFunction),
  uploadFile: withTask('cloud.uploadFile', uploadFile),
  downloadFile: withTask('cloud.downloadFile', downloadFile),
  getTempFileURL: call('cloud.getTempFileURL', async (o) => ({ fileList: await temporaryUrls(o.fileList ?? []) })),
  deleteFile: call('cloud.deleteFile', deleteFile),
  CloudID: class CloudID {
    constructor(readonly cloudID: string) {}
  },
}
