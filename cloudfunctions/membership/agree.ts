import type { Caller } from '../kernel/serve'
import { changeMe } from './store'

/** Keeps which privacy notice was agreed to, and when (个人信息保护法 第14、17条). */
export async function agree({ noticeVersion }: { noticeVersion: string }, { openid, now }: Caller) {
  await changeMe(openid, now, { agreedNotice: { version: noticeVersion, at: now } })
  return {}
}
