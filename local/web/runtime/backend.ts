/** The engine's DOM back end with this runtime's habits: `wx-` tags, units in inline styles, its own events. */
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { convertUnits } from '../units'

function createElement(tag: string): HTMLElement {
  const element = document.createElement(`wx-${tag}`)
  const setAttribute = element.setAttribute.bind(element)
  element.setAttribute = (name: string, value: unknown) =>
    setAttribute(name, name === 'style' ? convertUnits(String(value)) : String(value))
  return element
}

export class PreviewBackend extends glassEasel.CurrentWindowBackendContext {
  override document = {
    createElement,
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as unknown as glassEasel.CurrentWindowBackendContext['document']

  /** gestures.ts listens for everything once; nothing is registered per element, so DOM events never leak in. */
  override setListenerStats(): void {}
}
