/** The engine's DOM back end with this runtime's habits: `wx-` tags, units in inline styles, its own events. */
import { glassEasel } from 'glass-easel-miniprogram-adapter'

/** rpx, vh and safe areas of an inline style, as in compiled sheets. */
export function convertStyle(style: string): string {
  return style
    .replace(/(-?(?:\d+\.?\d*|\.\d+))rpx\b/gi, (_all, n: string) => `${+((Number(n) * 100) / 750).toFixed(5)}vw`)
    .replace(/(-?(?:\d+\.?\d*|\.\d+))vh\b/gi, '$1cqh')
    .replace(/(?:env|constant)\(\s*safe-area-inset-(\w+)\s*(?:,[^()]*)?\)/g, 'var(--wx-safe-$1, 0px)')
}

function createElement(tag: string): HTMLElement {
  const element = document.createElement(`wx-${tag}`)
  const setAttribute = element.setAttribute.bind(element)
  element.setAttribute = (name: string, value: unknown) =>
    setAttribute(name, name === 'style' ? convertStyle(String(value)) : String(value))
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
