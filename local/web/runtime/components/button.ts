/** `<button>`: its look, form-type and open-type. */
import { openTypes } from '../wx/open-types'
import { dom, type Builtin, type Host } from './define'
import { closestForm, resetForm, submitForm } from './form'

const OPEN_PROPERTIES = Object.fromEntries(
  [
    'lang',
    'sessionFrom',
    'sendMessageTitle',
    'sendMessagePath',
    'sendMessageImg',
    'appParameter',
    'showMessageCard',
    'phoneNumberNoQuotaToast',
    'activityType',
    'entrancePath',
    'needShowEntrance',
    'businessId',
    'scope',
  ].map((name) => [name, null]),
)

const AGREE = 'agreePrivacyAuthorization'

function press(host: Host): void {
  if (host.data.disabled || host.data.loading) return
  const form = closestForm(dom(host))
  if (form && host.data.formType === 'submit') submitForm(form, host)
  if (form && host.data.formType === 'reset') resetForm(form)
  const types = String(host.data.openType ?? '').split('|')
  // `getPhoneNumber|agreePrivacyAuthorization`: one press agrees and asks, in whatever order it is written.
  if (types.includes(AGREE)) void openTypes[AGREE]?.(host)
  for (const type of types) if (type !== AGREE) void openTypes[type]?.(host)
}

export const button: Builtin = {
  tag: 'button',
  hover: 'button-hover',
  properties: {
    size: { type: String, value: 'default' },
    type: { type: String, value: 'default' },
    plain: Boolean,
    disabled: Boolean,
    loading: Boolean,
    formType: String,
    openType: String,
    ...OPEN_PROPERTIES,
  },
  created() {
    const element = dom(this)
    if (!element.hasAttribute('role')) element.setAttribute('role', 'button')
    this.addListener('tap', () => press(this))
  },
  observers: {
    'size, type, plain, disabled, loading'() {
      const element = dom(this)
      for (const name of ['size', 'type'] as const) element.setAttribute(name, String(this.data[name]))
      for (const name of ['plain', 'disabled', 'loading'] as const)
        element.toggleAttribute(name, Boolean(this.data[name]))
    },
  },
}
