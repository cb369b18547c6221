import type { FormFieldView } from '../../../../cloudfunctions/kernel/casework/contract'
import { faultsOf, type Faults } from '../../../components/case-form/form'
import { plainField } from '../../../components/case-form/plain-field'
import type { Answers } from '../../../components/case-form/values'
import { addDays, dayOf, sayDay } from '../../../rules/days'
import { LONGEST_PROMISE_DAYS } from '../../../rules/interview'

/** What whoever promised says of it: done, another day, or it cannot be done. */

export type Act = 'kept' | 'move' | 'dropped'

export const ACTS: readonly { act: Act; title: string; note: string; button: string }[] = [
  { act: 'kept', title: '做成了', note: '写做成了什么样，有照片更好。问的人都收到消息', button: '做成了，告诉大家' },
  { act: 'move', title: '改个日子', note: '写明为什么。原来的日子大家还看得到', button: '改到这一天' },
  { act: 'dropped', title: '办不成了', note: '写明为什么。问的人都收到消息', button: '说明办不成' },
]

export function fieldsOf(act: Act | ''): FormFieldView[] {
  if (act === '') return []
  if (act === 'kept')
    return [
      plainField({
        name: 'how',
        label: '做成了什么样',
        help: '比如：20 个工地查完了，3 家补发了津贴',
        widget: 'longText',
        maxLength: 300,
      }),
    ]
  if (act === 'dropped') return [plainField({ name: 'how', label: '为什么办不成', widget: 'longText', maxLength: 300 })]
  return [
    plainField({ name: 'to', label: '改到哪天前', widget: 'day' }),
    plainField({ name: 'why', label: '为什么要改', widget: 'longText', maxLength: 200 }),
  ]
}

/** `by`: the day it is promised for by now. */
export function faultsOfAct(act: Act, answers: Answers, by: string, now: number): Faults {
  const faults = faultsOf(fieldsOf(act), answers, now)
  const name = act === 'move' ? 'why' : 'how'
  if (!faults[name] && [...String(answers[name] ?? '').trim()].length < 2) faults[name] = '再多写几个字'
  if (act === 'move' && !faults.to) {
    const to = String(answers.to)
    const last = addDays(dayOf(now), LONGEST_PROMISE_DAYS)
    if (to <= dayOf(now)) faults.to = '请选明天或以后'
    else if (to === by) faults.to = '就是原来那天。请选别的日子'
    else if (to > last) faults.to = `最晚 ${sayDay(last)}`
  }
  return faults
}
