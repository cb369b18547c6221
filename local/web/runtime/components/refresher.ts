/** The pull-down of a scroll-view (refresher-*): drawn by moving its content down. */
import { dom, fire, type Host } from './define'

/** Pulls when the finger moves down at the top. */
export function installRefresher(host: Host): void {
  let from: number | null = null
  let pulled = 0
  const point = (event: unknown): number => (event as { touches: { clientY: number }[] }).touches[0]?.clientY ?? 0
  host.addListener('touchstart', (event) => {
    from = host.data.refresherEnabled && dom(host).scrollTop <= 0 ? point(event) : null
    pulled = 0
  })
  host.addListener('touchmove', (event) => {
    if (from === null) return
    pulled = Math.max(0, (point(event) - from) / 2)
    dom(host).style.paddingTop = `${pulled}px`
    if (pulled) fire(host, 'refresherpulling', { dy: pulled })
  })
  const release = (): void => {
    if (from === null || !pulled) return
    from = null
    if (pulled >= Number(host.data.refresherThreshold)) {
      setRefreshing(host, true)
      fire(host, 'refresherrefresh', { dy: pulled })
    } else {
      setRefreshing(host, false)
      fire(host, 'refresherabort', { dy: pulled })
    }
  }
  host.addListener('touchend', release)
  host.addListener('touchcancel', release)
}

/** Opens or closes the gap with the turning mark. */
export function setRefreshing(host: Host, on: boolean): void {
  const element = dom(host)
  if (element.hasAttribute('data-refreshing') && !on) fire(host, 'refresherrestore', {})
  element.toggleAttribute('data-refreshing', on)
  element.style.paddingTop = on ? '45px' : ''
}
