/** enablePullDownRefresh: the page is pulled down by touch or mouse, three dots turn, onPullDownRefresh runs. */
import type { Page } from './page'

const THRESHOLD = 60
const OPEN = 56

export interface PullDown {
  start(): void
  stop(): void
}

/** Wires the gesture of a page. */
export function installPull(page: Page): PullDown {
  const dots = document.createElement('div')
  dots.className = 'wxp-pull'
  dots.dataset.style = page.config.backgroundTextStyle ?? 'dark'
  dots.innerHTML = '<i></i><i></i><i></i>'
  page.view.prepend(dots)
  let from: number | null = null
  let pulled = 0
  let refreshing = false
  const move = (to: number, animated: boolean): void => {
    page.scroll.style.transition = animated ? 'transform .2s' : ''
    page.scroll.style.transform = to ? `translateY(${to}px)` : ''
    dots.toggleAttribute('data-on', to > 0)
  }
  const begin = (y: number): void => {
    from = page.config.enablePullDownRefresh && !refreshing && page.scroll.scrollTop <= 0 ? y : null
    pulled = 0
  }
  const drag = (y: number): boolean => {
    if (from === null) return false
    pulled = Math.max(0, (y - from) / 2)
    if (pulled) move(pulled, false)
    return pulled > 0
  }
  const release = (): void => {
    if (from === null || !pulled) return
    from = null
    if (pulled >= THRESHOLD) pull.start()
    else move(0, true)
  }
  page.view.addEventListener('touchstart', (event) => begin(event.touches[0]!.clientY), { passive: true })
  page.view.addEventListener(
    'touchmove',
    (event) => {
      if (drag(event.touches[0]!.clientY) && event.cancelable) event.preventDefault()
    },
    { passive: false },
  )
  page.view.addEventListener('touchend', release)
  page.view.addEventListener('touchcancel', release)
  page.view.addEventListener('mousedown', (event) => begin(event.clientY))
  page.view.addEventListener('mousemove', (event) => void (event.buttons && drag(event.clientY)))
  page.view.addEventListener('mouseup', release)
  const pull: PullDown = {
    start: () => {
      if (refreshing) return
      refreshing = true
      move(OPEN, true)
      page.call('onPullDownRefresh')
    },
    stop: () => {
      refreshing = false
      move(0, true)
    },
  }
  return pull
}
