import { z } from 'zod'
import { dayOf, sayShortDay, type Day } from '../../../miniprogram/rules/days'
import { birthDay } from '../../../miniprogram/rules/id-number'
import { isOpen, needsGuardian, studentAidFen, type StudentAidTerms } from '../../../miniprogram/rules/student-aid'
import { AppError } from '../../kernel/errors'
import type { CaseDocument, StoredForm } from '../../kernel/casework/case'
import { appealStep, askMore, goOn, passOn, refuse } from '../../kernel/casework/common-acts'
import { field, type EvidenceSlot, type Kind } from '../../kernel/casework/kind'
import { citySettings, type CityTerms } from '../../kernel/settings'
import { BANK_CARD, bankFields, IDENTITY, noticeField, someLine, someText } from '../common-fields'
import { atMost, grantFields, grantedFen, payGranted, sayFen } from '../grants'
import { findHardshipFile, householdHasFile, paidTo } from '../store'

/**
 * 金秋助学: a fixed amount by level of school, more for a family with a hardship file (rules/student-aid; field rules
 * C.3), within the city's yearly window. Papers once given are not asked for again: a family whose vault holds the
 * others brings the admission letter alone.
 */

const BARS = {
  privateSchool: '上的是收费高的民办学校',
  abroad: '自费出国留学',
  military: '军校、公安等不收学费的',
  freeTeacher: '公费师范生',
  aidedElsewhere: '今年已经在别处领过助学金',
} as const

const form = z.strictObject({
  childName: someLine(20, '请填孩子的名字').meta(field({ label: '孩子的名字', widget: 'text', page: 0 })),
  childIdNumber: z
    .string({ message: '请填孩子的身份证号' })
    .min(1, '请填孩子的身份证号')
    .max(40, '身份证号是 18 位。请再看一遍')
    .meta(field({ label: '孩子的身份证号', help: '户口本上有。加密存着', widget: 'idNumber', page: 0 })),
  childAge: z.enum(['under14', 'from14'], { message: '请选孩子满 14 周岁了没有' }).meta(
    field({
      label: '孩子满 14 周岁了吗',
      widget: 'choice',
      page: 0,
      options: [
        { value: 'from14', label: '满了' },
        { value: 'under14', label: '没满', note: '要一张监护人同意书' },
      ],
    }),
  ),
  /** Data of a child under 14: the guardian's consent, under rules of its own (个人信息保护法 第31条). */
  childConsent: z
    .literal(true, { message: '孩子没满 14 周岁，要监护人打勾同意' })
    .optional()
    .meta(
      field({
        label: '我是监护人，同意用孩子的信息',
        help: '只用来核对上学、发这笔钱，只给经手的干部看。不公示孩子的名字和学校。随时可以收回',
        widget: 'consent',
        page: 0,
        when: { field: 'childAge', is: ['under14'] },
        wanted: true,
      }),
    ),
  level: z
    .string({ message: '请选孩子上的是哪一级' })
    .min(1, '请选孩子上的是哪一级')
    .max(40, '请选孩子上的是哪一级')
    .meta(field({ label: '秋天上哪一级', widget: 'choice', optionsFrom: 'studyLevels', page: 1 })),
  school: someLine(40, '请填学校的名字').meta(field({ label: '哪所学校', widget: 'text', page: 1 })),
  entering: z.enum(['new', 'enrolled'], { message: '请选是新入学还是在读' }).meta(
    field({
      label: '新入学还是在读',
      widget: 'choice',
      page: 1,
      options: [
        { value: 'new', label: '今年新入学', note: '要录取通知书' },
        { value: 'enrolled', label: '已经在读', note: '要学生证' },
      ],
    }),
  ),
  bars: z
    .array(z.enum(Object.keys(BARS) as [string, ...string[]], { message: '请从列出的情况里选' }), {
      message: '请从列出的情况里选',
    })
    .max(10, '选得太多了，请再看一遍')
    .optional()
    .meta(
      field({
        label: '有没有这些情况',
        help: '有就勾上。由工会的人看，不会自动不批',
        widget: 'choices',
        page: 1,
        options: Object.entries(BARS).map(([value, label]) => ({ value, label })),
      }),
    ),
  story: someText(0, 300, '')
    .optional()
    .meta(field({ label: '家里的难处', widget: 'longText', page: 1 })),
  ...bankFields(2),
  /** Asking the school office and civil affairs gives data to another handler (个人信息保护法 第23条). */
  checkConsent: z.literal(true, { message: '要您同意跟教育、民政部门核对，工会才能往下办' }).meta(
    field({
      label: '同意跟教育、民政部门核对',
      help: '只核对这一次：在哪儿上学、别处领过没有',
      widget: 'consent',
      page: 3,
    }),
  ),
  ...noticeField(3),
})
type Form = z.infer<typeof form>

interface AidFacts {
  /** Whether the family stood in an open hardship file when it was handed in. */
  onFile: boolean
  /** What the terms of that day give, in fen. */
  amountFen: number
}

/** The family's papers, which a vault usually holds already; then what is new this year. */
const FAMILY: EvidenceSlot[] = [
  IDENTITY,
  { slot: 'householdBook', title: '户口本', help: '每一页都要', types: ['householdBook'], required: true },
  { slot: 'familyIdCards', title: '家里人的身份证', types: ['familyIdCards'], required: true },
  { slot: 'income', title: '收入证明', help: '单位开的，要盖章', types: ['incomeProof'], required: true },
  { slot: 'unit', title: '单位证明', types: ['unitProof'], required: true },
  { slot: 'community', title: '社区（村）证明', types: ['communityProof'], required: true },
  { slot: 'contract', title: '劳动合同', types: ['laborContract', 'wageRecord'], required: true },
  { slot: 'authority', title: '核对授权书', help: '工会有样本，签字就行', types: ['checkAuthority'], required: true },
  BANK_CARD,
]

const ESTIMATE = '这是估算，最后由工会审核决定。'

export const studentAid: Kind<AidFacts> = {
  kind: 'studentAid',
  version: 1,
  title: '金秋助学',
  plain: '孩子上学，钱不够',
  who: 'member',
  entry: { title: '给孩子申请助学金', line: '金秋助学，每年夏天办', inStead: 'kinAndOfficers', place: 3 },
  closed: (city, today) => closedOn(city.studentAid, today),
  many: false,
  rated: true,
  form,
  pages: [
    { title: '孩子', help: '' },
    { title: '上什么学', help: '' },
    { title: '钱打到哪儿', help: '' },
    { title: '看一遍，交上去', help: '' },
  ],
  evidence: [
    ...FAMILY,
    {
      slot: 'admissionLetter',
      title: '录取通知书',
      help: '拍全，要看得见学校的章',
      types: ['admissionLetter'],
      required: true,
      when: { field: 'entering', is: ['new'] },
    },
    {
      slot: 'studentCard',
      title: '学生证或在读证明',
      types: ['studentCard', 'other'],
      required: true,
      when: { field: 'entering', is: ['enrolled'] },
    },
    {
      slot: 'guardianConsent',
      title: '监护人同意书',
      help: '要监护人本人签名',
      types: ['guardianConsent'],
      required: true,
      when: { field: 'childAge', is: ['under14'] },
    },
    {
      slot: 'hardship',
      title: '家里难处的证明',
      help: '低保证、诊断证明、残疾人证，有哪样放哪样',
      types: ['hardshipProof', 'diagnosis', 'disabilityCard', 'jobLossCard'],
      required: false,
    },
  ],
  steps: [
    {
      name: 'review',
      at: 'own',
      role: 'officer',
      state: 'submitted',
      next: '要初审金秋助学',
      title: '工会初审',
      stage: '在看您的申请',
      deadline: (city) => ({ days: city.reviewWorkingDays, unit: 'working', clause: '几天内初审，由市总工会规定' }),
      acts: [
        goOn('check', '初审通过', '转到区县总工会核对，并告诉工友', {
          told: (done) => ({ title: '初审通过了', text: `接下来${done.orgName}核对` }),
        }),
        askMore(),
        passOn(),
        refuse('这次没有通过初审', ['不是我们工会的会员', ...Object.values(BARS)]),
      ],
    },
    {
      name: 'check',
      at: 'county',
      role: 'officer',
      state: 'reviewing',
      next: '要核对助学申请',
      title: '区县总工会核对',
      stage: '在核对上学和别处领过没有',
      deadline: (city) => ({ days: city.reviewWorkingDays, unit: 'working', clause: '几天内核对，由市总工会规定' }),
      acts: [
        {
          act: 'checked',
          label: '核对一致，往下办',
          effect: '工友同意公示的，开始公示；没同意的，直接转去审批',
          fields: z.strictObject({
            result: someText(2, 200, '请写核对结果').meta(field({ label: '核对结果', widget: 'longText' })),
          }),
          to: (standing) => ({ step: standing.form.noticeConsent === true ? 'notice' : 'approve' }),
          told: (done) =>
            done.state === 'inNotice'
              ? { title: '开始公示了', text: '只写您的“张＊”和镇街，不写孩子，到期自己撤下' }
              : { title: '核对过了', text: `接下来${done.orgName}审批` },
        },
        askMore(),
        refuse('核对后没有通过', Object.values(BARS)),
      ],
    },
    {
      name: 'notice',
      at: 'county',
      role: 'officer',
      state: 'inNotice',
      next: '正在公示',
      title: '公示',
      stage: '在公示',
      deadline: (city) => ({
        days: city.noticeWorkingDays,
        unit: 'working',
        clause: '公示不少于 5 个工作日（地方规定，市总工会可以定得更长）',
      }),
      silent: 'stays',
      notice: { next: 'approve' },
      acts: [],
    },
    {
      name: 'approve',
      at: 'county',
      role: 'officer',
      state: 'reviewing',
      next: '要审批助学金',
      title: '区县总工会审批',
      stage: '在审批',
      deadline: (city) => ({ days: city.reviewWorkingDays, unit: 'working', clause: '几天内审批，由市总工会规定' }),
      acts: [
        {
          act: 'approve',
          label: '同意，定助学金',
          effect: '转到市总工会发钱，并告诉工友',
          fields: grantFields('助学金', '照申请人家里的档和孩子上的级定，见上面的算法'),
          open: true,
          to(standing, given) {
            const { amountFen } = standing.facts as unknown as AidFacts
            atMost(Number(given.grantFen), amountFen, `照规定这一档最多 ${sayFen(amountFen)}。请再看一遍`)
            return { step: 'pay' }
          },
          told: (done) => ({
            title: '同意了',
            text: `定了助学金 ${sayFen(grantedFen(done))}，${done.orgName}打到您的卡上`,
          }),
        },
        refuse('这次没有批准', ['今年名额给了更难的家庭', ...Object.values(BARS)]),
      ],
    },
    {
      name: 'pay',
      at: 'city',
      role: 'officer',
      state: 'approved',
      next: '要发助学金',
      title: '发助学金',
      stage: '要发助学金',
      deadline: (city) => ({ days: city.payWorkingDays, unit: 'working', clause: '几天内发放，由市总工会规定' }),
      acts: [payGranted('助学金发了', 'aid.paid')],
    },
    appealStep('above', 'approve', 10, '几天内答复，由市总工会规定'),
  ],
  appeal: { days: 15, step: 'appeal', words: '不服的话，可以请上级工会再看一遍' },
  // Nothing of the child: not the name, not the level, not the school.
  notice: { consent: 'noticeConsent', classWords: () => '金秋助学' },

  async prepare(answers, { person, now }) {
    const { childIdNumber, childAge, level } = answers as unknown as Form
    const terms = (await citySettings(Number(now))).studentAid
    checkAge(childIdNumber, childAge, dayOf(now))
    const onFile = (await findHardshipFile(person._id)) !== null || (await householdHasFile([childIdNumber]))
    return { facts: { onFile, amountFen: amountOf(terms, level, onFile) } }
  },

  reckon: (stored, city, _on, facts) => reckonAid(stored, city, facts),

  async warnings(standing, now) {
    const { bars = [] } = standing.form as { bars?: (keyof typeof BARS)[] }
    const paid = await paidTo(standing.person, 'aid.paid', 'studentAid', `${dayOf(now).slice(0, 4)}-01-01`)
    return [
      ...(paid.times ? [`今年已经发过 ${paid.times} 次助学金，共 ${sayFen(paid.fen)}`] : []),
      ...knownOf(standing, bars),
    ]
  },

  documents: [
    {
      document: 'decision',
      title: '金秋助学决定书',
      write: (standing) =>
        grantedFen(standing)
          ? {
              to: `${standing.name}：`,
              paragraphs: [
                `您为孩子申请的金秋助学，经审核、核对，同意资助 ${sayFen(grantedFen(standing))}，打到您填的银行卡上。`,
              ],
              facts: [
                { label: '编号', value: standing.number },
                { label: '姓名', value: standing.name },
              ],
              signatures: [],
              foot: '祝孩子学习进步。',
            }
          : null,
    },
  ],
}

/** The dates, outside the city's window; null within it. */
export function closedOn(terms: StudentAidTerms, today: Day): string | null {
  if (isOpen(today, terms)) return null
  const said = (date: string) => sayShortDay(`2000-${date}`)
  return `金秋助学每年 ${said(terms.opens)}到${said(terms.closes)}申请，现在还没到时候。家里急用钱，可以申请“临时救助”`
}

/** Throws AppError when what was ticked is not what the ID number says. `idNumber` is tidy and checked. */
export function checkAge(idNumber: string, ticked: 'under14' | 'from14', today: Day): void {
  const young = needsGuardian(birthDay(idNumber)!, today)
  if (young && ticked === 'from14')
    throw new AppError('BAD_INPUT', '照身份证，孩子还没满 14 周岁。请改选“没满”，再放一张监护人同意书')
  if (!young && ticked === 'under14') throw new AppError('BAD_INPUT', '照身份证，孩子满 14 周岁了。请改选“满了”')
}

/** In fen. Throws AppError when the city has no such level, or gives it to families with a file only. */
export function amountOf(terms: StudentAidTerms, level: string, onFile: boolean): number {
  const known = terms.levels.find(({ id }) => id === level)
  if (!known) throw new AppError('BAD_INPUT', '请选孩子上的是哪一级')
  const fen = studentAidFen(level, onFile, terms)
  if (fen === 0)
    throw new AppError(
      'NOT_NOW',
      `${known.words}这一级只给建了档的困难家庭。可以先申请“困难职工建档帮扶”，或打 12351 说说`,
    )
  return fen
}

function reckonAid(stored: StoredForm, { studentAid: terms }: CityTerms, facts: AidFacts) {
  const { level, bars = [] } = stored as unknown as Form
  const words = terms.levels.find(({ id }) => id === level)?.words ?? level
  const barred = bars.map((bar) => BARS[bar as keyof typeof BARS]).join('；')
  return {
    title: '照规定是多少',
    lines: [
      { label: '秋天上', value: words, note: '' },
      { label: '家里', value: facts.onFile ? '在档困难家庭' : '没有建档', note: facts.onFile ? '优先' : '' },
      { label: '这一档', value: sayFen(facts.amountFen), note: '一个孩子一年一次' },
    ],
    words: barred ? `有这些情况一般领不了：${barred}。${ESTIMATE}` : `照规定是 ${sayFen(facts.amountFen)}。${ESTIMATE}`,
  }
}

function knownOf(standing: CaseDocument<AidFacts>, bars: (keyof typeof BARS)[]): string[] {
  return [
    ...(standing.facts.onFile ? ['在档困难家庭，按规定优先'] : ['没有建档：先看家里难在哪儿，够建档的请一起建']),
    ...(bars.length ? [`工友自己勾了：${bars.map((bar) => BARS[bar]).join('；')}`] : []),
    ...(standing.form.childAge === 'under14' ? ['孩子没满 14 周岁：先核对监护人同意书，信息只给经手的人看'] : []),
    ...(standing.form.noticeConsent === true ? [] : ['工友没有同意公示，所以不公示。审批前请集体研究']),
    ...standing.story
      .filter(({ title }) => title.startsWith('异议属实'))
      .map(({ note }) => `公示期的异议属实：${note}`),
  ]
}
