import { z } from 'zod'
import { dayOf, daysBetween } from '../../../miniprogram/rules/days'
import { isWorkingDay } from '../../../miniprogram/rules/working-days'
import { calendarAround } from '../../kernel/calendar'
import { note, passOn, refuse } from '../../kernel/casework/common-acts'
import type { CaseDocument } from '../../kernel/casework/case'
import { aDay } from '../../kernel/casework/form'
import { field, type Kind, type StepAct } from '../../kernel/casework/kind'
import { AppError } from '../../kernel/errors'
import { plainLine, plainText } from '../../kernel/text'
import { sayFull } from '../limitation'
import { townField, townTitle } from '../places'

/**
 * 身边隐患: a danger at work, photographed and reported to one's own union, which asks the employer to mend it and must
 * be answered (工会法 第25条; 安全生产法 第60条); in grave danger one leaves first (安全生产法 第55条). The day by which it is mended is written down when it is taken up; past it,
 * the town's union takes over. Anybody may report a danger (安全生产法 第74条); nobody reads who did.
 */

const form = z.strictObject({
  grave: z.enum(['no', 'yes'], { message: '请选现在危险不危险' }).meta(
    field({
      label: '现在就会伤到人吗',
      help: '会的话，先离开，叫上工友，再来报。单位不能因此扣您的钱、开除您',
      widget: 'choice',
      options: [
        { value: 'no', label: '现在不会' },
        { value: 'yes', label: '会，很危险', note: '先离开！着火、塌方打 119' },
      ],
      page: 0,
    }),
  ),
  what: plainText(300)
    .refine((text) => text.length >= 5, '请写几个字，哪儿不对')
    .meta(field({ label: '哪儿不对', help: '比如：二楼护栏松了', widget: 'longText', page: 0 })),
  place: plainLine(60, '地点里有看不见的符号')
    .min(2, '请填在什么地方')
    .meta(field({ label: '在什么地方', help: '哪个车间、哪层楼、哪台机器', widget: 'text', page: 0 })),
  employer: plainLine(40, '单位名里有看不见的符号')
    .optional()
    .meta(field({ label: '哪个单位的', widget: 'text', prefill: 'employer', page: 0 })),
  town: townField(0),
})

/** Mended, seen by somebody who went there. */
const fixed: StepAct = {
  act: 'fixed',
  label: '修好了，去看过',
  title: '修好了',
  effect: '记进台账，并告诉报的人',
  fields: z.strictObject({
    done: plainText(300)
      .refine((text) => text.length >= 2, '请写怎么修的')
      .meta(field({ label: '怎么修的', widget: 'longText' })),
    checkedBy: plainLine(40, '名字里有看不见的符号')
      .min(2, '请填谁去看的')
      .meta(field({ label: '谁去看的', widget: 'text' })),
  }),
  photos: { title: '修好以后的照片', required: true },
  open: true,
  ledger: 'hazard.fixed',
  to: { end: 'served' },
  told: (done) => ({ title: '您报的隐患修好了', text: `${String(newest(done).done)}。谢谢您提醒大家` }),
}

export const hazard: Kind = {
  kind: 'hazard',
  version: 1,
  title: '身边隐患',
  plain: '干活的地方不安全',
  who: 'anyone',
  entry: { title: '报安全隐患', line: '拍张照，限期整改', inStead: 'officers', place: 10 },
  many: true,
  unnamed: true,
  rated: true,
  form,
  pages: [{ title: '哪儿不安全', help: '没人知道是您报的' }],
  evidence: [
    {
      slot: 'photo',
      title: '现场照片',
      help: '离远拍一张，离近拍一张。危险就别拍，先离开',
      types: ['sitePhoto'],
      required: true,
      // In danger one leaves; no photograph is worth it.
      when: { field: 'grave', is: ['no'] },
    },
  ],
  steps: [
    {
      name: 'accept',
      at: 'own',
      role: 'officer',
      state: 'submitted',
      next: '要去看隐患',
      title: '去现场看',
      stage: '要去现场看',
      deadline: (city, standing) =>
        standing?.form.grave === 'yes'
          ? { days: 0, unit: 'working', clause: '工会法 第25条：危及生命安全，当天就要去，先让人撤出来' }
          : {
              days: city.contactWorkingDays,
              unit: 'working',
              clause: '工会法 第25条、安全生产法 第60条：工会提了，单位要及时研究答复。几天内去看，由市总工会规定',
            },
      acts: [
        {
          act: 'accept',
          label: '看过了，定哪天前修好',
          title: '看过了，定了修好的日子',
          effect: '把日子告诉报的人；过了日子没修好，转到上一级工会',
          fields: z.strictObject({
            fixBy: aDay('请选哪天前修好')
              .refine((day) => isWorkingDay(day, calendarAround(new Date(day))), '这天休息，没人去看。请选上班的日子')
              .meta(field({ label: '哪天前修好', help: '跟单位说定的。要选上班的日子', widget: 'day' })),
            who: plainLine(40, '名字里有看不见的符号')
              .min(2, '请填单位里谁负责修')
              .meta(field({ label: '单位里谁负责修', widget: 'text' })),
            measure: plainText(200)
              .refine((text) => text.length >= 2, '请写修好前怎么防着')
              .meta(field({ label: '修好前怎么防着', help: '比如：拉线、停机、换地方干活', widget: 'longText' })),
          }),
          open: true,
          to: { step: 'fix' },
          brings: async (_transaction, done, at) => {
            const days = daysBetween(dayOf(at), String(newest(done).fixBy))
            if (days < 0) throw new AppError('BAD_INPUT', '修好的日子过了。请选今天或以后')
            if (days > LONGEST_DAYS) throw new AppError('BAD_INPUT', `最多 ${LONGEST_DAYS} 天。太久的请报上级工会`)
          },
          told: (done) => ({
            title: '去看过了',
            text: `单位${sayFull(String(newest(done).fixBy))}前修好。修好前：${String(newest(done).measure)}`,
          }),
        },
        fixed,
        passOn({ reasons: ['那个地方归那边管'], effect: '转到您选的工会，并告诉报的人。别说是谁报的' }),
        refuse('看过了，不算隐患', ['去看过，是安全的', '说的地方找不到'], {
          label: '看过了，不是隐患，写明原因',
          effect: '报的人会看到原因，还可以请上级再看',
        }),
      ],
    },
    {
      name: 'fix',
      at: 'own',
      role: 'officer',
      state: 'reviewing',
      next: '要看隐患修好没有',
      title: '单位修好',
      stage: '在盯着单位修',
      deadline: (_city, standing) => ({
        days: standing ? Math.max(0, daysBetween(dayOf(standing.updatedAt), fixByOf(standing))) : 0,
        unit: 'calendar',
        clause: '去看的时候跟单位说定的日子；过了没修好，转到上一级工会（安全生产法 第60条）',
      }),
      acts: [
        fixed,
        note('记一笔', '盯着单位修', { told: (_done, text) => ({ title: '隐患的事有进展', text }) }),
        {
          act: 'raise',
          label: '单位不修，往上报',
          title: '单位不修，报上去了',
          tone: 'plain',
          needsReason: true,
          reasons: ['单位说没有钱修', '催了不动'],
          effect: '转到镇街总工会，并告诉报的人',
          to: { step: 'press' },
          told: (done, reason) => ({ title: `报到${done.orgName}了`, text: `${reason}。您不用做什么` }),
        },
      ],
    },
    {
      name: 'press',
      at: 'town',
      role: 'officer',
      state: 'reviewing',
      beside: true,
      next: '要催单位修隐患',
      title: '上级工会催单位修',
      stage: '在催单位修',
      deadline: (city) => ({
        days: city.reviewWorkingDays,
        unit: 'working',
        clause: '安全生产法 第60条：工会有权要求纠正。几天，由市总工会规定',
      }),
      acts: [
        fixed,
        {
          act: 'handOver',
          label: '请应急管理部门来管，记下来',
          title: '交给应急管理部门',
          tone: 'plain',
          effect: '到此为止，告诉报的人哪个部门接了',
          fields: z.strictObject({
            authority: plainLine(40, '部门名里有看不见的符号')
              .min(2, '请填哪个部门')
              .meta(field({ label: '哪个部门，谁接的', help: '没有人接，就不算交出去', widget: 'text' })),
          }),
          open: true,
          to: { end: 'closed' },
          told: (done) => ({
            title: '交给应急管理部门了',
            text: `${String(newest(done).authority)}接了。危险就别进去`,
          }),
        },
        note('记一笔', '催单位修'),
      ],
    },
    {
      name: 'again',
      at: 'above',
      role: 'officer',
      state: 'reviewing',
      beside: true,
      next: '有人请您再看隐患',
      title: '上级再看一遍',
      stage: '在再看一遍',
      deadline: (city) => ({
        days: city.contactWorkingDays,
        unit: 'working',
        clause: '安全生产法 第74条：谁都可以报。几天内再看，由市总工会规定',
      }),
      acts: [
        {
          act: 'reopen',
          label: '是隐患，催单位修',
          effect: '由镇街总工会催单位修，并告诉报的人',
          to: { step: 'press' },
          told: (done) => ({ title: '上级看过，是隐患', text: done.stage }),
        },
        refuse('上级看过，不算隐患', ['去看过，是安全的'], {
          act: 'uphold',
          label: '看过了，维持原来的结论',
          effect: '报的人会看到原因',
        }),
      ],
    },
  ],
  appeal: { days: 30, step: 'again', words: '不放心的话，可以请上级工会再看一遍' },

  /** The desk may be an employee of the employer's: it reads what, where and when, never who. */
  async prepare(answers, { now }) {
    return { facts: {}, name: '一位工友', titles: await townTitle(answers, now) }
  },

  received: (standing) =>
    standing.form.grave === 'yes'
      ? { title: '先离开，叫上工友', text: `${standing.orgName}今天就去。单位不能因此扣您的钱、开除您` }
      : { title: '收到了', text: `${standing.orgName}去现场看。没人知道是您报的` },

  warnings(standing) {
    return [
      ...(standing.form.grave === 'yes'
        ? ['现在就会伤到人：马上让人撤出来，单位必须立即处理（工会法 第25条、安全生产法 第60条）']
        : []),
      '别打听是谁报的，也别跟单位说有人报',
    ]
  },

  documents: [
    {
      document: 'demand',
      title: '事故隐患整改建议书',
      write(standing) {
        const accepted = standing.records.find(({ act }) => act === 'accept')
        return accepted
          ? {
              to: `${String(standing.form.employer ?? '用人单位')}：`,
              paragraphs: [
                '经本会到现场查看，下列事故隐患请立即研究解决，并把结果书面告诉本会：',
                `请于 ${sayFull(String(accepted.values.fixBy))}前消除隐患。消除前应当：${String(accepted.values.measure)}`,
              ],
              facts: [
                { label: '地点', value: String(standing.form.place) },
                { label: '隐患', value: String(standing.form.what) },
                { label: '负责整改的人', value: String(accepted.values.who) },
              ],
              signatures: [],
              day: dayOf(accepted.at),
              foot: '依据：《工会法》第二十五条、《安全生产法》第六十条。',
            }
          : null
      },
    },
  ],
}

const LONGEST_DAYS = 60

const newest = (done: CaseDocument) => done.records[done.records.length - 1]?.values ?? {}

function fixByOf(standing: CaseDocument): string {
  const accepted = [...standing.records].reverse().find(({ act }) => act === 'accept')
  return String(accepted?.values.fixBy ?? dayOf(standing.updatedAt))
}
