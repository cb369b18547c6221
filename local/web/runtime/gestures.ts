/** Touches, and the mouse as a finger, become the phone's events: touch*, tap, longpress, and CSS animation events. */
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import type { Elem, HostElement, Loose } from './types'

const TAP_SLOP = 10
const LONG_PRESS_MS = 350
/** A touch is followed by mouse events for the same finger; they are ignored this long. */
const GHOST_MS = 350
const MOUSE_ID = 0

interface Finger {
  x: number
  y: number
  target: EventTarget | null
  timer: number
  long: boolean
}
interface Point {
  identifier: number
  clientX: number
  clientY: number
}

const fingers = new Map<number, Finger>()
let lastTouch = -Infinity
/** Set by events.ts when a handler of longpress ran: then the finger's lifting is no tap. */
export const longPress = { handled: false }

/** The engine's element at or above a DOM node. */
function elementOf(node: EventTarget | null): Elem | null {
  let at = node as (HostElement & Node) | null
  while (at && !at.__wxElement) at = at.parentNode as HostElement | null
  return at?.__wxElement ?? null
}

/** Dispatches one event into the mini-program; true when a handler caught it (catch:, or preventDefault in WXS). */
function dispatch(node: EventTarget | null, type: string, detail: unknown, extra: Loose = {}): boolean {
  const element = elementOf(node)
  if (!element) return false
  const event = new glassEasel.Event(type, detail, {
    bubbles: true,
    composed: true,
    capturePhase: true,
    extraFields: extra,
  })
  glassEasel.Event.dispatchEvent(element, event)
  return event.defaultPrevented()
}

function place(point: Point, node: EventTarget | null): Loose {
  const view = (node as Element | null)?.closest?.('.wxp-view')
  const box = view?.getBoundingClientRect()
  const x = point.clientX - (box?.left ?? 0)
  const y = point.clientY - (box?.top ?? 0)
  const scroll = view?.querySelector('.wxp-scroll')?.scrollTop ?? 0
  const canvas = (node as Element | null)?.closest?.('wx-canvas')?.getBoundingClientRect()
  const inside = canvas ? { x: point.clientX - canvas.left, y: point.clientY - canvas.top } : {}
  return { identifier: point.identifier, clientX: x, clientY: y, pageX: x, pageY: y + scroll, force: 1, ...inside }
}

function touchEvent(type: string, node: EventTarget | null, all: Point[], changed: Point[]): boolean {
  const changedTouches = changed.map((point) => place(point, node))
  const first = changedTouches[0] ?? { pageX: 0, pageY: 0 }
  const touches = all.map((point) => place(point, node))
  return dispatch(node, type, { x: first.pageX, y: first.pageY }, { touches, changedTouches })
}

function start(points: Point[], all: Point[], node: EventTarget | null): void {
  for (const point of points) {
    const finger: Finger = { x: point.clientX, y: point.clientY, target: node, timer: 0, long: false }
    finger.timer = window.setTimeout(() => {
      longPress.handled = false
      touchEvent('longpress', node, [point], [point])
      touchEvent('longtap', node, [point], [point])
      finger.long = longPress.handled
    }, LONG_PRESS_MS)
    fingers.set(point.identifier, finger)
  }
  touchEvent('touchstart', node, all, points)
}

function move(points: Point[], all: Point[], node: EventTarget | null): boolean {
  for (const point of points) {
    const finger = fingers.get(point.identifier)
    if (finger && Math.hypot(finger.x - point.clientX, finger.y - point.clientY) > TAP_SLOP) lift(point.identifier)
  }
  return touchEvent('touchmove', node, all, points)
}

function end(points: Point[], all: Point[], node: EventTarget | null): void {
  touchEvent('touchend', node, all, points)
  for (const point of points) {
    const finger = lift(point.identifier)
    if (finger && !finger.long) touchEvent('tap', finger.target, [], [point])
  }
}

function lift(id: number): Finger | undefined {
  const finger = fingers.get(id)
  if (finger) window.clearTimeout(finger.timer)
  fingers.delete(id)
  return finger
}

/** Elements that need the browser's own click: fields, players, links of the drawn map. */
const NATIVE = 'input, textarea, select, video, iframe, .wxp-pin, .wxp-rich a'

/**
 * The click that follows a touch would hit whatever the tap just put under the finger (a sheet, a dialog), so it is
 * called off; with it goes the browser's taking of focus, which is then done here.
 */
function swallowClick(ev: TouchEvent): void {
  const target = ev.target as Element
  if (!elementOf(target) || target.closest(NATIVE)) return
  if (ev.cancelable) ev.preventDefault()
  const active = document.activeElement as HTMLElement | null
  if (active && active !== document.body && !active.contains(target)) active.blur()
}

function listenTouch(): void {
  const options = { capture: true, passive: false }
  const list = (touches: TouchList): Point[] => [...touches]
  document.addEventListener(
    'touchstart',
    (ev) => {
      lastTouch = performance.now()
      start(list(ev.changedTouches), list(ev.touches), ev.target)
    },
    options,
  )
  document.addEventListener(
    'touchmove',
    (ev) => {
      if (move(list(ev.changedTouches), list(ev.touches), ev.target) && ev.cancelable) ev.preventDefault()
    },
    options,
  )
  document.addEventListener(
    'touchend',
    (ev) => {
      lastTouch = performance.now()
      swallowClick(ev)
      end(list(ev.changedTouches), list(ev.touches), ev.target)
    },
    options,
  )
  document.addEventListener(
    'touchcancel',
    (ev) => {
      for (const touch of list(ev.changedTouches)) lift(touch.identifier)
      touchEvent('touchcancel', ev.target, list(ev.touches), list(ev.changedTouches))
    },
    options,
  )
}

function listenMouse(): void {
  let target: EventTarget | null = null
  const point = (ev: MouseEvent): Point => ({ identifier: MOUSE_ID, clientX: ev.clientX, clientY: ev.clientY })
  const ghost = (): boolean => performance.now() - lastTouch < GHOST_MS
  document.addEventListener(
    'mousedown',
    (ev) => {
      if (ghost() || ev.button !== 0) return
      target = ev.target
      start([point(ev)], [point(ev)], target)
    },
    { capture: true },
  )
  document.addEventListener(
    'mousemove',
    (ev) => {
      if (target && ev.buttons) move([point(ev)], [point(ev)], target)
    },
    { capture: true },
  )
  document.addEventListener(
    'mouseup',
    (ev) => {
      if (!target) return
      end([point(ev)], [], target)
      target = null
    },
    { capture: true },
  )
}

/** Starts listening; once. */
export function installGestures(): void {
  listenTouch()
  listenMouse()
  for (const type of ['transitionend', 'animationstart', 'animationiteration', 'animationend'] as const) {
    document.addEventListener(
      type,
      (ev) => {
        const elapsed = (ev as TransitionEvent | AnimationEvent).elapsedTime
        dispatch(ev.target, type, { elapsedTime: elapsed })
      },
      { capture: true },
    )
  }
}
