/** The browser side's entry: waits for app.js to hand over the mini-program, then runs it. */
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { launch } from './app'
import { buildFrame } from './chrome/frame'
import { closeApp, openMenu } from './chrome/menu'
import { context, loadPersona } from './context'
import { installEngine } from './engine'
import { installHooks } from './events'
import { installGestures } from './gestures'
import { errors, installReport } from './report'
import type { AppBundle, Loose } from './types'
import { installWx } from './wx'

installReport()
// The engine warns of attributes a component does not declare; the phone says nothing.
glassEasel.globalOptions.throwGlobalError = false
glassEasel.addGlobalErrorListener((error: unknown) => {
  // Handlers that throw must reach App.onError as they do on the phone.
  window.dispatchEvent(
    new ErrorEvent('error', { error, message: error instanceof Error ? error.message : String(error) }),
  )
  console.warn(error)
  return false
})

async function run(bundle: AppBundle): Promise<void> {
  context.bundle = bundle
  await loadPersona()
  installHooks()
  installGestures()
  installWx()
  buildFrame(openMenu, closeApp)
  installEngine()
  await launch()
  document.body.dataset.ready = ''
}

;(globalThis as unknown as Loose).__wxApp = (bundle: AppBundle): void => {
  run(bundle).catch((error: Error) => {
    errors.push(error.stack ?? error.message)
    console.warn(error)
    document.body.append(
      Object.assign(document.createElement('pre'), { className: 'wxp-fatal', textContent: error.stack }),
    )
  })
}
