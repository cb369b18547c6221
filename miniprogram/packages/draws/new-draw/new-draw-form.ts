import type { FormFieldView } from '../../../../cloudfunctions/kernel/casework/contract'
import { faultsOf, type Faults } from '../../../components/case-form/form'
import { plainField } from '../../../components/case-form/plain-field'
import type { Answers } from '../../../components/case-form/values'
import { startOfDay } from '../../../rules/days'
import { GROUP_WORDS } from '../../../rules/offer-rules'

/** What an officer fills in to open a draw. */

const choice = (value: string, label: string) => ({ value, label, note: '' })

export const FIELDS: FormFieldView[] = [
  plainField({ name: 'title', label: '抽的是什么', help: '比如：疗休养名额', widget: 'text', maxLength: 20 }),
  plainField({
    name: 'what',
    label: '说清楚有什么',
    help: '什么东西、几天、在哪儿',
    widget: 'longText',
    maxLength: 300,
  }),
  plainField({ name: 'seats', label: '几个名额', widget: 'number', unit: '个', least: 1, greatest: 1000 }),
  plainField({ name: 'closesOn', label: '报名到哪天', widget: 'day' }),
  plainField({
    name: 'hour',
    label: '那天几点截止',
    widget: 'choice',
    options: [
      choice('12', '中午 12 点'),
      choice('18', '下午 6 点'),
      choice('20', '晚上 8 点'),
      choice('22', '晚上 10 点'),
    ],
  }),
  plainField({
    name: 'groups',
    label: '只给谁',
    help: '都给就不选',
    widget: 'choices',
    required: false,
    options: Object.entries(GROUP_WORDS).map(([value, label]) => choice(value, label)),
  }),
  plainField({
    name: 'series',
    label: '算哪一类',
    help: '同一类里，没得过的排在前面。比如：疗休养',
    widget: 'text',
    maxLength: 12,
  }),
  plainField({
    name: 'collect',
    label: '抽中了怎么领',
    help: '带什么、到哪儿、哪天前',
    widget: 'longText',
    maxLength: 100,
  }),
]

/** What is missing or wrong, by field. */
export const faultsOfDraw = (answers: Answers, now: number): Faults => faultsOf(FIELDS, answers, now)

/** The moment it closes, milliseconds. */
export const closesAtOf = ({ closesOn, hour }: Answers): number =>
  startOfDay(String(closesOn)) + Number(hour) * 3_600_000
