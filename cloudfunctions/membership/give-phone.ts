import { maskPhone } from '../../miniprogram/rules/masks'
import { cloud } from '../kernel/cloud'
import { AppError } from '../kernel/errors'
import { log, originOf } from '../kernel/log'
import { blindIndex, seal } from '../kernel/seal'
import type { Caller } from '../kernel/serve'
import { changeMe } from './store'

/** Fetches the number that WeChat vouches for and keeps it sealed. The number never passes the phone in the clear. */
export async function givePhone({ code }: { code: string }, { openid, now }: Caller) {
  const phone = await phoneOf(code)
  const phoneMasked = maskPhone(phone)
  await changeMe(openid, now, { phone: seal(phone), phoneIndex: blindIndex('phone', phone), phoneMasked })
  return { phoneMasked }
}

async function phoneOf(code: string): Promise<string> {
  try {
    const { phoneInfo } = (await cloud.openapi.phonenumber.getPhoneNumber({ code })) as PhoneReply
    if (phoneInfo?.purePhoneNumber) return phoneInfo.purePhoneNumber
  } catch (error) {
    log({ event: 'phone-not-given', ...originOf(error) })
  }
  throw new AppError('PHONE_CODE', '微信没给手机号。请再点一次按钮')
}

interface PhoneReply {
  phoneInfo?: { purePhoneNumber?: string }
}
