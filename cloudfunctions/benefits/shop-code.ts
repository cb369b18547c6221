import { z } from 'zod'
import type { Day } from '../../miniprogram/rules/days'
import { AppError } from '../kernel/errors'
import { blindIndex, readTicket, signTicket } from '../kernel/seal'

/**
 * The code on a shop's counter: its id under our signature, for as long as the sticker lasts, so that a sticker that is
 * not ours is told apart. It proves nothing about who scans it or from where: see use-here.ts for what does.
 */
const shopSchema = z.strictObject({ shop: z.string() })

export function shopCode(merchantId: string): string {
  return signTicket({ shop: merchantId })
}

/** The merchant's id. Throws BAD_INPUT in words. */
export function readShopCode(text: string): string {
  const read = shopSchema.safeParse(readTicket(text.trim()))
  if (!read.success) throw new AppError('BAD_INPUT', '这不是店里的工会优惠码。请扫收银台上写着“工会会员优惠”的码')
  return read.data.shop
}

const WORDS =
  '海鸥 灯塔 帆船 松树 苹果 石榴 荷花 燕子 蜜蜂 金鱼 月亮 星星 雨伞 风车 茶壶 钥匙 铃铛 雪花 麦穗 葡萄'.split(' ')
const COLOURS = 6

/** A shop's word and colour of a day: not to be guessed the day before, the same on every phone that may know it. */
export function wordOf(merchantId: string, day: Day): { text: string; colour: number } {
  const bytes = Buffer.from(blindIndex('secret', `shop word:${merchantId}:${day}`), 'base64url')
  return { text: WORDS[bytes.readUInt32BE(0) % WORDS.length]!, colour: bytes.readUInt8(4) % COLOURS }
}
