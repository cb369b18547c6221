import { z } from 'zod'
import { isCreditCode, tidyCreditCode } from '../../../miniprogram/rules/credit-code'
import { addDays, dayOf } from '../../../miniprogram/rules/days'
import { MOST_BRANCHES, MOST_DEALS } from '../../../miniprogram/rules/merchant'
import type { CaseDocument } from '../../kernel/casework/case'
import { askMore, passOn } from '../../kernel/casework/common-acts'
import { aDay } from '../../kernel/casework/form'
import { field, type Kind } from '../../kernel/casework/kind'
import type { Transaction } from '../../kernel/cloud'
import { isDuplicate } from '../../kernel/database'
import { AppError } from '../../kernel/errors'
import { idFrom } from '../../kernel/ids'
import { chainOfTown } from '../../kernel/orgs'
import { citySettings } from '../../kernel/settings'
import { plainLine } from '../../kernel/text'
import { aSpot, branchesOf, branchFields, shopPhone, spotOf, type AskedBranch } from '../branch-form'
import { dealFields, dealOf, shownAs, type DealAnswers } from '../deal-form'
import { invitationFor } from '../invitations'
import * as store from '../merchant-store'
import { newMerchant, type Branch, type Deal } from '../merchants'
import { category } from '../schemas'
import { putOffersIn } from '../shop-window'

/**
 * 商家加入: a shop offers card holders something; the county's union looks at licence and offers and writes down the
 * agreement's term. Approved, the merchant with branches, offers, agreement and its owner as first clerk are there.
 */

const UNSEEN = '里面有看不见的符号，请重新输一遍'
const CATEGORIES = {
  eat: '吃饭',
  grocery: '买菜',
  health: '看病买药',
  daily: '理发洗衣',
  car: '加油修车',
  fun: '玩一玩',
  home: '家里用的',
  learn: '学点东西',
}

const form = z.strictObject({
  shop: plainLine(24, UNSEEN)
    .min(2, '请填店名')
    .meta(field({ label: '店名', help: '招牌上怎么写就怎么填', widget: 'text', page: 0 })),
  category: category.meta(
    field({
      label: '做什么生意',
      widget: 'choice',
      page: 0,
      options: category.options.map((value) => ({ value, label: CATEGORIES[value] })),
    }),
  ),
  name: plainLine(20, UNSEEN)
    .min(2, '请填您的名字')
    .meta(field({ label: '您的名字', help: '您来管店里的优惠和店员', widget: 'text', page: 0, prefill: 'name' })),
  phone: shopPhone().meta(field({ label: '怎么找您', help: '手机或店里座机', widget: 'text', page: 0 })),
  creditCode: z
    .string({ message: '请填统一社会信用代码' })
    .max(30, '统一社会信用代码是 18 位')
    .meta(field({ label: '统一社会信用代码', help: '营业执照上的 18 位', widget: 'text', page: 0 })),
  branches: z
    .array(z.strictObject(branchFields()), { message: '请填店在哪儿' })
    .min(1, '请填店在哪儿')
    .max(MOST_BRANCHES, `最多 ${MOST_BRANCHES} 家店`)
    .meta(field({ label: '店在哪儿', help: '有几家店就填几家', widget: 'list', page: 1 })),
  offers: z
    .array(z.strictObject(dealFields(2)), { message: '请填给会员什么优惠' })
    .min(1, '请填给会员什么优惠')
    .max(MOST_DEALS, `先填 ${MOST_DEALS} 个，以后还能加`)
    .meta(field({ label: '给会员什么优惠', help: '一个一个填。批了工友就看得到', widget: 'list', page: 2 })),
  invitation: z
    .string({ message: '请填六位数' })
    .regex(/^\d{6}$/, '邀请码是六位数')
    .optional()
    .meta(field({ label: '邀请码', help: '工会给过您六位数的就填，没有就空着', widget: 'text', page: 3 })),
  promise: z.literal(true, { message: '请先打勾，答应这几条' }).meta(
    field({
      label: '我答应：会员出示会员卡就给优惠，不先涨价再打折，不拿会员的信息做别的用',
      help: '打勾＝答应。不做了，随时能退出',
      widget: 'consent',
      page: 3,
    }),
  ),
})
type Form = z.infer<typeof form>

export interface MerchantJoiningFacts {
  shop: string
  creditCode: string
  branches: AskedBranch[]
  /** As they would begin; days are put in with the approval. */
  deals: Deal[]
  /** Whose invitation it answers: post and union. */
  invited: string | null
  /** The merchant, once it is approved. */
  merchant?: string
}

const factsOf = (standing: CaseDocument) => standing.facts as unknown as MerchantJoiningFacts

const agreementFields = z.strictObject({
  number: plainLine(30, UNSEEN)
    .min(2, '请填协议编号')
    .meta(field({ label: '协议编号', help: '签的那份协议上的', widget: 'text' })),
  until: aDay('请选协议到哪天').meta(field({ label: '协议到哪天', help: '一般签一年', widget: 'day' })),
  spot: aSpot()
    .optional()
    .meta(field({ label: '店在地图上的位置', help: '店家没标的，在这儿标。标过就不用填', widget: 'spot' })),
})

export const merchantJoining: Kind<MerchantJoiningFacts> = {
  kind: 'merchantJoining',
  version: 1,
  title: '商家加入申请',
  plain: '店里给会员优惠',
  who: 'anyone',
  many: true,
  rated: false,
  form,
  pages: [
    { title: '您的店', help: '照营业执照和招牌填' },
    { title: '店在哪儿', help: '工友按位置找过来' },
    { title: '给会员什么优惠', help: '一个也行，多几个也行' },
    { title: '最后看一眼', help: '' },
  ],
  evidence: [
    { slot: 'licence', title: '营业执照', help: '名称和信用代码要看得清', types: ['businessLicence'], required: true },
  ],
  steps: [
    {
      name: 'check',
      at: 'county',
      role: 'officer',
      state: 'submitted',
      next: '要看商家的申请',
      title: '区县总工会看执照和优惠',
      stage: '在看您的申请',
      deadline: (city) => ({ days: city.reviewWorkingDays, unit: 'working', clause: '几天内看完，由市总工会规定' }),
      acts: [
        {
          act: 'accept',
          label: '都行，去签协议',
          title: '执照和优惠看过了',
          effect: '告诉店主来签协议，签好了在下一步写上',
          to: { step: 'agreement' },
          told: (done) => ({ title: '执照和优惠看过了', text: `${done.orgName}会跟您签一份协议，签好马上生效` }),
        },
        askMore({
          label: '还差材料，请店主补',
          reasons: ['营业执照看不清，请再拍一张', '执照上的名称跟店名对不上，请写一句怎么回事'],
          effect: '店主马上收到，写明差什么。只能要这一次，请一次说清',
        }),
        passOn({ reasons: ['店开在那边'], effect: '转到您选的工会，期限重新算，并告诉店主' }),
        no('这次没有同意', ['执照过期了', '优惠跟平时促销一样，会员得不到好处']),
      ],
    },
    {
      name: 'agreement',
      at: 'county',
      role: 'officer',
      state: 'reviewing',
      next: '要签商家协议',
      title: '签协议',
      stage: '在跟您签协议',
      deadline: (city) => ({
        days: city.reviewWorkingDays + city.visitWorkingDays,
        unit: 'working',
        clause: '几天内签好，由市总工会规定',
      }),
      silent: 'stays',
      acts: [
        {
          act: 'approve',
          label: '协议签好了，写下来',
          title: '协议签好了',
          effect: '商家、优惠马上出现在工友手机上，店主就能核对会员卡',
          fields: agreementFields,
          open: true,
          to(standing, given) {
            if (String(given.until) < dayOf(standing.submittedAt))
              throw new AppError('BAD_INPUT', '协议到期的日子已经过了')
            if (!given.spot && factsOf(standing).branches.some(({ place }) => !place))
              throw new AppError('BAD_INPUT', '店家没在地图上标位置，请您标一下')
            return { end: 'approved' }
          },
          ledger: 'merchant.joined',
          brings: begin,
          told: (done) => ({
            title: `${factsOf(done).shop}加入了`,
            text: '工友现在就找得到您的店。去“我的店”添店员、看用了多少次',
            link: `/packages/merchant/shop/shop?merchant=${merchantIdOf(done)}`,
          }),
        },
        no('这次没有签成', ['店主改主意了', '条件没谈拢']),
      ],
    },
  ],

  async prepare(answers, { now }) {
    const filled = answers as unknown as Form
    const creditCode = tidyCreditCode(filled.creditCode)
    if (!isCreditCode(creditCode)) throw new AppError('BAD_INPUT', '统一社会信用代码不对。请对着营业执照再看一遍')
    const branches = branchesOf(filled.branches, await citySettings(Number(now)))
    const deals = filled.offers.map((offer, i) => dealOf(offer as DealAnswers, `d${i + 1}`, 1, dayOf(now)))
    const chain = await chainOfTown(filled.branches[0]!.town, now)
    if (!chain) throw new AppError('BAD_INPUT', '请选在哪个镇街')
    const invited = filled.invitation ? await invitationFor(filled.invitation, now) : null
    const { shop } = filled
    const facts = { shop, creditCode, branches, deals, invited: invited && invited.by }
    return { facts, chain, name: shop, openKey: idFrom('open', 'merchantJoining', creditCode) }
  },

  reckon: (_form, _city, on, { deals }) => shownAs(deals, on),

  received: (standing) => ({
    title: '申请收到了',
    text: `${standing.orgName}看执照和优惠，看好了跟您签协议。`,
  }),

  async warnings(standing) {
    const { creditCode, invited, branches } = standing.facts
    const already = await store.findByCreditCode(creditCode)
    return [
      ...(invited ? [`${invited}请来的`] : []),
      ...already.map(({ name, orgName }) => `这个信用代码已经有一家商家：${name}（${orgName}）`),
      ...(branches.some(({ place }) => !place) ? ['有的店没在地图上标位置，签协议时要标'] : []),
    ]
  },
}

function no(title: string, reasons: string[]) {
  return {
    act: 'refuse',
    label: '不同意，写明原因',
    tone: 'refuse' as const,
    needsReason: true,
    reasons,
    effect: '店主会看到您写的原因，可以改了再交',
    to: { end: 'refused' as const },
    told: (_done: CaseDocument, note: string) => ({ title, text: note }),
  }
}

export const merchantIdOf = ({ _id }: Pick<CaseDocument, '_id'>): string => idFrom('mer', _id)

/** Merchant, first clerk and the first offers in the act itself; what is more than one act takes follows at once. */
async function begin(transaction: Transaction, done: CaseDocument, at: Date): Promise<object> {
  const { shop, creditCode, branches, deals } = factsOf(done)
  const { number, until, spot } = done.records[done.records.length - 1]!.values as {
    number: string
    until: string
    spot?: string
  }
  const today = dayOf(at)
  if (until < today) throw new AppError('BAD_INPUT', '协议到期的日子已经过了')
  if (until > addDays(today, 366 * 5)) throw new AppError('BAD_INPUT', '协议最长签五年')
  const person = await store.personIn(transaction, done.person)
  if (!person) throw new Error('an applicant without a record')
  const _id = merchantIdOf(done)
  const { category: trade, name, phone } = done.form as unknown as Form
  const merchant = newMerchant(
    {
      _id,
      name: shop,
      category: trade,
      phone,
      creditCode,
      case: done._id,
      agreement: { number, from: today, until },
      branches: branches.map((branch): Branch => ({ ...branch, place: branch.place ?? spotOf(spot!) })),
      deals: deals.map((deal) => ({ ...deal, rules: { ...deal.rules, from: today } })),
      owner: done.openid,
      clerks: [{ person: person._id, name, since: today }],
      history: [{ at, words: `加入，协议 ${number}`, by: done.orgName }],
    },
    done.chain,
    today,
  )
  await putOffersIn(transaction, merchant)
  try {
    await store.addMerchant(transaction, merchant)
  } catch (error) {
    if (isDuplicate(error)) throw new AppError('ALREADY', '这个信用代码已经有一家商家，不能再签一份')
    throw error
  }
  const counters = person.counters.filter(({ merchantId }) => merchantId !== _id)
  const own = { merchantId: _id, merchantName: shop, owner: true }
  await store.setCounters(transaction, { ...person, counters: [...counters, own] })
  return { merchant: _id }
}
