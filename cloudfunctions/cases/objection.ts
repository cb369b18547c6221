import { z } from 'zod'
import { entryOfAct } from '../kernel/casework/act-entry'
import type { KindOf } from '../kernel/casework/applicant-acts'
import { dropObjection, settle } from '../kernel/casework/by-itself'
import type { CaseDocument } from '../kernel/casework/case'
import { refuse } from '../kernel/casework/common-acts'
import { field, type Kind } from '../kernel/casework/kind'
import { followNotice } from '../kernel/casework/notices'
import { settingAt } from '../kernel/casework/setting'
import * as cases from '../kernel/casework/store'
import type { Transaction } from '../kernel/cloud'
import { AppError } from '../kernel/errors'
import { append } from '../kernel/ledger'
import { plainText } from '../kernel/text'
import { dayOf } from '../../miniprogram/rules/days'

interface ObjectionFacts {
  /** The case in notice. */
  target: string
  targetNumber: string
  targetTitle: string
}

const form = z.strictObject({
  words: plainText(500).meta(field({ label: '哪里不对', widget: 'longText', page: 0 })),
})

/**
 * 公示异议: a colleague doubts what a notice says. Handed in from the notice itself (cases/notices.ts); settling it lets
 * the case go on or sends it to the next desk with the finding. Who objected is known to this desk alone.
 */
export function objectionKind(kindOf: KindOf): Kind<ObjectionFacts> {
  const settling = (how: Settled) => (transaction: Transaction, done: CaseDocument, at: Date) =>
    settleTarget(kindOf, transaction, done, how, at)
  return {
    kind: 'objection',
    version: 1,
    title: '公示异议',
    plain: '对公示有异议',
    who: 'member',
    many: true,
    rated: false,
    form,
    pages: [{ title: '哪里不对', help: '' }],
    evidence: [],
    steps: [
      {
        name: 'look',
        at: 'own',
        role: 'officer',
        state: 'submitted',
        next: '要核实公示异议',
        title: '工会核实异议',
        stage: '在核实您提的异议',
        deadline: (city) => ({ days: city.reviewWorkingDays, unit: 'working', clause: '几天内核实，由市总工会规定' }),
        acts: [
          {
            act: 'uphold',
            label: '异议属实',
            needsReason: true,
            reasons: ['核实过，情况属实'],
            effect: '公示的那一件停下来，交下一步重新看，并告诉提的人',
            to: { end: 'approved' },
            brings: settling('upheld'),
            told: (_done, note) => ({ title: '您提的异议属实', text: note }),
          },
          refuse('您提的异议核实过了', ['核实过，家里确实困难'], {
            act: 'dismiss',
            label: '异议不成立，写明原因',
            effect: '公示接着往下走，并告诉提的人',
            brings: settling('dismissed'),
          }),
        ],
      },
    ],
    takenBack: (transaction, done, at) =>
      settleTarget(kindOf, transaction, done as unknown as CaseDocument, 'takenBack', at),
    async prepare() {
      throw new AppError('NOT_NOW', '异议请打开那份公示来提')
    },
    warnings: (standing) => [
      `说的是 ${standing.facts.targetNumber} 号${standing.facts.targetTitle}。不要让对方知道是谁提的`,
    ],
  }
}

type Settled = 'upheld' | 'dismissed' | 'takenBack'

async function settleTarget(
  kindOf: KindOf,
  transaction: Transaction,
  done: CaseDocument,
  how: Settled,
  at: Date,
): Promise<void> {
  const { target } = done.facts as unknown as ObjectionFacts
  const standing = await cases.readIn(transaction, target)
  // Withdrawn or gone on meanwhile: nothing is left to settle.
  if (standing?.objection !== done._id) return
  const kind = kindOf(standing.kind)
  const setting = await settingAt(at)
  // What was found out is the objector's to read; the applicant reads it only when it counts against her.
  const note = how === 'upheld' ? done.story[done.story.length - 1]!.note : ''
  const moved =
    how === 'takenBack'
      ? dropObjection(kind, standing, setting)
      : settle(kind, standing, how === 'upheld', note, setting)
  if (!moved) return
  await append(transaction, entryOfAct(kind, moved, 'application.noted', at))
  await cases.move(transaction, moved)
  await followNotice(transaction, kind, standing, moved, at, dayOf(at))
}
