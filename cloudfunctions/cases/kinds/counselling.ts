import { z } from 'zod'
import { sayDay } from '../../../miniprogram/rules/days'
import type { CaseDocument } from '../../kernel/casework/case'
import { note } from '../../kernel/casework/common-acts'
import { aDay, isKept } from '../../kernel/casework/form'
import { field, type Kind } from '../../kernel/casework/kind'
import { unseal } from '../../kernel/seal'
import { plainLine } from '../../kernel/text'
import { someLine, someText } from '../common-fields'

/**
 * 心理咨询: somebody to talk to. Sealed from the employer: it begins above the enterprise, figures count it without a
 * person. What she writes and what the counsellor notes are sealed at rest and read by the desk alone (健康信息:
 * 个人信息保护法 第28、29条). What she is told can stand on a locked screen: it never says what it is about.
 */

/** The national line for people in distress, day and night (全国统一心理援助热线). */
const LINE = '12356'
const DAYS = 2

/** Words after which nobody waits. Better one call too many: a “不” before them changes nothing. */
const URGENT =
  /不想活|活不下去|活够了|活着没(意思|意义|劲)|想死|寻死|去死|死了算|自杀|轻生|自残|伤害自己|割腕|跳楼|跳河|遗书|结束生命|了结(自己|生命)|一了百了/

const form = z.strictObject({
  name: someLine(20, '请填怎么称呼您').meta(
    field({ label: '怎么称呼您', help: '不用写真名', widget: 'text', page: 0 }),
  ),
  phone: z
    .string({ message: '请填手机号' })
    .regex(/^1\d{10}$/, '手机号是 11 位数字')
    .meta(field({ label: '打哪个电话找您', help: '只给接您的人看', widget: 'phone', page: 0, deskReads: true })),
  calls: plainLine(40, '里面有看不见的符号，请重新输一遍')
    .optional()
    .meta(field({ label: '什么时候方便接电话', widget: 'text', page: 0 })),
  words: someText(2, 500, '请写一两句，让接您的人心里有数').meta(
    field({
      label: '想说点什么',
      help: `几个字也行。要是难受得撑不住，现在就打 ${LINE}，24 小时有人接，不要钱`,
      widget: 'longText',
      page: 1,
      sensitive: true,
      deskReads: true,
    }),
  ),
  how: z.enum(['phone', 'meet'], { message: '请选想怎么谈' }).meta(
    field({
      label: '想怎么谈',
      widget: 'choice',
      page: 1,
      options: [
        { value: 'phone', label: '打电话' },
        { value: 'meet', label: '当面谈' },
      ],
    }),
  ),
  town: z
    .string({ message: '请选您在哪个镇街' })
    .max(12, '请从列出的镇街里选')
    .optional()
    .meta(field({ label: '在哪个镇街', help: '会员不用填', widget: 'place', page: 1 })),
  consent: z
    .literal(true, { message: '请先打勾，同意让接您的人看' })
    .meta(field({ label: '同意让接我的人看这些话', help: '您的单位和单位工会看不到', widget: 'consent', page: 1 })),
})

/** Whether what she wrote means that nobody may wait. */
export function isUrgent(words: string): boolean {
  return URGENT.test(words.replace(/[\s，。、,.!！…~]/g, ''))
}

const urgentCase = ({ form: { words } }: Pick<CaseDocument, 'form'>) => isKept(words) && isUrgent(unseal(words.sealed))

const closing = (label: string, reasons: string[], title: string) => ({
  act: 'close',
  label,
  title,
  tone: 'plain' as const,
  needsReason: true,
  reasons,
  effect: '这一件就到这儿，并告诉本人。写的原因本人看得到',
  to: { end: 'closed' as const },
  told: (_done: CaseDocument, why: string) => ({ title: '有回音了', text: `${why}。想再谈，随时再来。急的打 ${LINE}` }),
})

export const counselling: Kind = {
  kind: 'counselling',
  version: 1,
  title: '心理咨询',
  plain: '心里难受，想找人聊聊',
  who: 'anyone',
  entry: { title: '找人聊聊心里的事', line: '单位看不到', inStead: 'nobody', place: 9 },
  many: false,
  sealed: true,
  rated: true,
  form,
  pages: [
    { title: '怎么找您', help: '您的单位不会知道' },
    { title: '说说看', help: `现在就撑不住的，先打 ${LINE}` },
  ],
  evidence: [],
  steps: [
    {
      name: 'arrange',
      at: 'county',
      role: 'officer',
      state: 'submitted',
      next: '要安排人谈谈',
      title: '安排人接您',
      stage: '在安排人接您',
      deadline: (_city, standing) =>
        standing && urgentCase(standing)
          ? { days: 0, unit: 'calendar', clause: '有危险的当天联系，由市总工会规定' }
          : { days: DAYS, unit: 'working', clause: '2 个工作日内安排，由市总工会规定' },
      acts: [
        {
          act: 'assign',
          label: '交给咨询师',
          title: '有人接了',
          effect: '咨询师看得到本人写的话和电话，并告诉本人谁会打来',
          to: { step: 'session', crew: 'counsellor' },
          told: (done) => ({ title: '有人接了', text: `${done.assignee?.name ?? '咨询师'}会打电话跟您约时间` }),
        },
        note('打过电话了，记一笔', '联系过您', { effect: '记进经过里，本人也看得到。别写谈了什么' }),
        closing('不用安排了，写明原因', ['打过电话，说不用了', '已经送到医院看了'], '安排到这儿'),
      ],
    },
    {
      name: 'session',
      at: 'county',
      role: 'counsellor',
      state: 'reviewing',
      next: '要约时间谈谈',
      title: '跟您谈谈',
      stage: '会跟您约时间',
      deadline: () => ({ days: 5, unit: 'working', clause: '5 个工作日内谈上，由市总工会规定' }),
      acts: [
        {
          act: 'booked',
          label: '约好了时间',
          title: '约好了时间',
          effect: '记下哪天几点，并告诉本人',
          fields: z.strictObject({
            day: aDay('请选哪一天').meta(field({ label: '哪一天', widget: 'day' })),
            time: someLine(20, '请填几点').meta(field({ label: '几点', widget: 'text' })),
            place: someLine(40, '请填在哪儿谈').meta(
              field({ label: '在哪儿谈', help: '打电话的写“打电话”', widget: 'text' }),
            ),
          }),
          open: true,
          to: { stay: true },
          ledger: 'application.noted',
          told: (done) => {
            const { day, time, place } = done.records[done.records.length - 1]!.values
            return { title: '约好了', text: `${sayDay(String(day))}${String(time)}，${String(place)}` }
          },
        },
        {
          act: 'held',
          label: '谈过了，记下来',
          title: '谈过一次',
          effect: '谈的内容加密存着，只有您接着办的时候看得到。数字里只记一次，不记是谁',
          fields: z.strictObject({
            notes: someText(2, 1000, '请写一句谈了什么').meta(
              field({
                label: '谈了什么',
                help: '加密存着，本人、单位、别的干部都看不到',
                widget: 'longText',
                sensitive: true,
                deskReads: true,
              }),
            ),
            more: z.enum(['again', 'done', 'hospital'], { message: '请选接下来怎么办' }).meta(
              field({
                label: '接下来',
                widget: 'choice',
                options: [
                  { value: 'again', label: '再约一次' },
                  { value: 'done', label: '谈好了' },
                  { value: 'hospital', label: '劝去医院看' },
                ],
              }),
            ),
          }),
          to: (_standing, given) => (given.more === 'again' ? { step: 'session' } : { end: 'served' }),
          ledger: 'counselling.held',
          told: (done) => saidAfter(String(done.records[done.records.length - 1]!.values.more)),
        },
        {
          act: 'giveBack',
          label: '接不了，还回去',
          title: '换一个人接您',
          tone: 'plain',
          needsReason: true,
          reasons: ['这几天排满了', '换一位更合适'],
          effect: '回到区县总工会，另外安排人，并告诉本人',
          to: { step: 'arrange' },
          ledger: 'application.noted',
          told: (done) => ({ title: '换一个人接您', text: `${done.orgName}另外安排。急的打 ${LINE}` }),
        },
        note('没打通、没等到，记一笔', '没联系上您', {
          effect: '记进经过里，并告诉本人。别写谈了什么',
          told: () => ({ title: '没联系上您', text: `方便的时候接一下电话。急的打 ${LINE}` }),
        }),
        closing('不用再谈了，写明原因', ['本人说不用谈了'], '谈到这儿'),
      ],
    },
  ],

  received: (standing) =>
    urgentCase(standing)
      ? { title: `请现在就打 ${LINE}`, text: `24 小时有人接，不要钱。${standing.orgName}今天也会找您` }
      : { title: '收到了', text: `${DAYS} 个工作日内有人找您。撑不住就打 ${LINE}，24 小时有人接` },

  warnings: (standing) => [
    ...(urgentCase(standing)
      ? [`紧急：话里有轻生的意思。现在就打电话，别等。联系不上、有危险的，报 110，心理援助 ${LINE}`]
      : []),
    '只有经手的人看得到。不要告诉本人的单位和单位工会',
  ],
}

function saidAfter(more: string): { title: string; text: string } {
  if (more === 'again') return { title: '再约一次', text: '会再打电话跟您约时间' }
  if (more === 'hospital') return { title: '有句话给您', text: `照说好的，去医院看看。急的打 ${LINE}` }
  return { title: '先到这儿', text: `想再谈，随时再来。急的打 ${LINE}` }
}
