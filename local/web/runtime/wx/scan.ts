/** wx.scanCode really decodes: pixels of the other phone's screen, or of a picture file. */
import jsQR from 'jsqr'
import { make } from '../chrome/frame'
import { mask } from '../chrome/dialogs'
import type { Loose, WxOptions } from '../types'
import { calls, WxError } from './base'
import { chooseFiles } from './media'
import { askOtherScreen } from './screen'

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

/** The scanner's overlay: where the pixels come from. */
function chooseOrigin(album: boolean): Promise<'screen' | 'picture' | null> {
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
    if (album) choice('选一张图片', 'picture')
    choice('取消', null)
  })
}

async function scan(options: WxOptions): Promise<Loose> {
  const origin = await chooseOrigin(
    options.onlyFromCamera !== true || Boolean((window as unknown as Loose).__scanPictures ?? true),
  )
  if (!origin) throw new WxError('cancel')
  const picture = origin === 'screen' ? await askOtherScreen() : (await chooseFiles('image/*', 1))[0]
  if (!picture) throw new WxError('the other phone does not answer')
  const result = await decode(picture)
  return {
    result,
    scanType: 'QR_CODE',
    charSet: 'utf-8',
    path: '',
    rawData: btoa(unescape(encodeURIComponent(result))),
  }
}

export const scanCalls = calls({ scanCode: scan })
