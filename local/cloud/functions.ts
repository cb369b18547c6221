import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { APP_ID, callEnvironment, ENV_ID, runWithEnvironment, type CallIdentity } from './call-environment'
import type { Costs } from './costs'
import { loadFunction } from './module-loader'
import type { Timer } from './timers'

/** Why a call failed, in the numbers wx.cloud.callFunction gives. */
export class CallError extends Error {
  constructor(
    readonly errCode: number,
    /** The code the SDKs see when one function calls another. */
    readonly code: string,
    message: string,
    readonly requestId: string,
    readonly status: number,
  ) {
    super(message)
  }
}

export interface Caller {
  openid?: string
  unionid?: string
  source?: string
}

type Main = (event: unknown, context: unknown) => unknown

interface Loaded {
  main: Main
  /** What its index.js exports under this name. */
  timers: Timer[]
  /** The same, the name of each. */
  pushes: string[]
  modified: number
}

export interface FunctionsOptions {
  directory?: string
  env: Record<string, string>
  adminUrl: () => string
  costs: Costs
  log: (line: object) => void
  /** What functions see as now; real time without it. Timeouts are always real. */
  clock?: () => Date
  timeoutSeconds: number
}

/** What a function sees as its caller's source when a timer fired it. */
export const TIMER_SOURCE = 'wx_trigger'

/** callFunction takes at most 100 KB and gives at most 1 MB. */
const MOST_EVENT = 100 * 1024
const MOST_REPLY = 1024 * 1024
const NAME = /^[A-Za-z][\w-]{0,59}$/

/** Runs cloud functions: DIR/NAME/index.js with a `main(event, context)`, each call with its own identity. */
export class Functions {
  private readonly loaded = new Map<string, Loaded>()
  private readonly callers = new Map<string, Caller>()

  constructor(private readonly options: FunctionsOptions) {}

  /** Who is behind a call that is under way: for the WeChat calls it makes and the functions it calls. */
  callerOf(callId: string | undefined): Caller {
    return (callId !== undefined && this.callers.get(callId)) || {}
  }

  /** Calls a function. Returns the JSON text of its result. Throws CallError, never the function's own error. */
  async invoke(name: string, event: unknown, caller: Caller): Promise<{ reply: string; requestId: string }> {
    const requestId = randomUUID()
    const failed = (errCode: number, code: string, message: string, status: number) =>
      new CallError(errCode, code, message, requestId, status)
    if (event === null || typeof event !== 'object' || Array.isArray(event))
      throw failed(-401003, 'INVALID_PARAM', 'the event must be a JSON object', 400)
    if (Buffer.byteLength(JSON.stringify(event)) > MOST_EVENT)
      throw failed(-401002, 'INVALID_PARAM', 'data exceed max size: an event takes 100 KB at most', 413)
    const file = this.fileOf(name)
    if (!file) throw failed(-501000, 'FUNCTION_NOT_FOUND', `FunctionName parameter could not be found: ${name}`, 404)

    const identity: CallIdentity = {
      ...caller,
      callId: requestId,
      functionName: name,
      source: caller.source ?? 'wx_client',
    }
    const environment = callEnvironment(identity, this.options.adminUrl(), this.options.env)
    const { action, TriggerName } = event as { action?: unknown; TriggerName?: unknown }
    this.options.costs.begin(requestId, name, caller.source === TIMER_SOURCE ? TriggerName : action)
    this.callers.set(requestId, { ...caller, source: identity.source })
    let reply = ''
    try {
      const input = {
        ...event,
        userInfo: caller.openid === undefined ? undefined : { appId: APP_ID, openId: caller.openid },
      }
      const result = await this.withinTime(name, requestId, () =>
        runWithEnvironment(environment, async () => this.load(name, file).main(input, this.context(name, environment))),
      )
      reply = JSON.stringify(result) ?? 'null'
      if (Buffer.byteLength(reply) > MOST_REPLY)
        throw failed(-604001, 'FUNCTIONS_REPLY_TOO_LARGE', 'the reply is larger than 1 MB', 500)
      return { reply, requestId }
    } catch (error) {
      if (error instanceof CallError) throw error
      // The caller gets the reference number alone; what happened is in the log under the same number.
      this.options.log({
        level: 'error',
        function: name,
        requestId,
        error: error instanceof Error ? error.stack : String(error),
      })
      throw failed(-504002, 'FUNCTIONS_EXECUTE_FAIL', `functions execute fail, requestId ${requestId}`, 500)
    } finally {
      this.options.costs.end(requestId, Buffer.byteLength(reply))
      this.callers.delete(requestId)
    }
  }

  /** Names of all functions there are. */
  names(): string[] {
    const { directory } = this.options
    return directory && existsSync(directory) ? readdirSync(directory).filter((name) => this.fileOf(name)) : []
  }

  /** The timers that a function exports; [] when there is no such function. Throws what its loading throws. */
  timersOf(name: string): Timer[] {
    return this.declared(name)?.timers ?? []
  }

  /** The messages of WeChat that a function takes, by their names; [] when there is no such function. Throws as above. */
  pushesOf(name: string): string[] {
    return this.declared(name)?.pushes ?? []
  }

  private declared(name: string): Loaded | undefined {
    const file = this.fileOf(name)
    if (!file) return undefined
    const identity = { callId: '', functionName: name, source: TIMER_SOURCE }
    const environment = callEnvironment(identity, this.options.adminUrl(), this.options.env)
    return runWithEnvironment(environment, () => this.load(name, file))
  }

  private async withinTime<T>(name: string, requestId: string, work: () => Promise<T>): Promise<T> {
    const seconds = this.options.timeoutSeconds
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => {
      const error = new CallError(
        -504003,
        'FUNCTIONS_TIME_LIMIT_EXCEEDED',
        `FUNCTIONS_TIME_LIMIT_EXCEEDED Invoking task timed out after ${seconds} seconds`,
        requestId,
        500,
      )
      timer = setTimeout(() => reject(error), seconds * 1000)
    })
    try {
      return await Promise.race([work(), late])
    } catch (error) {
      if (error instanceof CallError)
        this.options.log({ level: 'error', function: name, requestId, error: error.message })
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  private fileOf(name: string): string | undefined {
    if (!this.options.directory || !NAME.test(name)) return undefined
    const file = join(this.options.directory, name, 'index.js')
    return existsSync(file) ? file : undefined
  }

  /** The function's entry, loaded again when its file has changed. */
  private load(name: string, file: string): Loaded {
    const modified = statSync(file).mtimeMs
    const known = this.loaded.get(name)
    if (known?.modified === modified) return known
    const { main, timers, pushes } = loadFunction(file, this.options.clock)
    if (typeof main !== 'function') throw new Error(`index.main is not a function in ${name}`)
    const loaded = {
      main: main as Main,
      timers: Array.isArray(timers) ? (timers as Timer[]) : [],
      pushes: Array.isArray(pushes) ? (pushes as { event: string }[]).map(({ event }) => event) : [],
      modified,
    }
    this.loaded.set(name, loaded)
    return loaded
  }

  private context(name: string, environment: Record<string, string>) {
    return {
      callbackWaitsForEmptyEventLoop: false,
      request_id: environment['SCF_REQUEST_ID'],
      function_name: name,
      function_version: '$LATEST',
      memory_limit_in_mb: 256,
      time_limit_in_ms: this.options.timeoutSeconds * 1000,
      namespace: ENV_ID,
      environment: JSON.stringify(environment),
    }
  }
}
