/** `<picker-view>`: wheels inside the page; each column scrolls with snapping. */
import type { HostElement } from '../types'
import { closestHost, dom, fire, native, scopedClass, type Builtin, type Host } from './define'

function columnsOf(view: Host): HostElement[] {
  return [...dom(view).querySelectorAll<HostElement>('wx-picker-view-column')]
}

function rowHeight(column: HTMLElement): number {
  const row = [...column.children].find((it) => !it.classList.contains('wxp-band')) as HTMLElement | undefined
  return row?.offsetHeight || 34
}

function arrange(view: Host): void {
  const height = dom(view).clientHeight
  columnsOf(view).forEach((column, i) => {
    const row =
      parseFloat(/height:\s*([\d.]+px)/.exec(String(view.data.indicatorStyle))?.[1] ?? '') || rowHeight(column)
    column.style.setProperty('--wxp-row', `${row}px`)
    column.style.setProperty('--wxp-pad', `${Math.max(0, (height - row) / 2)}px`)
    const value = ((view.data.value ?? []) as number[])[i] ?? 0
    column.scrollTop = value * rowHeight(column)
  })
}

export const pickerView: Builtin = {
  tag: 'picker-view',
  properties: {
    value: { type: Array, value: [] },
    maskStyle: String,
    indicatorStyle: String,
    indicatorClass: String,
    maskClass: String,
    immediateChange: Boolean,
  },
  attached() {
    requestAnimationFrame(() => arrange(this))
  },
  observers: {
    'value, indicatorStyle'() {
      requestAnimationFrame(() => arrange(this))
    },
  },
}

export const pickerViewColumn: Builtin = {
  tag: 'picker-view-column',
  created() {
    const band = native(this, 'div', 'wxp-band')
    let timer = 0
    const element = dom(this)
    element.addEventListener(
      'scroll',
      () => {
        clearTimeout(timer)
        timer = window.setTimeout(() => {
          const view = closestHost(element, 'picker-view')
          if (!view) return
          const value = columnsOf(view).map((column) => Math.round(column.scrollTop / rowHeight(column)))
          if (JSON.stringify(value) === JSON.stringify(view.data.value)) return
          fire(view, 'pickstart', {})
          view.setData({ value } as never)
          fire(view, 'change', { value })
          fire(view, 'pickend', {})
        }, 120)
      },
      { passive: true },
    )
    this.__band = band
  },
  attached() {
    const view = closestHost(dom(this), 'picker-view')
    if (!view) return
    const band = this.__band as HTMLElement
    band.className = `wxp-band ${scopedClass(view, String(view.data.indicatorClass ?? ''))}`
    requestAnimationFrame(() => arrange(view))
  },
}
