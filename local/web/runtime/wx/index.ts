/** Puts the wx object together. What is not here throws by its own name: nothing fails silently. */
import { component as adapter } from 'glass-easel-miniprogram-adapter'
import { appListeners, launchOptions } from '../app'
import { context } from '../context'
import { unsupported } from '../report'
import type { Loose } from '../types'
import { createAnimation } from './animation'
import { createInnerAudioContext, recorder } from './audio'
import { calls } from './base'
import { cloud } from './cloud'
import { device } from './device'
import { files } from './files'
import { interfaceCalls } from './interface'
import { media } from './media'
import { navigation } from './navigation'
import { network, watchNetwork } from './network'
import { WxIntersectionObserver } from './observers'
import { privacy } from './privacy'
import { SelectorQuery } from './query'
import { scanCalls } from './scan'
import { answerScreens } from './screen'
import { settingCalls } from './settings'
import { share } from './share'
import { storage } from './storage'
import { subscribe } from './subscribe'
import { system } from './system'

const APP_EVENTS = [
  'Error',
  'UnhandledRejection',
  'PageNotFound',
  'AppShow',
  'AppHide',
  'AudioInterruptionBegin',
  'AudioInterruptionEnd',
  'LazyLoadError',
]

/** wx.onError … offAppHide: the same events the App object hears. */
function appEvents(): Loose {
  const api: Loose = {}
  for (const name of APP_EVENTS) {
    const method = `on${name.replace(/^App/, '')}`
    const listeners = (appListeners[method] ??= new Set())
    api[`on${name}`] = (listener: (value: unknown) => void) => void listeners.add(listener)
    api[`off${name}`] = (listener?: (value: unknown) => void) =>
      listener ? void listeners.delete(listener) : listeners.clear()
  }
  return api
}

const session = calls({
  login: () => ({ code: `code-${context.persona.openid}-${Date.now()}` }),
  checkSession: () => undefined,
  getUserProfile: () => ({ userInfo: { nickName: '微信用户', avatarUrl: '' } }),
  exitMiniProgram: () => undefined,
  preloadSubpackage: () => undefined,
})

const silent = [
  'reportEvent',
  'reportAnalytics',
  'reportMonitor',
  'reportPerformance',
  'setEnableDebug',
  'setPageStyle',
  'preloadAssets',
  'preloadWebview',
]

/** The object pages see: known names, and an error for any other. */
function guard(target: Loose, path: string): Loose {
  return new Proxy(target, {
    get(own, name) {
      if (typeof name === 'symbol' || name in own) return own[name as string]
      if (name === 'then' || name === 'toJSON' || name === '$$typeof') return undefined
      const full = `${path}.${name}`
      return () => {
        unsupported.push(full)
        const error = new Error(`${full} is not supported by the browser runtime`)
        console.error(error)
        throw error
      }
    },
  })
}

/** Sets globalThis.wx and gives components their own query and observers. */
export function installWx(): void {
  const wx: Loose = {
    ...navigation,
    ...storage,
    ...interfaceCalls,
    ...network,
    ...files,
    ...media,
    ...privacy,
    ...share,
    ...subscribe,
    ...settingCalls,
    ...system,
    ...device,
    ...scanCalls,
    ...session,
    ...appEvents(),
    ...Object.fromEntries(silent.map((name) => [name, () => undefined])),
    cloud: guard(cloud, 'wx.cloud'),
    createAnimation,
    createInnerAudioContext,
    getRecorderManager: () => recorder,
    createSelectorQuery: () => new SelectorQuery(),
    createIntersectionObserver: (owner: unknown, options: Loose) => new WxIntersectionObserver(owner, options),
    createMediaQueryObserver: () => ({ observe: () => undefined, disconnect: () => undefined }),
    nextTick: (callback: () => void) => void Promise.resolve().then(callback),
    getLaunchOptionsSync: () => launchOptions,
    getEnterOptionsSync: () => launchOptions,
    getLogManager: () => ({
      debug: () => undefined,
      info: () => undefined,
      log: () => undefined,
      warn: () => undefined,
    }),
    getRealtimeLogManager: () => ({
      info: () => undefined,
      warn: () => undefined,
      error: () => undefined,
      setFilterMsg: () => undefined,
      addFilterMsg: () => undefined,
    }),
    base64ToArrayBuffer: (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer,
    arrayBufferToBase64: (buffer: ArrayBuffer) =>
      btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('')),
  }
  wx.canIUse = (schema: string) => {
    const [first, second] = schema.split('.')
    return first === 'cloud'
      ? !second || second in cloud
      : (first ?? '') in wx || /^[a-z]+(-[a-z]+)*$/.test(first ?? '')
  }
  ;(globalThis as unknown as Loose).wx = guard(wx, 'wx')
  const proto = adapter.ComponentCaller.prototype as unknown as Loose
  proto.createSelectorQuery = function (this: unknown) {
    return new SelectorQuery(this)
  }
  proto.createIntersectionObserver = function (this: unknown, options: Loose) {
    return new WxIntersectionObserver(this, options)
  }
  watchNetwork()
  answerScreens()
}
