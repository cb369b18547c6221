import { randomBytes } from 'node:crypto'
import { APP_ID } from '../call-environment'
import { drawCode } from './code-image'
import { checkText, isRisky, pictureIsRisky } from './content-check'
import { checkMessageData } from './message-fields'
import type { PictureChecks } from './picture-checks'
import type { WechatUsers } from './users'

/** The arguments of a call, by their snake_case names: JSON values, and files as bytes. */
export interface CallInput {
  values: Record<string, unknown>
  files: Record<string, Buffer>
}
export type CallOutput = { json: object } | { image: Buffer }
/** What WeChat knows. */
export interface Wechat {
  users: WechatUsers
  checks: PictureChecks
}
type Call = (input: CallInput, wechat: Wechat) => CallOutput

const ok = (body: object = {}): CallOutput => ({ json: { errcode: 0, errmsg: 'ok', ...body } })
const refuse = (errcode: number, errmsg: string): CallOutput => ({ json: { errcode, errmsg } })
const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** WeChat's server calls that the local cloud answers. Any other fails by name. */
export const CALLS: Record<string, Call> = {
  'phonenumber.getPhoneNumber': ({ values }, { users }) => {
    const openid = users.redeemCode(text(values['code']))
    if (openid === undefined) return refuse(40029, 'invalid code')
    return ok({ phone_info: phoneInfo(users.phoneOf(openid)) })
  },

  'subscribeMessage.send': ({ values }, { users }) => {
    const problem = checkMessageData(values['data'])
    if (problem) return refuse(47003, `argument invalid! ${problem}`)
    const openid = text(values['touser'])
    const message = {
      templateId: text(values['template_id']),
      page: values['page'] === undefined ? undefined : text(values['page']),
      data: values['data'] as Record<string, { value: string }>,
    }
    if (!openid) return refuse(40003, 'invalid openid')
    if (!users.deliver(openid, message)) return refuse(43101, 'user refuse to accept the msg')
    return ok()
  },

  'security.msgSecCheck': ({ values }) => {
    const content = text(values['content'])
    if (!content) return refuse(44991, 'content is empty')
    if ([...content].length > 2500) return refuse(45002, 'content size out of limit')
    if (values['version'] === undefined) return isRisky(content) ? refuse(87014, 'risky content') : ok()
    return ok({ result: checkText(content), detail: [], trace_id: newTraceId() })
  },

  'security.imgSecCheck': ({ files }) => {
    const picture = files['media']
    if (!picture) return refuse(41005, 'media data missing')
    if (picture.length > 1024 * 1024) return refuse(40006, 'invalid media size')
    return pictureIsRisky(picture) ? refuse(87014, 'risky content') : ok()
  },

  /** Takes the order; WeChat pushes the result within 30 minutes. */
  'security.mediaCheckAsync': ({ values }, { checks }) => {
    const address = text(values['media_url'])
    const traceId = newTraceId()
    if (!address) return refuse(40007, 'invalid media_url')
    checks.order({ address, traceId, openid: text(values['openid']) })
    return ok({ trace_id: traceId })
  },

  'wxacode.getUnlimited': ({ values }) => {
    const scene = text(values['scene'])
    if (!/^[\w!#$&'()*+,/:;=?@\-.~]{1,32}$/.test(scene))
      return refuse(40169, 'invalid length for scene, or the data is not json string')
    return { image: drawCode(text(values['page']), scene, Number(values['width'] ?? 430)) }
  },
}

export const phoneInfo = (phone: string) => ({
  phoneNumber: phone,
  purePhoneNumber: phone,
  countryCode: '86',
  watermark: { timestamp: Math.floor(Date.now() / 1000), appid: APP_ID },
})

const newTraceId = () => randomBytes(16).toString('hex')
