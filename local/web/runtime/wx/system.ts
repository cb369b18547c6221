/** What the phone says about itself; sizes agree with what is drawn. */
import { hasTabBar } from '../chrome/tabbar'
import { context, sizes } from '../context'
import { topPage } from '../router'
import type { Loose } from '../types'
import { calls, emitter } from './base'

/** wx.getWindowInfo. */
export function windowInfo(): Loose {
  const page = topPage()
  const custom = page?.bar.custom ?? false
  const top = custom ? 0 : sizes.statusBar + sizes.navBar
  const bottom = page && hasTabBar(page.path) ? sizes.tabBar + sizes.safeBottom : 0
  return {
    pixelRatio: devicePixelRatio,
    screenWidth: innerWidth,
    screenHeight: innerHeight,
    windowWidth: innerWidth,
    windowHeight: innerHeight - top - bottom,
    statusBarHeight: sizes.statusBar,
    screenTop: top,
    safeArea: {
      left: 0,
      right: innerWidth,
      top: sizes.statusBar,
      bottom: innerHeight - sizes.safeBottom,
      width: innerWidth,
      height: innerHeight - sizes.safeBottom - sizes.statusBar,
    },
  }
}
/** wx.getDeviceInfo. */
function deviceInfo(): Loose {
  return {
    brand: 'iPhone',
    model: 'iPhone 14',
    system: 'iOS 17.0',
    platform: 'ios',
    abi: 'arm64',
    benchmarkLevel: 40,
    memorySize: '6000',
  }
}
/** wx.getAppBaseInfo. */
function appBaseInfo(): Loose {
  return {
    SDKVersion: '3.9.0',
    version: '8.0.55',
    language: 'zh_CN',
    theme: context.theme,
    enableDebug: false,
    host: { appId: '', env: 'WeChat' },
    fontSizeSetting: context.fontSize,
    fontSizeScaleFactor: context.fontSize / 17,
  }
}
const authorizeSetting = (): Loose => ({
  albumAuthorized: 'authorized',
  cameraAuthorized: 'authorized',
  locationAuthorized: 'authorized',
  notificationAuthorized: 'authorized',
  microphoneAuthorized: 'authorized',
})
const systemInfo = (): Loose => ({
  ...windowInfo(),
  ...deviceInfo(),
  ...appBaseInfo(),
  locationEnabled: true,
  wifiEnabled: true,
  deviceOrientation: 'portrait',
  ...authorizeSetting(),
})

const theme = emitter<Loose>()
const resize = emitter<Loose>()
window.addEventListener('resize', () => resize.tell({ size: { windowWidth: innerWidth, windowHeight: innerHeight } }))

const account = { miniProgram: { appId: 'wx0000000000000000', envVersion: 'develop', version: '' }, plugin: {} }
const updateManager = {
  onCheckForUpdate: (listener: (value: Loose) => void) => setTimeout(() => listener({ hasUpdate: false }), 0),
  onUpdateReady: () => undefined,
  onUpdateFailed: () => undefined,
  applyUpdate: () => location.reload(),
}
const performanceApi = {
  now: () => performance.now(),
  getEntries: () => [],
  getEntriesByName: () => [],
  getEntriesByType: () => [],
  createObserver: () => ({ observe: () => undefined, disconnect: () => undefined, supportedEntryTypes: [] }),
  mark: () => undefined,
  setBufferSize: () => undefined,
}

export const system = {
  ...calls({ getSystemInfo: systemInfo, getSystemInfoAsync: systemInfo }),
  getSystemInfoSync: systemInfo,
  getWindowInfo: windowInfo,
  getDeviceInfo: deviceInfo,
  getAppBaseInfo: appBaseInfo,
  getSystemSetting: () => ({
    bluetoothEnabled: true,
    locationEnabled: true,
    wifiEnabled: true,
    deviceOrientation: 'portrait',
  }),
  getAppAuthorizeSetting: authorizeSetting,
  getMenuButtonBoundingClientRect: () => {
    const { width, height, right, top } = sizes.capsule
    const left = innerWidth - right - width
    return { width, height, top, left, right: left + width, bottom: top + height }
  },
  onMenuButtonBoundingClientRectWeightChange: () => undefined,
  offMenuButtonBoundingClientRectWeightChange: () => undefined,
  getAccountInfoSync: () => account,
  getUpdateManager: () => updateManager,
  getPerformance: () => performanceApi,
  onThemeChange: theme.on,
  offThemeChange: theme.off,
  onWindowResize: resize.on,
  offWindowResize: resize.off,
  getSkylineInfoSync: () => ({ isSupported: false, version: '' }),
  getRendererUserAgent: async () => navigator.userAgent,
}
