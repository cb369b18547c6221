/** `<checkbox>`, `<radio>`, their groups, and `<switch>`. */
import { closestHost, dom, fire, native, type Builtin, type Host } from './define'
import type { HostElement } from '../types'

const CHOICE_PROPERTIES = {
  value: String,
  checked: Boolean,
  disabled: Boolean,
  color: String,
  backgroundColor: String,
  borderColor: String,
  activeBackgroundColor: String,
  activeBorderColor: String,
  iconColor: String,
}

function members(group: Host, tag: string): Host[] {
  return [...dom(group).querySelectorAll<HostElement>(`wx-${tag}`)].map((element) => element.__wxElement as Host)
}

function draw(host: Host): void {
  const element = dom(host)
  element.toggleAttribute('data-checked', Boolean(host.data.checked))
  element.toggleAttribute('disabled', Boolean(host.data.disabled))
  element.setAttribute('aria-checked', String(Boolean(host.data.checked)))
  if (host.data.color) element.style.setProperty('--wxp-check', String(host.data.color))
}

/** Turns the choice as a tap does; used by label too. */
export function toggle(host: Host): void {
  if (host.data.disabled) return
  const tag = String(host.is).slice(5)
  if (tag === 'radio') {
    if (host.data.checked) return
    const group = closestHost(dom(host), 'radio-group')
    for (const other of group ? members(group, 'radio') : [])
      if (other.data.checked) other.setData({ checked: false } as never)
    host.setData({ checked: true } as never)
    if (group) fire(group, 'change', { value: host.data.value })
    return
  }
  host.setData({ checked: !host.data.checked } as never)
  if (tag === 'switch') return fire(host, 'change', { value: host.data.checked })
  const group = closestHost(dom(host), 'checkbox-group')
  if (group) fire(group, 'change', { value: checkedValues(group) })
}

function checkedValues(group: Host): unknown[] {
  return members(group, 'checkbox')
    .filter((box) => box.data.checked)
    .map((box) => box.data.value)
}

function choice(tag: 'checkbox' | 'radio'): Builtin {
  return {
    tag,
    properties: CHOICE_PROPERTIES,
    created() {
      native(this, 'div', `wxp-choice wxp-${tag}`)
      dom(this).setAttribute('role', tag)
      this.addListener('tap', () => toggle(this))
    },
    observers: {
      'checked, disabled, color'() {
        draw(this)
      },
    },
  }
}

export const checkbox = choice('checkbox')
export const radio = choice('radio')

export const checkboxGroup: Builtin = {
  tag: 'checkbox-group',
  field: {
    value: checkedValues,
    reset: (host) => members(host, 'checkbox').forEach((box) => box.setData({ checked: false } as never)),
  },
}
export const radioGroup: Builtin = {
  tag: 'radio-group',
  field: {
    value: (host) => members(host, 'radio').find((radio) => radio.data.checked)?.data.value ?? '',
    reset: (host) => members(host, 'radio').forEach((radio) => radio.setData({ checked: false } as never)),
  },
}

export const switchControl: Builtin = {
  tag: 'switch',
  properties: { checked: Boolean, disabled: Boolean, type: { type: String, value: 'switch' }, color: String },
  created() {
    native(this, 'div', 'wxp-switch')
    dom(this).setAttribute('role', 'switch')
    this.addListener('tap', () => toggle(this))
  },
  observers: {
    'checked, disabled, color'() {
      draw(this)
    },
  },
  field: { value: (host) => Boolean(host.data.checked), reset: (host) => host.setData({ checked: false } as never) },
}
