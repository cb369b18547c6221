import { z } from 'zod'
import { addDays, dayOf, sayShortDay } from '../../../miniprogram/rules/days'
import { RENEW_DAYS } from '../../../miniprogram/rules/merchant'
import type { CaseDocument } from '../../kernel/casework/case'
import { askMore } from '../../kernel/casework/common-acts'
import { aDay } from '../../kernel/casework/form'
import { field, type Kind } from '../../kernel/casework/kind'
import type { Transaction } from '../../kernel/cloud'
import { isDuplicate } from '../../kernel/database'
import { AppError } from '../../kernel/errors'
import { idFrom } from '../../kernel/ids'
import { plainLine, plainText } from '../../kernel/text'
import { ownShop, shopChain, shopField, type ShopFacts } from '../own-shop'
import * as store from '../merchant-store'
import { changed } from '../merchants'

/** 续签: the agreement goes on for another term. Its owner asks before it ends, or soon after; the county signs. */

const form = z.strictObject({
  merchant: shopField(0),
  years: z.enum(['1', '2', '3'], { message: '请选再签几年' }).meta(
    field({
      label: '再签几年',
      widget: 'choice',
      page: 0,
      options: ['1', '2', '3'].map((value) => ({ value, label: `${value} 年` })),
    }),
  ),
  words: plainText(200)
    .optional()
    .meta(field({ label: '想说的话', help: '优惠、位置有变，写一句。没有就不填', widget: 'longText', page: 0 })),
})

const agreement = z.strictObject({
  number: plainLine(30, '编号里有看不见的符号，请重新输一遍')
    .min(2, '请填协议编号')
    .meta(field({ label: '新协议的编号', widget: 'text' })),
  until: aDay('请选新协议到哪天').meta(field({ label: '新协议到哪天', widget: 'day' })),
})

export const merchantRenewal: Kind<ShopFacts> = {
  kind: 'merchantRenewal',
  version: 1,
  title: '商家续签',
  plain: '协议快到期，接着签',
  who: 'anyone',
  many: true,
  rated: false,
  form,
  pages: [{ title: '接着签', help: '优惠照旧，店员不用重新添' }],
  evidence: [
    { slot: 'licence', title: '营业执照', help: '换过执照的，放新的', types: ['businessLicence'], required: false },
  ],
  steps: [
    {
      name: 'agreement',
      at: 'county',
      role: 'officer',
      state: 'submitted',
      next: '要续签商家协议',
      title: '区县总工会续签',
      stage: '在办续签',
      deadline: (city) => ({ days: city.reviewWorkingDays, unit: 'working', clause: '几天内办好，由市总工会规定' }),
      acts: [
        {
          act: 'approve',
          label: '签好了，写下来',
          title: '续签好了',
          effect: '协议延长，优惠接着用，并告诉店主',
          fields: agreement,
          open: true,
          to(standing, given) {
            const { until } = standing.facts as unknown as ShopFacts
            if (String(given.until) <= until)
              throw new AppError('BAD_INPUT', `新协议要比原来的长，原来到${until.slice(0, 4)}年${sayShortDay(until)}`)
            return { end: 'approved' }
          },
          ledger: 'merchant.renewed',
          brings: renew,
          told: (done) => ({ title: '续签好了', text: `${shopName(done)}的会员优惠接着用` }),
        },
        askMore({ label: '还差材料，请店主补', reasons: ['执照换过，请放新的'], effect: '店主马上收到，写明差什么' }),
        {
          act: 'refuse',
          label: '不续签，写明原因',
          title: '没有续签',
          tone: 'refuse',
          needsReason: true,
          reasons: ['这一年有会员反映不给优惠', '店已经不开了'],
          effect: '店主看得到原因。原协议到期那天优惠停用',
          to: { end: 'refused' },
          told: (_done, note) => ({ title: '没有续签', text: note }),
        },
      ],
    },
  ],

  async prepare(answers, applicant) {
    const { now } = applicant
    const shop = await ownShop(answers.merchant, applicant)
    const { until } = shop.agreement
    if (shop.quitOn !== null || (shop.state === 'ended' && addDays(until, RENEW_DAYS) < dayOf(now)))
      throw new AppError('NOT_NOW', '这家店已经退出了。要再给优惠，请重新申请加入')
    if (addDays(until, -RENEW_DAYS) > dayOf(now))
      throw new AppError('NOT_NOW', `协议到${until.slice(0, 4)}年${sayShortDay(until)}，到期前三个月才能续签`)
    return {
      facts: { merchant: shop._id, shop: shop.name, until },
      ...(await shopChain(shop, now)),
      openKey: idFrom('open', 'merchantRenewal', shop._id),
    }
  },
}

const shopName = (done: CaseDocument) => (done.facts as unknown as ShopFacts).shop

async function renew(transaction: Transaction, done: CaseDocument, at: Date): Promise<void> {
  const { merchant: id } = done.facts as unknown as ShopFacts
  const { number, until } = done.records[done.records.length - 1]!.values as { number: string; until: string }
  const standing = await store.readIn(transaction, id)
  if (!standing || standing.quitOn !== null) throw new AppError('NOT_NOW', '这家店已经退出了，不能续签')
  if (until <= dayOf(at)) throw new AppError('BAD_INPUT', '新协议的日子已经过了')
  if (until > addDays(dayOf(at), 366 * 5)) throw new AppError('BAD_INPUT', '协议最长签五年')
  const ended = standing.state === 'ended'
  const change = {
    agreement: { number, from: ended ? dayOf(at) : standing.agreement.from, until },
    ...(ended && { state: 'active' as const, why: '' }),
  }
  try {
    await store.writeIn(transaction, changed(standing, change, `续签，协议 ${number}`, done.orgName, at))
  } catch (error) {
    if (isDuplicate(error)) throw new AppError('ALREADY', '这个信用代码已经另签了一家，不能再续')
    throw error
  }
}
