/** wx.showToast, showModal and the other things WeChat draws. */
import {
  hideToast,
  showActionSheet,
  showModal,
  showToast,
  type ModalOptions,
  type ToastOptions,
} from '../chrome/dialogs'
import { calls, WxError } from './base'

export const interfaceCalls = calls({
  showToast: (o) => showToast(o as ToastOptions),
  hideToast: () => hideToast(),
  showLoading: (o) => showToast({ title: String(o.title ?? ''), icon: 'loading', mask: Boolean(o.mask), duration: 0 }),
  hideLoading: () => hideToast(),
  showModal: async (o) => {
    const text = await showModal(o as ModalOptions)
    return { confirm: text !== null, cancel: text === null, content: o.editable ? text : null }
  },
  showActionSheet: async (o) => {
    const items = (o.itemList ?? []) as string[]
    if (items.length > 6) throw new WxError('parameter error: itemList should not be large than 6')
    const tapIndex = await showActionSheet(items, o.itemColor as string | undefined, o.alertText as string | undefined)
    if (tapIndex === null) throw new WxError('cancel')
    return { tapIndex }
  },
  loadFontFace: () => undefined,
  hideKeyboard: () => (document.activeElement as HTMLElement | null)?.blur(),
  setBackgroundFetchToken: () => undefined,
})
