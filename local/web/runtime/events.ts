/** The shape of an event as a handler sees it, and the hooks that compiled templates call. */
import { longPress } from './gestures'
import type { Component, Elem, Loose } from './types'
import { descriptor, ownerOf } from './wxs'

interface EngineEvent extends Loose {
  type: string
  timeStamp: number
  target: Elem
  currentTarget: Elem
  detail: unknown
}
type Handler = (this: unknown, ...args: unknown[]) => unknown

/** The engine's element behind a method caller (`this` of a page or component) or the element itself. */
export function engineElement(caller: unknown): Component {
  return ((caller as Loose)._$ ?? caller) as Component
}

function part(caller: unknown): Loose {
  const element = engineElement(caller)
  const dom = element.$$ as unknown as HTMLElement | null
  return {
    id: element.id,
    dataset: element.dataset ?? {},
    offsetLeft: dom?.offsetLeft ?? 0,
    offsetTop: dom?.offsetTop ?? 0,
  }
}

/** Plain data as on the phone; target and currentTarget carry id, dataset and place. */
function shape(event: EngineEvent): Loose {
  return {
    type: event.type,
    timeStamp: event.timeStamp,
    target: part(event.target),
    currentTarget: part(event.currentTarget),
    mark: event.mark ?? {},
    detail: event.detail === undefined || event.detail === null ? {} : event.detail,
    touches: event.touches ?? [],
    changedTouches: event.changedTouches ?? [],
  }
}

/** Called by compiled templates for each event handler: a method of the component, or a WXS function. */
function event(caller: unknown, ev: EngineEvent, handler: Handler, path?: unknown[] | null): unknown {
  if (ev.type === 'longpress' || ev.type === 'longtap') longPress.handled = true
  if (!path || path[0] === 0) return handler.call(engineElement(caller).getMethodCaller(), shape(ev))
  const shaped = shape(ev)
  const owner = ownerOf(engineElement(caller))
  shaped.instance = descriptor(engineElement(ev.currentTarget))
  const result = handler.call(null, shaped, owner)
  // A WXS handler that returns false stops the event, as on the phone.
  return result === false ? false : undefined
}

/** `change:prop` observers run after the data is drawn, with component descriptors. */
function change(listener: Handler) {
  return (now: unknown, before: unknown, host: Component, element: Elem): void => {
    void Promise.resolve().then(() => listener.call(null, now, before, ownerOf(host), descriptor(element as HostOwner)))
  }
}
type HostOwner = Component

/** Puts the hooks where compiled templates look for them. */
export function installHooks(): void {
  ;(globalThis as unknown as Loose).__wxHooks = { event, change }
}
