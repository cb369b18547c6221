import { maskPhone } from '../../miniprogram/rules/masks'
import { cloud } from '../kernel/cloud'
import { AppError } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { log, originOf } from '../kernel/log'
import { leaveMessage } from '../kernel/messages'
import type { Person } from '../kernel/people'
import { blindIndex, seal, tailIndex } from '../kernel/seal'
import type { Caller } from '../kernel/serve'
import { changeMe, findOthersWithPhone, setPhoneTail } from './store'

/**
 * Fetches the number that WeChat vouches for and keeps it sealed. The number never passes the phone in the clear. One
 * that stood at another account moves here: numbers change hands. Whoever had it is told, not who has it now; whose it
 * was is nobody's business here, but if it was a member's, the officers of this account are warned at its next case.
 */
export async function givePhone({ code }: { code: string }, { openid, now }: Caller) {
  const phone = await phoneOf(code)
  const phoneMasked = maskPhone(phone)
  const phoneIndex = blindIndex('phone', phone)
  const others = await findOthersWithPhone(phoneIndex, openid)
  const members = await Promise.all(others.map((other) => takeFrom(other, phoneIndex, now)))
  const moved = members.includes(true) ? { phoneMoved: now } : {}
  await changeMe(openid, now, { phone: seal(phone), phoneIndex, phoneMasked, ...moved })
  await setPhoneTail(openid, tailIndex('phoneTail', phone))
  return { phoneMasked }
}

/** Whether it was a member's. */
async function takeFrom({ _id, openid }: Person, phoneIndex: string, now: Date): Promise<boolean> {
  await changeMe(openid, now, { phone: null, phoneIndex: null, phoneMasked: null })
  await leaveMessage({
    _id: idFrom('msg', _id, phoneIndex, Number(now)),
    openid,
    title: '请重新留手机号',
    text: '您原来留的手机号，现在由另一个微信在用，我们不再用它找您。号码还是您的，请在“我的”里重新留一次',
    at: now,
    unread: true,
    link: '/pages/me/me',
  })
  return setPhoneTail(openid, null)
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
