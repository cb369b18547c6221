/** ComponentDescriptor: what WXS code may do to a component (styles, classes, calls back), without setData. */
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { convertUnits } from '../units'
import type { Component, Elem, Loose } from './types'

const states = new WeakMap<Elem, Loose>()

/** The descriptor of the component that owns a template. */
export function ownerOf(component: Component): Loose {
  return descriptor(component)
}

/** The descriptor of an element. */
export function descriptor(element: Elem): Loose {
  const dom = element.$$ as unknown as HTMLElement
  const root = (): glassEasel.ShadowRoot | null =>
    glassEasel.Component.isComponent(element) ? element.getShadowRoot() : null
  const caller = (): Loose => (element as Component).getMethodCaller() as Loose
  return {
    selectComponent: (selector: string) => {
      const found = root()?.querySelector(selector)
      return found ? descriptor(found) : null
    },
    selectAllComponents: (selector: string) => (root()?.querySelectorAll(selector) ?? []).map(descriptor),
    setStyle: (style: string | Loose) => {
      const text = typeof style === 'string' ? style : toText(style)
      for (const rule of convertUnits(text).split(';')) {
        const [name, ...value] = rule.split(':')
        if (name?.trim()) dom.style.setProperty(name.trim(), value.join(':').trim())
      }
    },
    addClass: (names: string) => names.split(/\s+/).forEach((name) => element.toggleNodeClass(name, true)),
    removeClass: (names: string) => names.split(/\s+/).forEach((name) => element.toggleNodeClass(name, false)),
    hasClass: (name: string) => element.classList?.contains(name) ?? false,
    getDataset: () => element.dataset,
    callMethod: (name: string, argument: unknown) => caller()[name]?.(argument),
    requestAnimationFrame: (callback: () => void) => requestAnimationFrame(callback),
    setTimeout: (callback: () => void, wait: number) => setTimeout(callback, wait),
    clearTimeout: (id: number) => clearTimeout(id),
    getState: () => {
      if (!states.has(element)) states.set(element, {})
      return states.get(element)
    },
    triggerEvent: (name: string, detail: unknown, options?: Loose) => element.triggerEvent(name, detail ?? {}, options),
    getComputedStyle: (names: string[]) => {
      const style = getComputedStyle(dom)
      return Object.fromEntries(
        names.map((name) => [name, style.getPropertyValue(name.replace(/[A-Z]/g, '-$&').toLowerCase())]),
      )
    },
    getBoundingClientRect: () => dom.getBoundingClientRect(),
  }
}

function toText(style: Loose): string {
  return Object.entries(style)
    .map(([name, value]) => `${name.replace(/[A-Z]/g, '-$&').toLowerCase()}:${String(value)}`)
    .join(';')
}
