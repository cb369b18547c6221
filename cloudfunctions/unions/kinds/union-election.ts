import { z } from 'zod'
import { dayOf } from '../../../miniprogram/rules/days'
import { committeeRule, TERM_CLAUSE, termOf, yearsAllowed } from '../../../miniprogram/rules/union-rules'
import type { CaseDocument } from '../../kernel/casework/case'
import type { Kind } from '../../kernel/casework/kind'
import type { Transaction } from '../../kernel/cloud'
import { AppError } from '../../kernel/errors'
import type { Org } from '../../kernel/orgs'
import { decideStep, minutes } from '../common-acts'
import {
  askingOf,
  decidedAbove,
  ownUnion,
  sayAsking,
  sayFull,
  seenOf,
  stillAs,
  type Asking,
  type Seen,
} from '../concerned'
import { committeeField, electedField, leadsField, peopleField, unionField, yearsField, type Elected } from '../fields'
import { electedTerm } from '../new-union'
import { Tree } from '../tree'

/** 换届结果: a committee is elected anew for three or five years (工会法 第16条), and the level above approves. */

const form = z.strictObject({
  union: unionField('哪个工会换届'),
  electedOn: electedField(0),
  years: yearsField(0),
  workers: peopleField('单位现在有多少职工', '职工人数', 0),
  leads: leadsField(1),
  committee: committeeField(1),
})
type Form = z.infer<typeof form>

interface ElectionFacts extends Asking {
  seen: Seen
  members: number
}

export const unionElection: Kind<ElectionFacts> = {
  kind: 'unionElection',
  version: 1,
  title: '换届结果',
  plain: '报换届选举的结果',
  who: 'officer',
  many: true,
  rated: false,
  form,
  pages: [
    { title: '哪天选的，一届几年', help: '' },
    { title: '选上了谁', help: '' },
  ],
  evidence: minutes('选举结果报告'),
  steps: [
    decideStep(
      '换届结果',
      {
        label: '同意，新一届开始',
        title: '换届批了',
        effect: '任期从选举那天起重新算，提醒跟着改',
        ledger: 'union.elected',
        brings: elect,
        told: (done) => ({ title: '换届批了', text: `新一届任期到 ${sayFull(termIn(done).endsOn)}` }),
      },
      ['选举没有过半数会员参加', '选举结果没有公布'],
    ),
  ],

  async prepare(answers, applicant) {
    const filled = answers as unknown as Form
    const union = await ownUnion(filled.union, applicant)
    if (filled.electedOn > dayOf(applicant.now)) throw new AppError('BAD_INPUT', '选举的日子还没到。选好了再来报')
    checkElection(union, filled)
    return {
      facts: { seen: seenOf(union), members: union.memberCounts.own, ...askingOf(applicant, union) },
      name: union.name,
      chain: await decidedAbove(union, applicant),
      titles: { union: union.name },
      openKey: `unionElection:${union._id}`,
    }
  },

  warnings(standing) {
    const { leads } = formOf(standing)
    const { words, clause, wrong } = committeeRule(standing.facts.members, leads)
    return [sayAsking(standing), ...(wrong ? [`${words}（${clause}）`] : [])]
  },
}

const formOf = (standing: Pick<CaseDocument, 'form'>) => standing.form as unknown as Form & Elected

const termIn = (done: CaseDocument) => termOf(formOf(done).electedOn, formOf(done).years === '3' ? 3 : 5)

/** Whether this election can follow what the union has. Throws AppError in an officer's words. */
export function checkElection(union: Org, { electedOn, years }: Pick<Form, 'electedOn' | 'years'>): void {
  if (!yearsAllowed(union.form).includes(years === '3' ? 3 : 5))
    throw new AppError('BAD_INPUT', `总工会一届五年（${TERM_CLAUSE}）。请改一下`)
  if (union.since && electedOn < union.since)
    throw new AppError('BAD_INPUT', `${union.name}是 ${sayFull(union.since)}建的，选举不会更早。请再看一遍`)
  if (union.term && electedOn <= union.term.electedOn)
    throw new AppError('BAD_INPUT', `上一届是 ${sayFull(union.term.electedOn)}选的，这一次要晚一些。请再看一遍`)
}

async function elect(transaction: Transaction, done: CaseDocument, at: Date): Promise<void> {
  const { electedOn, years, workers } = formOf(done)
  const { seen } = done.facts as unknown as ElectionFacts
  const tree = new Tree(transaction)
  const union = await tree.active(seen.id)
  stillAs(union, seen)
  checkElection(union, { electedOn, years })
  const line = { on: dayOf(at), what: 'elected', words: '换届', case: done._id } as const
  const before = { term: union.term, workers: union.workers }
  tree.remember(union, { ...line, before }, { ...electedTerm(electedOn, years, dayOf(at)), workers })
  await tree.save()
}
