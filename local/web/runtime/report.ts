/** What tests and journeys read: counters and everything that went wrong. */

export const metrics = {
  setDataCalls: 0,
  /** Bytes of JSON handed to setData, as the phone would pass them between its two threads. */
  setDataBytes: 0,
  /** Elements drawn by the mini-program now. */
  nodes: (): number => document.querySelectorAll('.wxp-view *').length,
}
/** Error messages: console errors, uncaught ones, unsupported calls. */
export const errors: string[] = []
/** Names of wx calls that were used but are not supported. */
export const unsupported: string[] = []

/** Writes errors down and puts the lists on window. */
export function installReport(): void {
  Object.assign(window, { __metrics: metrics, __errors: errors, __unsupported: unsupported })
  const config = (
    window as unknown as { __wxConfigOfPreview: { warnings: string[]; version: number; watched: boolean } }
  ).__wxConfigOfPreview
  errors.push(...config.warnings)
  if (config.watched) setInterval(() => void reloadWhenNewer(config.version), 1000)
  const original = console.error.bind(console)
  console.error = (...args: unknown[]) => {
    errors.push(args.map((arg) => (arg instanceof Error ? (arg.stack ?? arg.message) : String(arg))).join(' '))
    original(...args)
  }
  window.addEventListener('error', (event) => {
    errors.push(event.error instanceof Error ? (event.error.stack ?? event.message) : event.message)
  })
  window.addEventListener('unhandledrejection', (event) => {
    const reason = event.reason as { message?: string; errMsg?: string } | undefined
    errors.push(
      `unhandled rejection: ${(reason as Error | undefined)?.stack ?? reason?.errMsg ?? String(event.reason)}`,
    )
  })
}

async function reloadWhenNewer(version: number): Promise<void> {
  const reply = await fetch('/app/version').catch(() => null)
  if (reply?.ok && Number(await reply.text()) > version) location.reload()
}
