import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * On the cloud a function's process serves one call at a time and learns who calls from its environment. Here many
 * calls share a process, so `process.env` becomes a view: what a call reads is its own environment first, wherever
 * its asynchronous work has gone, and the process's after that.
 */
type Environment = Record<string, string>

const current = new AsyncLocalStorage<Environment>()
let original: NodeJS.ProcessEnv | undefined
let users = 0

/** Runs work in an environment of its own. */
export const runWithEnvironment = <T>(environment: Environment, work: () => T): T => current.run(environment, work)

/** Puts the view in place; `release` takes it away again once nobody uses it. */
export function shareEnvironment(): { release: () => void } {
  if (users++ === 0) {
    original = process.env
    process.env = view(original)
  }
  let released = false
  return {
    release: () => {
      if (released) return
      released = true
      if (--users === 0) process.env = original!
    },
  }
}

function view(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = (): Environment => current.getStore() ?? NONE
  return new Proxy(base, {
    get: (_target, name) => (typeof name === 'string' ? (own()[name] ?? base[name]) : undefined),
    has: (_target, name) => name in own() || name in base,
    ownKeys: () => [...new Set([...Object.keys(base), ...Object.keys(own())])],
    getOwnPropertyDescriptor: (_target, name) => {
      const value = own()[name as string] ?? base[name as string]
      return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true }
    },
    // What a call sets is seen by that call alone, as if it were the process's only one.
    set: (_target, name, value) => ((current.getStore() ?? base)[name as string] = String(value)) !== undefined,
    deleteProperty: (_target, name) => delete (current.getStore() ?? base)[name as string],
  })
}

const NONE: Environment = Object.freeze(Object.create(null))

export interface CallIdentity {
  callId: string
  functionName: string
  openid?: string
  unionid?: string
  /** How the call came in: from WeChat, or from another function. */
  source: string
}

export const APP_ID = 'wx0000000000000000'
export const ENV_ID = 'local'

/** The environment a function finds on the cloud, pointing the SDKs at `adminUrl`. */
export function callEnvironment(identity: CallIdentity, adminUrl: string, extra: Environment): Environment {
  const wx: Environment = { WX_APPID: APP_ID, WX_CLIENTIP: '127.0.0.1' }
  if (identity.openid !== undefined) wx['WX_OPENID'] = identity.openid
  if (identity.unionid !== undefined) wx['WX_UNIONID'] = identity.unionid
  return {
    ...extra,
    ...wx,
    WX_CONTEXT_KEYS: Object.keys(wx).join(','),
    TCB_ENV: ENV_ID,
    SCF_NAMESPACE: ENV_ID,
    TCB_SOURCE: identity.source,
    // The SDKs append their query to this URL, so every request names the call that caused it.
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${adminUrl}?call=${identity.callId}&` }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'local',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    SCF_FUNCTIONNAME: identity.functionName,
    SCF_REQUEST_ID: identity.callId,
  }
}
