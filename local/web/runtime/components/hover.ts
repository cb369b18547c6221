/** hover-class: a class while a finger rests on the element. */
import type { Host } from './define'

export const HOVER_PROPERTIES = {
  hoverStartTime: { type: Number, value: 50 },
  hoverStayTime: { type: Number, value: 400 },
  hoverStopPropagation: Boolean,
}

/** Adds the class shortly after the touch begins and takes it away after it ends. */
export function installHover(host: Host): void {
  let shown = ''
  let timer = 0
  const hide = (): void => {
    window.clearTimeout(timer)
    const name = shown
    if (!name) return
    timer = window.setTimeout(
      () => {
        host.toggleNodeClass(name, false)
        host.$$?.removeAttribute('data-hover')
        shown = ''
      },
      Number(host.data.hoverStayTime) || 0,
    )
  }
  host.addListener('touchstart', () => {
    const name = String(host.data.hoverClass ?? '')
    if (!name || name === 'none' || host.data.disabled || host.data.loading) return
    window.clearTimeout(timer)
    timer = window.setTimeout(
      () => {
        shown = name
        host.toggleNodeClass(name, true)
        host.$$?.setAttribute('data-hover', '')
      },
      Number(host.data.hoverStartTime) || 0,
    )
  })
  host.addListener('touchend', hide)
  host.addListener('touchcancel', hide)
  host.addListener('touchmove', hide)
}
