/** `<form>`: collects its fields by name, across the components inside it. */
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { formFields } from '../engine'
import type { HostElement, Loose } from '../types'
import { closestHost, dom, fields, fire, type Builtin, type Host } from './define'

/** The form around a DOM node. */
export function closestForm(node: Element): Host | null {
  return closestHost(node, 'form')
}

function* fieldsOf(form: Host): Generator<{ name: string; value: unknown; reset(): void }> {
  for (const element of dom(form).querySelectorAll<HostElement>('*')) {
    const host = element.__wxElement as Host | undefined
    if (!host || !glassEasel.Component.isComponent(host)) continue
    const name = String(host.data.name ?? '')
    const field = fields.get(element.localName.slice(3))
    if (field && host.is === `wx://${element.localName.slice(3)}`) {
      if (name) yield { name, value: field.value(host), reset: () => field.reset(host) }
    } else if (name && [...formFields].some((behavior) => host.hasBehavior(behavior as never))) {
      yield { name, value: host.data.value, reset: () => undefined }
    }
  }
}

/** Fires `submit` with the values by name. */
export function submitForm(form: Host, button?: Host): void {
  const value: Loose = {}
  for (const field of fieldsOf(form)) value[field.name] = field.value
  fire(form, 'submit', { value, target: { id: button?.id ?? '', dataset: button?.dataset ?? {} } })
}

/** Puts the fields back to their first values and fires `reset`. */
export function resetForm(form: Host): void {
  for (const field of fieldsOf(form)) field.reset()
  fire(form, 'reset', {})
}

export const form: Builtin = { tag: 'form', properties: { reportSubmit: Boolean, reportSubmitTimeout: null } }
