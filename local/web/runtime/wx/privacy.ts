/** The privacy gate: private interfaces wait until the person has agreed, by our own dialog or by WeChat's. */
import { askPermission } from '../chrome/dialogs'
import { context } from '../context'
import type { Loose } from '../types'
import { calls, emitter, WxError } from './base'

type Resolve = (answer: { event: string; buttonId?: string }) => void
const key = (): string => `wx-privacy:${context.personaId || 'preview'}`
const listeners: ((resolve: Resolve, info: Loose) => void)[] = []
const waiting = new Set<(agreed: boolean) => void>()
const changed = emitter<Loose>()

/** True when this person has agreed, or the program switched the check off in app.json. */
export function hasAgreed(): boolean {
  return context.bundle.app.__usePrivacyCheck__ === false || localStorage.getItem(key()) === 'agreed'
}

/** The person agrees (button open-type="agreePrivacyAuthorization" or WeChat's dialog). */
export function agree(): void {
  localStorage.setItem(key(), 'agreed')
  for (const finish of [...waiting]) finish(true)
  waiting.clear()
  changed.tell({ needAuthorization: false })
}

/** Waits for the agreement; throws as the phone does when it is refused. */
export async function requirePrivacy(referrer: string): Promise<void> {
  if (hasAgreed()) return
  const agreed = listeners.length ? await askProgram(referrer) : await askWechat()
  if (!agreed) throw new WxError('privacy permission is not authorized', { errno: 104 })
}

/** onNeedPrivacyAuthorization: the program's own dialog answers through `resolve`. */
function askProgram(referrer: string): Promise<boolean> {
  return new Promise((done) => {
    const finish = (agreed: boolean): void => {
      waiting.delete(finish)
      done(agreed)
    }
    waiting.add(finish)
    const resolve: Resolve = ({ event }) => {
      if (event === 'agree') agree()
      if (event === 'disagree') finish(false)
    }
    for (const listener of listeners) listener(resolve, { referrer })
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
  onNeedPrivacyAuthorization: (listener: (resolve: Resolve, info: Loose) => void) => void listeners.push(listener),
  offNeedPrivacyAuthorization: () => void (listeners.length = 0),
}
