/** The phone around the pages: status bar, capsule, home indicator, and the layer for what WeChat itself draws. */
import { sizes } from '../context'

/** The hour in China, where the phones are, whatever this computer's zone. */
const CHINA_TIME = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit', timeZone: 'Asia/Shanghai' })

export interface Frame {
  pages: HTMLElement
  tabs: HTMLElement
  overlay: HTMLElement
  status: HTMLElement
  capsule: HTMLElement
}
export let frame: Frame

function part(name: string, parent: HTMLElement, html = ''): HTMLElement {
  const element = document.createElement('div')
  element.className = name
  element.innerHTML = html
  parent.append(element)
  return element
}

const SIGNAL =
  '<svg width="18" height="12" viewBox="0 0 18 12"><rect x="0" y="8" width="3" height="4" rx="1"/><rect x="5" y="5.5" width="3" height="6.5" rx="1"/><rect x="10" y="3" width="3" height="9" rx="1"/><rect x="15" y="0" width="3" height="12" rx="1"/></svg>'
const BATTERY =
  '<svg width="27" height="13" viewBox="0 0 27 13"><rect x=".5" y=".5" width="22" height="12" rx="3.5" fill="none" stroke="currentColor" opacity=".5"/><rect x="2" y="2" width="16" height="9" rx="2"/><rect x="24" y="4" width="2" height="5" rx="1" opacity=".5"/></svg>'
const DOTS =
  '<svg width="20" height="6" viewBox="0 0 20 6"><circle cx="3" cy="3" r="2"/><circle cx="10" cy="3" r="3"/><circle cx="17" cy="3" r="2"/></svg>'
const RING =
  '<svg width="18" height="18" viewBox="0 0 18 18"><circle cx="9" cy="9" r="7.5" fill="none" stroke="currentColor" stroke-width="2.2"/><circle cx="9" cy="9" r="3.2"/></svg>'

/** Builds the screen once. `onMenu`: the capsule's dots were pressed; `onClose`: its ring. */
export function buildFrame(onMenu: () => void, onClose: () => void): void {
  const screen = part('wxp-screen', document.body)
  frame = {
    pages: part('wxp-pages', screen),
    tabs: part('wxp-tabs', screen),
    status: part('wxp-status', screen, `<b></b><span>${SIGNAL}${BATTERY}</span>`),
    capsule: part(
      'wxp-capsule',
      screen,
      `<button aria-label="更多">${DOTS}</button><i></i><button aria-label="关闭">${RING}</button>`,
    ),
    overlay: part('wxp-overlay', screen),
  }
  part('wxp-home', screen)
  const [menu, close] = frame.capsule.querySelectorAll('button')
  menu!.addEventListener('click', onMenu)
  close!.addEventListener('click', onClose)
  const { width, height, right, top } = sizes.capsule
  frame.capsule.style.cssText = `width:${width}px;height:${height}px;right:${right}px;top:${top}px`
  const clock = frame.status.querySelector('b')!
  const tick = (): void => {
    clock.textContent = CHINA_TIME.format(new Date())
  }
  tick()
  setInterval(tick, 10_000)
}

/** Dark or light signs in the status bar and capsule. */
export function setFrameText(style: 'black' | 'white'): void {
  frame.status.dataset.text = style
  frame.capsule.dataset.text = style
}

/** page-meta root-font-size: what `rem` means. */
export function setRootFontSize(size: string): void {
  document.documentElement.style.fontSize = size === 'system' ? '' : size
}

/** Puts an element into the overlay layer; the function takes it away. */
export function showOverlay(element: HTMLElement): () => void {
  frame.overlay.append(element)
  return () => element.remove()
}

/** An element with a class and text, for the dialogs. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, name: string, text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  if (name) element.className = name
  if (text) element.textContent = text
  return element
}
