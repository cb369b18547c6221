/** Small abilities of the phone: brightness, vibration, clipboard, a call. */
import { askPermission, showToast } from '../chrome/dialogs'
import { frame } from '../chrome/frame'
import { calls, emitter } from './base'
import { requirePrivacy } from './privacy'

let brightness = 0.6
let clipboard = ''
const captured = emitter<unknown>()

export const device = {
  ...calls({
    setScreenBrightness: (o) => {
      brightness = Number(o.value)
      frame.pages.dataset.brightness = String(brightness)
    },
    getScreenBrightness: () => ({ value: brightness }),
    setKeepScreenOn: () => undefined,
    setVisualEffectOnCapture: () => undefined,
    vibrateShort: () => undefined,
    vibrateLong: () => undefined,
    makePhoneCall: async (o) => {
      const called = await askPermission({
        title: '打电话',
        lines: [String(o.phoneNumber)],
        refuse: '取消',
        allow: '呼叫',
      })
      if (!called) throw new Error('cancel')
    },
    setClipboardData: (o) => {
      clipboard = String(o.data)
      showToast({ title: '内容已复制', icon: 'none' })
    },
    getClipboardData: async () => {
      await requirePrivacy('getClipboardData')
      return { data: clipboard }
    },
    getRandomValues: (o) => ({ randomValues: crypto.getRandomValues(new Uint8Array(Number(o.length))).buffer }),
    getBatteryInfo: () => ({ level: 80, isCharging: false }),
  }),
  onUserCaptureScreen: captured.on,
  offUserCaptureScreen: captured.off,
  onMemoryWarning: () => undefined,
  onKeyboardHeightChange: () => undefined,
  offKeyboardHeightChange: () => undefined,
}
