import type { FormFieldView } from '../../../../cloudfunctions/kernel/casework/contract'
import { addDays, type Day } from '../../../rules/days'
import { plainField } from '../../../components/case-form/plain-field'
import type { Answers } from '../../../components/case-form/values'
import type { Faults } from '../../../components/case-form/form'

/** What opening an event asks, as a declared form, so that it is drawn like every other. */

export const FIELDS: FormFieldView[] = [
  plainField({ name: 'title', label: '活动叫什么', widget: 'text', maxLength: 30, help: '工友扫码后看到的名字' }),
  plainField({ name: 'place', label: '在哪儿', widget: 'text', maxLength: 40, help: '摊位的地方，比如“建材市场南门”' }),
  plainField({ name: 'from', label: '从哪天', widget: 'day' }),
  plainField({ name: 'to', label: '到哪天', widget: 'day' }),
  plainField({ name: 'codeUntil', label: '入会码用到哪天', widget: 'day', help: '摊收了，回家再填的人还能扫' }),
]

/** Today alone, and the code for three days more. */
export function beginning(today: Day): Answers {
  return { title: '集中入会', place: '', from: today, to: today, codeUntil: addDays(today, 3) }
}

/** A day that moves takes those after it along. */
export function afterChange(answers: Answers, name: string, value: unknown): Answers {
  const next = { ...answers, [name]: value }
  if (name === 'from' && String(next.to) < String(value)) next.to = value
  if (String(next.codeUntil) < String(next.to)) next.codeUntil = addDays(String(next.to), 3)
  return next
}

/** What the days say together. */
export function daysFaults({ from, to, codeUntil }: Answers, today: Day): Faults {
  if (String(to) < String(from)) return { to: '结束的那天早于开始的那天' }
  if (String(to) < today) return { to: '这天已经过了。请选今天或以后' }
  if (String(codeUntil) < String(to)) return { codeUntil: '要用到活动最后一天' }
  return {}
}
