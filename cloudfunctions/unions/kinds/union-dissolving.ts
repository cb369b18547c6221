import { z } from 'zod'
import { dayOf } from '../../../miniprogram/rules/days'
import { mayBeChanged } from '../../../miniprogram/rules/union-rules'
import type { CaseDocument } from '../../kernel/casework/case'
import { aDay } from '../../kernel/casework/form'
import { field, type Kind } from '../../kernel/casework/kind'
import type { Transaction } from '../../kernel/cloud'
import { AppError } from '../../kernel/errors'
import type { Org } from '../../kernel/orgs'
import { closeUnion } from '../close-union'
import { decideStep, minutes } from '../common-acts'
import {
  activeUnion,
  askingOf,
  decidedAbove,
  ownUnion,
  sayAsking,
  seenOf,
  stillAs,
  type Asking,
  type Seen,
} from '../concerned'
import { unionField, whyField } from '../fields'
import { Tree } from '../tree'

/**
 * 工会撤销: its employer is no more, and the union with it; this is told to the level above, and the members keep their
 * membership (工会法 第13条). They go to a union that the officer names, or to the one above that takes members.
 */

const form = z.strictObject({
  union: unionField('哪个工会要撤销'),
  cause: z.enum(['closed', 'moved', 'other'], { message: '请选为什么撤销' }).meta(
    field({
      label: '为什么撤销',
      widget: 'choice',
      options: [
        { value: 'closed', label: '单位终止或被撤销了' },
        { value: 'moved', label: '单位迁走了' },
        { value: 'other', label: '别的原因' },
      ],
    }),
  ),
  on: aDay('请选单位哪天停的').meta(field({ label: '从哪天起', widget: 'day', page: 0 })),
  why: whyField('说说情况', 0),
  into: z
    .string()
    .max(60)
    .optional()
    .meta(
      field({
        label: '会员转到哪个工会',
        help: '不选，就由上面的镇街总工会接着',
        widget: 'union',
        page: 1,
      }),
    ),
})
type Form = z.infer<typeof form>

interface DissolvingFacts extends Asking {
  seen: Seen
  into: Seen
  members: number
}

export const unionDissolving: Kind<DissolvingFacts> = {
  kind: 'unionDissolving',
  version: 1,
  title: '工会撤销',
  plain: '单位没了，撤销工会',
  who: 'officer',
  many: true,
  rated: false,
  form,
  pages: [
    { title: '哪个工会，为什么', help: '单位终止或撤销，工会跟着撤销（工会法 第13条）' },
    { title: '会员到哪儿去', help: '会籍都留着，会员卡照常用' },
  ],
  evidence: minutes('单位终止或撤销的证明'),
  steps: [
    decideStep(
      '工会撤销',
      {
        label: '同意撤销',
        title: '同意撤销了',
        effect: '这个工会马上撤销，会员、没办完的申请都转到接收的工会，会员卡照常用；它的干部职务同时结束',
        ledger: 'union.dissolved',
        brings: dissolve,
        told: (done) => ({
          title: '撤销批了',
          text: `会员的会籍这就转到${factsOf(done).into.name}，不用一个一个办，会员卡照常用`,
        }),
      },
      ['单位还在，不能撤销工会', '请先跟会员说好转到哪里'],
    ),
  ],

  async prepare(answers, applicant) {
    const filled = answers as unknown as Form
    if (filled.on > dayOf(applicant.now)) throw new AppError('BAD_INPUT', '日子还没到。请再看一遍')
    const union = await ownUnion(filled.union, applicant)
    const into = filled.into ? await activeUnion(filled.into) : await aboveTaking(union)
    checkDissolving(union, into)
    return {
      facts: {
        seen: seenOf(union),
        into: seenOf(into),
        members: union.memberCounts.own,
        ...askingOf(applicant, union),
      },
      name: union.name,
      chain: await decidedAbove(union, applicant, into),
      titles: { union: union.name, into: into.name },
      openKey: `unionDissolving:${union._id}`,
    }
  },

  warnings: (standing) => [
    sayAsking(standing),
    `${standing.facts.seen.name}有会员 ${standing.facts.members} 人，会籍都留着，转到${standing.facts.into.name}（工会法 第13条）`,
  ],
}

const factsOf = (done: CaseDocument) => done.facts as unknown as DissolvingFacts

/** The union above that takes members itself. Throws AppError where the officer must name one. */
async function aboveTaking(union: Org): Promise<Org> {
  const above = union.parent && (await activeUnion(union.parent))
  if (!above || above.form === 'federation') throw new AppError('BAD_INPUT', '请选会员转到哪个工会')
  return above
}

/** Whether it may be dissolved, its members going to the other. Throws AppError in an officer's words. */
export function checkDissolving(union: Org, into: Org): void {
  if (!mayBeChanged(union.form)) throw new AppError('BAD_INPUT', `${union.name}是一级总工会，不能在这里撤销`)
  if (into.form === 'federation') throw new AppError('BAD_INPUT', '会员请转到单位、街道或行业的工会，总工会不收会员')
  if (into._id === union._id) throw new AppError('BAD_INPUT', '会员不能转到要撤销的工会。请另选一个')
  if (union.children > 0)
    throw new AppError('NOT_NOW', `${union.name}下面还有 ${union.children} 个工会。请先让它们转到别处`)
}

async function dissolve(transaction: Transaction, done: CaseDocument, at: Date): Promise<void> {
  const { seen, into: wanted } = factsOf(done)
  const tree = new Tree(transaction)
  const union = await tree.active(seen.id)
  const into = await tree.active(wanted.id)
  stillAs(union, seen)
  checkDissolving(union, into)
  await closeUnion(transaction, tree, union, into, {
    case: done._id,
    on: dayOf(at),
    at,
    what: 'dissolved',
    words: `撤销，会员转到${into.name}`,
    takenWords: `接收了${union.name}的会员`,
    why: '原来的工会撤销了',
    employers: [],
  })
  await tree.save()
}
