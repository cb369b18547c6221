import { z } from 'zod'
import { addDays, dayOf, sayShortDay } from '../../../miniprogram/rules/days'
import type { CaseDocument } from '../../kernel/casework/case'
import { aDay } from '../../kernel/casework/form'
import { field, type Kind } from '../../kernel/casework/kind'
import type { Transaction } from '../../kernel/cloud'
import { AppError } from '../../kernel/errors'
import { idFrom } from '../../kernel/ids'
import { plainText } from '../../kernel/text'
import * as store from '../merchant-store'
import { changed } from '../merchants'
import { ownShop, shopChain, shopField, type ShopFacts } from '../own-shop'

/** 退出: a shop says that it gives card holders nothing any more; nobody has to agree. At once, or from a day on. */

const form = z.strictObject({
  merchant: shopField(0),
  when: z.enum(['now', 'day'], { message: '请选从什么时候起' }).meta(
    field({
      label: '从什么时候起',
      widget: 'choice',
      page: 0,
      options: [
        { value: 'now', label: '马上' },
        { value: 'day', label: '定个日子' },
      ],
    }),
  ),
  day: aDay('请选哪天起')
    .optional()
    .meta(field({ label: '哪天起不做了', widget: 'day', page: 0, when: { field: 'when', is: ['day'] }, wanted: true })),
  why: plainText(200)
    .optional()
    .meta(field({ label: '为什么', help: '不想说就不填', widget: 'longText', page: 0 })),
  sure: z.literal(true, { message: '请先打勾，确认您知道会停什么' }).meta(
    field({
      label: '我知道：到那天起，工友看不到店里的优惠，店员不能再核对会员卡',
      help: '定了日子的，到日子以前随时撤回',
      widget: 'consent',
      page: 0,
    }),
  ),
})

interface QuittingFacts extends ShopFacts {
  /** The first day without. */
  from: string
}
const factsOf = (standing: CaseDocument) => standing.facts as unknown as QuittingFacts

export const merchantQuitting: Kind<QuittingFacts> = {
  kind: 'merchantQuitting',
  version: 1,
  title: '商家退出',
  plain: '不做会员优惠了',
  who: 'anyone',
  ownAct: true,
  many: true,
  rated: false,
  form,
  pages: [{ title: '退出', help: '退不退由您，不用谁批准。以后想回来，再申请就行' }],
  evidence: [],
  steps: [
    {
      name: 'note',
      at: 'county',
      role: 'officer',
      state: 'submitted',
      next: '有商家退出，看一眼',
      title: '区县总工会记下来',
      stage: '记下来',
      deadline: (city) => ({ days: city.reviewWorkingDays, unit: 'working', clause: '几天内看，由市总工会规定' }),
      silent: 'stays',
      acts: [
        {
          act: 'noted',
          label: '知道了',
          title: '工会知道了',
          effect: '这一件办完。商家退出不用批准，说好哪天就是哪天',
          to: { end: 'closed' },
          ledger: 'merchant.quit',
          batch: true,
          told: (done) => ({
            title: '工会知道了',
            text: `${factsOf(done).shop}${sayFrom(done)}不做会员优惠。谢谢您这些日子对工友的照顾`,
          }),
        },
      ],
    },
  ],

  async prepare(answers, applicant) {
    const { now } = applicant
    const today = dayOf(now)
    const shop = await ownShop(answers.merchant, applicant)
    if (shop.state === 'ended') throw new AppError('NOT_NOW', '这家店的协议已经结束了，不用再退')
    const from = answers.when === 'day' ? String(answers.day) : today
    if (from < today) throw new AppError('BAD_INPUT', '日子已经过了，请选今天以后的')
    if (from > addDays(today, 365)) throw new AppError('BAD_INPUT', '日子太远了，请选一年以内的')
    return {
      facts: { merchant: shop._id, shop: shop.name, until: shop.agreement.until, from },
      ...(await shopChain(shop, now)),
      openKey: idFrom('open', 'merchantQuitting', shop._id),
    }
  },

  received: (standing) => ({ title: '退出说好了', text: `${sayFrom(standing as never)}起不做会员优惠。` }),

  async brought(transaction, made, at) {
    const { merchant: id, from } = made.facts
    const standing = await readOpen(transaction, id)
    const atOnce = from <= dayOf(at)
    const change = atOnce ? { state: 'ended' as const, why: '店主退出', quitOn: from } : { quitOn: from }
    await store.writeIn(transaction, changed(standing, change, `退出，${sayFrom(made as never)}起`, '店主', at))
  },

  async takenBack(transaction, done, at) {
    const { merchant: id } = done.facts
    const standing = await store.readIn(transaction, id)
    if (!standing || standing.state === 'ended')
      throw new AppError('NOT_NOW', '已经退出了，撤不回来。想回来，请重新申请加入')
    await store.writeIn(transaction, changed(standing, { quitOn: null }, '退出的话收回了', '店主', at))
  },
}

const sayFrom = (standing: CaseDocument): string => {
  const { from } = factsOf(standing)
  return `${from.slice(0, 4)}年${sayShortDay(from)}`
}

async function readOpen(transaction: Transaction, id: string) {
  const standing = await store.readIn(transaction, id)
  if (!standing || standing.state === 'ended') throw new AppError('NOT_NOW', '这家店的协议已经结束了')
  return standing
}
