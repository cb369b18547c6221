import { z } from 'zod'
import { shortYuan } from '../../../miniprogram/rules/money'
import { note, passOn } from '../../kernel/casework/common-acts'
import type { CaseDocument } from '../../kernel/casework/case'
import { aDay, money } from '../../kernel/casework/form'
import { field, type Kind, type StepAct } from '../../kernel/casework/kind'
import { plainLine, plainText } from '../../kernel/text'
import { chainOfPlace, townTitle } from '../places'

/**
 * 欠薪报告: wages owed, reported by anyone to the union of the town where the work is. Who is asked first stays
 * responsible (保障农民工工资支付条例 第10条): it goes on to a desk or stays, never to nobody. The union may demand correction
 * and, where the employer will not, ask the authority (第51条); its own follow-up ends when the money is there or the
 * worker has a way of her own.
 */

const form = z.strictObject({
  employer: plainLine(40, '单位名里有看不见的符号，请重新输一遍')
    .min(2, '请填哪家单位欠的')
    .meta(field({ label: '哪家单位欠的', help: '工地写总包公司，或工地牌子上的名字', widget: 'text', page: 0 })),
  boss: plainLine(20, '姓名里有看不见的符号')
    .optional()
    .meta(field({ label: '谁叫您来干的', help: '老板、包工头的名字，不知道就不填', widget: 'text', page: 0 })),
  bossPhone: z
    .string()
    .regex(/^[\d\s()（）+-]{7,20}$/, '电话只有数字。请再看一遍')
    .optional()
    .meta(field({ label: '他的电话', widget: 'text', page: 0 })),
  town: z
    .string({ message: '请选活儿在哪个镇街' })
    .min(1, '请选活儿在哪个镇街')
    .max(12, '请再选一次镇街')
    .meta(field({ label: '活儿在哪个镇街', help: '工会就近去找单位', widget: 'place', page: 0 })),
  site: plainLine(60, '地址里有看不见的符号')
    .optional()
    .meta(field({ label: '工地或店的地址', widget: 'text', page: 0 })),
  owedWhom: z.enum(['me', 'us', 'others'], { message: '请选欠谁的' }).meta(
    field({
      label: '欠谁的',
      widget: 'choice',
      options: [
        { value: 'me', label: '欠我的' },
        { value: 'us', label: '欠我们好几个人的' },
        { value: 'others', label: '我知道的，欠别人的' },
      ],
      page: 1,
    }),
  ),
  people: z
    .int({ message: '请填几个人' })
    .min(2, '好几个人，至少 2 个')
    .max(10_000, '人数太多了，请再看一遍')
    .optional()
    .meta(
      field({
        label: '一共几个人',
        widget: 'number',
        unit: '人',
        when: { field: 'owedWhom', is: ['us', 'others'] },
        wanted: true,
        page: 1,
      }),
    ),
  months: z
    .int({ message: '请填欠了几个月' })
    .min(1, '不到一个月，填 1')
    .max(240, '月数太多了，请再看一遍')
    .meta(field({ label: '欠了几个月', help: '不到一个月，填 1', widget: 'number', unit: '个月', page: 1 })),
  owedFen: money('请填一共欠多少钱')
    .min(100, '请填一共欠多少钱')
    .meta(field({ label: '一共欠多少钱', help: '估着填就行', widget: 'money', page: 1 })),
  migrant: z.enum(['yes', 'no'], { message: '请选是不是进城务工' }).meta(
    field({
      label: '是从农村出来干活的吗',
      help: '是的话，有专门的条例管',
      widget: 'choice',
      options: [
        { value: 'yes', label: '是' },
        { value: 'no', label: '不是' },
      ],
      page: 1,
    }),
  ),
  story: plainText(300)
    .optional()
    .meta(field({ label: '还想说的', widget: 'longText', page: 1 })),
})

/** Paid: all of it ends the matter, a part is recorded and the rest goes on. */
const paid: StepAct = {
  act: 'paid',
  label: '要回钱了，记下来',
  title: '要回钱了',
  effect: '记进台账。全付清的到此为止，付了一部分的接着要',
  fields: z.strictObject({
    amountFen: money('请填这次要回多少')
      .min(1, '请填这次要回多少')
      .meta(field({ label: '这次要回多少', widget: 'money' })),
    all: z.enum(['all', 'part'], { message: '请选付清没有' }).meta(
      field({
        label: '付清了吗',
        help: '请先问工友，钱到没到手',
        widget: 'choice',
        options: [
          { value: 'all', label: '全付清了' },
          { value: 'part', label: '先付了一部分' },
        ],
      }),
    ),
  }),
  open: true,
  amount: 'amountFen',
  ledger: 'claim.recovered',
  to: (_standing, given) => (given.all === 'all' ? { end: 'served' } : { stay: true }),
  told: (done) => ({
    title: `要回 ${shortYuan(Number(newest(done).amountFen))} 元`,
    text: done.open ? '还没付清，工会接着要' : '钱没到手，马上打 12351',
  }),
}

const talked = note('记一笔跟单位说的', '跟单位谈过', {
  told: (_done, text) => ({ title: '工会跟单位谈过', text }),
})

const pass = passOn({
  reasons: ['活儿在那边'],
  effect: '转到您选的工会案头，期限重新算，并告诉工友。先问到谁谁负责：不能只叫工友自己去找',
})

export const wageArrears: Kind = {
  kind: 'wageArrears',
  version: 1,
  title: '欠薪报告',
  plain: '被欠薪了',
  who: 'anyone',
  entry: { title: '工资没发，告诉工会', line: '工会去要，办到哪步看得到', inStead: 'kinAndOfficers', place: 7 },
  many: true,
  rated: true,
  form,
  pages: [
    { title: '谁欠的', help: '不收钱，不用先找别的部门' },
    { title: '欠多少', help: '估着填就行' },
  ],
  evidence: [
    {
      slot: 'wageRecord',
      title: '工资条、欠条、记工本',
      help: '有什么拍什么，没有也能报',
      types: ['wageRecord', 'attendance', 'laborContract', 'other'],
      required: false,
    },
    { slot: 'chat', title: '聊天记录', types: ['chatRecord'], required: false },
    { slot: 'site', title: '工地牌子的照片', types: ['sitePhoto'], required: false },
  ],
  steps: [
    {
      name: 'contact',
      at: 'town',
      role: 'officer',
      state: 'submitted',
      next: '要联系欠薪的单位',
      title: '联系单位',
      stage: '在联系单位',
      deadline: (city) => ({
        days: city.contactWorkingDays,
        unit: 'working',
        clause: '保障农民工工资支付条例 第10条：先问到谁谁负责。几天内联系单位，由市总工会规定',
      }),
      acts: [
        paid,
        {
          act: 'demand',
          label: '联系上了，要求单位改正',
          title: '要求单位付钱',
          effect: '工会盯着单位到期付钱，并告诉工友',
          fields: z.strictObject({
            spokeWith: plainLine(40, '名字里有看不见的符号')
              .min(2, '请填跟谁说的')
              .meta(field({ label: '跟单位的谁说的', widget: 'text' })),
            admits: z.enum(['yes', 'part', 'no'], { message: '请选单位认不认' }).meta(
              field({
                label: '单位认不认',
                widget: 'choice',
                options: [
                  { value: 'yes', label: '认' },
                  { value: 'part', label: '认一部分' },
                  { value: 'no', label: '不认' },
                ],
              }),
            ),
            promise: plainText(200)
              .optional()
              .meta(field({ label: '单位怎么说', help: '答应哪天付、付多少', widget: 'longText' })),
          }),
          open: true,
          to: { step: 'urge' },
          told: (done) => ({ title: '工会找过单位了', text: `要求单位付钱${promiseOf(done)}` }),
        },
        {
          act: 'notFound',
          label: '找不到单位，或单位不理',
          title: '单位找不到或不理',
          tone: 'plain',
          needsReason: true,
          reasons: ['电话打不通，上门没有人', '单位不见工会'],
          effect: '转到区县总工会，请人社部门来管，并告诉工友',
          to: { step: 'authority' },
          told: (done) => ({ title: '单位不理，往上走', text: `${done.orgName}请人社部门来管` }),
        },
        pass,
      ],
    },
    {
      name: 'urge',
      at: 'town',
      role: 'officer',
      state: 'reviewing',
      next: '要看单位付钱没有',
      title: '盯着单位付钱',
      stage: '在盯着单位付钱',
      deadline: (city) => ({
        days: city.reviewWorkingDays,
        unit: 'working',
        clause: '保障农民工工资支付条例 第51条：工会可以要求改正。等几天，由市总工会规定',
      }),
      acts: [
        paid,
        talked,
        {
          act: 'handOver',
          label: '到期不付，请政府部门来管',
          title: '单位没有付',
          effect: '转到区县总工会，请人社部门来管，并告诉工友',
          to: { step: 'authority' },
          told: (done) => ({ title: '单位没付，往上走', text: `${done.orgName}请人社部门来管，您不用再跑` }),
        },
      ],
    },
    {
      name: 'authority',
      at: 'county',
      role: 'officer',
      state: 'reviewing',
      next: '要请人社部门来管欠薪',
      title: '请人社部门来管',
      stage: '在请人社部门来管',
      deadline: (city) => ({
        days: city.contactWorkingDays,
        unit: 'working',
        clause: '保障农民工工资支付条例 第51条：拒不改正的，请人社等部门依法处理。几天内去请，由市总工会规定',
      }),
      acts: [
        {
          act: 'asked',
          label: '交给人社部门了，记下来',
          title: '交给人社部门了',
          effect: '工会接着跟到底，并告诉工友找谁问',
          fields: z.strictObject({
            authority: plainLine(40, '部门名里有看不见的符号')
              .min(2, '请填哪个部门')
              .meta(field({ label: '哪个部门', help: '比如区人社局劳动监察大队', widget: 'text' })),
            takenBy: plainLine(40, '名字里有看不见的符号')
              .min(2, '请填谁接的')
              .meta(field({ label: '谁接的，电话', help: '没有人接，就不算交出去', widget: 'text' })),
            takenOn: aDay('请选哪天交的').meta(field({ label: '哪天交的', widget: 'day' })),
          }),
          open: true,
          to: { step: 'follow' },
          told: (done) => {
            const { authority, takenBy } = newest(done)
            return { title: `${String(authority)}接手了`, text: `接的人：${String(takenBy)}。工会跟到底` }
          },
        },
        paid,
        talked,
      ],
    },
    {
      name: 'follow',
      at: 'county',
      role: 'officer',
      state: 'reviewing',
      next: '要问人社部门的结果',
      title: '跟到底',
      stage: '在跟人社部门的结果',
      deadline: (city) => ({
        days: city.mattersWorkingDays,
        unit: 'working',
        clause: '劳动保障监察条例 第17条：立案起 60 个工作日内查完；多少天要有结果，由市总工会规定',
      }),
      acts: [
        paid,
        note('记一笔进展', '部门那边的进展', {
          told: (_done, text) => ({ title: '欠薪的事有进展', text }),
        }),
        {
          act: 'led',
          label: '要不回来，帮工友走法律的路',
          title: '走仲裁或法院',
          tone: 'plain',
          needsReason: true,
          reasons: ['部门已经责令支付，单位还是不付', '单位没有钱了，要走法律程序'],
          effect: '到此为止，告诉工友怎么申请免费的律师',
          to: { end: 'closed' },
          told: (_done, reason) => ({
            title: '走法律的路，工会派律师',
            text: `${reason}。请到“想找律师帮忙”交一份，要工资不查家里困难不困难的，一填就行`,
          }),
        },
      ],
    },
  ],

  async prepare(answers, { now }) {
    return {
      facts: {},
      chain: await chainOfPlace(String(answers.town), now),
      titles: await townTitle(answers, now),
    }
  },

  received: (standing) => ({
    title: '收到了',
    text: `${standing.orgName}去找单位。先问到谁谁负责，您不用再跑别的部门`,
  }),

  warnings(standing) {
    const people = Number(standing.form.people ?? 1)
    return [
      '先问到谁谁负责：自己管，或转到管得着的案头，不能只叫工友去找别人',
      ...(people >= 10 ? [`${people} 个人一起的，请同时报区县总工会`] : []),
      ...(standing.form.migrant === 'yes'
        ? ['农民工工资：总包先付，账户、工资台账可以查（保障农民工工资支付条例）']
        : []),
    ]
  },

  documents: [
    {
      document: 'demand',
      title: '要求支付工资的意见',
      write(standing) {
        const demanded = standing.records.find(({ act }) => act === 'demand')
        return demanded
          ? {
              to: `${String(standing.form.employer)}：`,
              paragraphs: [
                `本会收到反映，你单位拖欠工资 ${Number(standing.form.months)} 个月，约 ${shortYuan(Number(standing.form.owedFen))} 元，涉及 ${Number(standing.form.people ?? 1)} 人。`,
                '请立即核实，依法足额支付，并把结果告诉本会。拒不改正的，本会将请人力资源社会保障行政部门依法处理。',
              ],
              facts: [],
              signatures: [],
              foot: '依据：《工会法》、《保障农民工工资支付条例》第五十一条。',
            }
          : null
      },
    },
  ],
}

const newest = (done: CaseDocument) => done.records[done.records.length - 1]?.values ?? {}

function promiseOf(done: CaseDocument): string {
  const { promise } = newest(done)
  return promise ? `。单位说：${String(promise)}` : ''
}
