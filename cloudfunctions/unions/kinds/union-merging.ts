import { z } from 'zod'
import { dayOf } from '../../../miniprogram/rules/days'
import { mayBeChanged } from '../../../miniprogram/rules/union-rules'
import type { CaseDocument } from '../../kernel/casework/case'
import type { Kind } from '../../kernel/casework/kind'
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
 * 工会合并: a union goes into another of the same county, with its employers and its members (工会法 第13条: 任何组织和个人
 * 不得随意撤销、合并工会组织; so the members' meeting has decided it, and the level above approves).
 */

const form = z.strictObject({
  union: unionField('哪个工会要并走'),
  into: unionField('并到哪个工会', 0, '同一个区县里的'),
  why: whyField('为什么合并', 0),
})
type Form = z.infer<typeof form>

interface MergingFacts extends Asking {
  seen: Seen
  into: Seen
  members: number
}

export const unionMerging: Kind<MergingFacts> = {
  kind: 'unionMerging',
  version: 1,
  title: '工会合并',
  plain: '把一个工会并到另一个',
  who: 'officer',
  many: true,
  rated: false,
  form,
  pages: [{ title: '哪个并到哪个', help: '会员的会籍跟着走，会员卡不用换' }],
  evidence: minutes('会员大会同意合并的决定'),
  steps: [
    decideStep(
      '工会合并',
      {
        label: '同意合并',
        title: '同意合并了',
        effect: '原来的工会马上撤销，单位、会员、没办完的申请都转到新的工会，会员卡照常用',
        ledger: 'union.merged',
        brings: merge,
        told: (done) => ({
          title: '合并批了',
          text: `${factsOf(done).seen.name}并入${factsOf(done).into.name}。会员的会籍这就转过去，不用一个一个办`,
        }),
      },
      ['两个工会管的事不一样，先不合并', '会员大会还没有同意'],
    ),
  ],

  async prepare(answers, applicant) {
    const filled = answers as unknown as Form
    const union = await ownUnion(filled.union, applicant)
    const into = await activeUnion(filled.into)
    checkMerging(union, into)
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
      openKey: `unionMerging:${union._id}`,
    }
  },

  warnings: (standing) => [
    sayAsking(standing),
    `${standing.facts.seen.name}有会员 ${standing.facts.members} 人，都转到${standing.facts.into.name}`,
  ],
}

const factsOf = (done: CaseDocument) => done.facts as unknown as MergingFacts

/** Whether one may go into the other. Throws AppError in an officer's words. */
export function checkMerging(union: Org, into: Org): void {
  if (!mayBeChanged(union.form)) throw new AppError('BAD_INPUT', `${union.name}是一级总工会，不能在这里合并`)
  if (into.form === 'federation') throw new AppError('BAD_INPUT', '请选单位、街道或行业的工会，总工会不收会员')
  if (into._id === union._id) throw new AppError('BAD_INPUT', '两个选成了同一个工会。请再选一次')
  if (into.scopes[1] !== union.scopes[1] && into.parent !== union.parent)
    throw new AppError('BAD_INPUT', `${into.name}不在同一个区县，不能合并`)
  if (union.children > 0)
    throw new AppError('NOT_NOW', `${union.name}下面还有 ${union.children} 个工会。请先让它们转到别处`)
}

async function merge(transaction: Transaction, done: CaseDocument, at: Date): Promise<void> {
  const { seen, into: wanted } = factsOf(done)
  const tree = new Tree(transaction)
  const union = await tree.active(seen.id)
  const into = await tree.active(wanted.id)
  stillAs(union, seen)
  checkMerging(union, into)
  await closeUnion(transaction, tree, union, into, {
    case: done._id,
    on: dayOf(at),
    at,
    what: 'merged',
    words: `并入了${into.name}`,
    takenWords: `${union.name}并了进来`,
    why: '工会合并',
    employers: union.employers,
  })
  await tree.save()
}
