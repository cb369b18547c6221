import { z } from 'zod'
import { dayOf } from '../../../miniprogram/rules/days'
import { note } from '../../kernel/casework/common-acts'
import type { CaseDocument, Recorded } from '../../kernel/casework/case'
import type { Transaction } from '../../kernel/cloud'
import { aDay } from '../../kernel/casework/form'
import { field, type Kind } from '../../kernel/casework/kind'
import { AppError } from '../../kernel/errors'
import { plainLine, plainText } from '../../kernel/text'
import { sayFull } from '../limitation'
import { nextNumber } from '../store'

/**
 * 工会劳动法律监督意见书: what at least two inspectors of the union found at an employer, in a numbered letter that the
 * county's union approves; the employer answers in writing within 15 working days, and where it does not, or will not
 * mend it, the authority is asked to act (浙江省工会劳动法律监督条例 第17-23条, 一函两书).
 */

const form = z.strictObject({
  employer: plainLine(40, '单位名里有看不见的符号')
    .min(2, '请填单位全称')
    .meta(field({ label: '单位全称', help: '照营业执照写', widget: 'text', page: 0 })),
  creditCode: z
    .string()
    .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, '统一社会信用代码是 18 位。请对着营业执照再看一遍')
    .optional()
    .meta(field({ label: '统一社会信用代码', help: '18 位，不知道就不填', widget: 'text', page: 0 })),
  contact: plainLine(40, '名字里有看不见的符号')
    .min(2, '请填单位里谁收')
    .meta(field({ label: '单位里谁收，电话', widget: 'text', page: 0 })),
  inspectedOn: aDay('请选哪天去查的').meta(field({ label: '哪天去查的', widget: 'day', page: 1 })),
  inspectors: z
    .array(
      z.strictObject({
        name: plainLine(20, '姓名里有看不见的符号')
          .min(2, '请填监督员的姓名')
          .meta(field({ label: '姓名', widget: 'text' })),
        card: plainLine(20, '证号里有看不见的符号')
          .min(2, '请填监督员证号')
          .meta(field({ label: '监督员证号', widget: 'text' })),
      }),
      { message: '请填去查的监督员' },
    )
    .min(2, '去查要两个监督员以上')
    .max(10, '监督员最多填 10 个')
    .meta(field({ label: '去查的监督员', help: '至少两个人', widget: 'list', page: 1 })),
  findings: z
    .array(
      z.strictObject({
        what: plainText(300)
          .refine((text) => text.length >= 5, '请写清楚查到什么')
          .meta(field({ label: '查到什么', widget: 'longText' })),
        article: plainLine(80, '条文里有看不见的符号')
          .min(4, '请写违反哪部法第几条')
          .meta(field({ label: '违反哪条', help: '比如：劳动合同法 第八十二条', widget: 'text' })),
        demand: plainText(200)
          .refine((text) => text.length >= 2, '请写要单位怎么改')
          .meta(field({ label: '要单位怎么改', widget: 'longText' })),
      }),
      { message: '请填查到的问题' },
    )
    .min(1, '至少填一个问题')
    .max(20, '最多 20 个问题')
    .meta(field({ label: '查到的问题', help: '一个问题一条', widget: 'list', page: 2 })),
})
type Form = z.infer<typeof form>

/** Characters of all findings together: what one printed letter carries. */
const LONGEST = 7200

/** Numbers given out, by union and year: that of the letter, and of the recommendation to the authority. */
interface LetterFacts {
  letter?: Numbered
  recommendation?: Numbered
}
interface Numbered {
  year: string
  number: number
  org: string
}

const complied = z.enum(['all', 'part', 'no'], { message: '请选改了没有' }).meta(
  field({
    label: '改了没有',
    widget: 'choice',
    options: [
      { value: 'all', label: '都改了' },
      { value: 'part', label: '改了一部分' },
      { value: 'no', label: '没改，或不同意' },
    ],
  }),
)

export const opinionLetter: Kind<LetterFacts> = {
  kind: 'opinionLetter',
  version: 1,
  title: '工会劳动法律监督意见书',
  plain: '给单位发监督意见书',
  who: 'officer',
  many: true,
  rated: false,
  form,
  pages: [
    { title: '发给哪个单位', help: '' },
    { title: '哪天、谁去查的', help: '至少两个监督员' },
    { title: '查到什么', help: '写清事实、条文、怎么改' },
  ],
  evidence: [
    { slot: 'photo', title: '现场照片', types: ['sitePhoto'], required: false },
    { slot: 'record', title: '检查记录或别的材料', types: ['other', 'wageRecord', 'attendance'], required: false },
  ],
  steps: [
    {
      name: 'approve',
      at: 'county',
      role: 'officer',
      state: 'submitted',
      next: '要批监督意见书',
      title: '区县总工会批准',
      stage: '在看意见书',
      deadline: (city) => ({ days: city.reviewWorkingDays, unit: 'working', clause: '几天内批，由市总工会规定' }),
      acts: [
        {
          act: 'approve',
          label: '批准，编号发出',
          title: '编号发出了',
          effect: '编上文号，打印盖章送单位；单位 15 个工作日内要书面答复',
          ledger: 'opinionLetter.sent',
          to: { step: 'answer' },
          brings: async (transaction, done, at) => ({ letter: await numbered(transaction, 'opinionLetter', done, at) }),
          told: (done) => ({
            title: '意见书批了',
            text: `请打印盖章，送到单位。单位 ${sayFull(done.due!)}前要书面答复`,
          }),
        },
        {
          act: 'refuse',
          label: '不发，写明原因',
          title: '没有批',
          tone: 'refuse',
          needsReason: true,
          reasons: ['事实写得不够清楚', '条文用得不对'],
          effect: '交的人看得到原因，可以改了再交',
          to: { end: 'refused' },
          told: (_done, reason) => ({ title: '意见书没有批', text: reason }),
        },
      ],
    },
    {
      name: 'answer',
      at: 'county',
      role: 'officer',
      state: 'reviewing',
      next: '要看单位答复没有',
      title: '单位答复',
      stage: '在等单位答复',
      deadline: () => ({
        days: 15,
        unit: 'working',
        clause: '浙江省工会劳动法律监督条例 第17-23条：单位收到意见书 15 个工作日内书面答复（本省没有规定的，照此办）',
      }),
      acts: [
        {
          act: 'answered',
          label: '单位答复了，记下来',
          title: '单位答复了',
          effect: '都改了的到此为止；没改的，转去给政府部门写建议书',
          fields: z.strictObject({
            complied,
            answeredOn: aDay('请选单位哪天答复的').meta(field({ label: '哪天答复的', widget: 'day' })),
            answer: plainText(500)
              .refine((text) => text.length >= 2, '请写单位怎么答复的')
              .meta(field({ label: '怎么答复的', widget: 'longText' })),
          }),
          open: true,
          to: (_standing, given) => (given.complied === 'all' ? { end: 'closed' } : { step: 'recommend' }),
          told: (done) =>
            done.open
              ? { title: '单位答复了，没有改好', text: `${done.orgName}给政府部门写建议书` }
              : { title: '单位答复了，都改了', text: '这份意见书办结了' },
        },
        {
          act: 'noAnswer',
          label: '到期没有答复',
          title: '单位到期没有答复',
          effect: '转去给政府部门写建议书',
          when: ({ due }, now) => due !== null && dayOf(now) > due,
          to: { step: 'recommend' },
          told: (done) => ({ title: '单位没有答复', text: `${done.orgName}给政府部门写建议书` }),
        },
        note('记一笔', '催单位答复'),
      ],
    },
    {
      name: 'recommend',
      at: 'county',
      role: 'officer',
      state: 'reviewing',
      beside: true,
      next: '要给政府部门写建议书',
      title: '请政府部门处理',
      stage: '在给政府部门写建议书',
      deadline: (city) => ({ days: city.reviewWorkingDays, unit: 'working', clause: '几天内发，由市总工会规定' }),
      acts: [
        {
          act: 'recommended',
          label: '建议书发了，记下来',
          title: '请政府部门处理了',
          effect: '编上文号，打印盖章送政府部门，这份意见书办结',
          fields: z.strictObject({
            authority: plainLine(40, '部门名里有看不见的符号')
              .min(2, '请填哪个部门')
              .meta(field({ label: '哪个部门', help: '比如区人力资源和社会保障局', widget: 'text' })),
          }),
          open: true,
          to: { end: 'closed' },
          brings: async (transaction, done, at) => ({
            recommendation: await numbered(transaction, 'recommendation', done, at),
          }),
          told: (done) => ({ title: '请政府部门处理了', text: `建议书发给了${authorityOf(done)}` }),
        },
        {
          act: 'mended',
          label: '单位后来改好了',
          title: '单位后来改好了',
          tone: 'plain',
          needsReason: true,
          effect: '不用发建议书，这份意见书办结',
          to: { end: 'closed' },
          told: (_done, text) => ({ title: '单位后来改好了', text }),
        },
      ],
    },
  ],

  async prepare(answers, { now }) {
    const { inspectedOn, inspectors, findings } = answers as unknown as Form
    if (inspectedOn > dayOf(now)) throw new AppError('BAD_INPUT', '检查的日子还没到。请再看一遍')
    if (new Set(inspectors.map(({ card }) => card)).size < inspectors.length)
      throw new AppError('BAD_INPUT', '两个监督员的证号一样。要两个不同的人')
    if (
      findings.reduce((sum, { what, article, demand }) => sum + what.length + article.length + demand.length, 0) >
      LONGEST
    )
      throw new AppError('BAD_INPUT', `查到的问题写得太长，一份最多 ${LONGEST} 个字。请分成两份，或写短一些`)
    return { facts: {} }
  },

  warnings(standing, now) {
    const { due } = standing
    return standing.step === 'answer' && due !== null && dayOf(now) > due
      ? ['单位到期没有答复，可以请政府部门处理']
      : []
  },

  documents: [
    {
      document: 'letter',
      title: '工会劳动法律监督意见书',
      write(standing) {
        const { letter } = standing.facts
        const sent = standing.story.find(({ title }) => title === '编号发出了')
        if (!letter || !sent) return null
        const { employer, inspectedOn } = standing.form as unknown as Form
        return {
          number: sayNumber(letter),
          org: letter.org,
          day: dayOf(sent.at),
          to: `${employer}：`,
          paragraphs: [
            `${sayFull(inspectedOn)}，本会劳动法律监督员到你单位检查，发现下列问题，现提出意见：`,
            ...findingsOf(standing),
            '请自收到本意见书之日起 15 个工作日内书面答复本会。逾期不答复或者拒不改正的，本会将提请有关行政部门依法处理。',
          ],
          facts: inspectorsOf(standing),
          signatures: ['用人单位签收：', '签收日期：'],
          foot: '依据：《工会法》、《工会劳动法律监督办法》。',
        }
      },
    },
    {
      document: 'recommendation',
      title: '工会劳动法律监督建议书',
      write(standing) {
        const { letter, recommendation } = standing.facts
        const sent = standing.records.find(({ act }) => act === 'recommended')
        if (!letter || !recommendation || !sent) return null
        return {
          number: sayNumber(recommendation),
          org: recommendation.org,
          day: dayOf(sent.at),
          to: `${String(sent.values.authority)}：`,
          paragraphs: [
            `本会向${String(standing.form.employer)}发出《工会劳动法律监督意见书》${sayNumber(letter)}，${whyOf(standing)}。单位存在下列问题：`,
            ...findingsOf(standing),
            '建议依法处理，并请把处理结果告诉本会。',
          ],
          facts: inspectorsOf(standing),
          signatures: [],
          foot: '依据：《工会法》、《工会劳动法律监督办法》。',
        }
      },
    },
  ],
}

/** The next number of the union whose desk decided, this year. */
async function numbered(transaction: Transaction, series: string, done: CaseDocument, at: Date): Promise<Numbered> {
  const year = dayOf(at).slice(0, 4)
  const number = await nextNumber(transaction, `${series}:${done.deskOrg}:${year}`)
  return { year, number, org: done.orgName }
}

/** `〔2026〕12号` */
export const sayNumber = ({ year, number }: { year: string; number: number }) => `〔${year}〕${number}号`

function findingsOf({ form: stored }: Pick<CaseDocument, 'form'>): string[] {
  const { findings } = stored as unknown as Form
  return findings.map(({ what, article, demand }, i) => `${i + 1}. ${what}。违反：${article}。要求：${demand}。`)
}

function inspectorsOf({ form: stored }: Pick<CaseDocument, 'form'>): { label: string; value: string }[] {
  const { inspectors } = stored as unknown as Form
  return inspectors.map(({ name, card }) => ({ label: '监督员', value: `${name}（证号 ${card}）` }))
}

function whyOf({ records }: Pick<CaseDocument, 'records'>): string {
  const answered: Recorded | undefined = records.find(({ act }) => act === 'answered')
  if (!answered) return '该单位到期没有书面答复'
  return answered.values.complied === 'part' ? '该单位只改了一部分' : '该单位拒不改正'
}

const authorityOf = (done: CaseDocument) => String(done.records[done.records.length - 1]?.values.authority ?? '')
