import { z } from 'zod'
import type { CaseDocument } from '../../kernel/casework/case'
import { field, type Kind } from '../../kernel/casework/kind'
import { AppError } from '../../kernel/errors'
import { plainLine } from '../../kernel/text'
import { changeState } from '../change-state'

/** 恢复会籍: who kept her membership has work again, and stays in the same union (中国工会章程 第8条). */

const form = z.strictObject({
  employer: plainLine(40, '单位名里有看不见的符号，请重新输一遍')
    .min(2, '请填现在在哪儿干活')
    .meta(field({ label: '现在在哪儿干活', help: '单位或店名', widget: 'text', page: 0 })),
})

interface ResumingFacts {
  membership: string
}

export const resuming: Kind<ResumingFacts> = {
  kind: 'resuming',
  version: 1,
  title: '恢复会籍申请',
  plain: '又上班了，没换工会',
  who: 'member',
  many: false,
  rated: false,
  form,
  pages: [{ title: '又上班了', help: '换了工会的，请办“转会”' }],
  evidence: [],
  steps: [
    {
      name: 'committee',
      at: 'own',
      role: 'officer',
      state: 'submitted',
      next: '要答复恢复会籍',
      title: '您的工会同意',
      stage: '在看您的申请',
      deadline: (city) => ({
        days: city.joinWorkingDays,
        unit: 'working',
        clause: '《中国工会章程》第八条：保留会籍的人重新就业，恢复会籍。几天内答复，由市总工会规定',
      }),
      acts: [
        {
          act: 'approve',
          label: '同意恢复会籍',
          effect: '会籍改回“在会”，并告诉本人',
          to: { end: 'approved' },
          ledger: 'member.resumed',
          batch: true,
          async brings(transaction, done, at) {
            const { membership } = done.facts as unknown as ResumingFacts
            const { employer } = done.form as { employer: string }
            await changeState(transaction, membership, 'resume', at, { org: done.org, more: { employer } })
          },
          told: () => ({ title: '会籍恢复了', text: '会员卡照常用', link: '/pages/card/card' }),
        },
        {
          act: 'refuse',
          label: '不同意，写明原因',
          tone: 'refuse',
          needsReason: true,
          reasons: ['您上班的单位不归我们工会，请转到那边的工会'],
          effect: '会籍不变，本人会看到您写的原因，可以改了再交',
          to: { end: 'refused' },
          told: (_done: CaseDocument, note) => ({ title: '这次没有恢复', text: `${note}。您的会籍还保留着` }),
        },
      ],
    },
  ],

  async prepare(_answers, { membership }) {
    const { _id, state } = membership!
    if (state === 'transferring') throw new AppError('NOT_NOW', '您正在转会。等有了结果，或先撤回转会，再来办')
    if (state !== 'retained') throw new AppError('ALREADY', '您的会籍好好的，不用恢复')
    return { facts: { membership: _id } }
  },
}
