import { z } from 'zod'
import { dayOf } from '../../../miniprogram/rules/days'
import { MOST_DEALS } from '../../../miniprogram/rules/merchant'
import { sayOffer } from '../../../miniprogram/rules/offer'
import type { CaseDocument } from '../../kernel/casework/case'
import { field, type Kind } from '../../kernel/casework/kind'
import type { Transaction } from '../../kernel/cloud'
import { AppError } from '../../kernel/errors'
import { idFrom } from '../../kernel/ids'
import { dealFields, dealOf, shownAs, type DealAnswers } from '../deal-form'
import * as store from '../merchant-store'
import { changed, type Deal, type Merchant } from '../merchants'
import { ownShop, shopChain, shopField, type ShopFacts } from '../own-shop'

/** 改优惠: a new offer, another wording or figure, or an end. Workers see it only after the county has looked. */

const SHOWN = { field: 'what', is: ['put'] }

const form = z.strictObject({
  merchant: shopField(0),
  deal: z
    .string({ message: '请从“我的店”里点进来' })
    .max(40, '请从“我的店”里点进来')
    .optional()
    .meta(field({ label: '哪个优惠', widget: 'shop', page: 0 })),
  what: z.enum(['put', 'stop'], { message: '请选怎么办' }).meta(
    field({
      label: '怎么办',
      widget: 'choice',
      page: 0,
      options: [
        { value: 'put', label: '改，或新添' },
        { value: 'stop', label: '这个不做了' },
      ],
    }),
  ),
  ...dealFields(1, SHOWN),
  why: z
    .string({ message: '请写为什么' })
    .trim()
    .max(60, '最多 60 个字')
    .optional()
    .meta(
      field({
        label: '为什么不做了',
        help: '写一句，工会要看',
        widget: 'text',
        page: 1,
        when: { field: 'what', is: ['stop'] },
        wanted: true,
      }),
    ),
})

interface ChangeFacts extends ShopFacts {
  /** As it would be; null: it ends. */
  deal: Deal | null
  id: string
  /** Before, in the fewest words; empty for a new one. */
  before: string
}

const factsOf = (standing: CaseDocument) => standing.facts as unknown as ChangeFacts
const sayDeal = ({ terms, covers }: Deal) => `${sayOffer(terms)} ${covers}`

export const offerChange: Kind<ChangeFacts> = {
  kind: 'offerChange',
  version: 1,
  title: '改会员优惠',
  plain: '改店里的优惠',
  who: 'anyone',
  many: true,
  rated: false,
  form,
  pages: [
    { title: '改哪个优惠', help: '工会看过，工友才看得到新的' },
    { title: '改成什么样', help: '' },
  ],
  evidence: [],
  steps: [
    {
      name: 'check',
      at: 'county',
      role: 'officer',
      state: 'submitted',
      next: '要看改的优惠',
      title: '区县总工会看改的优惠',
      stage: '在看您改的优惠',
      deadline: (city) => ({ days: city.reviewWorkingDays, unit: 'working', clause: '几天内看完，由市总工会规定' }),
      acts: [
        {
          act: 'approve',
          label: '同意改',
          title: '同意改了',
          effect: '工友马上看到新的优惠，并告诉店主',
          to: { end: 'approved' },
          ledger: 'offer.changed',
          batch: true,
          brings: change,
          told: (done) => {
            const { deal, before } = factsOf(done)
            return { title: '优惠改好了', text: deal ? `现在是：${sayDeal(deal)}` : `“${before}”不再给工友看了` }
          },
        },
        {
          act: 'refuse',
          label: '不同意，写明原因',
          title: '没有同意改',
          tone: 'refuse',
          needsReason: true,
          reasons: ['比原来的优惠少了，会员会有意见', '写得不清楚，工友看不明白'],
          effect: '优惠照原来的，店主看得到原因',
          to: { end: 'refused' },
          told: (_done, note) => ({ title: '没有同意改', text: note }),
        },
      ],
    },
  ],

  async prepare(answers, applicant) {
    const { now } = applicant
    const shop = await ownShop(answers.merchant, applicant)
    if (shop.state === 'ended') throw new AppError('NOT_NOW', '这家店的协议已经结束了')
    const asked = answers.deal ? shop.deals.find(({ id }) => id === answers.deal) : undefined
    if (answers.deal && asked?.state !== 'active')
      throw new AppError('MOVED_ON', '这个优惠已经不做了。请回“我的店”再看')
    const stops = answers.what === 'stop'
    if (stops && !asked) throw new AppError('BAD_INPUT', '请从“我的店”里点开要停的优惠')
    if (!asked) checkRoom(shop)
    const id = asked?.id ?? idFrom('d', shop._id, Number(now))
    const begun = putOf(answers, id, asked, dayOf(now), stops)
    return {
      facts: {
        merchant: shop._id,
        shop: shop.name,
        until: shop.agreement.until,
        id,
        deal: begun,
        before: asked ? sayDeal(asked) : '',
      },
      ...(await withTitles(shop, asked, now)),
      openKey: idFrom('open', 'offerChange', shop._id, id),
    }
  },

  reckon: (_form, _city, on, { deal }) => deal && shownAs([deal], on),

  warnings(standing) {
    const { before, deal } = standing.facts
    if (!before) return ['新添的优惠']
    return [deal ? `原来是：${before}` : `要停：${before}`]
  },
}

/** What it would be from a day on: one that is changed began when it began, so that its places keep their names. */
function putOf(answers: Record<string, unknown>, id: string, asked: Deal | undefined, today: string, stops: boolean) {
  if (stops) return null
  return dealOf(answers as DealAnswers, id, (asked?.rev ?? 0) + 1, asked?.rules.from ?? today)
}

async function withTitles(shop: Merchant, asked: Deal | undefined, now: Date) {
  const begun = await shopChain(shop, now)
  return { ...begun, titles: { ...begun.titles, deal: asked ? sayDeal(asked) : '新添的优惠' } }
}

function checkRoom({ deals }: Pick<Merchant, 'deals'>): void {
  if (deals.filter(({ state }) => state === 'active').length >= MOST_DEALS)
    throw new AppError('USED_UP', `一家店最多 ${MOST_DEALS} 个优惠。先停一个，再添新的`)
}

async function change(transaction: Transaction, done: CaseDocument, at: Date): Promise<void> {
  const { merchant: id, id: deal, deal: put, before } = factsOf(done)
  const standing = await store.readIn(transaction, id)
  if (!standing || standing.state === 'ended') throw new AppError('NOT_NOW', '这家店的协议已经结束了，不用改了')
  if (put && !standing.deals.some((one) => one.id === deal)) checkRoom(standing)
  const ended = standing.deals.map((one) => (one.id === deal ? { ...one, state: 'ended' as const } : one))
  // Ended ones stay: their offers are shut by them.
  const deals = put ? [...standing.deals.filter((one) => one.id !== deal), put] : ended
  const words = put ? `${before ? '改优惠' : '添优惠'}：${sayDeal(put)}` : `停优惠：${before}`
  await store.writeIn(transaction, changed(standing, { deals }, words, done.orgName, at))
}
