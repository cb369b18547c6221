import { z } from 'zod'
import type { CaseDocument } from '../../kernel/casework/case'
import { field, type Kind } from '../../kernel/casework/kind'
import { plainText } from '../../kernel/text'
import { changeState } from '../change-state'

/**
 * 退会: members are free to leave; the committee declares it and may not refuse (中国工会章程 第6条). A silent desk loses
 * it to the level above, as every application. Until it is declared she may stay after all.
 */

const form = z.strictObject({
  why: plainText(200)
    .optional()
    .meta(field({ label: '想说的话', help: '不想说就不填，不影响退会', widget: 'longText', page: 0 })),
  sure: z.literal(true, { message: '请先打勾，确认您知道会停哪些' }).meta(
    field({
      label: '我知道：会员卡会停，商家优惠、会员互助不能再用；正在办的困难帮扶、法律援助接着办，不受影响',
      help: '宣布以前改了主意，随时撤回',
      widget: 'consent',
      page: 0,
    }),
  ),
})

interface LeavingFacts {
  membership: string
  unionName: string
}

export const leaving: Kind<LeavingFacts> = {
  kind: 'leaving',
  version: 1,
  title: '退会声明',
  plain: '我要退会',
  who: 'member',
  ownAct: true,
  many: false,
  rated: false,
  form,
  pages: [{ title: '退会', help: '退不退由您，不用谁批准。以后想回来，哪天都行' }],
  evidence: [],
  steps: [
    {
      name: 'declare',
      at: 'own',
      role: 'officer',
      state: 'submitted',
      next: '要宣布退会',
      title: '工会委员会宣布退会',
      stage: '会宣布您退会',
      deadline: (city) => ({
        days: city.joinWorkingDays,
        unit: 'working',
        clause: '《中国工会章程》第六条：会员有退会自由，由工会基层委员会宣布退会。几天内宣布，由市总工会规定',
      }),
      acts: [
        {
          act: 'declare',
          label: '宣布退会',
          title: '工会宣布退会了',
          effect: '会籍到今天为止，会员卡停用，并告诉本人。退会是会员的自由，不能不同意',
          to: { end: 'closed' },
          ledger: 'member.left',
          async brings(transaction, done, at) {
            await changeState(transaction, (done.facts as unknown as LeavingFacts).membership, 'leave', at)
          },
          told: (done: CaseDocument) => ({
            title: '退会办好了',
            text: `您不再是${(done.facts as unknown as LeavingFacts).unionName}的会员，会员卡停了。想回来，哪天都可以再加入`,
          }),
        },
      ],
    },
  ],

  async prepare(_answers, { membership }) {
    return { facts: { membership: membership!._id, unionName: membership!.orgName } }
  },

  received: (standing) => ({
    title: '退会的声明收到了',
    text: `${standing.orgName}会宣布。宣布以前改了主意，随时撤回`,
  }),
}
