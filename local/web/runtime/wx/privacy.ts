/** The privacy gate: private interfaces wait until the person has agreed, by our own dialog or by WeChat's. */
import { askPermission } from '../chrome/dialogs'
import { context } from '../context'
import type { Loose } from '../types'
import { calls, WxError } from './base'

type Resolve = (answer: { event: string; buttonId?: string }) => void
const key = (): string => `wx-privacy:${context.personaId || 'preview'}`
type Listener = (resolve: Resolve, info: Loose) => void
/** Only the last one counts, as on the phone. */
let listener: Listener | null = null

/** True when this person has agreed, or the program switched the check off in app.json. */
function hasAgreed(): boolean {
  return context.bundle.app.__usePrivacyCheck__ === false || localStorage.getItem(key()) === 'agreed'
}

/** The person agrees (button open-type="agreePrivacyAuthorization" or WeChat's dialog). */
export function agree(): void {
  localStorage.setItem(key(), 'agreed')
}

/** Waits for the agreement; throws as the phone does when it is refused. */
export async function requirePrivacy(referrer: string): Promise<void> {
  if (hasAgreed()) return
  const agreed = listener ? await askProgram(listener, referrer) : await askWechat()
  if (!agreed) throw new WxError('privacy permission is not authorized', { errno: 104 })
}

/** onNeedPrivacyAuthorization: the program's own dialog answers through `resolve`, after its button was pressed. */
function askProgram(ask: Listener, referrer: string): Promise<boolean> {
  return new Promise((done) => {
    const resolve: Resolve = ({ event }) => {
      if (event === 'disagree') done(false)
      if (event !== 'agree') return
      if (hasAgreed()) done(true)
      else
        console.error('resolve({ event: "agree" }) before a button open-type="agreePrivacyAuthorization" was pressed')
    }
    ask(resolve, { referrer })
  })
}

async function askWechat(): Promise<boolean> {
  const agreed = await askPermission({
    title: '用户隐私保护提示',
    lines: ['使用前请阅读小程序的《用户隐私保护指引》。同意后才能继续使用这项功能。'],
    refuse: '不同意',
    allow: '同意',
  })
  if (agreed) agree()
  return agreed
}

export const privacy = {
  ...calls({
    getPrivacySetting: () => ({ needAuthorization: !hasAgreed(), privacyContractName: '《用户隐私保护指引》' }),
    requirePrivacyAuthorize: () => requirePrivacy('requirePrivacyAuthorize'),
    openPrivacyContract: async () => {
      await askPermission({
        title: '用户隐私保护指引',
        lines: ['这里在手机上会打开微信后台填写的隐私保护指引。'],
        refuse: '关闭',
        allow: '知道了',
      })
    },
  }),
  onNeedPrivacyAuthorization: (own: Listener) => void (listener = own),
  offNeedPrivacyAuthorization: () => void (listener = null),
}
