/** `<swiper>` and its items: each item is moved by a transform. */
import type { HostElement } from '../types'
import { closestHost, dom, fire, native, type Builtin, type Host } from './define'

interface State {
  index: number
  offset: number
  timer: number
  from: { x: number; y: number } | null
  dots: HTMLElement | null
}
const states = new WeakMap<Host, State>()

function state(host: Host): State {
  let found = states.get(host)
  if (!found) states.set(host, (found = { index: 0, offset: 0, timer: 0, from: null, dots: null }))
  return found
}

function items(host: Host): HostElement[] {
  return [...dom(host).querySelectorAll<HostElement>('wx-swiper-item')].filter(
    (it) => it.closest('wx-swiper') === dom(host),
  )
}

function layout(host: Host, animated: boolean): void {
  const list = items(host)
  const { index, offset } = state(host)
  const axis = host.data.vertical ? 'Y' : 'X'
  const shown = Number(host.data.displayMultipleItems) || 1
  list.forEach((item, i) => {
    let place = i - index
    if (host.data.circular && list.length > 1) {
      if (place > list.length / 2) place -= list.length
      if (place < -list.length / 2) place += list.length
    }
    item.style.transition = animated ? `transform ${Number(host.data.duration)}ms ease` : 'none'
    item.style.transform = `translate${axis}(calc(${place * 100}% + ${offset}px))`
    if (shown > 1) item.style.setProperty(host.data.vertical ? 'height' : 'width', `${100 / shown}%`)
  })
  drawDots(host, list.length)
}

function drawDots(host: Host, count: number): void {
  const own = state(host)
  if (!host.data.indicatorDots) return void own.dots?.replaceChildren()
  own.dots ??= native(host, 'div', 'wxp-dots')
  own.dots.replaceChildren(
    ...Array.from({ length: count }, (_, i) => {
      const dot = document.createElement('i')
      dot.style.background = String(i === own.index ? host.data.indicatorActiveColor : host.data.indicatorColor)
      return dot
    }),
  )
}

/** Goes to an item; `source` is '' from the program, 'touch' or 'autoplay'. */
function go(host: Host, index: number, source: string): void {
  const own = state(host)
  const count = items(host).length
  if (!count) return
  const target = host.data.circular ? (index + count) % count : Math.min(count - 1, Math.max(0, index))
  const changed = target !== own.index
  own.index = target
  own.offset = 0
  layout(host, true)
  if (!changed) return
  const detail = {
    current: target,
    currentItemId: String((items(host)[target]?.__wxElement as Host).data.itemId ?? ''),
    source,
  }
  if (source) host.setData({ current: target } as never)
  fire(host, 'change', detail)
  setTimeout(() => fire(host, 'animationfinish', detail), Number(host.data.duration))
}

function play(host: Host): void {
  const own = state(host)
  clearInterval(own.timer)
  if (host.data.autoplay)
    own.timer = window.setInterval(() => own.from || go(host, own.index + 1, 'autoplay'), Number(host.data.interval))
}

function listen(host: Host): void {
  const point = (event: unknown): { x: number; y: number } => {
    const touch = (event as { changedTouches: { clientX: number; clientY: number }[] }).changedTouches[0]!
    return { x: touch.clientX, y: touch.clientY }
  }
  const moved = (event: unknown): number => {
    const { from } = state(host)
    const now = point(event)
    return from ? (host.data.vertical ? now.y - from.y : now.x - from.x) : 0
  }
  host.addListener(
    'touchstart',
    (event) => void (state(host).from = host.data.touchable === false ? null : point(event)),
  )
  host.addListener('touchmove', (event) => {
    const own = state(host)
    if (!own.from) return
    own.offset = moved(event)
    fire(host, 'transition', { dx: host.data.vertical ? 0 : -own.offset, dy: host.data.vertical ? -own.offset : 0 })
    layout(host, false)
  })
  const release = (event: unknown): void => {
    const own = state(host)
    if (!own.from) return
    const distance = moved(event)
    own.from = null
    go(host, own.index - (Math.abs(distance) > 40 ? Math.sign(distance) : 0), 'touch')
  }
  host.addListener('touchend', release)
  host.addListener('touchcancel', release)
}

export const swiper: Builtin = {
  tag: 'swiper',
  properties: {
    indicatorDots: Boolean,
    indicatorColor: { type: String, value: 'rgba(0,0,0,.3)' },
    indicatorActiveColor: { type: String, value: '#000' },
    autoplay: Boolean,
    current: { type: Number, value: 0 },
    currentItemId: String,
    interval: { type: Number, value: 5000 },
    duration: { type: Number, value: 500 },
    circular: Boolean,
    vertical: Boolean,
    previousMargin: String,
    nextMargin: String,
    displayMultipleItems: { type: Number, value: 1 },
    snapToEdge: Boolean,
    easingFunction: String,
    skipHiddenItemLayout: Boolean,
    cacheExtent: null,
  },
  created() {
    listen(this)
  },
  attached() {
    play(this)
  },
  detached() {
    clearInterval(state(this).timer)
  },
  observers: {
    current() {
      if (Number(this.data.current) !== state(this).index) go(this, Number(this.data.current), '')
    },
    'vertical, indicatorDots, displayMultipleItems, circular'() {
      layout(this, false)
    },
    'autoplay, interval'() {
      play(this)
    },
  },
}

export const swiperItem: Builtin = {
  tag: 'swiper-item',
  properties: { itemId: String, skipHiddenItemLayout: Boolean },
  attached() {
    const parent = closestHost(dom(this).parentElement, 'swiper')
    if (!parent) return
    // current may have been set before the items came.
    if (!state(parent).from)
      state(parent).index = Math.min(Number(parent.data.current) || 0, Math.max(0, items(parent).length - 1))
    layout(parent, false)
  },
}
