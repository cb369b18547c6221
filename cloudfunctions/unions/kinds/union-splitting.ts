import { z } from 'zod'
import { dayOf } from '../../../miniprogram/rules/days'
import { nameHolds, searchKeys, tidySearch } from '../../../miniprogram/rules/search-keys'
import { chairRule, committeeRule, mayBeChanged, ORG_FORM_WORDS, termOf } from '../../../miniprogram/rules/union-rules'
import type { CaseDocument } from '../../kernel/casework/case'
import { field, type Kind } from '../../kernel/casework/kind'
import type { Transaction } from '../../kernel/cloud'
import { AppError } from '../../kernel/errors'
import type { Org } from '../../kernel/orgs'
import { carryMembers } from '../carry'
import { decideStep, minutes } from '../common-acts'
import { askingOf, decidedAbove, ownUnion, sayAsking, seenOf, stillAs, type Asking, type Seen } from '../concerned'
import {
  committeeField,
  electedField,
  employersField,
  leadsField,
  nameField,
  namesOf,
  peopleField,
  phoneField,
  takesField,
  unionField,
  yearsField,
  type Elected,
} from '../fields'
import { newUnion } from '../new-union'
import { addCarryIn } from '../store'
import { Tree } from '../tree'

/** 分出去建会: some employers of a joint union leave it for a union of their own; their members go with them. */

const FORMS = ['grassrootsUnion', 'jointUnion'] as const

const form = z.strictObject({
  union: unionField('从哪个工会分出去'),
  employers: employersField('哪些单位分出去', '写全称，或写几个字也行', 0),
  name: nameField('新工会的全称', 1),
  form: z.enum(FORMS, { message: '请选哪一种' }).meta(
    field({
      label: '哪一种工会',
      widget: 'choice',
      page: 1,
      options: FORMS.map((value) => ({ value, label: ORG_FORM_WORDS[value] })),
    }),
  ),
  workers: peopleField('这些单位一共多少职工', '职工人数', 1),
  members: peopleField('其中会员多少人', '会员人数', 1),
  takes: takesField(1),
  phone: phoneField(1),
  leads: leadsField(2),
  committee: committeeField(2),
  electedOn: electedField(2),
  years: yearsField(2),
})
type Form = z.infer<typeof form>

interface SplittingFacts extends Asking {
  seen: Seen
  /** The employers as the union has them registered. */
  leaving: string[]
  founded?: string
}

export const unionSplitting: Kind<SplittingFacts> = {
  kind: 'unionSplitting',
  version: 1,
  title: '分出去建会',
  plain: '几个单位分出去，另建工会',
  who: 'officer',
  many: true,
  rated: false,
  form,
  pages: [
    { title: '哪些单位分出去', help: '这些单位的会员跟着走，会员卡不用换' },
    { title: '新的工会', help: '' },
    { title: '选上了谁', help: '第一届委员会' },
  ],
  evidence: minutes('会员大会的决定和选举结果'),
  steps: [
    decideStep(
      '分出去建会',
      {
        label: '同意分出去',
        title: '同意分出去了',
        effect: '新工会马上有了，这些单位的会员都转过去，会员卡照常用',
        ledger: 'union.split',
        brings: split,
        told: (done) => ({
          title: '分出去建会批了',
          text: `${formOf(done).name}建好了。这些单位的会员这就转过去，不用一个一个办`,
        }),
      },
      ['单位太小，还是合在一起好', '会员大会还没有同意'],
    ),
  ],

  async prepare(answers, applicant) {
    const filled = answers as unknown as Form
    const union = await ownUnion(filled.union, applicant)
    if (filled.electedOn > dayOf(applicant.now)) throw new AppError('BAD_INPUT', '选举的日子还没到。选好了再来报')
    const leaving = registeredOf(union, namesOf(filled.employers))
    checkSplitting(union, leaving)
    return {
      facts: { seen: seenOf(union), leaving, ...askingOf(applicant, union) },
      name: union.name,
      chain: await decidedAbove(union, applicant),
      titles: { union: union.name },
      openKey: `unionSplitting:${union._id}:${tidySearch(filled.name)}`,
    }
  },

  warnings(standing) {
    const { members, workers, leads } = formOf(standing)
    const size = committeeRule(members, leads)
    const chair = chairRule(workers)
    return [
      sayAsking(standing),
      `分出去的单位：${standing.facts.leaving.join('、')}`,
      `${size.words}（${size.clause}）`,
      ...(chair ? [`${chair.words}（${chair.clause}）`] : []),
    ]
  },
}

const formOf = (standing: Pick<CaseDocument, 'form'>) => standing.form as unknown as Form & Elected

/** What was typed as the union has it registered: the same but for blanks and brackets, or the only one that holds it. */
export function registeredOf(union: Org, typed: string[]): string[] {
  const found = typed.map((name) => {
    const same = union.employers.find((one) => tidySearch(one) === tidySearch(name))
    const holding = union.employers.filter((one) => nameHolds(one, name))
    if (same ?? holding.length === 1) return same ?? holding[0]!
    const some = union.employers.slice(0, 8).join('、')
    throw new AppError('BAD_INPUT', `“${name}”不在${union.name}里。它登记的单位有：${some || '没有'}`)
  })
  return [...new Set(found)]
}

/** Whether these employers may leave. Throws AppError in an officer's words. */
export function checkSplitting(union: Org, leaving: string[]): void {
  if (!mayBeChanged(union.form))
    throw new AppError('BAD_INPUT', `${union.name}是一级总工会。要建新工会，请用“建会申请”`)
  const gone = leaving.find((name) => !union.employers.includes(name))
  if (gone !== undefined) throw new AppError('NOT_NOW', `${gone}已经不归${union.name}管了。请退回去，重新申请`)
  if (leaving.length >= union.employers.length)
    throw new AppError('BAD_INPUT', '单位全分出去，原来的工会就空了。请用“工会撤销”，或留下一个单位')
}

async function split(transaction: Transaction, done: CaseDocument, at: Date): Promise<object> {
  const { seen, leaving } = done.facts as unknown as SplittingFacts
  const { name, form: kindOf, workers, takes, phone, electedOn, years } = formOf(done)
  const tree = new Tree(transaction)
  const union = await tree.active(seen.id)
  stillAs(union, seen)
  checkSplitting(union, leaving)
  const parent = await tree.active(union.parent!)
  const on = dayOf(at)
  const { district, districtName, town, townName } = union
  const made = newUnion(done._id, on, `从${union.name}分出来`, {
    name,
    form: kindOf,
    employers: leaving,
    workers,
    takesIndividuals: takes === 'yes',
    phone,
    term: termOf(electedOn, years === '3' ? 3 : 5),
    place: { district, districtName, town, townName },
  })
  tree.add(made)
  await tree.attach(made, parent)
  const before = { employers: union.employers, workers: union.workers }
  const left = union.employers.filter((one) => !leaving.includes(one))
  const line = { on, what: 'split', words: `${leaving.join('、')}分出去，另建${name}`, before, case: done._id } as const
  const fewer = Math.max(0, union.workers - workers)
  tree.remember(union, line, { employers: left, workers: fewer, keys: searchKeys([union.name, ...left]) })
  await addCarryIn(transaction, carryMembers(union, made, leaving, { case: done._id, why: '单位另建了工会', on, at }))
  await tree.save()
  return { founded: made._id }
}
