/** `<text>`: inline text that keeps its line breaks. */
import { dom, type Builtin } from './define'

export const text: Builtin = {
  tag: 'text',
  properties: {
    selectable: Boolean,
    userSelect: Boolean,
    space: String,
    decode: Boolean,
    overflow: String,
    maxLines: null,
  },
  observers: {
    'selectable, userSelect, space'() {
      const { selectable, userSelect, space } = this.data
      dom(this).toggleAttribute('data-select', Boolean(selectable || userSelect))
      dom(this).toggleAttribute('data-space', Boolean(space))
    },
  },
}
