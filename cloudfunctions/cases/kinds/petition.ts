import { z } from 'zod'
import { dayOf } from '../../../miniprogram/rules/days'
import { note, passOn, refuse } from '../../kernel/casework/common-acts'
import type { CaseDocument, OrgLink, Recorded } from '../../kernel/casework/case'
import { field, type Kind, type StepAct } from '../../kernel/casework/kind'
import { linkAbove } from '../../kernel/casework/route'
import { chainOfMember } from '../../kernel/orgs'
import { plainLine, plainText } from '../../kernel/text'
import { AppError } from '../../kernel/errors'
import { sayFull } from '../limitation'
import { chainOfPlace, townField, townTitle } from '../places'

/**
 * 信访 (信访工作条例 2022, which binds mass organisations too: 第2条): told within 15 days whether it is taken, finished 60
 * days from then, 30 more once with approval and reason (第34条); review by the union above if asked within 30 days
 * (第35条), re-review likewise (第36条), then it is final. Matters with a legal route are led there (第31条). What the
 * accuser gave never reaches the accused (第30条).
 */

const ABOUT = [
  { value: 'employer', label: '单位或老板' },
  { value: 'ownUnion', label: '单位里的工会' },
  { value: 'townUnion', label: '镇街工会' },
  { value: 'aid', label: '工会的帮扶、服务' },
  { value: 'other', label: '别的事' },
] as const

const MOST_DEPUTIES = 5

const form = z.strictObject({
  about: z
    .enum(
      ABOUT.map(({ value }) => value),
      { message: '请选是关于谁的' },
    )
    .meta(field({ label: '关于谁的', help: '不会转给您反映的那一方', widget: 'choice', options: [...ABOUT], page: 0 })),
  against: plainLine(40, '名称里有看不见的符号')
    .optional()
    .meta(field({ label: '具体是哪个单位、哪个人', help: '不清楚就不填', widget: 'text', page: 0 })),
  story: plainText(1000)
    .refine((text) => text.length >= 10, '请写清楚是什么事，至少 10 个字')
    .meta(field({ label: '什么事', help: '哪天、在哪儿、怎么回事', widget: 'longText', page: 0 })),
  want: plainText(300)
    .refine((text) => text.length >= 2, '请写您想怎么解决')
    .meta(field({ label: '您想怎么解决', widget: 'longText', page: 0 })),
  together: z.enum(['alone', 'group'], { message: '请选一个人还是好几个人' }).meta(
    field({
      label: '几个人反映',
      widget: 'choice',
      options: [
        { value: 'alone', label: '我自己' },
        { value: 'group', label: '好几个人' },
      ],
      page: 1,
    }),
  ),
  people: z
    .int({ message: '请填一共几个人' })
    .min(2, '好几个人，至少 2 个')
    .max(10_000, '人数太多了，请再看一遍')
    .optional()
    .meta(
      field({
        label: '一共几个人',
        widget: 'number',
        unit: '人',
        when: { field: 'together', is: ['group'] },
        wanted: true,
        page: 1,
      }),
    ),
  deputies: z
    .array(
      z.strictObject({
        name: plainLine(20, '姓名里有看不见的符号')
          .min(2, '请填代表的姓名')
          .meta(field({ label: '代表的姓名', widget: 'text' })),
      }),
    )
    .min(1, '好几个人，请推选代表')
    .max(MOST_DEPUTIES, '代表最多 5 个人')
    .optional()
    .meta(
      field({
        label: '推选的代表',
        help: '最多 5 个人，来说事由代表来',
        widget: 'list',
        when: { field: 'together', is: ['group'] },
        wanted: true,
        page: 1,
      }),
    ),
  town: townField(1),
})

const DAYS = 'calendar' as const

/** An answer in writing, which ends this round. */
function answer(act: string, label: string, title: string, after: (done: CaseDocument) => string): StepAct {
  return {
    act,
    label,
    title,
    effect: '出书面意见，告诉工友；不服的怎么往上提也一起写明',
    fields: z.strictObject({
      outcome: z.enum(['supported', 'partly', 'explained'], { message: '请选支持不支持' }).meta(
        field({
          label: '支持不支持',
          widget: 'choice',
          options: [
            { value: 'supported', label: '支持，已经解决' },
            { value: 'partly', label: '部分支持' },
            { value: 'explained', label: '不支持，解释清楚' },
          ],
        }),
      ),
      opinion: plainText(1000)
        .refine((text) => text.length >= 10, '请把查到的情况和意见写清楚，至少 10 个字')
        .meta(field({ label: '查到的情况和意见', widget: 'longText' })),
      basis: plainText(300)
        .refine((text) => text.length >= 2, '请写依据哪条规定')
        .meta(field({ label: '依据', widget: 'longText' })),
    }),
    open: true,
    ledger: 'petition.closed',
    to: { end: 'closed' },
    told: (done) => ({ title, text: after(done) }),
  }
}

const reviewStep = {
  at: 'above',
  role: 'officer',
  state: 'reviewing',
  beside: true,
} as const

/** What it keeps: the unions it is about, to which it is never passed on. */
interface PetitionFacts {
  accused: string[]
}

export const petition: Kind<PetitionFacts> = {
  kind: 'petition',
  version: 1,
  title: '信访',
  plain: '想反映问题',
  who: 'anyone',
  entry: { title: '反映问题', line: '多少天答复，写得明明白白', inStead: 'officers', place: 8 },
  many: true,
  rated: true,
  form,
  pages: [
    { title: '什么事', help: '15 天内答复您收不收' },
    { title: '几个人', help: '' },
  ],
  evidence: [
    { slot: 'more', title: '能说明情况的材料', types: ['other', 'laborContract', 'wageRecord'], required: false },
    { slot: 'chat', title: '聊天记录', types: ['chatRecord'], required: false },
    { slot: 'photo', title: '现场照片', types: ['sitePhoto'], required: false },
  ],
  steps: [
    {
      name: 'register',
      at: 'town',
      role: 'officer',
      state: 'submitted',
      next: '要答复收不收信访',
      title: '登记，答复收不收',
      stage: '在看收不收',
      deadline: () => ({ days: 15, unit: DAYS, clause: '信访工作条例 第23条：15 天内书面告诉您收不收' }),
      acts: [
        {
          act: 'accept',
          label: '受理',
          title: '受理了',
          effect: '出受理通知书，60 天内办完，并告诉工友',
          to: { step: 'handle' },
          told: (done) => ({ title: '收下了', text: `${done.orgName}来办，最晚 ${sayFull(done.due!)}答复您` }),
        },
        {
          act: 'lead',
          label: '该走法律的路，告诉工友怎么走',
          title: '告诉了该走哪条路',
          tone: 'plain',
          effect: '到此为止，写明去哪儿、带什么',
          fields: z.strictObject({
            route: z
              .enum(['arbitration', 'court', 'inspection', 'injury', 'other'], { message: '请选该走哪条路' })
              .meta(
                field({
                  label: '该走哪条路',
                  widget: 'choice',
                  options: [
                    { value: 'arbitration', label: '劳动仲裁' },
                    { value: 'court', label: '法院' },
                    { value: 'inspection', label: '劳动监察' },
                    { value: 'injury', label: '工伤认定' },
                    { value: 'other', label: '别的' },
                  ],
                }),
              ),
            where: plainText(200)
              .refine((text) => text.length >= 5, '请写清去哪儿、电话')
              .meta(field({ label: '去哪儿，电话，带什么', widget: 'longText' })),
          }),
          open: true,
          ledger: 'petition.closed',
          to: { end: 'closed' },
          told: (done) => ({
            title: '这件事走法律的路更管用',
            text: `${String(newest(done)?.values.where)}。要律师帮忙，请到“想找律师帮忙”`,
          }),
        },
        passOn({
          effect: '转到您选的工会，并告诉工友。千万别转给被反映的一方（信访工作条例 第30条）',
          reasons: ['您反映的事归那边管'],
          brings: async (_transaction, done) => keepFromAccused(done),
          told: (done, reason) => ({
            title: `转到${done.orgName}了`,
            text: `${reason}。您不用重新交，${sayFull(done.due!)}前答复您收不收`,
          }),
        }),
        refuse('这次没有受理', ['这件事已经答复过，没有新的情况', '这件事不归工会管'], {
          act: 'decline',
          label: '不受理，写明原因',
          effect: '工友会看到原因',
          ledger: 'petition.closed',
        }),
      ],
    },
    {
      name: 'handle',
      at: 'town',
      role: 'officer',
      state: 'reviewing',
      next: '要办结信访',
      title: '查清楚，答复您',
      stage: '在查',
      deadline: () => ({ days: 60, unit: DAYS, clause: '信访工作条例 第34条：受理起 60 天内办结' }),
      acts: [
        answer('answer', '办完了，写答复意见', '答复您了', (done) =>
          linkAbove(done.chain, done.deskOrg)
            ? '请看答复意见。不服的，30 天内可以请上一级工会复查'
            : '请看答复意见。不服的，30 天内可以书面请省总工会复查',
        ),
        {
          act: 'extend',
          label: '延长 30 天，情况复杂',
          title: '延长 30 天',
          tone: 'plain',
          needsReason: true,
          reasons: ['要等鉴定结果', '要找好几个人核实'],
          effect: '只能延一次，要负责人批准，原因告诉工友',
          when: ({ clock }) => clock?.extensions.length === 0,
          fields: z.strictObject({
            approver: plainLine(40, '名字里有看不见的符号')
              .min(2, '请填哪位负责人批准的')
              .meta(field({ label: '哪位负责人批准的', help: '姓名和职务', widget: 'text' })),
          }),
          open: true,
          ledger: 'application.noted',
          to: {
            stay: true,
            extend: { days: 30, clause: '信访工作条例 第34条：情况复杂的，经负责人批准可以延长，最多 30 天' },
          },
          told: (done, reason) => ({ title: '要多用 30 天', text: `${reason}。最晚 ${sayFull(done.due!)}答复您` }),
        },
        note('记一笔进展', '办的进展', { told: (_done, text) => ({ title: '有新进展', text }) }),
      ],
    },
    {
      ...reviewStep,
      name: 'review',
      next: '要复查信访',
      title: '上一级复查',
      stage: '在复查',
      deadline: () => ({ days: 30, unit: DAYS, clause: '信访工作条例 第35条：收到复查请求 30 天内提出复查意见' }),
      acts: [
        answer('reviewed', '复查完了，写复查意见', '复查有结果了', (done) =>
          linkAbove(done.chain, done.deskOrg)
            ? '请看复查意见。不服的，30 天内可以请再上一级复核'
            : '请看复查意见。不服的，30 天内可以书面请省总工会复核',
        ),
      ],
    },
    {
      ...reviewStep,
      name: 'reReview',
      next: '要复核信访',
      title: '再上一级复核',
      stage: '在复核',
      deadline: () => ({ days: 30, unit: DAYS, clause: '信访工作条例 第36条：收到复核请求 30 天内提出复核意见' }),
      acts: [
        answer(
          'reReviewed',
          '复核完了，写复核意见',
          '复核有结果了',
          () => '这是最后的意见。同一件事、同样的理由再反映，工会不再受理（信访工作条例 第36条）',
        ),
      ],
    },
  ],

  /** By where it ended: an answer may be reviewed, a review re-reviewed, by a union above if there is one. */
  appeal(standing) {
    if (standing.state !== 'closed' || !linkAbove(standing.chain, standing.deskOrg)) return null
    if (standing.step === 'handle') return { days: 30, step: 'review', words: '不服的话，可以请上一级工会复查' }
    if (standing.step === 'review') return { days: 30, step: 'reReview', words: '不服的话，可以请再上一级工会复核' }
    return null
  },

  async prepare(answers, { membership, now }) {
    const { town, about, people, deputies } = answers as unknown as z.infer<typeof form>
    if (people && deputies && deputies.length > people)
      throw new AppError('BAD_INPUT', '代表比一共的人还多。请再看一遍')
    const chain = membership ? await chainOfMember(membership, now) : town ? await chainOfPlace(town, now) : null
    if (!chain) throw new AppError('BAD_INPUT', '请选您在哪个镇街')
    const apart = apartFrom(about, chain)
    const accused = chain.filter((link) => !apart.includes(link)).map(({ id }) => id)
    return { facts: { accused }, chain: apart, titles: await townTitle(answers, now) }
  },

  received: (standing) => ({
    title: '登记了',
    text: `${standing.orgName}${sayFull(standing.due!)}前答复您收不收`,
  }),

  warnings(standing) {
    const { about, against, people } = standing.form
    const accused = against ? `“${String(against)}”` : about === 'employer' ? '单位' : '被反映的一方'
    return [
      `别把反映人的姓名和材料给${accused}，也别转给它（信访工作条例 第30条）`,
      ...(people ? [`${Number(people)} 个人一起反映，由代表来谈，最多 ${MOST_DEPUTIES} 人`] : []),
      ...(standing.step === 'register' ? ['有仲裁、诉讼、工伤认定这些法律的路，就告诉工友怎么走'] : []),
    ]
  },

  documents: [
    {
      document: 'accepted',
      title: '信访事项受理通知书',
      write(standing) {
        const accepted = standing.story.find(({ title }) => title === '受理了')
        return accepted
          ? {
              to: `${standing.name}：`,
              paragraphs: [
                `您于 ${sayOn(standing.submittedAt)}反映的事项，本会决定受理，自受理之日起 60 日内办结；情况复杂需要延长的，将告诉您理由。`,
              ],
              facts: factsOf(standing),
              signatures: [],
              day: dayOf(accepted.at),
              foot: '依据：《信访工作条例》第二十三条、第三十四条。',
            }
          : null
      },
    },
    ...(
      [
        [
          'answer',
          '信访事项答复意见书',
          '不服本意见的，可以自收到之日起 30 日内请上一级工会复查（《信访工作条例》第三十五条）。',
        ],
        [
          'reviewed',
          '信访事项复查意见书',
          '不服本意见的，可以自收到之日起 30 日内请再上一级工会复核（《信访工作条例》第三十六条）。',
        ],
        ['reReviewed', '信访事项复核意见书', '本意见为信访终结意见（《信访工作条例》第三十六条）。'],
      ] as const
    ).map(([act, title, foot]) => ({
      document: act,
      title,
      write(standing: CaseDocument<PetitionFacts>) {
        const given = standing.records.find((record) => record.act === act)
        return given
          ? {
              to: `${standing.name}：`,
              paragraphs: [
                `您于 ${sayOn(standing.submittedAt)}反映的事项，经调查核实，现答复如下：`,
                ...String(given.values.opinion).split('\n'),
                `处理意见：${OUTCOMES[given.values.outcome as keyof typeof OUTCOMES]}。依据：${String(given.values.basis)}`,
              ],
              facts: factsOf(standing),
              signatures: [],
              org: signerOf(given),
              day: dayOf(given.at),
              foot,
            }
          : null
      },
    })),
  ],
}

const OUTCOMES = { supported: '支持', partly: '部分支持', explained: '不予支持' }

/** Whoever is accused is not on the way: nothing of it stands at that union's desk. */
export function apartFrom(about: string, chain: OrgLink[]): OrgLink[] {
  const accused = about === 'townUnion' ? ['grassroots', 'town'] : ['grassroots']
  const apart = chain.filter(({ level }) => !accused.includes(level))
  return apart.length ? apart : chain
}

/** Throws AppError where it has been passed to whom it is about. */
export function keepFromAccused(done: CaseDocument): void {
  const { accused } = done.facts as unknown as PetitionFacts
  if (accused.includes(done.deskOrg)) throw new AppError('FORBIDDEN', '反映的就是这家工会，不能转给它。请转给它的上级')
}

const newest = (done: CaseDocument): Recorded | undefined => done.records[done.records.length - 1]

/** `海滨区总工会 工会主席` → the union that gave the opinion. */
const signerOf = ({ by }: Recorded): string => by.split(' ')[0] ?? by

function factsOf(standing: Pick<CaseDocument, 'number' | 'name' | 'form'>) {
  return [
    { label: '编号', value: standing.number },
    { label: '反映人', value: standing.name },
    { label: '反映的事', value: String(standing.form.story) },
  ]
}

function sayOn(at: Date): string {
  const [year, month, day] = dayOf(at).split('-').map(Number)
  return `${year}年${month}月${day}日`
}
