import { z } from 'zod'
import { dayOf } from '../../../miniprogram/rules/days'
import { mayBeChanged, mayHaveBelow } from '../../../miniprogram/rules/union-rules'
import type { CaseDocument } from '../../kernel/casework/case'
import type { Kind } from '../../kernel/casework/kind'
import type { Transaction } from '../../kernel/cloud'
import { AppError } from '../../kernel/errors'
import type { Org } from '../../kernel/orgs'
import { carryPlaces } from '../carry'
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
import { addCarryIn } from '../store'
import { Tree } from '../tree'

/** 换上级工会: a union and all below it go under another one. Decided by the first that stands above both. */

const form = z.strictObject({
  union: unionField('哪个工会要换上级'),
  parent: unionField('以后归哪个工会管'),
  why: whyField('为什么换', 0),
})
type Form = z.infer<typeof form>

interface MovingFacts extends Asking {
  seen: Seen
  parent: Seen
  fromName: string
}

export const unionMoving: Kind<MovingFacts> = {
  kind: 'unionMoving',
  version: 1,
  title: '换上级工会',
  plain: '换一个上级工会',
  who: 'officer',
  many: true,
  rated: false,
  form,
  pages: [{ title: '换到哪个工会下面', help: '它和它下面的工会一起走，会员不变' }],
  evidence: minutes('会员大会或委员会的决定'),
  steps: [
    decideStep(
      '换上级工会',
      {
        label: '同意换',
        title: '同意换上级了',
        effect: '这个工会和它下面的工会马上归新的上级管，会员和会员卡不变',
        ledger: 'union.moved',
        brings: move,
        told: (done) => ({
          title: '换上级批了',
          text: `${factsOf(done).seen.name}以后归${factsOf(done).parent.name}管`,
        }),
      },
      ['还归原来的工会管更方便', '新的上级还没有同意'],
    ),
  ],

  async prepare(answers, applicant) {
    const filled = answers as unknown as Form
    const union = await ownUnion(filled.union, applicant)
    const parent = await activeUnion(filled.parent)
    checkMoving(union, parent)
    const from = union.parent && (await activeUnion(union.parent))
    return {
      facts: {
        seen: seenOf(union),
        parent: seenOf(parent),
        fromName: from ? from.name : '',
        ...askingOf(applicant, union),
      },
      name: union.name,
      chain: await decidedAbove(union, applicant, parent),
      titles: { union: union.name, parent: parent.name },
      openKey: `unionMoving:${union._id}`,
    }
  },

  warnings: (standing) => [sayAsking(standing), `从${standing.facts.fromName}换到${standing.facts.parent.name}`],
}

const factsOf = (done: CaseDocument) => done.facts as unknown as MovingFacts

/** Whether one may stand below the other. Throws AppError in an officer's words. */
export function checkMoving(union: Org, parent: Org): void {
  if (!mayBeChanged(union.form)) throw new AppError('BAD_INPUT', `${union.name}是一级总工会，不能在这里换上级`)
  if (parent._id === union._id) throw new AppError('BAD_INPUT', '上级不能是它自己。请再选一次')
  if (!mayHaveBelow(parent.form)) throw new AppError('BAD_INPUT', `${parent.name}下面不能再有工会。请另选一个`)
  if (parent._id === union.parent) throw new AppError('BAD_INPUT', `${union.name}本来就归${parent.name}管`)
  if (parent.scopes.includes(union._id))
    throw new AppError('BAD_INPUT', `${parent.name}自己就在${union.name}下面，不能倒过来`)
}

async function move(transaction: Transaction, done: CaseDocument, at: Date): Promise<void> {
  const { seen, parent: wanted } = factsOf(done)
  const tree = new Tree(transaction)
  const union = await tree.active(seen.id)
  const parent = await tree.active(wanted.id)
  stillAs(union, seen)
  checkMoving(union, parent)
  const before = { parent: union.parent, path: union.path }
  await tree.detach(union)
  await tree.attach(union, parent)
  const on = dayOf(at)
  tree.remember(union, { on, what: 'moved', words: `归${parent.name}管了`, before, case: done._id }, placeUnder(parent))
  await addCarryIn(transaction, carryPlaces(union, { case: done._id, why: '换了上级工会', on, at }))
  await tree.save()
}

/** District and town of the new parent, where it has them. */
function placeUnder({ district, districtName, town, townName }: Org): Partial<Org> {
  return town ? { district, districtName, town, townName } : { district, districtName }
}
