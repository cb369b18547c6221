import { z } from 'zod'
import { dayOf } from '../../../miniprogram/rules/days'
import { reckonClaim, type MutualAidTerms } from '../../../miniprogram/rules/mutual-aid'
import { AppError } from '../../kernel/errors'
import type { CaseDocument } from '../../kernel/casework/case'
import { appealStep, askMore, goOn, passOn, refuse } from '../../kernel/casework/common-acts'
import { aDay, money } from '../../kernel/casework/form'
import { field, type Kind } from '../../kernel/casework/kind'
import { citySettings } from '../../kernel/settings'
import { BANK_CARD, bankFields, IDENTITY, someLine } from '../common-fields'
import { payGranted, sayFen } from '../grants'
import { paidTo } from '../store'

/**
 * 职工医疗互助理赔: a member who was in hospital claims what the year's mutual aid pays of her own cost, by the bands of
 * rules/mutual-aid (field rules C.4). Who is enrolled is on the unit's roll, so her own union checks that first.
 */

const form = z.strictObject({
  hospital: someLine(40, '请填在哪家医院').meta(field({ label: '哪家医院', widget: 'text', page: 0 })),
  admittedOn: aDay('请选哪天住的院').meta(field({ label: '哪天住的院', widget: 'day', page: 0 })),
  dischargedOn: aDay('请选哪天出的院').meta(field({ label: '哪天出的院', widget: 'day', page: 0 })),
  ownCostFen: money('请填自己掏了多少钱')
    .min(1, '请填自己掏了多少钱')
    .meta(
      field({
        label: '今年住院自己一共掏了多少',
        help: '几次住院加在一起，扣掉医保报的。结算单上的“个人自付”',
        widget: 'money',
        page: 0,
      }),
    ),
  ...bankFields(1),
})
type Form = z.infer<typeof form>

interface ClaimFacts {
  /** The terms that held on the day it was handed in. */
  terms: MutualAidTerms
  /** What earlier claims of the period paid, in fen. */
  paidFen: number
}

export const mutualAidClaim: Kind<ClaimFacts> = {
  kind: 'mutualAidClaim',
  version: 1,
  title: '职工医疗互助理赔',
  plain: '住院了，想领互助金',
  who: 'member',
  entry: { title: '领住院互助金', line: '单位参加了互助的，能领一笔', inStead: 'kinAndOfficers', place: 4 },
  many: false,
  rated: true,
  form,
  pages: [
    { title: '住院花了多少', help: '' },
    { title: '钱打到哪儿', help: '' },
  ],
  evidence: [
    IDENTITY,
    {
      slot: 'settlement',
      title: '住院结算单',
      help: '要盖医院的章。几次住院，每次一张',
      types: ['settlementSheet'],
      required: true,
    },
    { slot: 'bill', title: '住院发票', types: ['hospitalBill'], required: false },
    { slot: 'diagnosis', title: '诊断证明', types: ['diagnosis'], required: false },
    BANK_CARD,
  ],
  steps: [
    {
      name: 'check',
      at: 'own',
      role: 'officer',
      state: 'submitted',
      next: '要核对互助理赔',
      title: '工会核对材料',
      stage: '在核对您的材料',
      deadline: (city) => ({
        days: city.reviewWorkingDays,
        unit: 'working',
        clause: '几天内核对，由这一期互助活动的办法规定',
      }),
      acts: [
        goOn('reckon', '参加了这一期，材料齐', '转到区县总工会算该付多少，并告诉工友', {
          told: (done) => ({ title: '材料齐了', text: `接下来${done.orgName}算该付多少` }),
        }),
        askMore({ reasons: ['要盖医院章的结算单', '还差一次住院的结算单', '照片看不清，请再拍一张'] }),
        passOn(),
        refuse('这次不能付', ['花名册里没有您，没参加这一期', '住院的时候还在等待期']),
      ],
    },
    {
      name: 'reckon',
      at: 'county',
      role: 'officer',
      state: 'reviewing',
      next: '要算互助金',
      title: '区县总工会算钱',
      stage: '在算该付多少',
      deadline: (city) => ({
        days: city.reviewWorkingDays,
        unit: 'working',
        clause: '几天内算清，由这一期互助活动的办法规定',
      }),
      acts: [
        {
          act: 'reckoned',
          label: '照结算单算好了',
          effect: '该付多少照互助办法算出来，转到市总工会发钱，并告诉工友',
          fields: z.strictObject({
            ownCostFen: money('请填结算单上的个人自付')
              .min(1, '请填结算单上的个人自付')
              .meta(
                field({ label: '结算单上的个人自付', help: '这一年几次住院加在一起。付多少自动算', widget: 'money' }),
              ),
          }),
          open: true,
          to(standing, given) {
            if (payable(standing, Number(given.ownCostFen)) > 0) return { step: 'pay' }
            throw new AppError('BAD_INPUT', '照办法算下来是 0 元。请再看一遍结算单；没到起付线的，请写明原因不付')
          },
          told: (done) => ({ title: '算好了', text: `可以付 ${sayFen(owed(done))}。${done.orgName}打到您的卡上` }),
        },
        askMore({ reasons: ['结算单跟填的钱数对不上，请再拍一张'] }),
        refuse('这次不能付', ['一年自己掏的没到起付线', '这一期已经付到封顶了']),
      ],
    },
    {
      name: 'pay',
      at: 'city',
      role: 'officer',
      state: 'approved',
      next: '要发互助金',
      title: '发互助金',
      stage: '要发互助金',
      deadline: (city) => ({
        days: city.payWorkingDays,
        unit: 'working',
        clause: '几天内发放，由这一期互助活动的办法规定',
      }),
      acts: [payGranted('互助金发了', 'mutualAid.paid', owed)],
    },
    appealStep('above', 'reckon', 10, '几天内答复，由市总工会规定'),
  ],
  appeal: { days: 15, step: 'appeal', words: '不服的话，可以请上级工会再算一遍' },

  async prepare(answers, { person, now }) {
    const { admittedOn, dischargedOn } = answers as unknown as Form
    checkStay(admittedOn, dischargedOn, dayOf(now))
    const { mutualAid: terms } = await citySettings(Number(now))
    const paid = await paidTo(person._id, 'mutualAid.paid', 'mutualAidClaim', `${dischargedOn.slice(0, 4)}-01-01`)
    return { facts: { terms, paidFen: Math.max(0, paid.fen) } }
  },

  reckon(stored, _city, _on, { terms, paidFen }) {
    const { payFen, lines } = reckonClaim(Number(stored.ownCostFen), paidFen, terms)
    return {
      title: '互助金怎么算',
      lines: lines.map(({ label, fen, sign, note }) => ({
        label,
        value: `${sign === '=' ? '' : sign}${sayFen(fen)}`,
        note,
      })),
      words: payFen
        ? `照您填的，可以付 ${sayFen(payFen)}。最后照结算单算。`
        : '照您填的，还没到能付的数。最后照结算单算。',
    }
  },

  warnings(standing) {
    const { ownCostFen } = standing.form as unknown as Form
    const checked = standing.records.find(({ act }) => act === 'reckoned')?.values.ownCostFen
    return [
      ...(standing.facts.paidFen ? [`今年已经付过 ${sayFen(standing.facts.paidFen)}，已经扣在算法里`] : []),
      ...(typeof checked === 'number' && checked !== ownCostFen
        ? [`工友填的是 ${sayFen(ownCostFen)}，结算单核下来是 ${sayFen(checked)}`]
        : []),
    ]
  },

  documents: [
    {
      document: 'decision',
      title: '职工医疗互助理赔通知书',
      write: (standing) =>
        owed(standing)
          ? {
              to: `${standing.name}：`,
              paragraphs: [`您申请的职工医疗互助理赔，照本期办法计算，支付互助金 ${sayFen(owed(standing))}。`],
              facts: reckonClaim(checkedCost(standing), standing.facts.paidFen, standing.facts.terms).lines.map(
                ({ label, fen, sign }) => ({ label, value: `${sign === '=' ? '' : sign}${sayFen(fen)}` }),
              ),
              signatures: [],
              foot: '',
            }
          : null,
    },
  ],
}

/** Throws AppError unless the stay lies in one year, in order and in the past. */
export function checkStay(admittedOn: string, dischargedOn: string, today: string): void {
  if (dischargedOn < admittedOn) throw new AppError('BAD_INPUT', '出院的日子在住院前面，请再看一遍')
  if (dischargedOn > today) throw new AppError('BAD_INPUT', '出了院、结了账再来申请。出院的日子还没到')
}

type Claim = Pick<CaseDocument, 'records' | 'facts'> | Pick<CaseDocument<ClaimFacts>, 'records' | 'facts'>

function payable({ facts }: Claim, ownCostFen: number): number {
  const { terms, paidFen } = facts as unknown as ClaimFacts
  return reckonClaim(ownCostFen, paidFen, terms).payFen
}

/** The own cost that the desk last read from the sheet, in fen; 0 before. */
function checkedCost({ records }: Claim): number {
  const reckoned = records.filter(({ act }) => act === 'reckoned')
  return Number(reckoned[reckoned.length - 1]?.values.ownCostFen ?? 0)
}

/** What is to be paid by the last reckoning, in fen; 0 before. */
function owed(standing: Claim): number {
  return payable(standing, checkedCost(standing))
}
