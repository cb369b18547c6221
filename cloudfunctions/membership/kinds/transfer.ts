import { z } from 'zod'
import { dayOf } from '../../../miniprogram/rules/days'
import type { CaseDocument } from '../../kernel/casework/case'
import { field, type Kind } from '../../kernel/casework/kind'
import { _, type Transaction } from '../../kernel/cloud'
import { AppError } from '../../kernel/errors'
import { belongsTo, readMembershipIn } from '../../kernel/memberships'
import { chainOf } from '../../kernel/orgs'
import { plainLine } from '../../kernel/text'
import { changeState } from '../change-state'
import { phoneWarning } from '../phone-moved'

/**
 * 转会: membership goes with the job (会籍管理办法 第3条: 一次入会、动态接转). One act of the worker, or of an officer at
 * either end in her stead; the new union's committee takes her. Her card works all the while.
 */

const form = z.strictObject({
  union: z
    .string({ message: '请选您要转到的工会' })
    .min(3, '请选您要转到的工会')
    .max(60)
    .meta(field({ label: '转到哪个工会', help: '输单位名或工会名就能找到', widget: 'union', page: 0 })),
  employer: plainLine(40, '单位名里有看不见的符号，请重新输一遍')
    .optional()
    .meta(field({ label: '现在在哪儿干活', help: '单位或店名。没有固定单位就不填', widget: 'text', page: 0 })),
})
type Form = z.infer<typeof form>

interface TransferFacts {
  membership: string
  /** What it is until then, and again if it comes to nothing. */
  before: 'active' | 'retained'
  from: string
  fromName: string
  unionName: string
  unionPhone: string
  phoneMoved: boolean
}
type Transfer = CaseDocument<TransferFacts>

export const transfer: Kind<TransferFacts> = {
  kind: 'transfer',
  version: 1,
  title: '转会申请',
  plain: '换了单位，转到新工会',
  who: 'member',
  many: false,
  rated: false,
  form,
  pages: [{ title: '会籍跟着您走', help: '会员卡照常用，会龄、省的钱都在' }],
  evidence: [],
  steps: [
    {
      name: 'committee',
      at: 'own',
      where: '您选的工会',
      role: 'officer',
      state: 'submitted',
      next: '要答复转会申请',
      title: '新工会答复',
      stage: '在看您的转会申请',
      deadline: (city) => ({
        days: city.joinWorkingDays,
        unit: 'working',
        clause: '《工会会员会籍管理办法》第三条：一次入会、动态接转。几天内答复，由市总工会规定',
      }),
      acts: [
        {
          act: 'approve',
          label: '同意接收',
          title: '新工会接收了',
          effect: '会籍马上转到本工会，会员卡不用换，并告诉本人',
          to: { end: 'approved' },
          ledger: 'member.transferred',
          batch: true,
          brings: receive,
          told: (done) => ({
            title: '转会办好了',
            text: `您现在是${factsOf(done).unionName}的会员。会员卡照常用，不用换`,
            link: '/pages/card/card',
          }),
        },
        {
          act: 'refuse',
          label: '不接收，写明原因',
          tone: 'refuse',
          needsReason: true,
          reasons: ['您不在我们这里上班。请转到干活那个地方的工会'],
          effect: '会籍还在原来的工会，本人会看到您写的原因，可以改了再交',
          to: { end: 'refused' },
          brings: (transaction, done, at) => goBack(transaction, factsOf(done), at),
          told: (_done, note) => ({ title: '这次没有接收', text: `${note}。您的会籍没有动，什么都没少` }),
        },
      ],
    },
  ],

  async prepare(answers, { now, membership, person, unions }) {
    const { union: id } = answers as Form
    const { _id, org, orgName, state, before } = membership!
    if (id === org) throw new AppError('BAD_INPUT', `您本来就在${orgName}，不用转。换了地方干活再来`)
    const union = unions.find((one) => one._id === id)
    if (!union) throw new AppError('NOT_FOUND', '没找到这个工会。请再选一次')
    if (union.status !== 'active') throw new AppError('NOT_FOUND', `${union.name}已经不在了。请选别的工会`)
    if (union.form === 'federation') throw new AppError('BAD_INPUT', '请选单位、街道或行业的工会')
    return {
      facts: {
        membership: _id,
        // Already under way: this is the same press again, or is refused as a second one.
        before: state === 'retained' ? 'retained' : state === 'active' ? 'active' : before,
        from: org,
        fromName: orgName,
        unionName: union.name,
        unionPhone: union.phone,
        phoneMoved: Boolean(person.phoneMoved),
      },
      chain: await chainOf(union, now),
      titles: { union: union.name },
    }
  },

  received: (standing) => ({
    title: '转会申请交上去了',
    text: `${standing.orgName}会答复您。会员卡照常用，想好了不转，随时撤回`,
  }),

  async brought(transaction, made, at) {
    const { membership, before } = made.facts
    await changeState(transaction, membership, 'askTransfer', at, { from: before, more: { before } })
  },
  takenBack: (transaction, done, at) => goBack(transaction, done.facts, at),

  warnings: ({ facts }) => [`从${facts.fromName}转来`, ...phoneWarning(facts)],
}

const factsOf = (done: CaseDocument) => (done as unknown as Transfer).facts

/**
 * The new union has her; the one she is in stands among those she belonged to. That may be another than she asked from,
 * or the new one itself, where unions were merged meanwhile: only then it is read.
 */
async function receive(transaction: Transaction, approved: CaseDocument, at: Date): Promise<void> {
  const { facts, form: filled, org, orgPath } = approved as unknown as Transfer
  const { employer } = filled as unknown as Form
  const to = belongsTo({ _id: org, name: facts.unionName, path: orgPath, phone: facts.unionPhone })
  const from = (old: string, orgName: string) => {
    const past = old === org ? {} : { past: _.push({ org: old, orgName, until: dayOf(at), why: '转会' }) }
    const more = { ...to, ...past, before: 'active', ...(employer && { employer }) }
    return changeState(transaction, facts.membership, 'transfer', at, { org: old, more })
  }
  try {
    await from(facts.from, facts.fromName)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const now = await readMembershipIn(transaction, facts.membership)
    await from(now.org, now.orgName)
  }
}

/** Not taken, or taken back: as it was before. A membership that ended meanwhile stays ended. */
async function goBack(transaction: Transaction, { membership, before }: TransferFacts, at: Date): Promise<void> {
  try {
    await changeState(transaction, membership, 'dropTransfer', at, { before })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}
