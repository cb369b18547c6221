import { correction, generate } from 'lean-qr'
import { PNG } from 'pngjs'

/** Modules of white around the code. */
const QUIET = 4

/** What the drawn code says: enough for the local phone to open the page as a scan of the real code would. */
const codeText = (page: string, scene: string): string =>
  `weapp://${page || 'pages/home/index'}?scene=${encodeURIComponent(scene)}`

/** A mini-program code as a PNG: an ordinary QR code, as the real pattern is WeChat's own. `width` in pixels. */
export function drawCode(page: string, scene: string, width: number): Buffer {
  return codeImage(codeText(page, scene), width)
}

/** A QR code of a text as a PNG. `width` in pixels, at least 280 and at most 1280. */
export function codeImage(text: string, width: number): Buffer {
  const code = generate(text, { minCorrectionLevel: correction.M })
  const modules = code.size + 2 * QUIET
  const scale = Math.max(1, Math.floor(Math.min(1280, Math.max(280, width)) / modules))
  const png = new PNG({ width: modules * scale, height: modules * scale })
  for (let y = 0; y < png.height; y++)
    for (let x = 0; x < png.width; x++) {
      const dark = code.get(Math.floor(x / scale) - QUIET, Math.floor(y / scale) - QUIET)
      png.data.fill(dark ? 0 : 255, (y * png.width + x) * 4, (y * png.width + x) * 4 + 3)
      png.data[(y * png.width + x) * 4 + 3] = 255
    }
  return PNG.sync.write(png)
}
