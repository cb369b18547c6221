/** `<slider>` and `<progress>`. */
import { dom, fire, native, type Builtin, type Host } from './define'

export const slider: Builtin = {
  tag: 'slider',
  properties: {
    min: { type: Number, value: 0 },
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    disabled: Boolean,
    value: { type: Number, value: 0 },
    color: String,
    selectedColor: String,
    activeColor: String,
    backgroundColor: String,
    blockSize: { type: Number, value: 28 },
    blockColor: String,
    showValue: Boolean,
  },
  created() {
    const range = native(this, 'input', 'wxp-range')
    range.type = 'range'
    const shown = document.createElement('span')
    range.after(shown)
    Object.assign(this, { __range: range, __shown: shown })
    const moved = (name: string) => (): void => {
      this.setData({ value: Number(range.value) } as never)
      shown.textContent = this.data.showValue ? range.value : ''
      fire(this, name, { value: Number(range.value) })
    }
    range.addEventListener('input', moved('changing'))
    range.addEventListener('change', moved('change'))
  },
  observers: {
    'min, max, step, disabled, value, activeColor, showValue'() {
      const range = this.__range as HTMLInputElement
      const { min, max, step, value, activeColor, showValue } = this.data
      Object.assign(range, {
        min: String(min),
        max: String(max),
        step: String(step),
        disabled: Boolean(this.data.disabled),
      })
      range.value = String(value)
      range.style.accentColor = String(activeColor || this.data.selectedColor || '#07c160')
      ;(this.__shown as HTMLElement).textContent = showValue ? String(value) : ''
    },
  },
  field: {
    value: (host) => Number(host.data.value),
    reset: (host: Host) => host.setData({ value: host.data.min } as never),
  },
}

export const progress: Builtin = {
  tag: 'progress',
  properties: {
    percent: { type: Number, value: 0 },
    showInfo: Boolean,
    borderRadius: null,
    fontSize: null,
    strokeWidth: { type: null, value: 6 },
    color: String,
    activeColor: { type: String, value: '#09BB07' },
    backgroundColor: { type: String, value: '#EBEBEB' },
    active: Boolean,
    activeMode: String,
    duration: { type: Number, value: 30 },
  },
  created() {
    const track = native(this, 'div', 'wxp-track')
    track.append(document.createElement('i'))
    const info = document.createElement('span')
    track.after(info)
    Object.assign(this, { __track: track, __info: info })
  },
  observers: {
    'percent, showInfo, strokeWidth, activeColor, backgroundColor, color'() {
      const track = this.__track as HTMLElement
      const bar = track.firstElementChild as HTMLElement
      track.style.cssText = `height:${parseFloat(String(this.data.strokeWidth))}px;background:${this.data.backgroundColor}`
      bar.style.cssText = `width:${Math.min(100, Math.max(0, Number(this.data.percent)))}%;background:${this.data.color || this.data.activeColor}`
      ;(this.__info as HTMLElement).textContent = this.data.showInfo ? `${this.data.percent}%` : ''
      if (this.data.active) setTimeout(() => fire(this, 'activeend', { curPercent: this.data.percent }), 300)
      dom(this).setAttribute('aria-valuenow', String(this.data.percent))
    },
  },
}
