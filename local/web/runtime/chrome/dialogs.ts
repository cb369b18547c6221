/** What WeChat draws over the pages: toast, loading, modal, action sheet. */
import { resolveAsset } from '../context'
import { make, showOverlay } from './frame'

let closeToast: (() => void) | null = null
let toastTimer = 0

export interface ToastOptions {
  title?: string
  icon?: string
  image?: string
  duration?: number
  mask?: boolean
}

/** One toast or loading at a time; a later one replaces it. duration 0 stays. */
export function showToast(options: ToastOptions): void {
  hideToast()
  const box = make('div', 'wxp-toast')
  box.setAttribute('role', 'status')
  const icon = options.icon ?? 'success'
  if (options.image) box.append(Object.assign(new Image(38, 38), { src: resolveAsset(options.image) }))
  else if (icon !== 'none') box.append(make('i', `wxp-toast-${icon}`))
  box.append(make('p', '', options.title ?? ''))
  box.toggleAttribute('data-plain', icon === 'none' && !options.image)
  const layer = make('div', options.mask ? 'wxp-toast-layer wxp-blocking' : 'wxp-toast-layer')
  layer.append(box)
  closeToast = showOverlay(layer)
  if (options.duration !== 0) toastTimer = window.setTimeout(hideToast, options.duration ?? 1500)
}
/** Takes the toast or loading away. */
export function hideToast(): void {
  clearTimeout(toastTimer)
  closeToast?.()
  closeToast = null
}

export interface ModalOptions {
  title?: string
  content?: string
  showCancel?: boolean
  cancelText?: string
  cancelColor?: string
  confirmText?: string
  confirmColor?: string
  editable?: boolean
  placeholderText?: string
}

/** A dialog with one or two buttons; null when cancelled, else the text entered ('' without a field). */
export function showModal(options: ModalOptions): Promise<string | null> {
  return new Promise((resolve) => {
    const box = make('div', 'wxp-modal')
    box.setAttribute('role', 'dialog')
    if (options.title) box.append(make('h3', '', options.title))
    const field = options.editable ? make('textarea', '') : null
    if (field) {
      field.value = options.content ?? ''
      field.placeholder = options.placeholderText ?? ''
      box.append(field)
    } else if (options.content) box.append(make('p', '', options.content))
    const row = make('footer', '')
    const close = mask(box, () => undefined)
    const choice = (text: string, color: string, answer: () => string | null): void => {
      const button = make('button', '', text)
      button.style.color = color
      button.addEventListener('click', () => {
        close()
        resolve(answer())
      })
      row.append(button)
    }
    if (options.showCancel !== false) choice(options.cancelText ?? '取消', options.cancelColor ?? '#000', () => null)
    choice(options.confirmText ?? '确定', options.confirmColor ?? '#576B95', () => field?.value ?? '')
    box.append(row)
  })
}

/** A sheet of choices; the index, or null when cancelled. */
export function showActionSheet(items: string[], color = '#000', title = ''): Promise<number | null> {
  return new Promise((resolve) => {
    const sheet = make('div', 'wxp-sheet')
    const finish = (value: number | null) => (): void => {
      close()
      resolve(value)
    }
    const close = mask(sheet, finish(null))
    if (title) sheet.append(make('p', '', title))
    items.forEach((text, index) => {
      const button = make('button', '', text)
      button.style.color = color
      button.addEventListener('click', finish(index))
      sheet.append(button)
    })
    const cancel = make('button', 'wxp-sheet-cancel', '取消')
    cancel.addEventListener('click', finish(null))
    sheet.append(cancel)
  })
}

/** A grey layer with `content`; the function closes it. `onOutside`: the grey was pressed. */
export function mask(content: HTMLElement, onOutside: () => void): () => void {
  const layer = make('div', 'wxp-mask wxp-blocking')
  layer.addEventListener('click', (event) => event.target === layer && onOutside())
  layer.append(content)
  return showOverlay(layer)
}

/** A permission sheet as WeChat draws it: who asks, what for, refuse and allow. */
export function askPermission(question: {
  title: string
  lines: string[]
  allow?: string
  refuse?: string
}): Promise<boolean> {
  return new Promise((resolve) => {
    const sheet = make('div', 'wxp-ask')
    sheet.setAttribute('role', 'dialog')
    sheet.append(make('h3', '', question.title), ...question.lines.map((line) => make('p', '', line)))
    const row = make('footer', '')
    const close = mask(sheet, () => undefined)
    const choice = (text: string, name: string, value: boolean): void => {
      const button = make('button', name, text)
      button.addEventListener('click', () => {
        close()
        resolve(value)
      })
      row.append(button)
    }
    choice(question.refuse ?? '拒绝', 'wxp-refuse', false)
    choice(question.allow ?? '允许', 'wxp-allow', true)
    sheet.append(row)
  })
}
