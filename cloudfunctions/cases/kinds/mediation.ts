import { z } from 'zod'
import { addDays, dayOf } from '../../../miniprogram/rules/days'
import { shortYuan } from '../../../miniprogram/rules/money'
import { askMore, note, passOn } from '../../kernel/casework/common-acts'
import type { CaseDocument } from '../../kernel/casework/case'
import { aDay, money } from '../../kernel/casework/form'
import { field, type Kind } from '../../kernel/casework/kind'
import { plainLine, plainText } from '../../kernel/text'
import {
  checkDays,
  limitationFields,
  limitationReminders,
  limitationWarnings,
  reckonLimitation,
  sayArbitration,
  sayFull,
} from '../limitation'
import { townField, townTitle } from '../places'

/**
 * 劳动争议调解: both sides at one table with a mediator of the union. Without an agreement 15 days after the request came
 * in, either may go to arbitration (调解仲裁法 第14条), so one clock runs from the hand-in to the end of the talks. An
 * agreement binds once both have signed and the mediator with them; within 30 days both may ask the court to confirm it
 * (人民调解法 第33条).
 */

const MATTERS = [
  { value: 'wages', label: '工资、加班费' },
  { value: 'dismissed', label: '被辞退、要补偿' },
  { value: 'injury', label: '工伤待遇' },
  { value: 'contract', label: '合同、调岗' },
  { value: 'insurance', label: '社保、福利' },
  { value: 'hours', label: '加班、休假' },
  { value: 'other', label: '别的' },
] as const

const form = z.strictObject({
  matter: z
    .enum(
      MATTERS.map(({ value }) => value),
      { message: '请选为什么事' },
    )
    .meta(field({ label: '为什么事', widget: 'choice', options: [...MATTERS], page: 0 })),
  story: plainText(500)
    .refine((text) => text.length >= 5, '请写几句是怎么回事')
    .meta(field({ label: '怎么回事', widget: 'longText', page: 0 })),
  want: plainText(200)
    .refine((text) => text.length >= 2, '请写您想怎么解决')
    .meta(field({ label: '您想怎么解决', help: '比如：补 3 个月工资', widget: 'longText', page: 0 })),
  claimFen: money('请填要多少钱')
    .optional()
    .meta(field({ label: '要多少钱', help: '不涉及钱就不填', widget: 'money', page: 0 })),
  people: z
    .int({ message: '请填几个人' })
    .min(1, '至少 1 个人')
    .max(10_000, '人数太多了，请再看一遍')
    .meta(field({ label: '一起的有几个人', help: '就您自己，填 1', widget: 'number', unit: '人', page: 0 })),
  employer: plainLine(40, '单位名里有看不见的符号，请重新输一遍')
    .min(2, '请填单位名')
    .meta(field({ label: '单位名', help: '照工资条、合同上的写', widget: 'text', prefill: 'employer', page: 1 })),
  contact: plainLine(20, '姓名里有看不见的符号')
    .optional()
    .meta(field({ label: '单位里谁管这事', help: '老板、人事都行，不知道就不填', widget: 'text', page: 1 })),
  contactPhone: z
    .string()
    .regex(/^[\d\s()（）+-]{7,20}$/, '单位电话只有数字。请再看一遍')
    .optional()
    .meta(field({ label: '单位电话', help: '调解员要打给单位', widget: 'text', page: 1 })),
  ...limitationFields(2),
  town: townField(2, '单位在哪个镇街'),
})

export const mediation: Kind = {
  kind: 'mediation',
  version: 1,
  title: '劳动争议调解',
  plain: '跟单位有纠纷',
  who: 'anyone',
  entry: { title: '请工会调解', line: '跟单位坐下来谈，不收钱', inStead: 'kinAndOfficers', place: 6 },
  many: true,
  rated: true,
  form,
  pages: [
    { title: '什么事', help: '坐下来谈，不收钱' },
    { title: '对方是谁', help: '' },
    { title: '哪天的事', help: '谈不成还可以仲裁，工会帮您看着期限' },
  ],
  evidence: [
    { slot: 'contract', title: '劳动合同', help: '没签就不用', types: ['laborContract'], required: false },
    {
      slot: 'wageRecord',
      title: '工资条、流水或考勤',
      types: ['wageRecord', 'attendance'],
      required: false,
      when: { field: 'matter', is: ['wages', 'dismissed', 'hours'] },
    },
    {
      slot: 'injuryFinding',
      title: '工伤认定书或诊断证明',
      types: ['injuryFinding', 'diagnosis'],
      required: false,
      when: { field: 'matter', is: ['injury'] },
    },
    { slot: 'more', title: '聊天记录或别的材料', types: ['chatRecord', 'other'], required: false },
  ],
  steps: [
    {
      name: 'accept',
      at: 'town',
      role: 'officer',
      state: 'submitted',
      next: '要收下调解申请',
      title: '问单位愿不愿意谈',
      stage: '在联系单位',
      deadline: () => ({
        days: 15,
        unit: 'calendar',
        clause: '劳动争议调解仲裁法 第14条：收到申请 15 天没谈成，就可以申请仲裁',
      }),
      acts: [
        {
          act: 'assign',
          label: '单位愿意谈，派调解员',
          title: '受理了，派了调解员',
          effect: '转到这位调解员手上，期限接着算，并告诉工友',
          to: { step: 'mediate', crew: 'mediator' },
          told: (done) => ({
            title: '单位愿意谈',
            text: `${done.assignee?.name ?? ''}来调解，会约您和单位坐下来${dueWords(done)}`,
          }),
        },
        {
          act: 'notAccepted',
          label: '谈不了，写明原因',
          title: '没有受理',
          tone: 'refuse',
          needsReason: true,
          reasons: ['单位不愿意调解', '这件事不是劳动争议'],
          effect: '到此为止，告诉工友怎么申请仲裁、最晚哪天',
          to: { end: 'closed' },
          told: (done, reason) => ({ title: '这次谈不了', text: `${reason}。${arbitrationOf(done)}` }),
        },
        askMore(),
        passOn({ effect: '转到您选的工会，并告诉工友。15 天重新算，请先问工友等不等得起' }),
      ],
    },
    {
      name: 'mediate',
      at: 'town',
      role: 'mediator',
      state: 'reviewing',
      next: '要调解',
      title: '双方坐下来谈',
      stage: '在调解',
      deadline: 'goesOn',
      acts: [
        {
          act: 'agreed',
          label: '谈成了，写协议',
          title: '谈成了',
          effect: '记进台账，出调解协议书，双方签字后有约束力',
          fields: z.strictObject({
            otherSide: plainLine(40, '名字里有看不见的符号')
              .min(2, '请填单位来谈的人')
              .meta(field({ label: '单位来谈的是谁', help: '姓名和职务', widget: 'text' })),
            terms: plainText(1000)
              .refine((text) => text.length >= 5, '请把谈好的条款写清楚')
              .meta(field({ label: '谈好的条款', help: '一条一行，写明谁、哪天前、做什么', widget: 'longText' })),
            amountFen: money('请填单位要付多少钱，没有填 0').meta(
              field({ label: '单位付多少钱', help: '没有填 0', widget: 'money' }),
            ),
            payBy: aDay('请选哪天前付清')
              .optional()
              .meta(field({ label: '哪天前付清', help: '不涉及钱就不选', widget: 'day' })),
            confirm: z.enum(['yes', 'no'], { message: '请选去不去法院确认' }).meta(
              field({
                label: '一起去法院确认吗',
                help: '确认了，单位不付可以直接申请强制执行。要双方都愿意',
                widget: 'choice',
                options: [
                  { value: 'yes', label: '去' },
                  { value: 'no', label: '不去' },
                ],
              }),
            ),
          }),
          open: true,
          amount: 'amountFen',
          ledger: 'mediation.agreed',
          to: (_standing, given) => (given.confirm === 'yes' ? { step: 'confirm' } : { end: 'served' }),
          told: (done) => ({
            title: '谈成了',
            text: done.open
              ? `请在协议书上签字。还要跟单位一起去法院确认${dueWords(done)}`
              : '请在协议书上签字。单位不照办，您可以申请仲裁，要钱的还可以向法院申请支付令',
          }),
        },
        {
          act: 'failed',
          label: '没谈成，写明原因',
          title: '没有谈成',
          tone: 'refuse',
          needsReason: true,
          reasons: ['双方差得太远', '单位不来了'],
          effect: '到此为止，告诉工友怎么申请仲裁、最晚哪天',
          to: { end: 'closed' },
          told: (done, reason) => ({ title: '没有谈成', text: `${reason}。${arbitrationOf(done)}` }),
        },
        note('记一笔谈的情况', '调解记录', {
          told: (_done, text) => ({ title: '调解有新进展', text }),
        }),
        askMore({ reasons: ['单位要看工资条', '要核对上班的日子'] }),
      ],
    },
    {
      name: 'confirm',
      at: 'town',
      role: 'officer',
      state: 'approved',
      beside: true,
      next: '要陪双方去法院确认',
      title: '去法院确认协议',
      stage: '在帮着去法院确认',
      deadline: () => ({
        days: 30,
        unit: 'calendar',
        clause: '人民调解法 第33条：协议生效 30 天内，双方一起向法院申请确认',
      }),
      acts: [
        {
          act: 'confirmed',
          label: '法院确认了',
          title: '法院确认了协议',
          effect: '记下来，并告诉工友',
          fields: z.strictObject({
            court: plainLine(40, '法院名里有看不见的符号')
              .min(2, '请填哪个法院')
              .meta(field({ label: '哪个法院', widget: 'text' })),
            ruling: plainLine(40, '文号里有看不见的符号')
              .min(2, '请填裁定书的文号')
              .meta(field({ label: '裁定书文号', widget: 'text' })),
          }),
          open: true,
          to: { end: 'served' },
          told: () => ({ title: '法院确认了协议', text: '单位不照办，您可以直接请法院强制执行' }),
        },
        {
          act: 'notConfirmed',
          label: '没有去成，写明原因',
          title: '没有去法院确认',
          tone: 'plain',
          needsReason: true,
          reasons: ['单位不愿意去', '法院没有确认'],
          effect: '到此为止，协议照样有约束力，并告诉工友',
          to: { end: 'served' },
          told: (_done, reason) => ({
            title: '没有去法院确认',
            text: `${reason}。协议照样算数，单位不照办，您可以申请仲裁`,
          }),
        },
        note('记一笔', '去法院的情况'),
      ],
    },
  ],

  async prepare(answers, { now }) {
    checkDays(answers, now)
    return { facts: {}, titles: await townTitle(answers, now) }
  },

  reckon: (stored, _city, on) => reckonLimitation(stored, on),

  reminders: limitationReminders,

  warnings(standing, now) {
    const today = dayOf(now)
    const late = standing.step !== 'confirm' && standing.due !== null && standing.due < today
    return [
      ...limitationWarnings(standing, now),
      ...(Number(standing.form.people) >= 10 ? [`${Number(standing.form.people)} 个人一起的，请报上级工会`] : []),
      ...(standing.step === 'accept' && addDays(dayOf(standing.submittedAt), 3) <= today
        ? ['申请来了 3 天多，还没问单位愿不愿意谈']
        : []),
      ...(late ? ['15 天过了，可以直接申请仲裁了，请告诉工友'] : []),
    ]
  },

  documents: [
    {
      document: 'agreement',
      title: '劳动争议调解协议书',
      write(standing) {
        const agreed = standing.records.find(({ act }) => act === 'agreed')
        if (!agreed) return null
        const { otherSide, terms, amountFen, payBy } = agreed.values
        return {
          to: '',
          paragraphs: [
            `申请人${standing.name}与被申请人${employerOf(standing)}因${matterOf(standing)}发生争议，经调解，双方自愿达成协议如下：`,
            ...String(terms).split('\n'),
            ...(Number(amountFen) > 0
              ? [
                  `以上款项合计 ${shortYuan(Number(amountFen))} 元${payBy ? `，于 ${sayFull(String(payBy))}前付清` : ''}。`,
                ]
              : []),
            '本协议由双方签名或者盖章，经调解员签名并加盖调解组织印章后生效，对双方有约束力。',
          ],
          facts: [
            { label: '编号', value: standing.number },
            { label: '申请人', value: standing.name },
            { label: '被申请人', value: employerOf(standing) },
            { label: '被申请人的代表', value: String(otherSide) },
            { label: '争议', value: matterOf(standing) },
            { label: '申请人的请求', value: String(standing.form.want) },
          ],
          signatures: ['申请人（签名）：', '被申请人（签名、盖章）：', '调解员（签名）：'],
          day: dayOf(agreed.at),
          foot: '依据：《劳动争议调解仲裁法》第十四条。生效 30 天内，双方可以共同申请法院确认（《人民调解法》第三十三条）。单位到期不付拖欠的报酬、工伤医疗费、补偿金或赔偿金的，可以凭本协议书向法院申请支付令（第十六条）。',
        }
      },
    },
  ],
}

const employerOf = (standing: CaseDocument) => String(standing.form.employer)
const matterOf = (standing: CaseDocument) => MATTERS.find(({ value }) => value === standing.form.matter)?.label ?? ''
const arbitrationOf = (done: CaseDocument) => sayArbitration(done.form, dayOf(done.updatedAt))
const dueWords = ({ due }: CaseDocument) => (due ? `，最晚 ${sayFull(due)}` : '')
