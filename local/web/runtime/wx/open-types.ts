/** What a button's open-type does. */
import { askPermission } from '../chrome/dialogs'
import { fire, type Host } from '../components/define'
import type { Loose } from '../types'
import { post } from './ask-cloud'
import { agree, requirePrivacy } from './privacy'
import { openShare } from './share'

async function getPhoneNumber(host: Host): Promise<void> {
  const fail = (errMsg: string, fields: Loose = {}): void => fire(host, 'getphonenumber', { errMsg, ...fields })
  try {
    await requirePrivacy('getPhoneNumber')
  } catch {
    return fail('getPhoneNumber:fail privacy permission is not authorized', { errno: 104 })
  }
  const allowed = await askPermission({
    title: '申请获取并验证你的手机号',
    lines: ['微信绑定的手机号'],
    refuse: '不允许',
    allow: '允许',
  })
  if (!allowed) return fail('getPhoneNumber:fail user deny')
  try {
    const { code } = await post('/wx/phone-code', {})
    fire(host, 'getphonenumber', { errMsg: 'getPhoneNumber:ok', code, encryptedData: '', iv: '' })
  } catch {
    fail('getPhoneNumber:fail request:fail', { errno: 1400001 })
  }
}

async function chooseAvatar(host: Host): Promise<void> {
  await requirePrivacy('chooseAvatar')
  const { chooseFiles } = await import('./media')
  const { keepTemporary } = await import('../context')
  const [file] = await chooseFiles('image/*', 1)
  if (file) fire(host, 'chooseavatar', { avatarUrl: keepTemporary(file, 'png') })
}

export const openTypes: Record<string, (host: Host) => unknown> = {
  getPhoneNumber: (host) => getPhoneNumber(host),
  agreePrivacyAuthorization: (host) => {
    agree()
    fire(host, 'agreeprivacyauthorization', {})
  },
  share: (host) => openShare('button', { id: host.id, dataset: host.dataset }),
  contact: async (host) => {
    await askPermission({ title: '客服会话', lines: ['在手机上会打开与客服的会话。'], refuse: '关闭', allow: '知道了' })
    fire(host, 'contact', { errMsg: 'enterContact:ok', path: '', query: {} })
  },
  openSetting: (host) =>
    ((globalThis as unknown as Loose).wx as Loose).openSetting({
      success: (value: Loose) => fire(host, 'opensetting', value),
    }) as unknown,
  chooseAvatar: (host) =>
    chooseAvatar(host).catch((error: Error) =>
      fire(host, 'chooseavatar', { errMsg: `chooseAvatar:fail ${error.message}` }),
    ),
  feedback: () =>
    askPermission({ title: '意见反馈', lines: ['在手机上会打开微信的反馈页。'], refuse: '关闭', allow: '知道了' }),
  getUserInfo: (host) =>
    fire(host, 'getuserinfo', { errMsg: 'getUserInfo:ok', userInfo: { nickName: '微信用户', avatarUrl: '' } }),
  launchApp: (host) => fire(host, 'error', { errMsg: 'launchApp:fail not supported' }),
}
