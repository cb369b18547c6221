import { z } from 'zod'
import { dayOf } from '../../../miniprogram/rules/days'
import { appealStep, note, refuse } from '../../kernel/casework/common-acts'
import type { CaseDocument } from '../../kernel/casework/case'
import { aDay } from '../../kernel/casework/form'
import { field, type Kind } from '../../kernel/casework/kind'
import { AppError, notFound } from '../../kernel/errors'
import { idFrom } from '../../kernel/ids'
import { plainText } from '../../kernel/text'
import { countComplaint } from '../complaint-store'
import { findMerchant } from '../merchant-store'
import { shopChain } from '../own-shop'

/**
 * 会员优惠投诉: a shop refused the card, raised the price first, was rude, or did not keep to the offer. It begins with
 * the union that signed the agreement, which hears the shop and says what comes of it.
 */

export const COMPLAINT_WORDS = {
  cardRefused: '不收会员卡',
  priceRaised: '先涨价再打折',
  notHonoured: '说好的优惠不给',
  rude: '态度不好',
} as const
export type ComplaintAbout = keyof typeof COMPLAINT_WORDS

const aboutOptions = Object.entries(COMPLAINT_WORDS).map(([value, label]) => ({ value, label }))

const form = z.strictObject({
  merchant: z
    .string({ message: '请从优惠或明细里点“投诉这家店”' })
    .min(3, '请从优惠或明细里点“投诉这家店”')
    .max(60, '请从优惠或明细里点“投诉这家店”')
    .meta(field({ label: '哪家店', widget: 'shop', page: 0 })),
  about: z
    .enum(Object.keys(COMPLAINT_WORDS) as [ComplaintAbout, ...ComplaintAbout[]], { message: '请选怎么了' })
    .meta(field({ label: '怎么了', widget: 'choice', options: aboutOptions, page: 0 })),
  happenedOn: aDay('请选是哪一天').meta(field({ label: '哪一天', widget: 'day', page: 0 })),
  story: plainText(300)
    .refine((text) => [...text].length >= 5, '请写几个字，当时怎么回事')
    .meta(field({ label: '当时怎么回事', help: '几点、买什么、店里怎么说', widget: 'longText', page: 0 })),
})

interface ComplaintFacts {
  merchant: string
  shop: string
}
const factsOf = (standing: CaseDocument) => standing.facts as unknown as ComplaintFacts
const aboutOf = (standing: Pick<CaseDocument, 'form'>) => standing.form.about as ComplaintAbout

const counted = (standing: CaseDocument, change: { complained?: number; upheld?: number }, at: Date) => ({
  ...factsOf(standing),
  scopes: standing.chain.map(({ id }) => id),
  cardRefused: aboutOf(standing) === 'cardRefused',
  day: dayOf(at),
  ...change,
})

export const benefitComplaint: Kind<ComplaintFacts> = {
  kind: 'benefitComplaint',
  version: 1,
  title: '会员优惠投诉',
  plain: '店里不认会员卡',
  who: 'member',
  many: true,
  rated: true,
  form,
  pages: [{ title: '怎么回事', help: '店里不知道是谁投诉的' }],
  evidence: [{ slot: 'photo', title: '小票、价签的照片', types: ['other', 'sitePhoto'], required: false }],
  steps: [
    {
      name: 'hear',
      at: 'county',
      role: 'officer',
      state: 'submitted',
      next: '要问店里怎么回事',
      title: '问店里怎么说',
      stage: '在问店里怎么回事',
      deadline: (city) => ({ days: city.contactWorkingDays, unit: 'working', clause: '几天内问店里，由市总工会规定' }),
      acts: [
        {
          act: 'heard',
          label: '问过店里了，记下来',
          title: '店里答复了',
          effect: '记下店里怎么说，接着定是不是店里的错。别告诉店里是谁投诉的',
          fields: z.strictObject({
            answer: plainText(300)
              .refine((text) => text.length >= 2, '请写店里怎么说')
              .meta(field({ label: '店里怎么说', widget: 'longText' })),
          }),
          open: true,
          to: { step: 'settle' },
          ledger: 'application.noted',
          told: (done) => ({
            title: '店里答复了',
            text: `${String(done.records[done.records.length - 1]?.values.answer)}。${done.orgName}接着看谁对谁错`,
          }),
        },
        note('记一笔', '在问店里'),
      ],
    },
    {
      name: 'settle',
      at: 'county',
      role: 'officer',
      state: 'reviewing',
      next: '要定投诉怎么办',
      title: '工会定怎么办',
      stage: '在定怎么办',
      deadline: (city) => ({ days: city.reviewWorkingDays, unit: 'working', clause: '几天内答复，由市总工会规定' }),
      acts: [
        {
          act: 'upheld',
          label: '是店里不对，写明怎么改',
          title: '是店里不对',
          effect: '记到这家店名下，上级工会也看得到；要停这家店的，到“商家”里去停',
          fields: z.strictObject({
            remedy: plainText(200)
              .refine((text) => text.length >= 2, '请写店里怎么改')
              .meta(field({ label: '店里怎么改', help: '比如：退了多收的钱，店员重新教过', widget: 'longText' })),
          }),
          open: true,
          to: { end: 'served' },
          ledger: 'benefit.complaintUpheld',
          brings: (transaction, done, at) => countComplaint(transaction, counted(done, { upheld: 1 }, at)),
          told: (done) => ({
            title: `${factsOf(done).shop}改了`,
            text: `${String(done.records[done.records.length - 1]?.values.remedy)}。谢谢您说出来`,
          }),
        },
        refuse('这次不算店里的错', ['那天不在优惠的时间里', '东西不在优惠里，店里说清楚了'], {
          label: '不是店里的错，写明原因',
        }),
        note('记一笔', '在定怎么办'),
      ],
    },
    appealStep('above', 'settle', 5, '几个工作日内再看一遍，由市总工会规定'),
  ],
  appeal: { days: 30, step: 'appeal', words: '不服的话，可以请上级工会再看一遍' },

  async prepare(answers, { now, person }) {
    const { merchant: id, happenedOn, about } = answers as unknown as z.infer<typeof form>
    if (happenedOn > dayOf(now)) throw new AppError('BAD_INPUT', '这一天还没到。请再看一遍')
    const shop = await findMerchant(id)
    if (!shop) throw notFound('这家店')
    const { chain, titles } = await shopChain(shop, now)
    return {
      facts: { merchant: shop._id, shop: shop.name },
      chain,
      titles,
      // The same about the same shop on the same day is one matter.
      openKey: idFrom('open', 'benefitComplaint', person._id, shop._id, about, happenedOn),
    }
  },

  received: (standing) => ({ title: '收到了', text: `${standing.orgName}去问店里。店里不知道是您` }),
  brought: (transaction, made, at) => countComplaint(transaction, counted(made as never, { complained: 1 }, at)),
  takenBack: (transaction, done, at) => countComplaint(transaction, counted(done as never, { complained: -1 }, at)),
}
