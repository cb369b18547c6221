import type { FormFieldView } from '../../../../cloudfunctions/kernel/casework/contract'
import type { City } from '../../../client/session'
import { entriesOf } from '../../../components/case-form/form'
import type { Answers } from '../../../components/case-form/values'
import { CAUSES, type Household } from '../../../rules/household'

/**
 * The pre-check's few questions, in the names of the hardship form, so that what was typed here goes on into the
 * application as it is. Made on the phone from the city's kept settings: nothing is asked of the network.
 */

export interface QuestionPage {
  title: string
  help: string
  fields: FormFieldView[]
}

const MOST_FEN = 1_000_000_000

export function questionPages({ districts, hardship }: Pick<City, 'districts' | 'hardship'>): QuestionPage[] {
  return [
    {
      title: '家里几口人，挣多少',
      help: '估着填就行。不用写名字',
      fields: [
        field('district', '家住哪个区', 'choice', {
          help: '各区的低保标准不一样',
          options: districts.map(({ code, name }) => option(code, name)),
        }),
        field('members', '家里几口人', 'list', {
          help: '住在一起、钱一起花的都算，您自己也算',
          least: 1,
          greatest: 12,
          items: [
            field('relation', '是您的什么人', 'choice', {
              options: RELATIONS.map(({ id, words }) => option(id, words)),
            }),
            money('incomeFen', '一年到手多少钱', '工资、打工、退休金都算，没有填 0'),
          ],
        }),
      ],
    },
    {
      title: '非花不可的钱',
      help: '过去一年的，没有就填 0',
      fields: [
        money('medicalFen', '看病自己掏的', '扣掉报销的'),
        money('tuitionFen', '孩子上学的学费、住宿费', ''),
        money('otherRigidFen', '别的非花不可的', '护理、房租、还看病欠的债'),
        money('lossFen', '突然出事的损失', '火灾、车祸、大病'),
      ],
    },
    {
      title: '难在哪儿',
      help: '',
      fields: [
        field('cause', '最主要的难处', 'choice', { options: CAUSES.map(({ id, words }) => option(id, words)) }),
        field('exclusions', '有没有这些情况', 'choices', {
          help: '有就勾上，没有就不勾',
          required: false,
          options: hardship.exclusions.map(({ id, words }) => option(id, words)),
        }),
      ],
    },
  ]
}

export const RELATIONS = [
  { id: 'self', words: '本人' },
  { id: 'spouse', words: '爱人' },
  { id: 'child', words: '孩子' },
  { id: 'parent', words: '老人' },
  { id: 'other', words: '别的家人' },
] as const

const option = (value: string, label: string) => ({ value, label, note: '' })
const money = (name: string, label: string, help: string) => field(name, label, 'money', { help, greatest: MOST_FEN })

function field(name: string, label: string, widget: string, more: Partial<FormFieldView>): FormFieldView {
  return {
    name,
    label,
    widget,
    help: '',
    page: 0,
    required: true,
    maxLength: null,
    unit: widget === 'money' ? '元' : '',
    least: widget === 'money' ? 0 : null,
    greatest: null,
    options: [],
    when: null,
    prefill: '',
    sensitive: false,
    items: [],
    ...more,
  }
}

/** The household as the rule reads it; the same as the desk's (cases/kinds/hardship.ts). Call it with answers that have no fault. */
export function householdOf(answers: Answers): Household {
  const people = entriesOf(answers.members)
  const fen = (value: unknown) => (typeof value === 'number' ? value : 0)
  return {
    district: String(answers.district ?? ''),
    people: people.length,
    yearlyIncomeFen: people.reduce((sum, { incomeFen }) => sum + fen(incomeFen), 0),
    medicalFen: fen(answers.medicalFen),
    tuitionFen: fen(answers.tuitionFen),
    otherRigidFen: fen(answers.otherRigidFen),
    lossFen: fen(answers.lossFen),
    disqualified: Array.isArray(answers.exclusions) ? (answers.exclusions as string[]) : [],
  }
}
