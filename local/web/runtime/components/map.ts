/** `<map>`: a drawn stand-in: a grid of streets, the centre, its markers at their true places. Tiles need a network. */
import { withAddress } from '../wx/ask-cloud'
import type { Loose } from '../types'
import { dom, fire, native, ownerPath, type Builtin, type Host } from './define'

interface Marker {
  id: number
  latitude: number
  longitude: number
  title?: string
  iconPath?: string
  width?: number
  height?: number
  callout?: { content?: string; display?: string }
  label?: { content?: string }
}

/** Metres a pixel shows at a zoom of the Web Mercator projection. */
function metresPerPixel(latitude: number, zoom: number): number {
  return (156543.03392 * Math.cos((latitude * Math.PI) / 180)) / 2 ** zoom
}

function place(host: Host, marker: { latitude: number; longitude: number }): { x: number; y: number } {
  const { latitude, longitude, scale } = host.data as unknown as { latitude: number; longitude: number; scale: number }
  const metres = metresPerPixel(latitude, scale)
  const x = ((marker.longitude - longitude) * 111320 * Math.cos((latitude * Math.PI) / 180)) / metres
  const y = (-(marker.latitude - latitude) * 110540) / metres
  const box = dom(host)
  return { x: box.clientWidth / 2 + x, y: box.clientHeight / 2 + y }
}

function draw(host: Host): void {
  const layer = host.__layer as HTMLElement
  const pins = ((host.data.markers ?? []) as Marker[]).map((marker) => pin(host, marker))
  if (host.data.showLocation) pins.push(spot(host))
  layer.replaceChildren(...pins)
}

function pin(host: Host, marker: Marker): HTMLElement {
  const element = document.createElement('div')
  const { x, y } = place(host, marker)
  element.className = 'wxp-pin'
  element.style.cssText = `left:${x}px;top:${y}px`
  if (marker.iconPath) {
    const picture = new Image(marker.width || 30, marker.height || 30)
    withAddress(marker.iconPath, ownerPath(host), (address) => (picture.src = address))
    element.append(picture)
  } else element.dataset.plain = ''
  const text = marker.callout?.content || marker.label?.content || marker.title
  if (text) element.append(Object.assign(document.createElement('span'), { textContent: text }))
  element.addEventListener('click', () => fire(host, 'markertap', { markerId: marker.id }))
  return element
}

function spot(host: Host): HTMLElement {
  const element = document.createElement('div')
  const { x, y } = place(host, host.data as Loose as Marker)
  element.className = 'wxp-spot'
  element.style.cssText = `left:${x}px;top:${y}px`
  return element
}

export const map: Builtin = {
  tag: 'map',
  properties: {
    longitude: Number,
    latitude: Number,
    scale: { type: Number, value: 16 },
    markers: { type: Array, value: [] },
    polyline: null,
    circles: null,
    includePoints: null,
    showLocation: Boolean,
    polygons: null,
    subkey: String,
    enableZoom: null,
    enableScroll: null,
    showScale: null,
    showCompass: null,
    setting: null,
    minScale: null,
    maxScale: null,
    layerStyle: null,
  },
  created() {
    this.__layer = native(this, 'div', 'wxp-map')
  },
  attached() {
    requestAnimationFrame(() => {
      draw(this)
      fire(this, 'updated', {})
    })
  },
  observers: {
    'longitude, latitude, scale, markers, showLocation'() {
      draw(this)
    },
  },
}
