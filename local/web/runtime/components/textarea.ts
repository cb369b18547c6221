/** `<textarea>`: grows with its text when auto-height is set. */
import { dom, fire, native, type Builtin, type Host } from './define'
import { FIELD_OBSERVERS, INPUT_PROPERTIES, input, wireField } from './input'

function grow(host: Host): void {
  const field = host.__field as HTMLTextAreaElement
  if (!host.data.autoHeight) return
  field.style.height = 'auto'
  const height = field.scrollHeight
  field.style.height = `${height}px`
  dom(host).style.height = 'auto'
  if (host.__height === height) return
  host.__height = height
  const line = parseFloat(getComputedStyle(field).lineHeight) || 20
  fire(host, 'linechange', {
    height,
    heightRpx: (height * 750) / innerWidth,
    lineCount: Math.round(height / line),
    lineHeight: line,
  })
}

export const textarea: Builtin = {
  tag: 'textarea',
  properties: {
    ...INPUT_PROPERTIES,
    autoHeight: Boolean,
    fixed: Boolean,
    showConfirmBar: Boolean,
    disableDefaultPadding: Boolean,
  },
  created() {
    const field = native(this, 'textarea', 'wxp-field')
    field.rows = 1
    wireField(this, field)
    field.addEventListener('input', () => grow(this))
    field.addEventListener('blur', () => fire(this, 'confirm', { value: field.value }))
  },
  attached() {
    requestAnimationFrame(() => grow(this))
  },
  observers: {
    ...FIELD_OBSERVERS,
    value() {
      FIELD_OBSERVERS!.value!.call(this)
      grow(this)
    },
    autoHeight() {
      dom(this).toggleAttribute('data-auto-height', Boolean(this.data.autoHeight))
      grow(this)
    },
  },
  field: input.field,
}
