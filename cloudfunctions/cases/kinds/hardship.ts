import { z } from 'zod'
import { CAUSES, judgeHousehold, type Household } from '../../../miniprogram/rules/household'
import { shortYuan } from '../../../miniprogram/rules/money'
import { AppError } from '../../kernel/errors'
import type { Kept, StoredForm } from '../../kernel/casework/case'
import { appealStep, askMore, goOn, passOn, refuse } from '../../kernel/casework/common-acts'
import { money } from '../../kernel/casework/form'
import { field, type Kind } from '../../kernel/casework/kind'
import { plainLine, plainText } from '../../kernel/text'
import { BANK_CARD, someLine } from '../common-fields'
import { grantedFen, payGranted, sayFen } from '../grants'
import { addHardshipFile, householdHasFile, isOnFile } from '../store'

/**
 * 困难职工建档帮扶: a file for a household in hardship, and the aid that goes with it. Deep, relative and accident
 * hardship by the arithmetic of rules/household; one household, one file (field rules C.2).
 */

const page = (n: number) => ({ page: n })

const form = z.strictObject({
  district: z
    .string({ message: '请选家住哪个区' })
    .min(2, '请选家住哪个区')
    .max(12, '请选家住哪个区')
    .meta(
      field({
        label: '家住哪个区',
        help: '各区的低保标准不一样',
        widget: 'choice',
        optionsFrom: 'districts',
        ...page(0),
      }),
    ),
  members: z
    .array(
      z.strictObject({
        relation: z.enum(['self', 'spouse', 'child', 'parent', 'other'], { message: '请选是您的什么人' }).meta(
          field({
            label: '是您的什么人',
            widget: 'choice',
            options: [
              { value: 'self', label: '本人' },
              { value: 'spouse', label: '爱人' },
              { value: 'child', label: '孩子' },
              { value: 'parent', label: '老人' },
              { value: 'other', label: '别的家人' },
            ],
          }),
        ),
        idNumber: z
          .string({ message: '请填身份证号' })
          .min(1, '请填身份证号')
          .max(40, '身份证号是 18 位。请再看一遍')
          .meta(field({ label: '身份证号', widget: 'idNumber' })),
        incomeFen: money('请填这个人一年挣多少').meta(
          field({ label: '一年到手多少钱', help: '工资、打工、退休金都算，没有填 0', widget: 'money' }),
        ),
      }),
      { message: '请填家里有几口人' },
    )
    .min(1, '请先把自己填上')
    .max(12, '最多 12 口人')
    .meta(field({ label: '家里几口人', help: '住在一起、钱一起花的都算', widget: 'list', ...page(0) })),
  medicalFen: money('请填看病花了多少').meta(
    field({ label: '看病自己掏的', help: '过去一年，扣掉报销的', widget: 'money', ...page(1) }),
  ),
  tuitionFen: money('请填上学花了多少').meta(field({ label: '孩子上学的学费、住宿费', widget: 'money', ...page(1) })),
  otherRigidFen: money('请填别的花销').meta(
    field({ label: '别的非花不可的', help: '护理、房租、还看病欠的债', widget: 'money', ...page(1) }),
  ),
  lossFen: money('请填损失多少').meta(
    field({ label: '突然出事的损失', help: '火灾、车祸、大病。没有填 0', widget: 'money', ...page(1) }),
  ),
  cause: z.enum(CAUSES.map(({ id }) => id) as [string, ...string[]], { message: '请选最主要的难处' }).meta(
    field({
      label: '最主要的难处',
      widget: 'choice',
      options: CAUSES.map(({ id, words }) => ({ value: id, label: words })),
      ...page(2),
    }),
  ),
  exclusions: z
    .array(z.string({ message: '请从列出的情况里选' }).max(40, '请从列出的情况里选'), { message: '请从列出的情况里选' })
    .max(10, '选得太多了，请再看一遍')
    .optional()
    .meta(
      field({
        label: '有没有这些情况',
        help: '有就勾上。不影响您往下填',
        widget: 'choices',
        optionsFrom: 'exclusions',
        ...page(2),
      }),
    ),
  story: plainText(300)
    .optional()
    .meta(field({ label: '还想说的', widget: 'longText', ...page(2) })),
  bankAccount: z
    .string({ message: '请填收钱的银行卡号' })
    .regex(/^\d{12,22}$/, '银行卡号是 12 到 22 位数字。请对着卡再看一遍')
    .meta(
      field({ label: '收钱的银行卡号', help: '要本人的卡。加密存着，只看得到尾号', widget: 'bankAccount', ...page(3) }),
    ),
  bankName: someLine(30, '请填哪家银行').meta(field({ label: '哪家银行', widget: 'text', ...page(3) })),
  /** Giving the household's data to civil affairs for comparison is giving it to another handler (个保法 第23条). */
  compareConsent: z
    .literal(true, { message: '要您同意民政核对收入，工会才能往下办' })
    .meta(
      field({ label: '同意请民政部门核对家里的收入', help: '只核对这一次，单独同意', widget: 'consent', ...page(4) }),
    ),
  /** Making public needs its own consent (个保法 第25条); without it there is no notice. */
  noticeConsent: z
    .boolean({ message: '同意公示的话，打个勾' })
    .optional()
    .meta(
      field({
        label: '同意公示',
        help: '只写“张＊”和镇街，只给本单位会员看，到期自己撤下。不同意也能往下办',
        widget: 'consent',
        ...page(4),
      }),
    ),
})

type Form = z.infer<typeof form>

export const hardship: Kind = {
  kind: 'hardship',
  version: 1,
  title: '困难职工建档帮扶',
  plain: '家里日子困难',
  who: 'member',
  entry: { title: '申请困难帮扶', line: '建个档案，按规定发帮扶金', inStead: 'kinAndOfficers', place: 1 },
  many: false,
  rated: true,
  form,
  pages: [
    { title: '家里几口人，挣多少', help: '估着填就行，工会会再核' },
    { title: '非花不可的钱', help: '过去一年的' },
    { title: '难在哪儿', help: '' },
    { title: '钱打到哪儿', help: '' },
    { title: '看一遍，交上去', help: '' },
  ],
  evidence: [
    { slot: 'idCard', title: '本人身份证', types: ['idCard'], required: true },
    { slot: 'householdBook', title: '户口本', help: '每一页都要', types: ['householdBook'], required: true },
    {
      slot: 'income',
      title: '收入证明',
      help: '单位开的，要盖章',
      types: ['incomeProof', 'unitProof', 'communityProof'],
      required: true,
    },
    {
      slot: 'authority',
      title: '核对收入的授权书',
      help: '工会有样本，签字就行',
      types: ['checkAuthority'],
      required: true,
    },
    // The paying desk reads the whole number from it; may also be asked for later.
    { ...BANK_CARD, required: false },
    {
      slot: 'diagnosis',
      title: '诊断证明',
      types: ['diagnosis'],
      required: true,
      when: { field: 'cause', is: ['ownIllness', 'familyIllness'] },
    },
    {
      slot: 'bills',
      title: '看病的结算单',
      help: '要盖医院的章',
      types: ['settlementSheet', 'hospitalBill'],
      required: false,
    },
    {
      slot: 'school',
      title: '学生证或录取通知书',
      types: ['studentCard', 'admissionLetter'],
      required: false,
      when: { field: 'cause', is: ['schooling'] },
    },
    {
      slot: 'accident',
      title: '出事的证明',
      types: ['accidentProof'],
      required: false,
      when: { field: 'cause', is: ['accident'] },
    },
  ],
  steps: [
    {
      name: 'review',
      at: 'own',
      role: 'officer',
      state: 'submitted',
      next: '要初审困难帮扶',
      title: '工会初审',
      stage: '在看您的申请',
      deadline: (city) => ({
        days: city.reviewWorkingDays,
        unit: 'working',
        clause: '鲁会办〔2020〕58号：要及时受理。几天内初审，由市总工会规定',
      }),
      acts: [
        goOn('visit', '初审通过，安排家访', '转到镇街总工会家访，并告诉工友', {
          told: (done) => ({ title: '初审通过了', text: `接下来${done.orgName}去您家看看` }),
        }),
        askMore(),
        passOn(),
        refuse('这次没有通过初审', ['您不在我们这里上班']),
      ],
    },
    {
      name: 'visit',
      at: 'town',
      role: 'officer',
      state: 'reviewing',
      next: '要家访',
      title: '上门看看',
      stage: '要上门看看',
      deadline: (city) => ({
        days: city.visitWorkingDays,
        unit: 'working',
        clause: '收到申请后入户走访，由市总工会规定几天（义乌 2024：5 天）',
      }),
      acts: [
        goOn('compare', '家访过了，记下来', '转到区总工会请民政核对收入', {
          act: 'visited',
          fields: z.strictObject({
            visitors: plainLine(40, '名字里有看不见的符号')
              .refine((text) => text.split(/[、，,\s]+/).filter(Boolean).length >= 2, '家访要两个人去，请写两个名字')
              .meta(field({ label: '谁去的', help: '至少两个人', widget: 'text' })),
            agrees: z.enum(['yes', 'no'], { message: '请选看到的跟填的一样不一样' }).meta(
              field({
                label: '看到的跟填的',
                widget: 'choice',
                options: [
                  { value: 'yes', label: '一样' },
                  { value: 'no', label: '不一样' },
                ],
              }),
            ),
            findings: plainText(300)
              .refine((text) => text.length >= 2, '请写一句看到的情况')
              .meta(field({ label: '看到的情况', widget: 'longText' })),
          }),
          told: (done) => ({ title: '工会家访过了', text: `接下来${done.orgName}请民政核对收入` }),
        }),
        askMore(),
        refuse('家访后没有通过', ['家里的情况跟填的不一样']),
      ],
    },
    {
      name: 'compare',
      at: 'county',
      role: 'officer',
      state: 'reviewing',
      next: '要请民政核对收入',
      title: '民政核对收入',
      stage: '在请民政核对收入',
      deadline: (city) => ({
        days: city.reviewWorkingDays * 2,
        unit: 'working',
        clause: '经济状况核对，由市总工会规定几天',
      }),
      acts: [
        {
          act: 'compared',
          label: '核对一致，往下办',
          effect: '工友同意公示的，开始公示；没同意的，直接转去审批',
          fields: z.strictObject({
            result: plainText(200)
              .refine((text) => text.length >= 2, '请写核对结果')
              .meta(field({ label: '核对结果', widget: 'longText' })),
          }),
          to: (standing) => ({ step: standing.form.noticeConsent === true ? 'notice' : 'approve' }),
          told: (done) =>
            done.notice && done.state === 'inNotice'
              ? { title: '开始公示了', text: '只写“张＊”这样的名字和镇街，只有本单位会员看得到，到期自己撤下' }
              : { title: '收入核对过了', text: done.stage },
        },
        refuse('收入核对后没有通过', ['家里的收入或财产超过了规定']),
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
      next: '要审批困难帮扶',
      title: '区县总工会审批',
      stage: '在审批',
      deadline: (city) => ({ days: city.reviewWorkingDays, unit: 'working', clause: '几天内审批，由市总工会规定' }),
      acts: [
        {
          act: 'approve',
          label: '同意建档，定帮扶金',
          effect: '建一户一档，转到市总工会发钱，并告诉工友',
          fields: z.strictObject({
            class: z.enum(['deep', 'relative', 'accident'], { message: '请选哪一类困难' }).meta(
              field({
                label: '哪一类困难',
                widget: 'choice',
                options: [
                  { value: 'deep', label: '深度困难' },
                  { value: 'relative', label: '相对困难' },
                  { value: 'accident', label: '意外致困' },
                ],
              }),
            ),
            grantFen: money('请填帮扶金')
              .min(100, '请填帮扶金')
              .meta(
                field({
                  label: '帮扶金',
                  help: '生活救助最多 12 个月低保（安徽 2019 的口径，按本市规定）',
                  widget: 'money',
                }),
              ),
          }),
          open: true,
          to: { step: 'pay' },
          brings: async (transaction, done, at) => addHardshipFile(transaction, done, at),
          told: (done) => ({
            title: '同意了',
            text: `定了帮扶金 ${sayFen(grantedFen(done))}，${done.orgName}打到您的卡上`,
          }),
        },
        refuse('这次没有批准', ['按规定算下来，暂时够不上']),
      ],
    },
    {
      name: 'pay',
      at: 'city',
      role: 'officer',
      state: 'approved',
      next: '要发帮扶金',
      title: '发帮扶金',
      stage: '要发帮扶金',
      deadline: (city) => ({ days: city.payWorkingDays, unit: 'working', clause: '几天内发放，由市总工会规定' }),
      acts: [payGranted('帮扶金发了', 'aid.paid')],
    },
    appealStep('city', 'approve', 10, '几天内答复，由市总工会规定'),
  ],
  appeal: { days: 15, step: 'appeal', words: '不服的话，可以请市总工会再看一遍' },
  notice: {
    consent: 'noticeConsent',
    classWords: () => '困难职工建档帮扶',
  },

  async prepare(answers, { person }) {
    const filled = answers as unknown as Form
    if (filled.members.filter(({ relation }) => relation === 'self').length !== 1)
      throw new AppError('BAD_INPUT', '家里人里，“本人”要有一个，也只能有一个')
    const ids = filled.members.map(({ idNumber }) => idNumber)
    if (new Set(ids).size < ids.length) throw new AppError('BAD_INPUT', '有两个人的身份证号一样，请再看一遍')
    if (await householdHasFile(ids))
      throw new AppError('ALREADY', '您家已经有帮扶档案了，一家一份。有变化请打电话给工会')
    return { facts: {}, openKey: `hardship:${person._id}` }
  },

  reckon(stored, city, on) {
    const verdict = judgeHousehold(householdOf(stored), city.hardship, on)
    return {
      title: '家里的账',
      lines: verdict.lines.map(({ label, fen, sign, note }) => ({
        label,
        value: `${sign === '-' && fen > 0 ? '−' : ''}${shortYuan(fen)} 元`,
        note,
      })),
      words: verdict.words,
    }
  },

  async warnings(standing) {
    const { exclusions = [] } = standing.form as { exclusions?: string[] }
    const visit = standing.records.find(({ act }) => act === 'visited')
    // Two of a family may have asked at the same time: the second desk hears of the first one's file.
    const onFile = standing.state !== 'approved' && (await isOnFile(householdIndexes(standing.form)))
    return [
      ...(onFile ? ['这一家已经有档案了，一家一份，不能再建'] : []),
      ...(standing.form.noticeConsent === true ? [] : ['工友没有同意公示，所以不公示。审批前请集体研究']),
      ...(exclusions.length ? ['工友自己勾了不符合的情况，请核对'] : []),
      ...(visit?.values.agrees === 'no' ? ['家访看到的跟填的不一样'] : []),
      ...standing.story
        .filter(({ title }) => title.startsWith('异议属实'))
        .map(({ note }) => `公示期的异议属实：${note}`),
    ]
  },

  documents: [
    {
      document: 'decision',
      title: '困难职工帮扶决定书',
      write: (standing) =>
        standing.records.some(({ act }) => act === 'approve')
          ? {
              to: `${standing.name}：`,
              paragraphs: [
                `您申请的困难职工建档帮扶，经审核、家访、收入核对，同意建档，帮扶金 ${sayFen(grantedFen(standing))}。`,
                '档案每年复核一次。家里情况有变化，请告诉工会。',
              ],
              facts: [
                { label: '编号', value: standing.number },
                { label: '姓名', value: standing.name },
              ],
              signatures: [],
              foot: '对决定有疑问，可以在 15 天内请市总工会再看一遍。',
            }
          : null,
    },
  ],
}

/** The household as the rule reads it, from the stored form. */
export function householdOf(stored: StoredForm): Household {
  const { district, members, medicalFen, tuitionFen, otherRigidFen, lossFen, exclusions } = stored as unknown as Form
  return {
    district,
    people: members.length,
    yearlyIncomeFen: members.reduce((sum, { incomeFen }) => sum + incomeFen, 0),
    medicalFen,
    tuitionFen,
    otherRigidFen,
    lossFen,
    disqualified: exclusions ?? [],
  }
}

/** Keyed hashes of the household's ID numbers. */
function householdIndexes(stored: StoredForm): string[] {
  return (stored.members as { idNumber: Kept }[]).map(({ idNumber }) => idNumber.index)
}
