/** `<label>`: a tap on it is a tap on its control. */
import type { HostElement } from '../types'
import { toggle } from './choices'
import { dom, type Builtin, type Host } from './define'

const CONTROLS = 'wx-checkbox, wx-radio, wx-switch, wx-button, wx-input, wx-textarea'

function control(label: Host): Host | null {
  const id = String(label.data.for ?? '')
  if (id) return (label.ownerShadowRoot?.querySelector(`#${id}`) as Host | null) ?? null
  return (dom(label).querySelector<HostElement>(CONTROLS)?.__wxElement as Host | undefined) ?? null
}

export const label: Builtin = {
  tag: 'label',
  properties: { for: String },
  created() {
    this.addListener('tap', (event) => {
      const found = control(this)
      const target = (event.target as unknown as Host) ?? null
      if (!found || (target.$$ && dom(found).contains(dom(target)))) return
      const tag = String(found.is).slice(5)
      if (tag === 'input' || tag === 'textarea') (found.__field as HTMLElement).focus()
      else if (tag === 'button') found.triggerEvent('tap', {}, { bubbles: true, composed: true })
      else toggle(found)
    })
  },
}
