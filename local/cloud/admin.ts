import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Costs } from './costs'
import { ACTIONS, type DatabaseRequest } from './database/actions'
import type { Database } from './database/database'
import { newMeter } from './database/meter'
import { CloudError } from './errors'
import { CallError, type Functions } from './functions'
import { readBody, readForm, sendJson } from './http'
import type { Storage } from './storage/storage'
import { answerOpenApi } from './wechat/open-api'
import type { PictureChecks } from './wechat/picture-checks'
import type { WechatUsers } from './wechat/users'

export interface Services {
  database: Database
  functions: Functions
  storage: Storage
  users: WechatUsers
  checks: PictureChecks
  costs: Costs
  log: (line: object) => void
}

type AdminRequest = Record<string, unknown> & { action: string }

/** POST /admin: the SDKs' one endpoint. Errors are answers too: HTTP 200 with a code. */
export async function answerAdmin(services: Services, request: IncomingMessage, response: ServerResponse, url: URL) {
  const requestId = randomUUID()
  const callId = url.searchParams.get('call') ?? undefined
  try {
    if (request.headers['content-type']?.startsWith('multipart/form-data')) {
      const form = await readForm(request)
      const reply = openApi(services, form)
      // Anything but this content type is taken as bytes by the SDK.
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(reply)
      return
    }
    const body = JSON.parse((await readBody(request)).toString()) as AdminRequest
    const answer = body.action.startsWith('database.')
      ? await databaseAction(services, body, callId)
      : await serviceAction(services, body, callId)
    sendJson(response, 200, { requestId, ...answer })
  } catch (error) {
    const { code, message } = describe(error)
    if (code === 'SYS_ERR')
      services.log({ level: 'error', requestId, error: error instanceof Error ? error.stack : String(error) })
    sendJson(response, 200, { code, message, requestId })
  }
}

function describe(error: unknown): { code: string; message: string } {
  if (error instanceof CloudError || error instanceof CallError) return { code: error.code, message: error.message }
  return { code: 'SYS_ERR', message: error instanceof Error ? error.message : String(error) }
}

async function databaseAction({ database, costs }: Services, body: AdminRequest, callId?: string): Promise<object> {
  const action = Object.hasOwn(ACTIONS, body.action) ? ACTIONS[body.action]! : undefined
  if (!action) throw new CloudError('INVALID_PARAM', `the local cloud does not know the action ${body.action}`)
  const meter = newMeter()
  try {
    return await action(database, body as unknown as DatabaseRequest, meter)
  } finally {
    costs.request(callId, meter)
  }
}

async function serviceAction({ storage, functions }: Services, body: AdminRequest, callId?: string): Promise<object> {
  switch (body.action) {
    case 'functions.invokeFunction': {
      const caller = functions.callerOf(callId)
      const event = JSON.parse(String(body['request_data'] || '{}'))
      const source = caller.source ? `${caller.source},scf` : 'scf'
      const { reply } = await functions.invoke(String(body['function_name']), event, { ...caller, source })
      return { data: { response_data: reply } }
    }
    case 'storage.getUploadMetadata':
      return { data: storage.uploadMetadata(body['path']) }
    case 'storage.batchGetDownloadUrl':
      return { data: { download_list: storage.downloadUrls(body['file_list']) } }
    case 'storage.batchDeleteFile':
      return { data: { delete_list: storage.remove(body['fileid_list']) } }
    default:
      throw new CloudError('INVALID_PARAM', `the local cloud does not know the action ${body.action}`)
  }
}

function openApi({ users, checks }: Services, form: Record<string, Buffer>): Buffer {
  const action = String(form['action'])
  if (action !== 'wx.openApi')
    throw new CloudError('INVALID_PARAM', `the local cloud does not know the action ${action}`)
  return answerOpenApi(String(form['apiName']), form['requestData'] ?? Buffer.alloc(0), { users, checks })
}
