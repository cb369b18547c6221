/** `<rich-text>`: HTML text or nodes, cleaned: no scripts, no handlers. */
import { convertUnits } from '../../units'
import type { Loose } from '../types'
import { dom, native, type Builtin } from './define'

const FORBIDDEN = new Set(['SCRIPT', 'STYLE', 'IFRAME', 'OBJECT', 'EMBED', 'LINK', 'META', 'FORM', 'INPUT', 'BUTTON'])

function clean(root: HTMLElement): void {
  for (const element of [...root.querySelectorAll<HTMLElement>('*')]) {
    if (FORBIDDEN.has(element.tagName)) {
      element.remove()
      continue
    }
    for (const { name, value } of [...element.attributes]) {
      if (name.startsWith('on') || /^\s*javascript:/i.test(value)) element.removeAttribute(name)
      else if (name === 'style') element.setAttribute('style', convertUnits(value))
    }
  }
}

function build(node: Loose): Node {
  if (node.type === 'text' || node.text !== undefined) return document.createTextNode(String(node.text ?? ''))
  const element = document.createElement(String(node.name ?? 'div'))
  for (const [name, value] of Object.entries((node.attrs ?? {}) as Loose)) element.setAttribute(name, String(value))
  element.append(...((node.children ?? []) as Loose[]).map(build))
  return element
}

export const richText: Builtin = {
  tag: 'rich-text',
  properties: { nodes: null, space: String, userSelect: Boolean, mode: String },
  created() {
    this.__body = native(this, 'div', 'wxp-rich')
  },
  observers: {
    nodes() {
      const body = this.__body as HTMLElement
      const template = document.createElement('template')
      const { nodes } = this.data
      if (typeof nodes === 'string') template.innerHTML = nodes
      else template.content.append(...((nodes ?? []) as Loose[]).map(build))
      const draft = document.createElement('div')
      draft.append(template.content)
      clean(draft)
      body.replaceChildren(...draft.childNodes)
      dom(this).toggleAttribute('data-select', Boolean(this.data.userSelect))
    },
  },
}
