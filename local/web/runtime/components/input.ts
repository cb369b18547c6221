/** `<input>`: a native field inside the host, its placeholder drawn as an element so that placeholder-class works. */
import { dom, fire, native, scopedClass, type Builtin, type Host } from './define'

export const INPUT_PROPERTIES = {
  value: { type: String, value: '' },
  placeholder: String,
  placeholderStyle: String,
  placeholderClass: { type: String, value: '' },
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  focus: Boolean,
  autoFocus: Boolean,
  cursorSpacing: null,
  cursor: null,
  cursorColor: String,
  selectionStart: null,
  selectionEnd: null,
  adjustPosition: { type: Boolean, value: true },
  holdKeyboard: Boolean,
  confirmHold: Boolean,
  alwaysEmbed: Boolean,
  confirmType: { type: String, value: 'done' },
  alwaysSystem: Boolean,
}
type Field = HTMLInputElement | HTMLTextAreaElement

const INPUT_MODE: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text', tel: 'tel' }

/** Listens to a native field and speaks the phone's events for it. */
export function wireField(host: Host, field: Field): void {
  host.__field = field
  const hint = native(host, 'div', 'wxp-placeholder')
  host.__hint = hint
  field.addEventListener('input', (ev) => {
    if ((ev as InputEvent).isComposing) return void drawHint(host)
    take(host, field, (ev as InputEvent).data)
  })
  field.addEventListener('compositionend', () => take(host, field, null))
  field.addEventListener('focus', () => {
    fire(host, 'focus', { value: field.value, height: 0 })
    fire(host, 'keyboardheightchange', { height: 0, duration: 0 })
  })
  field.addEventListener('blur', () => {
    host.setData({ focus: false } as never)
    fire(host, 'blur', { value: field.value, cursor: field.selectionEnd ?? 0 })
  })
}

function take(host: Host, field: Field, typed: string | null): void {
  const cursor = field.selectionEnd ?? field.value.length
  host.setData({ value: field.value } as never)
  drawHint(host)
  const keyCode = typed ? typed.charCodeAt(0) : 8
  fire(host, 'input', { value: field.value, cursor, keyCode }, (answer) => {
    // A handler may return the text to show instead.
    if (typeof answer === 'string' && answer !== field.value) host.setData({ value: (field.value = answer) } as never)
  })
}

/** Shows or hides the placeholder. */
function drawHint(host: Host): void {
  const hint = host.__hint as HTMLElement
  const field = host.__field as Field
  hint.textContent = String(host.data.placeholder ?? '')
  hint.className = `wxp-placeholder ${scopedClass(host, String(host.data.placeholderClass || 'input-placeholder'))}`
  hint.setAttribute('style', String(host.data.placeholderStyle ?? ''))
  hint.hidden = field.value !== ''
  field.setAttribute('placeholder', String(host.data.placeholder ?? ''))
}

/** Observers shared by input and textarea. */
export const FIELD_OBSERVERS: Builtin['observers'] = {
  value() {
    const field = this.__field as Field
    const value = String(this.data.value ?? '')
    if (field.value !== value) field.value = value
    drawHint(this)
  },
  'placeholder, placeholderStyle, placeholderClass'() {
    drawHint(this)
  },
  disabled() {
    ;(this.__field as Field).disabled = Boolean(this.data.disabled)
    dom(this).toggleAttribute('disabled', Boolean(this.data.disabled))
  },
  maxlength() {
    const length = Number(this.data.maxlength)
    if (length >= 0) (this.__field as Field).maxLength = length
    else (this.__field as Field).removeAttribute('maxlength')
  },
  focus() {
    if (this.data.focus || this.data.autoFocus)
      setTimeout(() => (this.__field as Field).focus({ preventScroll: true }), 0)
  },
  ariaLabel() {
    if (this.data.ariaLabel) (this.__field as Field).setAttribute('aria-label', String(this.data.ariaLabel))
  },
}

export const input: Builtin = {
  tag: 'input',
  properties: {
    ...INPUT_PROPERTIES,
    type: { type: String, value: 'text' },
    password: Boolean,
    randomNumber: Boolean,
    safePasswordCertPath: String,
    safePasswordLength: null,
  },
  created() {
    const field = native(this, 'input', 'wxp-field')
    field.autocomplete = 'off'
    wireField(this, field)
    field.addEventListener('keydown', (ev) => {
      if (ev.key !== 'Enter' || ev.isComposing) return
      fire(this, 'confirm', { value: field.value })
      if (!this.data.confirmHold) field.blur()
    })
  },
  observers: {
    ...FIELD_OBSERVERS,
    'type, password'() {
      const field = this.__field as HTMLInputElement
      field.type = this.data.password || this.data.type === 'safe-password' ? 'password' : 'text'
      field.inputMode = INPUT_MODE[String(this.data.type)] ?? 'text'
    },
    confirmType() {
      ;(this.__field as Field).setAttribute('enterkeyhint', String(this.data.confirmType))
    },
  },
  field: {
    value: (host) => (host.__field as Field).value,
    reset: (host) => host.setData({ value: '' } as never),
  },
}
