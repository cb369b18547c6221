import { z } from 'zod'
import { dayOf } from '../../../miniprogram/rules/days'
import { searchKeys } from '../../../miniprogram/rules/search-keys'
import { MAY_BECOME, ORG_FORM_WORDS, type OrgForm } from '../../../miniprogram/rules/union-rules'
import type { CaseDocument } from '../../kernel/casework/case'
import { field, type Kind } from '../../kernel/casework/kind'
import type { Transaction } from '../../kernel/cloud'
import { AppError } from '../../kernel/errors'
import type { Org } from '../../kernel/orgs'
import { carryPlaces } from '../carry'
import { decideStep, minutes } from '../common-acts'
import { askingOf, decidedAbove, ownUnion, sayAsking, seenOf, stillAs, type Asking, type Seen } from '../concerned'
import { nameField, unionField, whyField } from '../fields'
import { addCarryIn, findTownFederation } from '../store'
import { Tree } from '../tree'

/** 工会升格: a joint union becomes an alliance or the federation of its town, and the like; members and posts stay. */

const FORMS = [
  'jointUnion',
  'regionalUnion',
  'industryUnion',
  'unionAlliance',
  'townshipFederation',
] as const satisfies OrgForm[]

const form = z.strictObject({
  union: unionField('哪个工会要升格'),
  form: z.enum(FORMS, { message: '请选升成哪一种' }).meta(
    field({
      label: '升成哪一种',
      widget: 'choice',
      page: 0,
      options: FORMS.map((value) => ({ value, label: ORG_FORM_WORDS[value] })),
    }),
  ),
  name: nameField('以后叫什么', 0),
  why: whyField('为什么升格', 0),
})
type Form = z.infer<typeof form>

interface UpgradingFacts extends Asking {
  seen: Seen
  was: OrgForm
}

export const unionUpgrading: Kind<UpgradingFacts> = {
  kind: 'unionUpgrading',
  version: 1,
  title: '工会升格',
  plain: '工会升格、改名',
  who: 'officer',
  many: true,
  rated: false,
  form,
  pages: [{ title: '升成什么工会', help: '会员、干部都不变' }],
  evidence: minutes('会员大会或代表大会的决定'),
  steps: [
    decideStep(
      '工会升格',
      {
        label: '同意升格',
        title: '同意升格了',
        effect: '名称和级别马上改过来，会员卡上的名称跟着改',
        ledger: 'union.upgraded',
        brings: upgrade,
        told: (done) => ({ title: '升格批了', text: `以后叫${formOf(done).name}` }),
      },
      ['管的单位还太少，先不升格', '名称不合规定，请改一个'],
    ),
  ],

  async prepare(answers, applicant) {
    const filled = answers as unknown as Form
    const union = await ownUnion(filled.union, applicant)
    await checkUpgrading(union, filled.form)
    return {
      facts: { seen: seenOf(union), was: union.form, ...askingOf(applicant, union) },
      name: union.name,
      chain: await decidedAbove(union, applicant),
      titles: { union: union.name },
      openKey: `unionUpgrading:${union._id}`,
    }
  },

  warnings: (standing) => [
    sayAsking(standing),
    `从${ORG_FORM_WORDS[standing.facts.was]}升为${ORG_FORM_WORDS[formOf(standing).form]}`,
  ],
}

const formOf = (standing: Pick<CaseDocument, 'form'>) => standing.form as unknown as Form

/** Whether a union of this form may become that. Throws AppError in an officer's words. One request for a town's federation. */
export async function checkUpgrading(union: Org, to: OrgForm): Promise<void> {
  if (!MAY_BECOME[union.form].includes(to))
    throw new AppError('BAD_INPUT', `${ORG_FORM_WORDS[union.form]}不能升成${ORG_FORM_WORDS[to]}。请再选一次`)
  if (to !== 'townshipFederation') return
  const there = union.town && (await findTownFederation(union.town))
  if (there) throw new AppError('BAD_INPUT', `${union.townName}已经有${there.name}了，一个镇街只有一个`)
  if (!union.town) throw new AppError('BAD_INPUT', `${union.name}不在一个镇街里，不能升成镇街总工会`)
}

async function upgrade(transaction: Transaction, done: CaseDocument, at: Date): Promise<void> {
  const { seen } = done.facts as unknown as UpgradingFacts
  const { form: kindOf, name } = formOf(done)
  const tree = new Tree(transaction)
  const union = await tree.active(seen.id)
  stillAs(union, seen)
  // Of two in one town the second begins anew, since both write what stands above, and then finds the first.
  await checkUpgrading(union, kindOf)
  tree.count(await tree.above(union), 0)
  const before = { form: union.form, name: union.name, level: union.level }
  const asTown = kindOf === 'townshipFederation' ? ({ level: 'town', takesIndividuals: true } as const) : {}
  const on = dayOf(at)
  const words = `从${ORG_FORM_WORDS[union.form]}升为${ORG_FORM_WORDS[kindOf]}${name === union.name ? '' : `，改名${name}`}`
  const keys = searchKeys([name, ...union.employers])
  tree.remember(union, { on, what: 'upgraded', words, before, case: done._id }, { form: kindOf, name, keys, ...asTown })
  await addCarryIn(transaction, carryPlaces(union, { case: done._id, why: '工会升格', on, at }))
  await tree.save()
}
