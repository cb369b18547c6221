import { waitAfter } from './live-state'

/** Asks the cloud again and again while a page is shown. */
export interface PollLoop {
  /** From now on, the first time after `wait` milliseconds. Begun already: nothing. */
  start(wait?: number): void
  stop(): void
}

/**
 * `ask` answers the milliseconds until the next time (null: never again); what it throws goes to `failed`, and the loop
 * goes on with longer pauses. Never two at once.
 */
export function pollLoop(ask: () => Promise<number | null>, failed: (error: unknown) => void): PollLoop {
  let round = 0
  let running = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function go(mine: number): Promise<void> {
    let pause: number | null
    try {
      pause = await ask()
      failures = 0
    } catch (error) {
      failures += 1
      pause = waitAfter(failures)
      if (mine === round) failed(error)
    }
    if (mine !== round) return
    if (pause === null) running = false
    else timer = setTimeout(() => void go(mine), pause)
  }

  return {
    start(wait = 0) {
      if (running) return
      running = true
      round += 1
      const mine = round
      timer = setTimeout(() => void go(mine), wait)
    },
    stop() {
      running = false
      round += 1
      clearTimeout(timer)
    },
  }
}
