import { generate } from 'lean-qr'

/**
 * Squares of quiet zone on the canvas itself. ISO/IEC 18004 asks for four: the white sheet around it gives the rest, so
 * that the squares can be larger for old cameras.
 */
const QUIET = 2

/** A QR code on a canvas, black on white. `text`: what it says; `size` in px. Drawn anew only when the text changes. */
Component({
  properties: {
    text: { type: String, value: '' },
    size: { type: Number, value: 230 },
  },
  data: { failed: false },
  observers: {
    'text, size'() {
      this.draw()
    },
  },
  lifetimes: {
    ready() {
      this.draw()
    },
  },
  methods: {
    draw() {
      const { text, size } = this.data
      if (!text) return
      this.createSelectorQuery()
        .select('#qr')
        .fields({ node: true, size: true })
        .exec(([found]: [{ node: WechatMiniprogram.Canvas } | null]) => {
          if (!found?.node || text !== this.data.text) return
          drawCode(found.node, text, size)
        })
    },
  },
})

/** What is used of the 2d context, which the typings leave untyped. */
interface Pen {
  fillStyle: string
  fillRect(x: number, y: number, width: number, height: number): void
}

function drawCode(canvas: WechatMiniprogram.Canvas, text: string, size: number): void {
  const code = generate(text)
  const squares = code.size + 2 * QUIET
  // Whole device pixels a square, so that no edge is blurred.
  const pixels = Math.max(1, Math.floor((size * wx.getWindowInfo().pixelRatio) / squares))
  canvas.width = canvas.height = squares * pixels
  const pen = canvas.getContext('2d') as Pen
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = '#14110f'
  for (let y = 0; y < code.size; y += 1)
    for (let x = 0; x < code.size; x += 1)
      if (code.get(x, y)) pen.fillRect((x + QUIET) * pixels, (y + QUIET) * pixels, pixels, pixels)
}
