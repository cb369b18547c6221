/** `<image>`: 320×240 unless styled; the modes are object-fit and object-position. */
import { withAddress } from '../wx/ask-cloud'
import { dom, fire, native, ownerPath, type Builtin, type Host } from './define'

const FIT: Record<string, string> = {
  scaleToFill: 'fill',
  aspectFit: 'contain',
  aspectFill: 'cover',
  widthFix: 'fill',
  heightFix: 'fill',
}

/** widthFix and heightFix: the other side follows the picture's own proportions. */
function fixSides(host: Host, picture: HTMLImageElement): void {
  const { mode } = host.data
  const element = dom(host)
  if (!picture.naturalWidth || (mode !== 'widthFix' && mode !== 'heightFix')) return
  element.style.aspectRatio = `${picture.naturalWidth} / ${picture.naturalHeight}`
  element.style.setProperty(mode === 'widthFix' ? 'height' : 'width', 'auto')
}

export const image: Builtin = {
  tag: 'image',
  properties: {
    src: String,
    mode: { type: String, value: 'scaleToFill' },
    lazyLoad: Boolean,
    webp: Boolean,
    showMenuByLongpress: Boolean,
    fadeIn: Boolean,
    alt: String,
    draggable: Boolean,
    forceHttps: Boolean,
    preload: Boolean,
  },
  created() {
    const picture = native(this, 'img', 'wxp-picture')
    picture.draggable = false
    picture.addEventListener('load', () => {
      fixSides(this, picture)
      fire(this, 'load', { width: picture.naturalWidth, height: picture.naturalHeight })
    })
    picture.addEventListener('error', () => fire(this, 'error', { errMsg: `GET ${this.data.src} failed` }))
    this.__picture = picture
  },
  observers: {
    src() {
      const picture = this.__picture as HTMLImageElement
      const source = String(this.data.src ?? '')
      withAddress(source, ownerPath(this), (address) => {
        // A cloud file's address may come when another picture is wanted by now.
        if (String(this.data.src ?? '') !== source) return
        if (!address) picture.removeAttribute('src')
        else if (picture.getAttribute('src') !== address) picture.src = address
      })
    },
    mode() {
      const picture = this.__picture as HTMLImageElement
      const mode = String(this.data.mode)
      picture.style.objectFit = FIT[mode] ?? 'none'
      if (!FIT[mode]) picture.style.objectPosition = mode
      fixSides(this, picture)
    },
    'ariaLabel, alt'() {
      ;(this.__picture as HTMLImageElement).alt = String(this.data.ariaLabel ?? this.data.alt ?? '')
    },
  },
}

export const coverImage: Builtin = { ...image, tag: 'cover-image' }
