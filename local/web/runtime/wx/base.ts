/** The calling convention of wx: options with success, fail and complete; a promise when none is given. */
import type { Loose, WxOptions } from '../types'

/** An error with WeChat's `errMsg` (without the call's name) and optional code. */
export class WxError extends Error {
  constructor(
    message: string,
    readonly fields: Loose = {},
  ) {
    super(message)
  }
}
type Implementation = (options: WxOptions) => unknown

/** Makes `wx.NAME` from an implementation that returns the result, or throws WxError. */
export function call(name: string, implementation: Implementation) {
  return (options: WxOptions = {}): Promise<Loose> | undefined => {
    const run = async (): Promise<Loose> => ({
      errMsg: `${name}:ok`,
      ...((await implementation(options)) as Loose | undefined),
    })
    const result = run().catch((error: unknown) => {
      throw failure(name, error)
    })
    if (!options.success && !options.fail && !options.complete) return result
    result.then(
      (value) => settle(options.success, options.complete, value),
      (error: Loose) => settle(options.fail, options.complete, error),
    )
    return undefined
  }
}

function settle(callback: WxOptions['success'], complete: WxOptions['complete'], value: Loose): void {
  try {
    callback?.(value)
  } finally {
    complete?.(value)
  }
}

/** The error object a page receives: a real Error too, so that an unhandled one has a stack. */
export function failure(name: string, error: unknown): Loose {
  const message = error instanceof Error ? error.message : String(error)
  const errMsg = message.startsWith(`${name}:fail`) ? message : `${name}:fail ${message}`
  const fields = error instanceof WxError ? error.fields : {}
  return Object.assign(new Error(errMsg), { errMsg, errno: undefined, ...fields })
}

/** Several calls at once: `{ name: implementation }` → `{ name: call }`. */
export function calls(implementations: Record<string, Implementation>): Record<string, ReturnType<typeof call>> {
  return Object.fromEntries(Object.entries(implementations).map(([name, run]) => [name, call(name, run)]))
}

/** A call that answers with a task too: of its progress only the end is told, and it cannot be aborted. */
export function withTask(name: string, implementation: (options: WxOptions) => Promise<Loose>) {
  return (options: WxOptions = {}): unknown => {
    const progress = emitter<Loose>()
    const run = async (given: WxOptions): Promise<Loose> => {
      const result = await implementation(given)
      progress.tell({ progress: 100 })
      return result
    }
    return Object.assign(call(name, run)(options) ?? {}, {
      abort: () => undefined,
      onHeadersReceived: () => undefined,
      offHeadersReceived: () => undefined,
      onProgressUpdate: progress.on,
      offProgressUpdate: progress.off,
    })
  }
}

/** A pair on…/off… over a set of listeners, and the function that tells them. */
export function emitter<T>(): {
  on(listener: (value: T) => void): void
  off(listener?: (value: T) => void): void
  tell(value: T): void
} {
  const listeners = new Set<(value: T) => void>()
  return {
    on: (listener) => void listeners.add(listener),
    off: (listener) => (listener ? void listeners.delete(listener) : listeners.clear()),
    tell: (value) => [...listeners].forEach((listener) => listener(value)),
  }
}
