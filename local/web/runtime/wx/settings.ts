/** Permissions, place and map: asked once a person, remembered, changed in the settings sheet. */
import { askPermission, showActionSheet } from '../chrome/dialogs'
import { context } from '../context'
import type { Loose, WxOptions } from '../types'
import { calls, WxError } from './base'
import { requirePrivacy } from './privacy'

const NAMES: Record<string, string> = {
  'scope.userLocation': '你的位置信息',
  'scope.camera': '你的摄像头',
  'scope.writePhotosAlbum': '保存到你的相册',
  'scope.userFuzzyLocation': '你的大致位置',
  'scope.record': '你的麦克风',
  'scope.addPhoneContact': '你的联系人',
}
const key = (): string => `wx-auth:${context.personaId || 'preview'}`
const settings = (): Record<string, boolean> =>
  JSON.parse(localStorage.getItem(key()) ?? '{}') as Record<string, boolean>
const remember = (scope: string, allowed: boolean): void =>
  localStorage.setItem(key(), JSON.stringify({ ...settings(), [scope]: allowed }))

/** Asks for a permission unless it was answered before; throws `auth deny` when refused. */
export async function authorize(scope: string): Promise<void> {
  await requirePrivacy('authorize')
  let allowed = settings()[scope]
  if (allowed === undefined) {
    allowed = await askPermission({ title: `申请使用${NAMES[scope] ?? scope}`, lines: ['可以随时在设置里改。'] })
    remember(scope, allowed)
  }
  if (!allowed) throw new WxError('auth deny', { errno: 103 })
}

/** The person's place from /personas.json; without one the phone has no fix. */
function place(): { latitude: number; longitude: number } {
  const { location } = context.persona
  if (!location) throw new WxError('ERROR_NOCELL&WIFI_LOCATIONSWITCHOFF', { errCode: 2 })
  return location
}

/** Place interfaces must be named in app.json, or WeChat refuses them. */
function requireDeclared(name: string): void {
  const declared = (context.bundle.app.requiredPrivateInfos ?? []) as string[]
  if (declared.includes(name)) return
  throw new WxError('the api need to be declared in the requiredPrivateInfos field in app.json/ext.json')
}

async function getLocation(name: string, scope: string): Promise<Loose> {
  requireDeclared(name)
  await authorize(scope)
  return { ...place(), speed: -1, accuracy: 30, altitude: 0, verticalAccuracy: 0, horizontalAccuracy: 30 }
}

async function openSetting(): Promise<Loose> {
  const scopes = Object.keys(settings())
  const names = scopes.map((scope) => `${NAMES[scope] ?? scope}：${settings()[scope] ? '允许' : '不允许'}`)
  const index = await showActionSheet(names.slice(0, 6), '#000', '点一下就改')
  if (index !== null) remember(scopes[index]!, !settings()[scopes[index]!])
  return { authSetting: settings(), subscriptionsSetting: { mainSwitch: true } }
}

async function chooseLocation(): Promise<Loose> {
  requireDeclared('chooseLocation')
  await authorize('scope.userLocation')
  const here = place()
  const index = await showActionSheet(['我现在的位置'])
  if (index === null) throw new WxError('cancel')
  return { name: '我现在的位置', address: '', ...here }
}

export const settingCalls = calls({
  getSetting: () => ({ authSetting: settings(), subscriptionsSetting: { mainSwitch: true, itemSettings: {} } }),
  openSetting,
  authorize: (o: WxOptions) => authorize(String(o.scope)),
  getLocation: () => getLocation('getLocation', 'scope.userLocation'),
  getFuzzyLocation: () => getLocation('getFuzzyLocation', 'scope.userFuzzyLocation'),
  chooseLocation,
  openLocation: async (o: WxOptions) => {
    await askPermission({
      title: String(o.name || '打开地图'),
      lines: [String(o.address ?? ''), `${o.latitude}, ${o.longitude}`],
      refuse: '关闭',
      allow: '去这里',
    })
  },
})
