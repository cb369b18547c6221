import { z } from 'zod'
import { field, type EvidenceSlot } from '../kernel/casework/kind'
import { plainLine, plainText } from '../kernel/text'

/** Fields and papers that several kinds ask alike. */

/** Where the money goes. A bank account is sensitive: its own tick, never bundled (个人信息保护法 第28、29条). */
export const bankFields = (page: number) => ({
  bankAccount: z
    .string({ message: '请填收钱的银行卡号' })
    .regex(/^\d{12,22}$/, '银行卡号是 12 到 22 位数字。请对着卡再看一遍')
    .meta(field({ label: '收钱的银行卡号', help: '要本人的卡。加密存着，只看得到尾号', widget: 'bankAccount', page })),
  bankName: someLine(30, '请填哪家银行').meta(field({ label: '哪家银行', widget: 'text', page })),
  bankConsent: z
    .literal(true, { message: '要您同意用这张卡收钱，工会才能打款' })
    .meta(field({ label: '同意用这张卡收钱', help: '卡号只用来打这一笔钱', widget: 'consent', page })),
})

export const IDENTITY: EvidenceSlot = { slot: 'idCard', title: '本人身份证', types: ['idCard'], required: true }

/** The paying desk reads the whole number from here, and each look is written down. */
export const BANK_CARD: EvidenceSlot = {
  slot: 'bankCard',
  title: '银行卡',
  help: '本人的卡，拍有卡号的一面',
  types: ['bankCard'],
  required: true,
}

/** One line that may not be empty; `missing` asks for it. */
export function someLine(longest: number, missing: string) {
  return plainLine(longest, '里面有看不见的符号，请重新输一遍').refine((text) => text.length > 0, missing)
}

/** A few lines, at least so many characters; `missing` asks for them. */
export function someText(least: number, longest: number, missing: string) {
  return plainText(longest).refine((text) => [...text].length >= least, missing)
}

/** Public notice only with a consent of its own (个人信息保护法 第25条); without it the way goes on without one. */
export const noticeField = (page: number) => ({
  noticeConsent: z
    .boolean({ message: '同意公示的话，打个勾' })
    .optional()
    .meta(
      field({
        label: '同意公示',
        help: '只写“张＊”和镇街，只给本单位会员看，到期自己撤下。不同意也能往下办',
        widget: 'consent',
        page,
      }),
    ),
})
