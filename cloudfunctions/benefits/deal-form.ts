import { z } from 'zod'
import { NO_QUOTA, GROUP_WORDS, sayRules, type MemberGroup, type OfferRules } from '../../miniprogram/rules/offer-rules'
import { sayOffer, type OfferTerms } from '../../miniprogram/rules/offer'
import type { OpenHours } from '../../miniprogram/rules/places'
import type { Day } from '../../miniprogram/rules/days'
import { money } from '../kernel/casework/form'
import { field, type Reckoning } from '../kernel/casework/kind'
import { AppError } from '../kernel/errors'
import { plainLine } from '../kernel/text'
import type { Deal } from './merchants'

/** An offer as a shop fills it in, and what it becomes. */

export const DEAL_KINDS = ['percent', 'amountOff', 'fixedPrice', 'gift', 'free'] as const
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '0'] as const
const WEEKDAY_WORDS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const GROUPS = Object.keys(GROUP_WORDS) as [MemberGroup, ...MemberGroup[]]

const UNSEEN = '里面有看不见的符号，请重新输一遍'
/** As late as an offer without an end of its own. */
export const NO_END: Day = '2099-12-31'

const sum = (words: string) => money(words).min(1, words).max(10_000_000, '最多 10 万元，请再看一眼').optional()
const times = (most: number) => z.int('请填整数').min(1, '最少 1').max(most, `最多 ${most}`).optional()

/** `when`: every field but those of a choice of its own is asked only then. */
export function dealFields(page: number, when?: { field: string; is: string[] }) {
  const of = (...kinds: string[]) => ({ page, when: { field: 'terms', is: kinds }, wanted: true })
  const some = { page, when: { field: 'limits', is: ['some'] } }
  const asked = when ? { page, when, wanted: true } : { page }
  const terms = z.enum(DEAL_KINDS, { message: '请选怎么优惠' })
  const covers = plainLine(20, UNSEEN)
  const limits = z.enum(['none', 'some'], { message: '请选有没有别的限制' })
  return {
    terms: (when ? terms.optional() : terms).meta(
      field({
        label: '怎么优惠',
        widget: 'choice',
        ...asked,
        options: [
          { value: 'percent', label: '打折' },
          { value: 'amountOff', label: '满减' },
          { value: 'fixedPrice', label: '会员价' },
          { value: 'gift', label: '送东西' },
          { value: 'free', label: '免费' },
        ],
      }),
    ),
    payPercent: z
      .int('请填整数，比如 85')
      .min(1, '最少 1')
      .max(99, '最多 99')
      .optional()
      .meta(field({ label: '收原价的百分之几', help: '85 就是 85 折', widget: 'number', unit: '%', ...of('percent') })),
    fromFen: sum('请填满多少元').meta(
      field({ label: '满多少', help: '一单满这么多才算', widget: 'money', ...of('amountOff', 'gift') }),
    ),
    offFen: sum('请填减多少元').meta(field({ label: '减多少', widget: 'money', ...of('amountOff') })),
    priceFen: sum('请填会员价多少元').meta(field({ label: '会员价', widget: 'money', ...of('fixedPrice') })),
    usualFen: sum('请填平时卖多少元').meta(
      field({ label: '平时卖多少', widget: 'money', ...of('fixedPrice', 'free') }),
    ),
    gift: plainLine(12, UNSEEN)
      .optional()
      .meta(field({ label: '送什么', widget: 'text', ...of('gift') })),
    worthFen: sum('请填值多少元').meta(field({ label: '值多少钱', widget: 'money', ...of('gift') })),
    covers: (when ? covers.optional() : covers.min(1, '请填哪些东西能用')).meta(
      field({ label: '哪些东西能用', help: '比如：全部菜品', widget: 'text', ...asked }),
    ),
    not: plainLine(30, UNSEEN)
      .optional()
      .meta(
        field({
          label: '哪些不算',
          help: '比如：酒水、烟除外。没有就不填',
          widget: 'text',
          ...(when ? { page, when } : { page }),
        }),
      ),
    limits: (when ? limits.optional() : limits).meta(
      field({
        label: '还有别的限制吗',
        help: '哪几天、几点、几次、给谁',
        widget: 'choice',
        ...asked,
        options: [
          { value: 'none', label: '没有' },
          { value: 'some', label: '有' },
        ],
      }),
    ),
    weekdays: z
      .array(z.enum(WEEKDAYS), { message: '请选星期几' })
      .max(7)
      .optional()
      .meta(
        field({
          label: '星期几能用',
          help: '不选就是天天',
          widget: 'choices',
          ...some,
          options: WEEKDAYS.map((value) => ({ value, label: WEEKDAY_WORDS[Number(value)]! })),
        }),
      ),
    opens: aTime()
      .optional()
      .meta(field({ label: '从几点', help: '不选就是营业时间里都能用', widget: 'time', ...some })),
    closes: aTime()
      .optional()
      .meta(field({ label: '到几点', widget: 'time', ...some })),
    mineDay: times(99).meta(field({ label: '一个人一天几次', widget: 'number', unit: '次', ...some })),
    mineTerm: times(999).meta(field({ label: '一个人一共几次', widget: 'number', unit: '次', ...some })),
    allDay: times(9999).meta(field({ label: '一天一共几份', widget: 'number', unit: '份', ...some })),
    allTerm: times(99_999).meta(field({ label: '总共几份', widget: 'number', unit: '份', ...some })),
    groups: z
      .array(z.enum(GROUPS), { message: '请选给哪些会员' })
      .max(5)
      .optional()
      .meta(
        field({
          label: '只给哪些会员',
          help: '不选就是所有会员',
          widget: 'choices',
          ...some,
          options: GROUPS.map((value) => ({ value, label: GROUP_WORDS[value] })),
        }),
      ),
    withOthers: z
      .enum(['no', 'yes'], { message: '请选能不能一起用' })
      .optional()
      .meta(
        field({
          label: '能跟店里别的会员优惠一起用吗',
          widget: 'choice',
          ...some,
          options: [
            { value: 'no', label: '不能' },
            { value: 'yes', label: '能' },
          ],
        }),
      ),
  }
}

/** `09:30`, as a phone's wheel gives it. */
export function aTime() {
  return z.string({ message: '请选几点' }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请选几点')
}

/** Hours of a day; an end that is no later than the beginning is the next morning's. Equal: round the clock. */
export function hoursOf(opens: string, closes: string): OpenHours {
  const [open, close] = [minuteOf(opens), minuteOf(closes)]
  return { open, close: close < open ? close + 1440 : close }
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** An offer as it was filled in, wherever. */
export type DealAnswers = { [K in keyof ReturnType<typeof dealFields>]?: unknown }

/** Throws AppError in the shop's words where the sums make no offer. */
export function termsOf(answers: DealAnswers): OfferTerms {
  const { payPercent, fromFen, offFen, priceFen, usualFen, gift, worthFen } = answers as Record<string, number> & {
    gift: string
  }
  const bad = (words: string) => new AppError('BAD_INPUT', words)
  switch (answers.terms as (typeof DEAL_KINDS)[number]) {
    case 'percent':
      return { kind: 'percent', payPercent: payPercent! }
    case 'amountOff':
      if (offFen! > fromFen!) throw bad('减的比满的还多，请再看一遍')
      return { kind: 'amountOff', fromFen: fromFen!, offFen: offFen! }
    case 'fixedPrice':
      if (priceFen! >= usualFen!) throw bad('会员价要比平时便宜，请再看一遍')
      return { kind: 'fixedPrice', priceFen: priceFen!, usualFen: usualFen! }
    case 'free':
      return { kind: 'free', usualFen: usualFen! }
    case 'gift':
      return { kind: 'gift', fromFen: fromFen!, gift, worthFen: worthFen! }
  }
}

/** When, for whom, how often, from a day on. */
export function rulesOf(answers: DealAnswers, from: Day): OfferRules {
  const {
    weekdays = [],
    opens,
    closes,
    mineDay,
    mineTerm,
    allDay,
    allTerm,
    groups = [],
  } = answers as {
    weekdays?: string[]
    opens?: string
    closes?: string
    groups?: MemberGroup[]
  } & Partial<Record<'mineDay' | 'mineTerm' | 'allDay' | 'allTerm', number>>
  if (Boolean(opens) !== Boolean(closes)) throw new AppError('BAD_INPUT', '从几点到几点，两个都要选')
  return {
    from,
    until: NO_END,
    weekdays: weekdays.map(Number),
    hours: opens && closes ? hoursOf(opens, closes) : null,
    groups,
    mine: { ...NO_QUOTA, day: mineDay ?? null, term: mineTerm ?? null },
    all: { ...NO_QUOTA, day: allDay ?? null, term: allTerm ?? null },
    withOthers: answers.withOthers === 'yes',
  }
}

/** A deal of what was filled in. */
export function dealOf(answers: DealAnswers, id: string, rev: number, from: Day): Deal {
  const { covers, not } = answers as { covers: string; not?: string }
  return {
    id,
    rev,
    terms: termsOf(answers),
    covers,
    conditions: not ? [not] : [],
    rules: rulesOf(answers, from),
    state: 'active',
  }
}

/** Offers as workers will read them, for shop and desk to look over. */
export function shownAs(deals: Deal[], on: Day): Reckoning {
  return {
    title: '给会员的优惠',
    lines: deals.map(({ terms, covers, conditions, rules }) => ({
      label: sayOffer(terms),
      value: covers,
      note: [...sayRules(rules, on), ...conditions].join('，'),
    })),
    words: '工会同意以后，工友手机上就这样写。',
  }
}

/** A deal as the form that changes it begins with. */
export function answersOfDeal({ terms, covers, conditions, rules }: Deal): Record<string, unknown> {
  const { kind, ...sums } = terms
  const { weekdays, hours, groups, mine, all } = rules
  const counted = [mine.day, mine.term, all.day, all.term].some((most) => most !== null)
  const limited = counted || [weekdays.length > 0, hours, groups.length > 0, rules.withOthers].some(Boolean)
  const given = {
    terms: kind,
    ...sums,
    covers,
    not: conditions.join('，').slice(0, 30) || undefined,
    limits: limited ? 'some' : 'none',
    weekdays: weekdays.length > 0 ? weekdays.map(String) : undefined,
    opens: hours ? timeOf(hours.open) : undefined,
    closes: hours ? timeOf(hours.close) : undefined,
    groups: groups.length > 0 ? groups : undefined,
    mineDay: mine.day ?? undefined,
    mineTerm: mine.term ?? undefined,
    allDay: all.day ?? undefined,
    allTerm: all.term ?? undefined,
    withOthers: rules.withOthers ? 'yes' : undefined,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function timeOf(minute: number): string {
  const within = minute % 1440
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}
