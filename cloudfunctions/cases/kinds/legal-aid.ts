import { z } from 'zod'
import { shortYuan } from '../../../miniprogram/rules/money'
import { AppError } from '../../kernel/errors'
import type { ClockTerm } from '../../../miniprogram/rules/clock'
import { dayOf, daysBetween, sayShortDay, weekdayOf } from '../../../miniprogram/rules/days'
import { appealStep, askMore, note, passOn, refuse } from '../../kernel/casework/common-acts'
import type { CaseDocument } from '../../kernel/casework/case'
import { aDay, money } from '../../kernel/casework/form'
import { field, type Kind } from '../../kernel/casework/kind'
import { plainLine, plainText } from '../../kernel/text'
import {
  checkDays,
  limitationFields,
  limitationIn,
  limitationReminders,
  limitationWarnings,
  reckonLimitation,
} from '../limitation'
import { townField, townTitle } from '../places'

/**
 * 法律援助: a lawyer of the union, free of charge (工会法 第30条; 总工发〔2008〕52号 第10、12条). The union's offices keep the
 * days of the state's law: 7 to decide, 3 to assign (法律援助法 第43条).
 */

const MATTERS = [
  { value: 'wages', label: '要工资、加班费' },
  { value: 'injury', label: '工伤待遇' },
  { value: 'dismissed', label: '被辞退、要补偿' },
  { value: 'contract', label: '没签合同、合同纠纷' },
  { value: 'insurance', label: '没交社保' },
  { value: 'other', label: '别的劳动权益' },
] as const

const form = z.strictObject({
  matter: z
    .enum(
      MATTERS.map(({ value }) => value),
      { message: '请选是哪样事' },
    )
    .meta(field({ label: '哪样事要律师帮忙', widget: 'choice', options: [...MATTERS], page: 0 })),
  employer: plainLine(40, '单位名里有看不见的符号，请重新输一遍')
    .min(2, '请填跟哪个单位')
    .meta(field({ label: '跟哪个单位', help: '照工资条、合同上的写', widget: 'text', prefill: 'employer', page: 0 })),
  story: plainText(500)
    .refine((text) => text.length >= 5, '请写几句是怎么回事')
    .meta(field({ label: '怎么回事', help: '不会写也行，写个大概，律师会问', widget: 'longText', page: 0 })),
  amountFen: money('请填大概多少钱')
    .optional()
    .meta(field({ label: '大概多少钱', help: '不涉及钱就不填', widget: 'money', page: 0 })),
  ...limitationFields(1),
  means: z.enum(['migrant', 'relief', 'hardship', 'grave'], { message: '请选您是哪种情况' }).meta(
    field({
      label: '您是哪种情况',
      help: '都不收钱，只是要的材料不一样',
      widget: 'choice',
      options: [
        { value: 'migrant', label: '进城务工，要工资或工伤待遇', note: '不用困难证明' },
        { value: 'relief', label: '在领低保、特困、优抚', note: '拍一下证就行' },
        { value: 'hardship', label: '家里困难', note: '要困难证明' },
        { value: 'grave', label: '不算困难，可是吃了大亏', note: '不用困难证明，由工会看' },
      ],
      page: 2,
    }),
  ),
  town: townField(2, '您在哪个镇街干活'),
})

/** How the story calls the act that granted it. */
const GRANTED = new Set(['同意援助', '先援助，手续后补', '上级再看一遍'])

const decideIn = () => ({
  days: 7,
  unit: 'calendar' as const,
  clause: '法律援助法 第43条：收到申请 7 天内决定给不给援助',
})

export const legalAid: Kind = {
  kind: 'legalAid',
  version: 1,
  title: '法律援助',
  plain: '想找律师帮忙',
  who: 'anyone',
  entry: { title: '请个律师帮忙', line: '不收钱。仲裁有一年期限', inStead: 'kinAndOfficers', place: 5 },
  many: true,
  rated: true,
  form,
  pages: [
    { title: '什么事', help: '不收钱' },
    { title: '哪天的事', help: '打官司有期限，工会帮您盯着' },
    { title: '您的情况', help: '' },
  ],
  evidence: [
    { slot: 'idCard', title: '身份证', types: ['idCard'], required: true },
    {
      // Never bars the door: where days are few, aid comes first and papers later (法律援助法 第44条).
      slot: 'hardshipProof',
      title: '低保证或困难证明',
      help: '手头没有，先交，工会会一次说清',
      types: ['hardshipProof', 'communityProof', 'unitProof'],
      required: false,
      when: { field: 'means', is: ['relief', 'hardship'] },
    },
    {
      slot: 'wageRecord',
      title: '工资条、流水或考勤',
      types: ['wageRecord', 'attendance'],
      required: false,
      when: { field: 'matter', is: ['wages', 'dismissed'] },
    },
    {
      slot: 'injuryFinding',
      title: '工伤认定书或诊断证明',
      types: ['injuryFinding', 'diagnosis'],
      required: false,
      when: { field: 'matter', is: ['injury'] },
    },
    { slot: 'contract', title: '劳动合同', help: '没签就不用', types: ['laborContract'], required: false },
    { slot: 'more', title: '聊天记录或别的材料', types: ['chatRecord', 'other'], required: false },
  ],
  steps: [
    {
      name: 'decide',
      at: 'county',
      role: 'officer',
      state: 'submitted',
      next: '要定给不给法律援助',
      nextFor: (standing, now) => whileFewDays(standing, now, '先援助'),
      title: '看能不能援助',
      stage: '在看您的申请',
      deadline: decideIn,
      acts: [
        // Leads where the law opens it.
        {
          act: 'aidFirst',
          label: '先援助，手续后补：时效快到了',
          effect: '马上派律师，手续以后补（法律援助法 第44条），并告诉工友',
          title: '先援助，手续后补',
          when: (standing, now) => limitationIn(standing.form, dayOf(now)).aidFirst,
          fields: z.strictObject({
            later: plainText(200)
              .optional()
              .meta(field({ label: '以后要补什么', help: '工友看得到。不用补就空着', widget: 'longText' })),
          }),
          open: true,
          to: { step: 'assign' },
          told: (done) => ({
            title: '先给您援助，手续后补',
            text: `期限不到 7 天了，马上派律师${laterOf(done)}`,
          }),
        },
        {
          act: 'approve',
          label: '给援助',
          effect: '3 天内派律师，并告诉工友',
          to: { step: 'assign' },
          title: '同意援助',
          told: () => ({ title: '同意给您援助', text: '3 天内派律师，律师会联系您' }),
        },
        askMore(),
        passOn(),
        refuse('这次没有给援助', ['这件事不是劳动权益的事', '不是困难职工，权益也没有受大的损害'], {
          effect: '出不予援助决定书，写明原因；工友可以请市总工会再看一遍',
        }),
      ],
    },
    {
      name: 'assign',
      at: 'county',
      role: 'officer',
      state: 'reviewing',
      next: '要派律师',
      nextFor: (standing, now) => whileFewDays(standing, now, '马上派律师'),
      title: '派律师',
      stage: '在派律师',
      deadline: () => ({ days: 3, unit: 'calendar', clause: '法律援助法 第43条：决定援助后 3 天内派人' }),
      acts: [
        {
          act: 'assign',
          label: '派给律师',
          title: '派了律师',
          effect: '转到这位律师手上，并告诉工友',
          to: { step: 'work', crew: 'lawyer' },
          told: (done) => ({ title: `${done.assignee?.name ?? ''}律师帮您`, text: '律师会联系您，不收您的钱' }),
        },
      ],
    },
    {
      name: 'work',
      at: 'county',
      role: 'lawyer',
      state: 'reviewing',
      next: '要办法律援助',
      nextFor: (standing, now) => whileFewDays(standing, now, '先申请仲裁'),
      title: '律师在办',
      stage: '律师在帮您办',
      deadline: (city, standing) =>
        (standing && untilLimitation(standing)) || {
          days: city.mattersWorkingDays,
          unit: 'working',
          clause: '法律没有定多少天，由市总工会规定律师多少天要有结果',
        },
      acts: [
        {
          act: 'filed',
          label: '仲裁申请递上去了',
          title: '递了仲裁申请',
          effect: '时效不用再赶了，期限改成律师办完的日子，并告诉工友',
          when: (standing) => untilLimitation(standing) !== null,
          fields: z.strictObject({
            filedOn: aDay('请选哪天递的').meta(field({ label: '哪天递的', widget: 'day' })),
          }),
          open: true,
          to: { step: 'work' },
          ledger: 'application.noted',
          told: () => ({ title: '仲裁申请递上去了', text: '没有过期限，您放心。接下来律师接着办' }),
        },
        note('记一笔进展', '律师记了进展', {
          told: (_done, text) => ({ title: '律师有新进展', text }),
        }),
        {
          act: 'close',
          label: '办完了，记结果',
          title: '法律援助办完了',
          effect: '记进台账，并请工友打分',
          fields: z.strictObject({
            result: z.enum(['settled', 'won', 'partly', 'lost', 'advised'], { message: '请选结果' }).meta(
              field({
                label: '结果',
                widget: 'choice',
                options: [
                  { value: 'settled', label: '谈成了' },
                  { value: 'won', label: '赢了' },
                  { value: 'partly', label: '部分支持' },
                  { value: 'lost', label: '没有支持' },
                  { value: 'advised', label: '给了咨询，工友自己办' },
                ],
              }),
            ),
            amountFen: money('请填要回多少钱，没有填 0').meta(
              field({ label: '要回多少钱', help: '没有填 0', widget: 'money' }),
            ),
            summary: plainText(500)
              .refine((text) => text.length >= 2, '请写几句怎么办的')
              .meta(field({ label: '怎么办的', widget: 'longText' })),
          }),
          open: true,
          amount: 'amountFen',
          ledger: 'legalAid.closed',
          to: { end: 'served' },
          told: (done) => ({ title: '法律援助办完了', text: `${recoveredOf(done)}请您打个分` }),
        },
        askMore({ reasons: ['先援助时说好要补的', '还要一份证据'] }),
        {
          act: 'stop',
          label: '办不下去了，写明原因',
          title: '停止援助',
          tone: 'refuse',
          needsReason: true,
          reasons: ['工友自己请了律师', '联系不上工友'],
          effect: '停止援助，记进台账，工友看得到原因',
          ledger: 'legalAid.closed',
          to: { end: 'closed' },
          told: (_done, reason) => ({ title: '律师停办了', text: `${reason}。有疑问打 12351` }),
        },
      ],
    },
    {
      ...appealStep('city', 'assign', 5, ''),
      deadline: () => ({ days: 5, unit: 'calendar', clause: '法律援助法 第49条：收到异议 5 天内审查' }),
    },
  ],
  appeal: { days: 30, step: 'appeal', words: '不服的话，可以请市总工会再看一遍' },

  async prepare(answers, { now }) {
    checkDays(answers, now)
    if (answers.means === 'migrant' && answers.matter !== 'wages' && answers.matter !== 'injury')
      throw new AppError('BAD_INPUT', '进城务工免困难证明，只限要工资和工伤待遇。请另选一种情况')
    return { facts: {}, titles: await townTitle(answers, now) }
  },

  reckon: (stored, _city, on) => reckonLimitation(stored, on),

  received: (standing) => {
    const { aidFirst, daysLeft } = limitationIn(standing.form, dayOf(standing.submittedAt))
    return aidFirst
      ? { title: '收到了，您的事急', text: `申请仲裁只剩 ${daysLeft} 天，工会先帮您，手续后补` }
      : { title: '申请交上去了', text: `${standing.orgName} 7 天内答复您，不收钱` }
  },

  reminders: (standing) => (isFiled(standing) ? [] : limitationReminders(standing)),

  warnings(standing, now) {
    const proof = standing.papers.some(({ slot, withdrawnAt }) => slot === 'hardshipProof' && !withdrawnAt)
    const { means } = standing.form
    return [
      ...limitationWarnings(standing, now),
      ...(means === 'migrant' ? ['进城务工要工资、工伤待遇：不查家里困难不困难（法律援助法 第42条）'] : []),
      ...((means === 'relief' || means === 'hardship') && !proof ? ['还没有低保证或困难证明'] : []),
    ]
  },

  documents: [
    {
      document: 'accepted',
      title: '法律援助受理通知书',
      write: (standing) =>
        standing.step === 'assign' || standing.step === 'work'
          ? {
              to: `${standing.name}：`,
              paragraphs: [
                `您于 ${sayMoment(standing.submittedAt)}提出的法律援助申请，经审查，决定给予法律援助。`,
                '法律援助不收取任何费用。请如实说明情况、提供证据，配合承办人员。',
              ],
              facts: factsOf(standing),
              signatures: [],
              day: dayOf(standing.story.filter(({ title }) => GRANTED.has(title)).pop()!.at),
              foot: '依据：《工会法》第三十条、《法律援助法》第四十二条至第四十四条。',
            }
          : null,
    },
    {
      document: 'refused',
      title: '不予法律援助决定书',
      write: (standing) =>
        standing.state === 'refused'
          ? {
              to: `${standing.name}：`,
              paragraphs: [
                `您于 ${sayMoment(standing.submittedAt)}提出的法律援助申请，经审查，决定不予法律援助。`,
                `理由：${standing.story[standing.story.length - 1]!.note}`,
              ],
              facts: factsOf(standing),
              signatures: [],
              foot: '不服本决定的，可以在 30 天内请市总工会再看一遍（《法律援助法》第四十九条）。',
            }
          : null,
    },
  ],
}

/** Days within which a limitation overrules the time a lawyer has: it would end before her own does. */
const LIMITATION_RULES = 60

/**
 * Until the application for arbitration is in, the lawyer's last day is the limitation's, where that is near; null:
 * handed in, far, or over already.
 */
function untilLimitation(standing: CaseDocument): ClockTerm | null {
  if (isFiled(standing)) return null
  const { lastDay } = limitationIn(standing.form, dayOf(standing.updatedAt))
  // An office is open on a weekday: a last day at the week's end asks for the Friday before.
  const weekday = lastDay ? weekdayOf(lastDay) : 0
  const early = weekday === 6 ? 1 : weekday === 0 ? 2 : 0
  const days = lastDay ? daysBetween(dayOf(standing.updatedAt), lastDay) - early : -1
  return days >= 0 && days <= LIMITATION_RULES
    ? { days, unit: 'calendar', clause: '劳动争议调解仲裁法 第27条：一年内申请仲裁，最晚这一天递上去' }
    : null
}

const isFiled = ({ records }: CaseDocument) => records.some(({ act }) => act === 'filed')

/** What a desk's list says while few days are left; the day, not how many: it stands until somebody acts. */
function whileFewDays(standing: CaseDocument, now: Date, what: string): string | null {
  if (isFiled(standing)) return null
  const { aidFirst, lastDay } = limitationIn(standing.form, dayOf(now))
  return aidFirst ? `时效只到 ${sayShortDay(lastDay!)}，${what}` : null
}

const matterOf = (standing: CaseDocument) => MATTERS.find(({ value }) => value === standing.form.matter)?.label ?? ''

function factsOf(standing: CaseDocument) {
  return [
    { label: '编号', value: standing.number },
    { label: '申请人', value: standing.name },
    { label: '事项', value: matterOf(standing) },
    { label: '对方', value: String(standing.form.employer) },
  ]
}

function laterOf(done: CaseDocument): string {
  const { later } = done.records[done.records.length - 1]?.values ?? {}
  return later ? `。以后请补：${String(later)}` : ''
}

function recoveredOf(done: CaseDocument): string {
  const fen = Number(done.records[done.records.length - 1]?.values.amountFen ?? 0)
  return fen > 0 ? `帮您要回 ${shortYuan(fen)} 元。` : ''
}

const sayMoment = (at: Date) => {
  const day = dayOf(at)
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}
