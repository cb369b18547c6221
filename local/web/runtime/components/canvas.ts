/** `<canvas type="2d">`: a real canvas; SelectorQuery's node() gives it out. */
import { dom, native, type Builtin, type Host } from './define'

/** The Canvas object a page gets from node(): the DOM canvas plus the phone's own makers. */
export function canvasNode(host: Host): HTMLCanvasElement {
  return host.__canvas as HTMLCanvasElement
}

export const canvas: Builtin = {
  tag: 'canvas',
  properties: { type: String, canvasId: String, disableScroll: Boolean },
  created() {
    const element = native(this, 'canvas', 'wxp-canvas')
    Object.assign(element, {
      createImage: () => new Image(),
      createPath2D: (path?: Path2D) => new Path2D(path),
      createImageData: (width: number, height: number) => new ImageData(width, height),
      requestAnimationFrame: (callback: FrameRequestCallback) => requestAnimationFrame(callback),
      cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
    })
    this.__canvas = element
  },
  attached() {
    const canvasElement = canvasNode(this)
    const box = dom(this).getBoundingClientRect()
    if (canvasElement.width === 300 && canvasElement.height === 150 && box.width) {
      canvasElement.width = Math.round(box.width)
      canvasElement.height = Math.round(box.height)
    }
  },
}
