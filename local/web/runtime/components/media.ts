/** Elements that show what a browser has anyway, or a plain stand-in: video, audio, icon, web-view, camera, open-data. */
import { withAddress } from '../wx/ask-cloud'
import { dom, fire, native, ownerPath, type Builtin } from './define'

export const video: Builtin = {
  tag: 'video',
  properties: {
    src: String,
    poster: String,
    controls: { type: Boolean, value: true },
    autoplay: Boolean,
    loop: Boolean,
    muted: Boolean,
    objectFit: String,
    initialTime: null,
    showCenterPlayBtn: null,
    title: String,
    duration: null,
    danmuList: null,
  },
  created() {
    const element = native(this, 'video', 'wxp-media')
    for (const name of ['play', 'pause', 'ended', 'timeupdate', 'error', 'waiting', 'loadedmetadata']) {
      element.addEventListener(name, () =>
        fire(this, name, { currentTime: element.currentTime, duration: element.duration }),
      )
    }
    this.__media = element
  },
  observers: {
    'src, poster, controls, autoplay, loop, muted'() {
      const element = this.__media as HTMLVideoElement
      const { controls, autoplay, loop, muted } = this.data
      Object.assign(element, { controls, autoplay, loop, muted })
      for (const name of ['src', 'poster'] as const) {
        const file = String(this.data[name] ?? '')
        if (file) withAddress(file, ownerPath(this), (address) => (element[name] = address))
      }
    },
  },
}

const SIGNS: Record<string, string> = {
  success: '✓',
  success_no_circle: '✓',
  info: 'i',
  warn: '!',
  waiting: '…',
  cancel: '×',
  download: '↓',
  search: '⌕',
  clear: '×',
}

export const icon: Builtin = {
  tag: 'icon',
  properties: { type: String, size: { type: null, value: 23 }, color: String },
  created() {
    this.__sign = native(this, 'i', 'wxp-icon')
  },
  observers: {
    'type, size, color'() {
      const sign = this.__sign as HTMLElement
      const size = parseFloat(String(this.data.size))
      sign.textContent = SIGNS[String(this.data.type)] ?? ''
      sign.style.cssText = `width:${size}px;height:${size}px;line-height:${size}px;font-size:${size * 0.7}px;`
      if (this.data.color) sign.style.background = String(this.data.color)
      sign.className = `wxp-icon wxp-icon-${this.data.type}`
    },
  },
}

export const webView: Builtin = {
  tag: 'web-view',
  properties: { src: String, updateTitle: null },
  created() {
    this.__frame = native(this, 'iframe', 'wxp-web')
  },
  observers: {
    src() {
      if (!this.data.src) return
      ;(this.__frame as HTMLIFrameElement).src = String(this.data.src)
      fire(this, 'load', { src: this.data.src })
    },
  },
}

export const camera: Builtin = {
  tag: 'camera',
  properties: { mode: String, resolution: String, devicePosition: String, flash: String, frameSize: String },
  created() {
    native(this, 'div', 'wxp-camera').textContent = '这里没有镜头'
  },
  attached() {
    setTimeout(() => fire(this, 'error', { errMsg: 'camera is not supported by the browser runtime' }), 0)
  },
}

export const openData: Builtin = {
  tag: 'open-data',
  properties: { type: String, openGid: String, lang: String },
  created() {
    native(this, 'span', '').textContent = '微信用户'
  },
}

export const ad: Builtin = {
  tag: 'ad',
  properties: { unitId: String },
  created() {
    dom(this).hidden = true
  },
}
