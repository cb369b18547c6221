/** The wheels at the bottom of the screen, for `<picker>`. */
import { make } from './frame'
import { mask } from './dialogs'

const ROW = 44

export interface PickerRequest {
  title: string
  lists(at: number[]): string[][]
  indexes: number[]
  changed?(column: number, value: number): void
}

/** Opens the wheels; the chosen indexes, or null when cancelled. */
export function showPicker(request: PickerRequest): Promise<number[] | null> {
  return new Promise((resolve) => {
    const at = [...request.indexes]
    const sheet = make('div', 'wxp-picker')
    const bar = make('header', '')
    const wheels = make('div', 'wxp-wheels')
    const finish = (value: number[] | null): void => {
      close()
      resolve(value)
    }
    const cancel = make('button', '', '取消')
    const confirm = make('button', 'wxp-confirm', '确定')
    cancel.addEventListener('click', () => finish(null))
    confirm.addEventListener('click', () => finish(at))
    bar.append(cancel, make('span', '', request.title), confirm)
    sheet.append(bar, wheels)
    const close = mask(sheet, () => finish(null))
    drawWheels(request, wheels, at)
  })
}

function drawWheels(request: PickerRequest, wheels: HTMLElement, at: number[]): void {
  const lists = request.lists(at)
  wheels.replaceChildren(
    ...lists.map((list, column) => {
      at[column] = Math.min(at[column] ?? 0, Math.max(0, list.length - 1))
      const wheel = make('div', 'wxp-wheel')
      wheel.append(
        ...list.map((text, index) => {
          const row = make('div', '', text)
          row.setAttribute('role', 'option')
          row.addEventListener('click', () => wheel.scrollTo({ top: index * ROW, behavior: 'smooth' }))
          return row
        }),
      )
      let timer = 0
      wheel.addEventListener('scroll', () => {
        const index = Math.round(wheel.scrollTop / ROW)
        if (index === at[column]) return
        at[column] = index
        clearTimeout(timer)
        timer = window.setTimeout(() => {
          request.changed?.(column, index)
          const texts = JSON.stringify(request.lists(at))
          if (texts !== JSON.stringify(lists)) drawWheels(request, wheels, at)
        }, 120)
      })
      return wheel
    }),
  )
  ;[...wheels.children].forEach((wheel, column) => void (wheel.scrollTop = (at[column] ?? 0) * ROW))
}
