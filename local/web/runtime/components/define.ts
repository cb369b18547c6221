/** How a built-in component is declared. Its DOM is the host `<wx-tag>`, a native part it makes itself, and its slot. */
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import type { Component, Elem, HostElement, Loose } from '../types'
import { playAnimation } from './animation'
import { HOVER_PROPERTIES, installHover } from './hover'

/** `this` inside a built-in: the engine's element; `data` holds the properties. */
export type Host = Component & Loose

export interface Builtin {
  tag: string
  /** Property → type, or the engine's full property definition. */
  properties?: Record<string, unknown>
  /** Called when one of the comma-separated properties changes. */
  observers?: Record<string, (this: Host) => void>
  created?(this: Host): void
  attached?(this: Host): void
  detached?(this: Host): void
  /** Shows hover-class while pressed; the value is the default class. */
  hover?: string
  /** What a form reads from it, and how it goes back to its first value. */
  field?: { value(host: Host): unknown; reset(host: Host): void }
}

/** What WeChat passes on to assistive technology, and the attribute it becomes. */
const ARIA = {
  role: 'role',
  ariaRole: 'role',
  ariaLabel: 'aria-label',
  ariaHidden: 'aria-hidden',
  ariaChecked: 'aria-checked',
  ariaDisabled: 'aria-disabled',
  ariaSelected: 'aria-selected',
  ariaLive: 'aria-live',
  ariaExpanded: 'aria-expanded',
  ariaValuetext: 'aria-valuetext',
  ariaModal: 'aria-modal',
  ariaLabelledby: 'aria-labelledby',
  ariaDescribedby: 'aria-describedby',
  ariaControls: 'aria-controls',
  ariaBusy: 'aria-busy',
  ariaPressed: 'aria-pressed',
  ariaCurrent: 'aria-current',
  ariaAtomic: 'aria-atomic',
  ariaHaspopup: 'aria-haspopup',
  ariaInvalid: 'aria-invalid',
  ariaRequired: 'aria-required',
  ariaReadonly: 'aria-readonly',
  ariaValuenow: 'aria-valuenow',
  ariaValuemin: 'aria-valuemin',
  ariaValuemax: 'aria-valuemax',
}

/** Form fields by tag, read by form.ts. */
export const fields = new Map<string, NonNullable<Builtin['field']>>()

/** The host's DOM element. */
export function dom(host: Elem): HostElement {
  return host.$$ as unknown as HostElement
}

/** Makes a native element with a class, put first into the host. */
export function native<K extends keyof HTMLElementTagNameMap>(
  host: Elem,
  tag: K,
  name: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  element.className = name
  dom(host).prepend(element)
  return element
}

/** Class names as the sheet of the host's owner has them (prefixed when the owner is isolated). */
export function scopedClass(host: Host, names: string): string {
  const owner = host.ownerShadowRoot?.getHostNode()
  const options = owner?.getComponentOptions()
  const manager = owner?.getRootBehavior().ownerSpace.styleScopeManager
  const scope = options?.styleScope ? manager?.queryName(options.styleScope) : ''
  const own = names.split(/\s+/).filter(Boolean)
  if (!scope) return own.join(' ')
  const scoped = own.map((name) => `${scope}--${name}`)
  return [...scoped, ...(options?.extraStyleScope ? own : [])].join(' ')
}

/** Path of the page or component whose template holds the host; relative addresses start there. */
export function ownerPath(host: Host): string {
  return host.ownerShadowRoot?.getHostNode().is ?? ''
}

/** Registers a built-in as a global component. */
export function defineBuiltin(space: glassEasel.ComponentSpace, builtin: Builtin): void {
  const builder = space.define(`wx://${builtin.tag}`)
  const properties: Record<string, unknown> = { hidden: Boolean, name: String, animation: null, ...builtin.properties }
  for (const name of Object.keys(ARIA)) properties[name] = null
  if (builtin.hover !== undefined)
    Object.assign(properties, HOVER_PROPERTIES, { hoverClass: { type: String, value: builtin.hover } })
  for (const [name, type] of Object.entries(properties)) builder.property(name, type as never)
  builder.observer(
    'hidden' as never,
    function (this: Host) {
      dom(this).toggleAttribute('hidden', Boolean(this.data.hidden))
    } as never,
  )
  builder.observer(
    'animation' as never,
    function (this: Host) {
      playAnimation(dom(this), this.data.animation)
    } as never,
  )
  for (const [name, attribute] of Object.entries(ARIA)) {
    builder.observer(
      name as never,
      function (this: Host) {
        setAria(this, attribute, this.data[name])
      } as never,
    )
  }
  for (const [names, observer] of Object.entries(builtin.observers ?? {})) {
    builder.observer(names.split(/,\s*/) as never, observer as never)
  }
  builder.lifetime('created', function (this: unknown) {
    if (builtin.hover !== undefined) installHover(this as Host)
    builtin.created?.call(this as Host)
  })
  builder.lifetime('attached', function (this: unknown) {
    builtin.attached?.call(this as Host)
    for (const observer of Object.values(builtin.observers ?? {})) observer.call(this as Host)
  })
  if (builtin.detached) builder.lifetime('detached', builtin.detached as never)
  if (builtin.field) fields.set(builtin.tag, builtin.field)
  space.setGlobalUsingComponent(builtin.tag, builder.registerComponent() as never)
}

function setAria(host: Host, attribute: string, value: unknown): void {
  if (value === null || value === undefined || value === '') dom(host).removeAttribute(attribute)
  else dom(host).setAttribute(attribute, String(value))
}

/** Fires an event of a built-in: not bubbling, as on the phone. `answer` receives what the handler returned. */
export function fire(host: Host, name: string, detail: unknown = {}, answer?: (value: unknown) => void): void {
  host.triggerEvent(name, detail, answer ? { handleListenerReturn: answer as never } : {})
}

/** The built-in host with this tag around a DOM node. */
export function closestHost(node: Element | null, tag: string): Host | null {
  const found = node?.closest(`wx-${tag}`) as HostElement | null
  return (found?.__wxElement as Host | undefined) ?? null
}
