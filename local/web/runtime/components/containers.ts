/** Elements that only hold others. */
import type { Builtin } from './define'

export const containers: Builtin[] = [
  { tag: 'view', hover: 'none' },
  { tag: 'cover-view', hover: 'none', properties: { scrollTop: null } },
  { tag: 'block' },
  { tag: 'root-portal', properties: { enable: { type: Boolean, value: true } } },
  { tag: 'match-media', properties: { minWidth: null, maxWidth: null, orientation: String } },
  { tag: 'span' },
  { tag: 'div' },
  { tag: 'share-element', properties: { key: String } },
  { tag: 'keyboard-accessory' },
]
