import { z } from 'zod'
import { birthDay, idNumberFault, sayIdNumberFault } from '../../../miniprogram/rules/id-number'
import { maskName } from '../../../miniprogram/rules/masks'
import type { CaseDocument, Kept } from '../../kernel/casework/case'
import { askMore } from '../../kernel/casework/common-acts'
import { aDay } from '../../kernel/casework/form'
import { field, type Kind } from '../../kernel/casework/kind'
import type { Transaction } from '../../kernel/cloud'
import { isDuplicate } from '../../kernel/database'
import { AppError } from '../../kernel/errors'
import { tailIndex } from '../../kernel/seal'
import { changeIf } from '../change-state'
import { personName } from '../person-name'
import { phoneWarning } from '../phone-moved'
import { HELD } from '../same-man'
import { holdsMembership } from '../store'

/**
 * 更正资料: name, ID number or birthday stand wrong in her membership (个人信息保护法 第46条). Her own union looks at her
 * identity card, then it is changed in place. Employer and phone number she changes herself, at once.
 */

const form = z.strictObject({
  wrong: z
    .array(z.enum(['name', 'idNumber', 'birthDay']), { message: '请选哪里不对' })
    .min(1, '请选哪里不对')
    .max(3)
    .meta(
      field({
        label: '哪里不对',
        widget: 'choices',
        page: 0,
        options: [
          { value: 'name', label: '姓名' },
          { value: 'idNumber', label: '身份证号' },
          { value: 'birthDay', label: '生日' },
        ],
      }),
    ),
  name: personName.optional().meta(
    field({
      label: '对的姓名',
      help: '照身份证填',
      widget: 'text',
      page: 0,
      when: { field: 'wrong', is: ['name'] },
      wanted: true,
    }),
  ),
  idNumber: z
    .string()
    .max(40, '身份证号是 18 位。请对着身份证再看一遍')
    .optional()
    .meta(
      field({
        label: '对的身份证号',
        help: '加密存着，谁也看不到全号',
        widget: 'idNumber',
        page: 0,
        when: { field: 'wrong', is: ['idNumber'] },
        wanted: true,
      }),
    ),
  birthDay: aDay('请选您的生日')
    .optional()
    .meta(
      field({
        label: '对的生日',
        help: '照身份证填',
        widget: 'day',
        page: 0,
        when: { field: 'wrong', is: ['birthDay'] },
        wanted: true,
      }),
    ),
  /** Separate consent for the identity card, a sensitive item (个人信息保护法 第29条). */
  consent: z
    .literal(true, { message: '请先打勾，同意工会核对身份证' })
    .meta(field({ label: '同意工会核对我的身份证，把资料改对', widget: 'consent', page: 0 })),
})
type Form = z.infer<typeof form>

interface CorrectionFacts {
  membership: string
  /** Of the new ID number: its birthday, and the keyed hash of its end. */
  birthDay: string | null
  idTail: string | null
  phoneMoved: boolean
}

/** Its form as stored. */
interface Stored {
  name?: string
  idNumber?: Kept
  birthDay?: string
}
const storedIn = (standing: CaseDocument) => standing.form as unknown as Stored
const factsOf = (standing: CaseDocument) => standing.facts as unknown as CorrectionFacts

export const correction: Kind<CorrectionFacts> = {
  kind: 'correction',
  version: 1,
  title: '更正资料申请',
  plain: '我的资料有错',
  who: 'member',
  many: false,
  rated: false,
  form,
  pages: [{ title: '哪里不对', help: '您的工会对着身份证看过，就改过来' }],
  evidence: [{ slot: 'idCard', title: '身份证', types: ['idCard'], required: true }],
  steps: [
    {
      name: 'check',
      at: 'own',
      role: 'officer',
      state: 'submitted',
      next: '要核对身份证，更正资料',
      title: '您的工会核对身份证',
      stage: '在核对您的身份证',
      deadline: (city) => ({
        days: city.joinWorkingDays,
        unit: 'working',
        clause: '《个人信息保护法》第四十六条：个人信息不准确的，有权要求更正。几天内办，由市总工会规定',
      }),
      acts: [
        {
          act: 'approve',
          label: '跟身份证一样，改过来',
          title: '资料改过来了',
          effect: '会员资料和会员卡上的名字马上改，并告诉本人',
          to: { end: 'approved' },
          ledger: 'member.corrected',
          brings: correct,
          told: () => ({ title: '资料改好了', text: '会员卡也跟着改了，照常用', link: '/pages/card/card' }),
        },
        askMore({ reasons: ['照片看不清，请再拍一张'] }),
        {
          act: 'refuse',
          label: '跟身份证不一样，写明原因',
          tone: 'refuse',
          needsReason: true,
          reasons: ['填的跟身份证对不上，请对着身份证再填一次'],
          effect: '资料不变，本人会看到您写的原因，可以改了再交',
          to: { end: 'refused' },
          told: (_done, note) => ({ title: '资料没有改', text: note }),
        },
      ],
    },
  ],

  async prepare(answers, { membership, person, now }) {
    const { idNumber, birthDay: day } = answers as Form
    const fault = idNumber ? idNumberFault(idNumber, now) : null
    if (fault) throw new AppError('BAD_INPUT', sayIdNumberFault(fault))
    const born = idNumber ? birthDay(idNumber) : null
    if (day && born && day !== born) throw new AppError('BAD_INPUT', '生日跟身份证号里的不一样。请对着身份证再看一遍')
    return {
      facts: {
        membership: membership!._id,
        birthDay: born,
        idTail: idNumber ? tailIndex('idTail', idNumber) : null,
        phoneMoved: Boolean(person.phoneMoved),
      },
      // The case is filed under the name she has; the right one stands among her answers.
      name: membership!.name,
    }
  },

  async warnings({ form: filled, facts, openid }) {
    const { idNumber } = filled as unknown as Stored
    const holder = idNumber && (await holdsMembership(idNumber.index))
    const held = holder && holder.openid !== openid ? [`${HELD}，在${holder.orgName}。请先当面核对身份证`] : []
    return [...held, ...phoneWarning(facts)]
  },
}

/** Changes what stood wrong, with every mask and key that is made from it. */
async function correct(transaction: Transaction, done: CaseDocument): Promise<void> {
  const { membership, birthDay: born, idTail } = factsOf(done)
  const { name, idNumber, birthDay: day } = storedIn(done)
  const newDay = born ?? day
  try {
    await changeIf(transaction, membership, undefined, done.org, {
      ...(name && { name, 'card.maskedName': maskName(name) }),
      ...(idNumber && { idNumber: idNumber.sealed, idMasked: idNumber.masked, holder: idNumber.index, idTail }),
      ...(newDay && { birthDay: newDay }),
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw new AppError('ALREADY', '这个身份证号已经有会籍，不能改成它。请先当面核对身份证')
  }
}
