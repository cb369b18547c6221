import { z } from 'zod'
import { dayOf } from '../../../miniprogram/rules/days'
import { searchKeys, tidySearch } from '../../../miniprogram/rules/search-keys'
import { chairRule, committeeRule, mayHaveBelow, ORG_FORM_WORDS, termOf } from '../../../miniprogram/rules/union-rules'
import type { CaseDocument } from '../../kernel/casework/case'
import { field, type Kind } from '../../kernel/casework/kind'
import type { Transaction } from '../../kernel/cloud'
import { AppError } from '../../kernel/errors'
import { chainOfOrg, type Org } from '../../kernel/orgs'
import { citySettings } from '../../kernel/settings'
import { plainText } from '../../kernel/text'
import { decideStep, minutes } from '../common-acts'
import { askingOf, notAsked, ownUnion, sayAsking, seenOf, type Asking, type Seen } from '../concerned'
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
import { findNamed } from '../store'
import { Tree } from '../tree'

/**
 * 建会: a union is founded with the approval of the level above (工会法 第12条), for one employer or many. What its size
 * means for committee and chair is said to the desk that decides (工会法 第11、14条).
 */

const FORMS = ['grassrootsUnion', 'jointUnion', 'regionalUnion', 'industryUnion', 'unionAlliance'] as const
const FORM_NOTES: Record<(typeof FORMS)[number], string> = {
  grassrootsUnion: '一个单位自己的',
  jointUnion: '几个小单位合建一个',
  regionalUnion: '一个商圈、一栋楼、一个村',
  industryUnion: '同一行的，比如外卖、货运',
  unionAlliance: '下面还有工会的',
}

const form = z.strictObject({
  parent: unionField('归哪个工会管', 0, '批准建会的上级工会'),
  name: nameField('新工会的全称', 0),
  form: z.enum(FORMS, { message: '请选哪一种' }).meta(
    field({
      label: '哪一种工会',
      widget: 'choice',
      page: 0,
      options: FORMS.map((value) => ({ value, label: ORG_FORM_WORDS[value], note: FORM_NOTES[value] })),
    }),
  ),
  town: z
    .string()
    .regex(/^\d{9,12}$/, '请选在哪个镇街')
    .optional()
    .meta(field({ label: '在哪个镇街', help: '上级是镇街总工会的，不用填', widget: 'place', page: 0 })),
  employers: employersField('管哪些单位', '一个单位一条', 1),
  workers: peopleField('这些单位一共多少职工', '职工人数', 1),
  members: peopleField('愿意入会的有多少人', '会员人数', 1),
  takes: takesField(1),
  phone: phoneField(1),
  leads: leadsField(2),
  committee: committeeField(2),
  electedOn: electedField(2),
  years: yearsField(2),
  preparers: plainText(100)
    .refine((text) => text.length >= 2, '请写筹备组有谁')
    .meta(field({ label: '筹备组有谁', widget: 'longText', page: 2 })),
})
type Form = z.infer<typeof form>

interface FoundingFacts extends Asking {
  seen: Seen
  /** Others of the same name. */
  named: string[]
  place: Pick<Org, 'district' | 'districtName' | 'town' | 'townName'>
  /** The union, once it is approved. */
  founded?: string
}

export const unionFounding: Kind<FoundingFacts> = {
  kind: 'unionFounding',
  version: 1,
  title: '建会申请',
  plain: '建一个新工会',
  who: 'officer',
  many: true,
  rated: false,
  form,
  pages: [
    { title: '建什么工会', help: '' },
    { title: '管哪些单位，多少人', help: '' },
    { title: '选上了谁', help: '第一届委员会' },
  ],
  evidence: minutes('建会的请示和选举结果'),
  steps: [
    decideStep(
      '建会申请',
      {
        label: '同意建会',
        title: '同意建会了',
        effect: '新工会马上有了，工友找得到它，能申请入会',
        ledger: 'union.founded',
        brings: found,
        told: (done) => ({ title: '建会批了', text: `${done.name}建好了，工友现在就能申请入会` }),
      },
      ['名称跟别的工会一样，请改一个', '选举结果没有公布'],
    ),
  ],

  async prepare(answers, applicant) {
    const filled = answers as unknown as Form
    const { now, person } = applicant
    const parent = await ownUnion(filled.parent, applicant)
    if (!mayHaveBelow(parent.form)) throw new AppError('BAD_INPUT', `${parent.name}下面不能再建工会。请选它的上级`)
    if (filled.electedOn > dayOf(now)) throw new AppError('BAD_INPUT', '选举的日子还没到。选好了再来报')
    const [key] = searchKeys([filled.name])
    const named = key ? await findNamed(filled.name, key) : []
    return {
      facts: {
        seen: seenOf(parent),
        named: named.map(({ townName, districtName }) => `${districtName}${townName ?? ''}`),
        place: await placeOf(parent, filled.town, now),
        ...askingOf(applicant, parent),
      },
      name: filled.name,
      chain: notAsked((await chainOfOrg(parent._id, now)) ?? [], person.posts),
      titles: { parent: parent.name },
      openKey: `unionFounding:${parent._id}:${tidySearch(filled.name)}`,
    }
  },

  warnings(standing) {
    const { members, workers, leads, employers, form: kindOf } = formOf(standing)
    const size = committeeRule(members, leads)
    const chair = chairRule(workers)
    return [
      sayAsking(standing),
      ...standing.facts.named.map((where) => `${where}已经有一个同名的工会`),
      `${size.words}（${size.clause}）`,
      ...(chair ? [`${chair.words}（${chair.clause}）`] : []),
      ...(kindOf === 'grassrootsUnion' && employers.length > 1
        ? ['填了几个单位，单位工会只管一个。该是联合工会吗？']
        : []),
    ]
  },
}

const formOf = (standing: Pick<CaseDocument, 'form'>) => standing.form as unknown as Form & Elected

/** The town named, or else where the union above is. */
async function placeOf(parent: Org, code: string | undefined, now: Date): Promise<FoundingFacts['place']> {
  const { district, districtName, town, townName } = parent
  if (town || !code) return { district, districtName, town, townName }
  const { districts } = await citySettings(Number(now))
  const at = districts.find(({ towns }) => towns.some((one) => one.code === code))
  const named = at?.towns.find((one) => one.code === code)
  if (!at || !named) throw new AppError('BAD_INPUT', '请选在哪个镇街')
  return { district: at.code, districtName: at.name, town: named.code, townName: named.name }
}

async function found(transaction: Transaction, done: CaseDocument, at: Date): Promise<object> {
  const { seen, place } = done.facts as unknown as FoundingFacts
  const { name, form: kindOf, employers, workers, takes, phone, electedOn, years } = formOf(done)
  const tree = new Tree(transaction)
  const parent = await tree.active(seen.id)
  if (!mayHaveBelow(parent.form)) throw new AppError('NOT_NOW', `${parent.name}下面不能再建工会。请退回去`)
  const union = newUnion(done._id, dayOf(at), `建会，归${parent.name}管`, {
    name,
    form: kindOf,
    employers: namesOf(employers),
    workers,
    takesIndividuals: takes === 'yes',
    phone,
    term: termOf(electedOn, years === '3' ? 3 : 5),
    place,
  })
  tree.add(union)
  await tree.attach(union, parent)
  await tree.save()
  return { founded: union._id }
}
