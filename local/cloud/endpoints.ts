import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerAdmin, type Services } from './admin'
import { CallError } from './functions'
import { isLoopback, readBody, sendJson } from './http'
import { answerStorage } from './storage/endpoint'

const PREFIXES = ['/admin', '/functions/', '/costs', '/storage/', '/wx/']

/** Answers a request if its path is one of the cloud's; says whether it was. Loopback only. */
export async function answer(services: Services, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://local')
  if (!PREFIXES.some((prefix) => url.pathname === prefix.replace(/\/$/, '') || url.pathname.startsWith(prefix)))
    return false
  if (!isLoopback(request)) {
    sendJson(response, 403, { errMsg: 'the local cloud answers this machine only' })
    return true
  }
  try {
    await route(services, request, response, url)
  } catch (error) {
    services.log({ level: 'error', path: url.pathname, error: error instanceof Error ? error.stack : String(error) })
    if (!response.headersSent) sendJson(response, error instanceof SyntaxError ? 400 : 500, { errMsg: 'bad request' })
    else response.destroy()
  }
  return true
}

async function route(services: Services, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const { pathname } = url
  const openid = request.headers['x-wx-openid'] as string | undefined
  const is = (method: string, path: string) => request.method === method && pathname === path
  if (is('POST', '/admin')) return answerAdmin(services, request, response, url)
  if (pathname === '/storage' || pathname.startsWith('/storage/'))
    return answerStorage(services.storage, request, response, url)
  if (request.method === 'POST' && pathname.startsWith('/functions/'))
    return callFunction(services, decodeURIComponent(pathname.slice('/functions/'.length)), openid, request, response)
  if (is('GET', '/costs')) return sendJson(response, 200, services.costs.list())
  if (is('DELETE', '/costs') || is('POST', '/costs/reset')) {
    services.costs.reset()
    return sendJson(response, 200, {})
  }
  if (pathname.startsWith('/wx/')) {
    if (!openid) return sendJson(response, 400, { errMsg: 'header x-wx-openid is missing' })
    if (is('POST', '/wx/phone-code')) {
      const code = services.users.issueCode(openid)
      return sendJson(response, 200, { code, cloudID: code })
    }
    if (is('POST', '/wx/subscribe')) return subscribe(services, openid, request, response)
    if (is('GET', '/wx/inbox')) return sendJson(response, 200, services.users.inbox(openid))
  }
  sendJson(response, 404, { errMsg: `no such endpoint: ${request.method} ${pathname}` })
}

async function callFunction(
  services: Services,
  name: string,
  openid: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const text = (await readBody(request)).toString()
  const unionid = openid === undefined ? undefined : services.users.find(openid)?.unionid
  try {
    const { reply, requestId } = await services.functions.invoke(name, text ? JSON.parse(text) : {}, {
      openid,
      unionid,
    })
    response.setHeader('x-request-id', requestId)
    sendJson(response, 200, reply)
  } catch (error) {
    if (!(error instanceof CallError)) throw error
    sendJson(response, error.status, { errCode: error.errCode, errMsg: error.message, requestId: error.requestId })
  }
}

async function subscribe(services: Services, openid: string, request: IncomingMessage, response: ServerResponse) {
  const { templateIds } = JSON.parse((await readBody(request)).toString()) as { templateIds?: unknown }
  // WeChat asks for five templates at once at the most.
  if (!Array.isArray(templateIds) || templateIds.length > 5 || templateIds.some((id) => typeof id !== 'string'))
    return sendJson(response, 400, { errMsg: 'templateIds must be at most 5 strings' })
  services.users.grant(openid, templateIds)
  sendJson(response, 200, Object.fromEntries(templateIds.map((id) => [id, 'accept'])))
}
