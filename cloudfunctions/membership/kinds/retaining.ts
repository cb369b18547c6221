import { z } from 'zod'
import type { CaseDocument } from '../../kernel/casework/case'
import { askMore } from '../../kernel/casework/common-acts'
import { field, type Kind } from '../../kernel/casework/kind'
import { AppError } from '../../kernel/errors'
import { changeState } from '../change-state'

/**
 * 保留会籍: who retires or has no work for a while stays a member (中国工会章程 第8条). The card goes on working. Taking
 * work again is `resuming` in the same union, `transfer` to another.
 */

const form = z.strictObject({
  why: z.enum(['retired', 'jobless'], { message: '请选是哪一种' }).meta(
    field({
      label: '您是哪一种',
      widget: 'choice',
      page: 0,
      options: [
        { value: 'retired', label: '退休了', note: '离休、退休都算' },
        { value: 'jobless', label: '暂时没有工作', note: '找到工作，再转到新单位的工会' },
      ],
    }),
  ),
})

interface RetainingFacts {
  membership: string
}

export const retaining: Kind<RetainingFacts> = {
  kind: 'retaining',
  version: 1,
  title: '保留会籍申请',
  plain: '退休了、没工作了，留着会籍',
  who: 'member',
  many: false,
  rated: false,
  form,
  pages: [{ title: '留着会籍', help: '会员卡照常用，优惠照常享' }],
  evidence: [
    {
      slot: 'proof',
      title: '退休证或失业登记证明',
      help: '有就拍一张，没有不用交',
      types: ['jobLossCard', 'other'],
      required: false,
    },
  ],
  steps: [
    {
      name: 'committee',
      at: 'own',
      role: 'officer',
      state: 'submitted',
      next: '要答复保留会籍',
      title: '您的工会同意',
      stage: '在看您的申请',
      deadline: (city) => ({
        days: city.joinWorkingDays,
        unit: 'working',
        clause: '《中国工会章程》第八条：离休、退休和失业的会员，可以保留会籍。几天内答复，由市总工会规定',
      }),
      acts: [
        {
          act: 'approve',
          label: '同意保留会籍',
          effect: '会籍改成“保留会籍”，会员卡照常用，并告诉本人',
          to: { end: 'approved' },
          ledger: 'member.retained',
          batch: true,
          async brings(transaction, done, at) {
            await changeState(transaction, membershipOf(done), 'retain', at, { org: done.org })
          },
          told: () => ({
            title: '会籍给您留着了',
            text: '会员卡照常用。找到工作了，在“我的工会”里点“转会”',
            link: '/pages/card/card',
          }),
        },
        askMore({ reasons: ['请拍一张退休证或失业登记证明'] }),
        {
          act: 'refuse',
          label: '不同意，写明原因',
          tone: 'refuse',
          needsReason: true,
          reasons: ['您还在单位上班，会籍本来就在，不用办'],
          effect: '会籍不变，本人会看到您写的原因，可以改了再交',
          to: { end: 'refused' },
          told: (_done, note) => ({ title: '这次没有办保留会籍', text: `${note}。您的会籍没有动` }),
        },
      ],
    },
  ],

  async prepare(_answers, { membership }) {
    const { _id, state } = membership!
    if (state === 'retained') throw new AppError('ALREADY', '您的会籍已经保留着了，不用再办')
    if (state === 'transferring') throw new AppError('NOT_NOW', '您正在转会。等有了结果，或先撤回转会，再来办')
    return { facts: { membership: _id } }
  },
}

const membershipOf = (done: CaseDocument) => (done.facts as unknown as RetainingFacts).membership
