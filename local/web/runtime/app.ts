/** App(), getApp(), and the launch. */
import { context } from './context'
import { currentPages, parseAddress, startRouter, topPage, type Address } from './router'
import type { Loose } from './types'

let instance: Loose | null = null
export let launchOptions: Loose = {}
/** wx.onError, wx.onAppShow …: listeners by event. */
export const appListeners: Record<string, Set<(value: unknown) => void>> = {}

/** Tells the App object and the wx.on… listeners. */
function tellApp(method: string, value: unknown): void {
  for (const listener of appListeners[method] ?? []) listener(value)
  const handler = instance?.[method] as ((value: unknown) => void) | undefined
  if (typeof handler !== 'function') return
  try {
    handler.call(instance, value)
  } catch (error) {
    console.error(error)
  }
}

function installGlobals(): void {
  const global = globalThis as unknown as Loose
  global.App = (definition: Loose) => void (instance = definition)
  global.getApp = (options?: { allowDefault?: boolean }) => instance ?? (options?.allowDefault ? (instance = {}) : {})
  global.getCurrentPages = currentPages
  global.requirePlugin = (name: string) => {
    throw new Error(`plugin ${name} is not supported by the browser runtime`)
  }
}

function startAddress(): Address {
  const { pages, app } = context.bundle
  const wanted = context.startPage ? parseAddress(`/${context.startPage.replace(/^\//, '')}`) : null
  const first = { path: app.entryPagePath ?? pages[0]!, query: {} }
  if (!wanted) return first
  if (pages.includes(wanted.path)) return wanted
  console.error(`page "${wanted.path}" is not found`)
  return first
}

/** Runs the mini-program: App, onLaunch, onShow, the first page. */
export async function launch(): Promise<void> {
  installGlobals()
  const address = startAddress()
  launchOptions = { ...address, scene: 1001, referrerInfo: {}, mode: 'default', apiCategory: 'default' }
  window.addEventListener('error', (event) =>
    tellApp('onError', event.error instanceof Error ? `${event.message}\n${event.error.stack}` : event.message),
  )
  window.addEventListener('unhandledrejection', (event) =>
    tellApp('onUnhandledRejection', { reason: event.reason, promise: event.promise }),
  )
  context.bundle.start()
  tellApp('onLaunch', launchOptions)
  tellApp('onShow', launchOptions)
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      topPage()?.call('onHide')
      tellApp('onHide', {})
    } else {
      tellApp('onShow', launchOptions)
      topPage()?.call('onShow')
    }
  })
  await startRouter(address)
}
