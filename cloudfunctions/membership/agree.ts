import { AppError } from '../kernel/errors'
import type { Caller } from '../kernel/serve'
import { citySettings } from '../kernel/settings'
import { changeMe } from './store'

/** Keeps which privacy notice was agreed to, and when (个人信息保护法 第14、17条). */
export async function agree({ noticeVersion }: { noticeVersion: string }, { openid, now }: Caller) {
  const city = await citySettings(Number(now))
  if (noticeVersion !== city.noticeVersion) throw new AppError('MOVED_ON', '《隐私说明》更新了，请再看一遍')
  await changeMe(openid, now, { agreedNotice: { version: noticeVersion, at: now } })
  return {}
}
