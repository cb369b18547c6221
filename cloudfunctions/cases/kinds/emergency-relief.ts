import { z } from 'zod'
import { addDays, dayOf } from '../../../miniprogram/rules/days'
import { AppError } from '../../kernel/errors'
import type { CaseDocument } from '../../kernel/casework/case'
import { appealStep, askMore, goOn, passOn, refuse } from '../../kernel/casework/common-acts'
import { aDay, money } from '../../kernel/casework/form'
import { field, type Kind, type StepAct } from '../../kernel/casework/kind'
import { citySettings } from '../../kernel/settings'
import { BANK_CARD, bankFields, IDENTITY, someText } from '../common-fields'
import { atMost, grantFields, grantedFen, payGranted, sayFen } from '../grants'
import { findHardshipFile, paidTo } from '../store'

/**
 * 临时救助: quick help after something sudden. A town's union decides alone up to the city's cap, the county beyond it.
 * Three working days a step: the city's own rule, after the state's relief, whose procedure is shortened where it is
 * urgent (社会救助暂行办法 第48条).
 */

const DAYS = 3
const CLAUSE = '3 个工作日，由市总工会规定（参照社会救助暂行办法 第48条，急的可以简化）'
const deadline = () => ({ days: DAYS, unit: 'working' as const, clause: CLAUSE })
/** Days within which a second payment is worth a look. */
const LOOK_BACK = 180
/** Older than this is no emergency any more; the desk hears of it and decides. */
const RECENT = 90

const form = z.strictObject({
  event: z.enum(['illness', 'accident', 'disaster', 'jobLost', 'other'], { message: '请选出了什么事' }).meta(
    field({
      label: '出了什么事',
      widget: 'choice',
      page: 0,
      options: [
        { value: 'illness', label: '突然生大病' },
        { value: 'accident', label: '出了意外', note: '车祸、摔伤、触电' },
        { value: 'disaster', label: '遭了灾', note: '火灾、水灾、台风' },
        { value: 'jobLost', label: '突然没了工作' },
        { value: 'other', label: '别的急事' },
      ],
    }),
  ),
  happenedOn: aDay('请选哪一天出的事').meta(field({ label: '哪一天', widget: 'day', page: 0 })),
  story: someText(6, 300, '请写几句出了什么事，至少 6 个字').meta(
    field({ label: '说说情况', help: '几句话就行', widget: 'longText', page: 0 }),
  ),
  needFen: money('请填眼下缺多少钱').meta(
    field({ label: '眼下缺多少钱', help: '估着填。发多少由工会定', widget: 'money', page: 1 }),
  ),
  helped: z.enum(['no', 'yes'], { message: '请选别处帮过没有' }).meta(
    field({
      label: '别处帮过没有',
      help: '民政、单位、慈善会。帮过也能申请',
      widget: 'choice',
      page: 1,
      options: [
        { value: 'no', label: '没有' },
        { value: 'yes', label: '帮过' },
      ],
    }),
  ),
  helpedFen: money('请填别处帮了多少钱')
    .optional()
    .meta(
      field({
        label: '别处帮了多少钱',
        widget: 'money',
        page: 1,
        when: { field: 'helped', is: ['yes'] },
        wanted: true,
      }),
    ),
  ...bankFields(2),
})

interface ReliefFacts {
  /** The city's cap for towns on the day it was handed in, in fen. */
  capFen: number
}

export const emergencyRelief: Kind<ReliefFacts> = {
  kind: 'emergencyRelief',
  version: 1,
  title: '临时救助',
  plain: '突然出了急事，钱接不上',
  who: 'member',
  entry: { title: '急事要用钱', line: '突然出事、大病，先救急', inStead: 'kinAndOfficers', place: 2 },
  many: false,
  rated: true,
  form,
  pages: [
    { title: '出了什么事', help: '' },
    { title: '缺多少', help: '' },
    { title: '钱打到哪儿', help: '' },
  ],
  evidence: [
    IDENTITY,
    {
      slot: 'illness',
      title: '诊断证明或结算单',
      help: '医院开的，要盖章',
      types: ['diagnosis', 'settlementSheet', 'hospitalBill'],
      required: true,
      when: { field: 'event', is: ['illness'] },
    },
    {
      slot: 'event',
      title: '出事的证明',
      help: '交警、消防、社区开的都行',
      types: ['accidentProof', 'communityProof'],
      required: true,
      when: { field: 'event', is: ['accident', 'disaster'] },
    },
    {
      slot: 'jobLost',
      title: '没了工作的证明',
      types: ['jobLossCard', 'unitProof'],
      required: true,
      when: { field: 'event', is: ['jobLost'] },
    },
    BANK_CARD,
    { slot: 'more', title: '别的材料', types: ['sitePhoto', 'communityProof', 'other'], required: false },
  ],
  steps: [
    {
      name: 'decide',
      at: 'town',
      role: 'officer',
      state: 'submitted',
      next: '急，要定临时救助',
      title: '镇街总工会定',
      stage: '在看您的急事',
      deadline,
      acts: [
        grant((standing) => (isTown(standing) ? factsOf(standing).capFen : Infinity)),
        goOn('raised', '要多给，请区县定', '转到区县总工会，3 个工作日内定，并告诉工友', {
          act: 'raise',
          title: '请区县总工会定',
          tone: 'plain',
          needsReason: true,
          reasons: ['家里的难处大，镇街能定的不够'],
          when: isTown,
          told: (done) => ({ title: `转到${done.orgName}定`, text: '镇街能定的数不够，请上级来定。您不用做什么' }),
        }),
        askMore(),
        passOn(),
        refuse('这次没有同意救助', ['这件事不算突然的急事', '难处已经由别处帮着解决了']),
      ],
    },
    {
      name: 'raised',
      at: 'county',
      role: 'officer',
      state: 'reviewing',
      beside: true,
      next: '急，镇街请您定临时救助',
      title: '区县总工会定',
      stage: '在定救助多少',
      deadline,
      acts: [
        grant(() => Infinity),
        askMore(),
        refuse('这次没有同意救助', ['这件事不算突然的急事', '难处已经由别处帮着解决了']),
      ],
    },
    {
      name: 'pay',
      at: 'county',
      role: 'officer',
      state: 'approved',
      next: '急，要发救助金',
      title: '发救助金',
      stage: '要发救助金',
      deadline,
      acts: [payGranted('救助金发了', 'aid.paid')],
    },
    appealStep('above', 'raised', DAYS, CLAUSE),
  ],
  appeal: { days: 15, step: 'appeal', words: '不服的话，可以请上级工会再看一遍' },

  async prepare(answers, { now }) {
    if (String(answers.happenedOn) > dayOf(now)) throw new AppError('BAD_INPUT', '出事的日子还没到，请再看一遍')
    return { facts: { capFen: (await citySettings(Number(now))).reliefCapFen } }
  },

  async warnings(standing, now) {
    const { happenedOn, helped, helpedFen } = standing.form as z.infer<typeof form>
    const [paid, file] = await Promise.all([
      paidTo(standing.person, 'aid.paid', 'emergencyRelief', addDays(dayOf(now), -LOOK_BACK)),
      findHardshipFile(standing.person),
    ])
    return [
      ...(paid.times ? [`半年里发过 ${paid.times} 次临时救助，共 ${sayFen(paid.fen)}`] : []),
      ...(helped === 'yes' ? [`别处帮过 ${sayFen(helpedFen ?? 0)}`] : []),
      ...(happenedOn < addDays(dayOf(standing.submittedAt), -RECENT)
        ? ['事情过去三个月以上了，请问清楚眼下的难处']
        : []),
      ...(file ? ['是在档的困难家庭'] : []),
    ]
  },

  documents: [
    {
      document: 'decision',
      title: '临时救助决定书',
      write: (standing) =>
        grantedFen(standing)
          ? {
              to: `${standing.name}：`,
              paragraphs: [`您申请的临时救助，经核实，同意救助 ${sayFen(grantedFen(standing))}，打到您填的银行卡上。`],
              facts: [
                { label: '编号', value: standing.number },
                { label: '姓名', value: standing.name },
              ],
              signatures: [],
              foot: '',
            }
          : null,
    },
  ],
}

/** Grants a sum, as far as this desk may. */
function grant(most: (standing: CaseDocument) => number): StepAct {
  return {
    act: 'grant',
    label: '同意，定救助多少',
    effect: '转到区县总工会发钱，并告诉工友',
    fields: grantFields('救助金', '镇街能定到多少由市里规定，超过的请区县定'),
    open: true,
    to(standing, given) {
      const cap = most(standing)
      atMost(Number(given.grantFen), cap, `镇街最多定 ${sayFen(cap)}。要多给，请按“要多给，请区县定”`)
      return { step: 'pay' }
    },
    told: (done) => ({
      title: '同意救助了',
      text: `定了 ${sayFen(grantedFen(done))}。${done.orgName}打到您的卡上`,
    }),
  }
}

const factsOf = (standing: CaseDocument) => standing.facts as unknown as ReliefFacts

/** A town's desk, or one below it: bound by the cap. */
function isTown(standing: CaseDocument): boolean {
  const level = standing.chain.find(({ id }) => id === standing.deskOrg)?.level
  return level === 'town' || level === 'grassroots'
}
