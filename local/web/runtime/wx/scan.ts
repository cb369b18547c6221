/** wx.scanCode really decodes: pixels of the other phone's screen, or of a picture file. */
import jsQR from 'jsqr'
import { make } from '../chrome/frame'
import { mask } from '../chrome/dialogs'
import type { Loose } from '../types'
import { calls, WxError } from './base'
import { chooseFiles } from './media'
import { askOtherScreens } from './screen'

/** The text of the first QR code in a picture; throws as the phone does when there is none. */
export async function decode(source: ImageBitmapSource): Promise<string> {
  const bitmap = await createImageBitmap(source).catch(() => {
    throw new WxError('scan: picture cannot be read')
  })
  // Large photographs are tried smaller too: the finder patterns blur together at full size.
  for (const scale of [1, 0.5, 0.25, 2]) {
    const width = Math.round(bitmap.width * scale)
    const height = Math.round(bitmap.height * scale)
    if (!width || !height || width * height > 24_000_000) continue
    const context = new OffscreenCanvas(width, height).getContext('2d')!
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, height)
    context.drawImage(bitmap, 0, 0, width, height)
    const found = jsQR(context.getImageData(0, 0, width, height).data, width, height)
    if (found) return found.data
  }
  throw new WxError('no code found in the picture')
}

/**
 * The scanner's overlay: where the pixels come from. The picture is offered with onlyFromCamera too: it stands for what a
 * camera would see.
 */
function chooseOrigin(): Promise<'screen' | 'picture' | null> {
  return new Promise((resolve) => {
    const sheet = make('div', 'wxp-scan')
    sheet.append(make('div', 'wxp-scan-frame'), make('p', '', '把二维码放进框里'))
    const close = mask(sheet, () => undefined)
    const choice = (text: string, value: 'screen' | 'picture' | null): void => {
      const button = make('button', value ? '' : 'wxp-scan-close', text)
      button.addEventListener('click', () => {
        close()
        resolve(value)
      })
      sheet.append(button)
    }
    choice('扫另一部手机的屏幕', 'screen')
    choice('选一张图片', 'picture')
    choice('取消', null)
  })
}

/** The first code in any of the pictures; throws what went wrong with the last. */
async function decodeAny(pictures: Blob[]): Promise<string> {
  let problem: unknown = new WxError('the other phone does not answer')
  for (const picture of pictures) {
    try {
      return await decode(picture)
    } catch (error) {
      problem = error
    }
  }
  throw problem
}

async function scan(): Promise<Loose> {
  const origin = await chooseOrigin()
  if (!origin) throw new WxError('cancel')
  const result = await decodeAny(origin === 'screen' ? await askOtherScreens() : await chooseFiles('image/*', 1))
  const rawData = btoa(String.fromCharCode(...new TextEncoder().encode(result)))
  return { result, scanType: 'QR_CODE', charSet: 'utf-8', path: '', rawData }
}

export const scanCalls = calls({ scanCode: scan })
